"""`./run demo`: prepare what is missing, then serve. This process imports no Django: it stays small."""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import IO

from territoires.config import supervisor

ROOT = Path(__file__).resolve().parents[2]


def read_arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run demo", description="La démonstration, sur cette machine.")
    parser.add_argument("--port", type=int, default=8000, help="port d'écoute (8000)")
    parser.add_argument("--groups", type=int, default=1001, help="nombre de groupes inventés (1001)")
    parser.add_argument("--fresh", action="store_true", help="repartir d'une base vide")
    asked = parser.parse_args(arguments)
    if not 1 <= asked.groups <= 1_000_000:
        parser.error("--groups : un nombre de 1 à 1 000 000")
    if not 1 <= asked.port <= 65535:
        parser.error("--port : un nombre de 1 à 65535")
    return asked


def hold(folder: Path) -> IO[str] | None:
    """One demonstration at a time in a folder; None when another one runs there."""
    file = (folder / "demo.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def start_afresh(folder: Path) -> None:
    """Take away what the demonstration made, and nothing else that somebody may keep in the folder."""
    for path in folder.glob("territoires.sqlite3*"):
        path.unlink()
    for name in ("prepared", "static"):
        shutil.rmtree(folder / name, ignore_errors=True)


def prepare(groups: int) -> int:
    """In a process of its own, which ends: what it needs of memory is given back."""
    command = [sys.executable, "-m", "territoires.config.prepare", "--groups", str(groups)]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  (our own command)


def main(arguments: list[str]) -> int:
    asked = read_arguments(arguments)
    if not supervisor.port_is_free(asked.port):
        print(supervisor.taken(asked.port), file=sys.stderr)
        return 2
    folder = Path(os.environ["TERRITOIRES_VAR"]).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    lock = hold(folder)
    if lock is None:
        print(f"Une démonstration tourne déjà avec les données de {folder}.", file=sys.stderr)
        return 2
    if asked.fresh:
        start_afresh(folder)
    os.environ.setdefault("TERRITOIRES_URL", f"http://127.0.0.1:{asked.port}")
    if failed := prepare(asked.groups):
        print("La préparation a échoué : le message ci-dessus dit pourquoi.", file=sys.stderr)
        return failed
    return supervisor.main(["--port", str(asked.port)])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
