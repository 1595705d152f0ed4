"""The sheets of kit, joined into one answer: readable files for us, one request for the phone, no build step."""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "kit"
SHEETS = (
    "reset", "tokens", "base", "layout", "frame", "nav", "components", "cards", "notices", "forms", "choices",
    "lists", "finding", "utilities", "print", "old",
)  # fmt: skip
LAYERS = "@layer reset, tokens, base, layout, components, contexts, utilities;"


@dataclass(frozen=True)
class Bundle:
    css: str
    digest: str


def lighten(css: str) -> str:
    """Without comments, indentation nor line ends; the words themselves are untouched."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", " ", css)
    return re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}").strip()


@cache
def bundle() -> Bundle:
    """Made once per process; its address changes with its content."""
    sheets = (lighten((FOLDER / f"{name}.css").read_text(encoding="utf-8")) for name in SHEETS)
    css = LAYERS + "".join(sheet.removeprefix(LAYERS) for sheet in sheets)
    return Bundle(css, hashlib.sha256(css.encode()).hexdigest()[:12])
