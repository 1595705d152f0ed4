"""`python -m territoires.media.decoder picture|sound SOURCE FOLDER`: makes one file anew and says so in result.json."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from territoires.media.decoder import pictures, sounds
from territoires.media.decoder.confinement import confine
from territoires.media.decoder.refusing import Refused

type Prepare = Callable[[BinaryIO, Path], dict[str, Any]]
KINDS: dict[str, Prepare] = {"picture": pictures.prepare, "sound": sounds.prepare}
RESULT = "result.json"


def work(kind: str, source: BinaryIO, folder: Path) -> dict[str, Any]:
    """What was made, or why it was not. Whatever else goes wrong ends the process."""
    try:
        return KINDS[kind](source, folder)
    except Refused as refused:
        return {"refusal": refused.key}
    except MemoryError:
        return {"refusal": "too-hard"}


def main(kind: str, source: str, folder: str) -> None:
    place = Path(folder)
    with open(source, "rb") as file:
        confine(place)
        said = work(kind, file, place)
    (place / RESULT).write_bytes(json.dumps(said).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
