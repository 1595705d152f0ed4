"""The pictograms of the sprite, by name."""

import re
from functools import cache
from pathlib import Path

SPRITE = Path(__file__).parent / "static" / "kit" / "pictos.svg"


@cache
def names() -> tuple[str, ...]:
    return tuple(re.findall(r'<symbol id="([a-z-]+)"', SPRITE.read_text(encoding="utf-8")))
