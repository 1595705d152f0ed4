"""Pure decisions about a path: what becomes of two texts written at once, and when silence means goodbye.

An answer is words, or rows of words ([{"who", "how", "when"}, …]) for the one step that is a table.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KEPT_DAYS = 548  # eighteen months without a word from anybody
WARNED_DAYS = 60  # before that, the page says when
EMPTIED_DAYS = 365  # an empty row stays, so that a restored backup can be emptied again
MAX_VERSIONS = 30  # of each step
MAX_ROWS = 30

MAX_MISSES, MISS_WINDOW = 10, 10 * 60  # references that do not exist, per network; seconds
MAX_TRIES = 60  # all look-ups of one network in that time: a social centre opens many paths
MAX_MISSES_OF_ALL, OF_ALL_WINDOW = 600, 3600  # of everybody together

ROW_KEYS = ("who", "how", "when")

type Rows = list[dict[str, str]]
type Answers = dict[str, Any]


@dataclass(frozen=True)
class Merge:
    """What two people wrote, together. `clashes` are the questions both answered differently: a person chooses."""

    answers: Answers
    clashes: tuple[str, ...] = ()


def merge_answers(base: Mapping[str, Any] | None, theirs: Mapping[str, Any], mine: Mapping[str, Any]) -> Merge:
    """`base` is what both had read, None when it is no longer known; `theirs` is kept already, `mine` just arrives.

    A question that one of them left alone takes the words of the other. Rows never clash: those added by either stay.
    Where both changed the same words, the answer holds both texts and the question is named.
    """
    merged: Answers = {}
    clashes: list[str] = []
    for key in dict.fromkeys([*theirs, *mine]):
        before = None if base is None else base.get(key, "")
        one, two = theirs.get(key, ""), mine.get(key, "")
        if isinstance(one, list) or isinstance(two, list):
            merged[key] = merge_rows(before or [], one or [], two or [])
            continue
        merged[key] = merge_words(before, one, two)
        if merged[key] not in (one, two):
            clashes.append(key)
    return Merge(merged, tuple(clashes))


def merge_words(base: str | None, theirs: str, mine: str) -> str:
    """The words of whoever changed them; one text after the other when both did and neither holds the other."""
    if mine in (base, theirs) or (base is None and not mine):
        return theirs
    if theirs == base or not theirs or theirs in mine:
        return mine
    return theirs if mine and mine in theirs else f"{theirs}\n\n{mine}".strip()


def merge_rows(base: Rows, theirs: Rows, mine: Rows) -> Rows:
    """Their rows without those I took away, then the rows I added. A row both changed stays twice."""
    taken_away = [row for row in base if row not in mine]
    kept = [row for row in theirs if row not in taken_away]
    return kept + [row for row in mine if row not in base and row not in kept]


def clean_rows(rows: Any) -> Rows:
    """Rows with at least one word, in their order, each once."""
    found: Rows = []
    for row in rows if isinstance(rows, list) else []:
        words = {key: str(row.get(key, "")).strip() for key in ROW_KEYS} if isinstance(row, dict) else {}
        if any(words.values()) and words not in found:
            found.append(words)
    return found[:MAX_ROWS]


def is_empty(answers: Mapping[str, Any]) -> bool:
    return not any(answers.values())


def forgotten_on(changed: datetime.date) -> datetime.date:
    """The day on which a path nobody touched since `changed` goes away."""
    return changed + datetime.timedelta(days=KEPT_DAYS)


def is_nearly_forgotten(changed: datetime.date, today: datetime.date) -> bool:
    return today >= forgotten_on(changed) - datetime.timedelta(days=WARNED_DAYS)


def share_text(place: str, reference: str) -> str:
    """What one sends to an accomplice, before the address: complete in itself."""
    where = f" ({place})" if place else ""
    return f"Notre chemin pour créer un groupe{where}. Référence : {reference}. Pour lire et écrire :"
