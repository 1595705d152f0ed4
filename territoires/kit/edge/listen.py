"""On PostgreSQL, hears what other machines (and other processes) changed: LISTEN, in one thread of each web process."""

import logging
import threading
from typing import Any

import psycopg
from django.db import connection

from territoires.kit.edge.changes import Changes
from territoires.kit.edge.watch import CHANNEL, changes

logger = logging.getLogger(__name__)
NAME = "territoires-listen"  # as the database shows it
PATIENCE = 1.0  # seconds between two looks at the connection
AGAIN = 2.0  # seconds before a new try


class Listener(threading.Thread):
    """Whatever was missed while the connection was away may have changed anything: after it, every page is remade."""

    def __init__(self, parameters: dict[str, Any], numbers: Changes) -> None:
        super().__init__(name="page-cache-listener", daemon=True)
        self.parameters = parameters
        self.numbers = numbers
        self.listening = threading.Event()
        self.stopping = threading.Event()

    def run(self) -> None:
        while not self.stopping.is_set():
            try:
                self.listen()
            except psycopg.Error as error:
                logger.warning("page cache: cannot hear other machines (%s)", type(error).__name__)
                self.listening.clear()
                self.stopping.wait(AGAIN)

    def listen(self) -> None:
        with psycopg.connect(**self.parameters, autocommit=True) as hearing:
            hearing.execute(f"LISTEN {CHANNEL}")
            self.numbers.bump_all()
            self.listening.set()
            while not self.stopping.is_set():
                for notification in hearing.notifies(timeout=PATIENCE):
                    self.numbers.bump(int(slot) for slot in notification.payload.split(",") if slot)
                hearing.execute("SELECT 1")  # notices a connection that died in silence


def start() -> Listener | None:
    """Start listening when the database can be shared with other machines."""
    if connection.vendor != "postgresql":
        changes().bump_all()
        return None
    keep = {"host", "port", "dbname", "user", "password", "sslmode", "sslrootcert", "connect_timeout"}
    parameters = {name: value for name, value in connection.get_connection_params().items() if name in keep}
    ours = {"tcp_user_timeout": 5000, "application_name": NAME}
    listener = Listener({**parameters, **ours}, changes())
    listener.start()
    return listener
