"""Gives a file to the decoder and believes nothing it says without looking. This process never opens the file."""

import contextlib
import json
import logging
import os
import re
import signal
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from territoires.media.enums import Format, Kind, Refusal

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[2]
WALL_SECONDS = 90
RESULT, LONGEST_RESULT = "result.json", 64 * 1024
HEAVIEST = 8 * 1024 * 1024  # bytes of one rendition
NAMES = re.compile(r"photo-(\d{1,4})\.(avif|webp|jpeg)|son\.(m4a)")
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "PYTHONDONTWRITEBYTECODE": "1"}
STARTS = {
    Format.AVIF: re.compile(rb"....ftypavif", re.DOTALL),
    Format.WEBP: re.compile(rb"RIFF....WEBP", re.DOTALL),
    Format.JPEG: re.compile(rb"\xff\xd8\xff"),
    Format.M4A: re.compile(rb"....ftypM4A ", re.DOTALL),
}


@dataclass(frozen=True)
class File:
    """One file that the decoder made."""

    name: str
    format: Format
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Made:
    files: tuple[File, ...]
    width: int = 0
    height: int = 0
    seconds: int = 0


def decode(kind: Kind, source: Path, folder: Path) -> Made | Refusal:
    """Have `source` made anew in `folder`, in a process that may be killed."""
    code = run([str(kind), str(source), str(folder)])
    if code is None or code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Refusal.TOO_HARD
    if code != 0:
        logger.info("the decoder ended with %s", code)
        return Refusal.UNREADABLE
    try:
        return read_result(kind, folder)
    except (OSError, ValueError, KeyError, TypeError):
        logger.warning("the decoder said what it may not say")
        return Refusal.UNREADABLE


def run(arguments: list[str], patience: float = WALL_SECONDS) -> int | None:
    """How the process ended; None when it took too long. It inherits no setting, no secret, no open file."""
    command = [sys.executable, "-E", "-s", "-m", "territoires.media.decoder", *arguments]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(  # noqa: S603  (our own command)
        command, cwd=ROOT, env=ENVIRONMENT, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        return process.wait(patience)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def read_result(kind: Kind, folder: Path) -> Made | Refusal:
    """What the decoder wrote, each word looked at: a file that took it over could write anything."""
    path = folder / RESULT
    if not is_plain_file(path, LONGEST_RESULT):
        raise ValueError("no result")
    said = json.loads(path.read_bytes())
    if "refusal" in said:
        return Refusal(said["refusal"])
    made = tuple(checked(folder, one) for one in said["files"])
    wanted = {Format.M4A} if kind == Kind.SOUND else {Format.AVIF, Format.WEBP, Format.JPEG}
    if {one.format for one in made} != wanted or len({one.name for one in made}) != len(made) or len(made) > 12:
        raise ValueError("not what was asked for")
    return Made(made, small(said["width"]), small(said["height"]), small(said["seconds"]))


def checked(folder: Path, said: dict[str, object]) -> File:
    name = str(said["name"])
    found = NAMES.fullmatch(name)
    if found is None or not is_plain_file(folder / name, HEAVIEST):
        raise ValueError("not a file of ours")
    form = Format(found.group(2) or found.group(3))
    with (folder / name).open("rb") as file:
        if not STARTS[form].match(file.read(16)):
            raise ValueError("not what its name says")
    return File(name, form, small(said["width"]), small(said["height"]))


def is_plain_file(path: Path, most: int) -> bool:
    """True for a file that is no link to elsewhere."""
    facts = path.lstat()
    return stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1 and 0 < facts.st_size <= most


def small(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= 10_000:
        raise ValueError("not a number of ours")
    return number
