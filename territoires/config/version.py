"""The version is the newest heading of CHANGELOG.md, so that it is written in one place."""

import re
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


def read_version(text: str) -> str:
    """Return the first `## x.y.z` of a changelog; "0.0.0" when there is none."""
    found = re.search(r"^## (\d+\.\d+\.\d+)", text, re.MULTILINE)
    return found.group(1) if found else "0.0.0"


VERSION = read_version(CHANGELOG.read_text(encoding="utf-8")) if CHANGELOG.exists() else "0.0.0"
