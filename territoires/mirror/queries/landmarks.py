"""The seven landmarks, in the words of the collective and as a plain sentence to answer."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data" / "landmarks.json"


@dataclass(frozen=True)
class Landmark:
    """`text` says the landmark; `saying` is what a person answers about their own group."""

    number: int
    text: str
    saying: str


@cache
def landmarks() -> tuple[Landmark, ...]:
    rows = json.loads(DATA.read_text(encoding="utf-8"))["landmarks"]
    return tuple(Landmark(**row) for row in rows)


def landmark(number: int) -> Landmark | None:
    return next((one for one in landmarks() if one.number == number), None)
