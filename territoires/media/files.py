"""Where the files lie: originals as they came, and our own renditions, all private to the machine.

private-media/originals/<random>            until they are decided on
private-media/renditions/ab/<token>/<name>  served by views that ask the database first
private-media/work/<random>/                where the decoder writes
"""

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

ORIGINALS, RENDITIONS, WORK = "originals", "renditions", "work"
SAFE = re.compile(r"[A-Za-z0-9_-]{1,60}(\.[a-z0-9]{2,4})?")


def folder(name: str) -> Path:
    path = Path(settings.MEDIA_DIR) / name
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def keep_original(chunks: Iterable[bytes]) -> str:
    """Write a file as it came, piece by piece; the name it is kept under."""
    name = secrets.token_hex(16)
    with open(folder(ORIGINALS) / name, "xb", opener=_private) as file:
        for chunk in chunks:
            file.write(chunk)
    return name


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def original_path(name: str) -> Path:
    return folder(ORIGINALS) / _checked(name)


def delete_original(name: str) -> None:
    if name:
        original_path(name).unlink(missing_ok=True)


def rendition_path(token: str, name: str) -> Path:
    return _home(token) / _checked(name)


def _home(token: str) -> Path:
    return Path(settings.MEDIA_DIR) / RENDITIONS / _checked(token)[:2] / token


def _checked(name: str) -> str:
    """Names come from our own rows; one that is none of ours leads nowhere."""
    if not SAFE.fullmatch(name):
        raise ValueError("not a name of ours")
    return name


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """An empty folder for one decoding, gone afterwards whatever happened."""
    path = folder(WORK) / secrets.token_hex(8)
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def take_in(token: str, made: Iterable[Path]) -> None:
    """Move what the decoder made to where it is served from."""
    home = _home(token)
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for path in made:
        os.replace(path, home / _checked(path.name))


def delete_renditions(token: str) -> None:
    shutil.rmtree(_home(token), ignore_errors=True)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def older_than(name: str, seconds: float) -> list[Path]:
    """What lies in a folder for longer than that."""
    edge = time.time() - seconds
    return [path for path in folder(name).iterdir() if path.lstat().st_mtime < edge]
