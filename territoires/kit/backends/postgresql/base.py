from django.db.backends.postgresql import base

from territoires.kit.edge.sql import ANYTHING
from territoires.kit.edge.watch import CHANNEL, WatchedConnection

MANY = 1000  # a notification holds 8000 bytes


class DatabaseWrapper(WatchedConnection, base.DatabaseWrapper):
    """PostgreSQL. Changes travel to other machines with the transaction itself: NOTIFY is delivered on commit."""

    def announce(self, slots: set[int]) -> None:
        payload = ",".join(str(slot) for slot in sorted(slots)) if len(slots) < MANY else str(ANYTHING)
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])
