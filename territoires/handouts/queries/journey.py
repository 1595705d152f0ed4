"""The path on paper: the A3 canvas, the A4 booklet, and the story to tell on one page."""

import datetime
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from territoires.handouts.queries.drawings import drawn, qr
from territoires.handouts.queries.poster import in_clear
from territoires.handouts.queries.press import Printed, on_one_page, say, typeset
from territoires.handouts.rules.fitting import Step, steps_of
from territoires.journey.models import Journey
from territoires.journey.queries.content import story
from territoires.journey.queries.paper import Canvas, CanvasQuestion, canvas
from territoires.kit.context_processors import NAME as SITE_NAME

CANVAS_LETTERS = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.6)
PATH = "/chemin/"
NARROW = 6.0  # ems: a word in a cell of the table
FLAT = 400  # signs: a text as short as that loses its line ends


def print_canvas(journey: Journey | None, *, on: datetime.date) -> Printed:
    """A blank canvas, or what a group wrote. Errors: CannotPrint."""
    content = canvas(journey)
    steps = steps_of(0, scales=CANVAS_LETTERS)
    return on_one_page("canvas", lambda step: _path_data(content, step, blank=3, rows=8), steps, on=on)


def print_booklet(journey: Journey | None, *, on: datetime.date) -> Printed:
    """As many pages as it takes. Errors: CannotPrint."""
    content = canvas(journey)
    return typeset("booklet", _path_data(content, Step(1.0, 0, 5000), blank=5, rows=14), on=on)


def print_story(register: str, *, on: datetime.date) -> Printed:
    """One page, "full" or "plain". Errors: CannotPrint."""
    return on_one_page("story", lambda step: _story_data(register, step), steps_of(0), on=on)


def _about(heading: str, scale: float) -> dict[str, Any]:
    address = settings.SITE_URL + PATH
    return {
        "title": f"{heading} – {SITE_NAME}",
        "heading": heading,
        "author": SITE_NAME,
        "site": SITE_NAME,
        "scale": scale,
        "address": in_clear(address).rstrip("/"),
        "qr": {"svg": qr(address), "alt": _("QR code : {address}").format(address=in_clear(address))},
        "drawings": drawn(),
    }


def _path_data(content: Canvas, step: Step, *, blank: int, rows: int) -> dict[str, Any]:
    return {
        **_about(content.title, step.scale),
        "place": say(content.place, longest=120),
        "blank": blank,
        "hints": not content.filled,
        "states": content.states,
        "headings": content.headings,
        "base": [asdict(point) for point in content.base],
        "principles": [asdict(point) for point in content.principles],
        "steps": [
            {
                "number": one.number,
                "title": one.title,
                "plain": one.plain,
                "why": one.why,
                "care": one.care,
                "state": one.state,
                "questions": [_question(question, step.signs, rows) for question in one.questions],
            }
            for one in content.steps
        ],
    }


def _question(question: CanvasQuestion, longest: int, most_rows: int) -> dict[str, Any]:
    """`most_rows`: a table has that many lines, written or blank; more when a group wrote more and there is room."""
    written = [row for row in question.rows if any(row)][: max(4, longest // 60)]
    blank = [("", "", "")] * (most_rows - len(written)) if question.rows else []
    in_a_cell = min(max(20, longest // 4), 200)
    return {
        "label": f"{question.number}  {question.label}",
        "hint": question.hint,
        "kind": question.kind,
        "words": say(question.words, longest=longest, paragraphs=longest > FLAT),
        "rows": [[say(words, longest=in_a_cell, widest=NARROW) for words in row] for row in [*written, *blank]],
    }


def _story_data(register: str, step: Step) -> dict[str, Any]:
    heading = _("L'histoire, en clair") if register == "plain" else _("L'histoire à raconter")
    return {
        **_about(heading, step.scale),
        "plain": register == "plain",
        "parts": [asdict(part) for part in story(register)],
    }
