"""Prepare database, files and demonstration. Each step is done again only when what it is made from has changed."""

import argparse
import hashlib
import io
import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "territoires"


def fingerprint(paths: list[Path], *words: str) -> str:
    """One hash of the contents of files (folders are walked) and of some words."""
    total = hashlib.sha256("\x1f".join(words).encode())
    for path in sorted(p for root in paths for p in ([root] if root.is_file() else root.rglob("*")) if p.is_file()):
        if "__pycache__" not in path.parts:
            total.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return total.hexdigest()


class Steps:
    """Runs steps, keeps their fingerprints beside the data of the database they belong to."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder = folder / "prepared" / hashlib.sha256(database.encode()).hexdigest()[:12]
        if database == str(folder) and not (folder / "territoires.sqlite3").exists():
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)

    def run(self, name: str, words: str, mark: str, step: Callable[[], object], *, talks: bool = False) -> None:
        """`talks`: the step says itself how far it is; the time it took then stands on a line of its own."""
        kept = self.folder / name
        if kept.exists() and kept.read_text(encoding="utf-8") == mark:
            return
        print(f"• {words}…", end="\n" if talks else " ", flush=True)
        started = time.monotonic()
        step()
        kept.write_text(mark, encoding="utf-8")
        print(f"{'  ' if talks else ''}{time.monotonic() - started:.1f} s", flush=True)


def prepare(*, folder: Path, groups: int | None) -> None:
    """Bring database and files up to date; with `groups`, the demonstration too."""
    database = os.environ.get("DATABASE_URL", "") or str(folder)
    steps = Steps(folder, database)
    django.setup()
    lock = ROOT / "requirements.lock"
    code = fingerprint([*PACKAGE.glob("*/migrations"), lock])
    steps.run("migrate", "La base de données se met en place", code, lambda: call_command("migrate", verbosity=0))
    steps.run(
        "static",
        "Les feuilles de style et les images se rangent",
        fingerprint([*PACKAGE.glob("*/static"), lock]),
        partial(call_command, "collectstatic", interactive=False, verbosity=0, clear=True),
    )
    loaders = (
        ("load_places", "Les communes de France arrivent", ["places/data", "places/actions", "places/actions.py"]),
        ("load_words", "Les mots communs arrivent", ["vocabulary/data", "vocabulary/actions.py"]),
        ("load_networks", "Les réseaux arrivent", ["networks/data", "networks/actions"]),
    )
    for name, words, sources in loaders:
        present = [PACKAGE / s for s in sources if (PACKAGE / s).exists()]
        steps.run(
            name, words, fingerprint(present, code), partial(call_command, name, verbosity=0, stdout=io.StringIO())
        )
    if groups is not None:
        mark = fingerprint([PACKAGE / "demonstration"], code, str(groups))
        invent = partial(call_command, "build_demo", groups=groups, again=True)
        steps.run("demo", "La démonstration s'invente", mark, invent, talks=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--groups", type=int)
    asked = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "territoires.config.settings")
    folder = Path(os.environ["TERRITOIRES_VAR"]).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    prepare(folder=folder, groups=asked.groups)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
