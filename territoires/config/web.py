"""Django's server, behind the door: `python -m territoires.config.web --socket PATH --workers 1`."""

import argparse
import os
from pathlib import Path

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from territoires.config.parent import end_with_parent

# Renderings run one after the other anyway (one interpreter lock): a few threads, for those that wait for the database.
THREADS = 4
WAITING = 256  # requests that may wait for one process


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--threads", type=int, default=THREADS)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    end_with_parent()
    Granian(
        "territoires.config.wsgi:application",
        uds=options.socket,
        uds_permissions=0o600,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        backpressure=WAITING,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=15_000),
        websockets=False,
        log_level=LogLevels.warning,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
    ).serve()


if __name__ == "__main__":
    main()
