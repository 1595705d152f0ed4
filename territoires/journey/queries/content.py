"""The words of the path, shipped with the site as data, each with its sources. Our own words, never more than the
documents of the collective say."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from territoires.journey.enums import Step
from territoires.kit.words import bind_punctuation

DATA = Path(__file__).resolve().parents[1] / "data"
LINE, WORDS, ROWS = "line", "words", "rows"


@dataclass(frozen=True)
class Question:
    """`number` is the one of screen and paper: "3.2". `kind`: one line, many words, or rows of a table."""

    number: str
    key: str
    label: str
    hint: str
    kind: str
    most: int


@dataclass(frozen=True)
class StepContent:
    number: int
    step: str
    title: str
    plain: tuple[str, ...]
    why: str
    care: str
    questions: tuple[Question, ...]

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)


@dataclass(frozen=True)
class Point:
    """A point of the base or a principle, and what it means in practice."""

    title: str
    text: str
    practice: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One part of the story: sentences, or points one under another."""

    title: str
    text: tuple[str, ...]
    points: tuple[str, ...]


@cache
def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


@cache
def steps() -> tuple[StepContent, ...]:
    """The seven, in the order of the page."""
    return tuple(_step(number, row) for number, row in enumerate(_read("steps"), start=1))


def _step(number: int, row: dict[str, Any]) -> StepContent:
    questions = tuple(
        Question(
            f"{number}.{rank}",
            one["key"],
            bind_punctuation(one["label"]),
            bind_punctuation(one["hint"]),
            one["kind"],
            one["most"],
        )
        for rank, one in enumerate(row["questions"], start=1)
    )
    plain = tuple(bind_punctuation(words) for words in row["plain"])
    return StepContent(number, row["step"], str(Step(row["step"]).label), plain, row["why"], row["care"], questions)


def step_content(step: str) -> StepContent:
    return next(one for one in steps() if one.step == step)


@cache
def base() -> tuple[Point, ...]:
    return tuple(_point(row) for row in _read("base")["base"])


@cache
def principles() -> tuple[Point, ...]:
    return tuple(_point(row) for row in _read("base")["principles"])


def _point(row: dict[str, Any]) -> Point:
    return Point(row["title"], row["text"], tuple(bind_punctuation(words) for words in row["practice"]))


@cache
def story(register: str) -> tuple[Part, ...]:
    """The story to tell: "full" or "plain"."""
    return tuple(Part(row["title"], tuple(row["text"]), tuple(row["points"])) for row in _read("telling")[register])


def story_sources() -> list[dict[str, str]]:
    sources: list[dict[str, str]] = _read("telling")["sources"]
    return sources
