"""The story and the charter of the collective, shipped with the site as data, each line with its sources.

They become editable pages when the editorial engine comes; until then a change is a change of these files.
"""

import datetime
import json
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class Moment:
    """One line of the timeline. Days are told when a source gives them."""

    year: int
    text: str
    sources: list[dict[str, str]]
    day: datetime.date | None = None
    until: datetime.date | None = None


@cache
def _read(name: str) -> Any:
    return json.loads((DATA / name).read_text("utf-8"))


def story() -> dict[str, Any]:
    """Lessons, findings, an example, and what the sources disagree on."""
    content: dict[str, Any] = _read("story.json")
    return content


def charter() -> dict[str, Any]:
    """Principles, base, landmarks, steps and the bodies of the collective."""
    content: dict[str, Any] = _read("charter.json")
    return content


def timeline() -> list[tuple[int, list[Moment]]]:
    """The moments of each year, in order."""
    moments = [
        Moment(row["year"], row["text"], row["sources"], _day(row.get("day")), _day(row.get("until")))
        for row in story()["timeline"]
    ]
    return [(year, list(group)) for year, group in groupby(moments, key=lambda moment: moment.year)]


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
