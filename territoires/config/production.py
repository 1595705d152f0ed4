"""`./run serve` and `./run worker`: the real site. Says which settings are missing before doing anything."""

import argparse
import contextlib
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from territoires.config import supervisor
from territoires.config.env import ConfigurationError
from territoires.config.prepare import prepare
from territoires.kit.schema import migrations_are_applied

MIGRATION_LOCK = 1001  # a number of ours among PostgreSQL's advisory locks
PATIENCE = 120  # seconds for the web process to apply the migrations


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """One at a time prepares the site: on the machine, and among all machines of one PostgreSQL."""
    folder: Path = settings.VAR_DIR
    with (folder / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def serve(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run serve", description="Le vrai site.")
    parser.add_argument("--host", default="127.0.0.1", help="adresse d'écoute ; un serveur frontal porte le TLS")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processus Django (2)")
    parser.add_argument("--with-jobs", action="store_true", help="travail de fond dans la même commande")
    options = parser.parse_args(arguments)
    if not supervisor.port_is_free(options.port):
        print(f"Le port {options.port} est déjà pris.", file=sys.stderr)
        return 2
    call_command("check", deploy=True, fail_level="ERROR")
    with alone():
        prepare(folder=settings.VAR_DIR, groups=None)
    connection.close()
    told = ["--host", options.host, "--port", str(options.port), "--workers", str(options.workers)]
    return supervisor.main(told if options.with_jobs else [*told, "--no-jobs"])


def work(arguments: list[str]) -> int:
    argparse.ArgumentParser(prog="./run worker", description="Le travail de fond du vrai site.").parse_args(arguments)
    deadline = time.monotonic() + PATIENCE
    while not ready():
        if time.monotonic() > deadline:
            print("La base n'est pas prête : lancez d'abord ./run serve.", file=sys.stderr)
            return 1
        time.sleep(1)
    call_command("run_jobs")
    return 0


def ready() -> bool:
    try:
        return migrations_are_applied()
    except OperationalError:
        return False


def main(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    try:
        django.setup()
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
    command, *rest = arguments
    return {"serve": serve, "worker": work}[command](rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
