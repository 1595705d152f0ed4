from django.db.backends.sqlite3 import base

from territoires.kit.edge.watch import WatchedConnection


class DatabaseWrapper(WatchedConnection, base.DatabaseWrapper):
    """SQLite. One machine: the mapped file is enough."""
