"""The letters of the year, and the detector: was any of them sent twice?"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from territoires.mailer.models import Letter

LIFE = ("groups.still_true", "groups.still_true_again", "groups.still_true_last", "groups.out_of_lists", "groups.quiet")
APART = datetime.timedelta(days=20)  # the same question to the same person about the same group is never nearer


@dataclass(frozen=True)
class Sent:
    """One letter, as it left: the clock empties letters after a month, so they are noted day by day."""

    kind: str
    to: str
    subject: str
    text: str
    key: str
    at: datetime.datetime


def letters_after(last: int) -> tuple[list[Sent], int]:
    """The letters written since the one of that number, and the number of the newest."""
    rows = list(Letter.objects.really_posted().filter(pk__gt=last).order_by("pk"))
    sent = [Sent(row.kind, row.to, row.subject, row.text, row.dedupe_key or "", row.created_at) for row in rows]
    return sent, rows[-1].pk if rows else last


def sent_twice(letters: Iterable[Sent]) -> list[str]:
    """Every letter that somebody received twice, in words; empty when all is well. It does not trust the keys alone:
    the same words to the same person (months later, and under another key, they tell of another event), the same
    question about the same group too soon, two letters in one week."""
    found = []
    seen: dict[tuple[str, ...], Sent] = {}
    questions: dict[tuple[str, str, str], datetime.datetime] = {}
    for letter in sorted(letters, key=lambda one: one.at):
        marks: list[tuple[str, ...]] = [("words", letter.kind, letter.to, letter.text)]
        if letter.key:
            marks.append(("key", letter.kind, letter.to, letter.key))
        if letter.kind == "front.monday":
            year, week, _day = letter.at.isocalendar()
            marks.append(("week", letter.to, f"{year}-{week}"))
        again = [mark for mark in marks if mark in seen and not _another_event(mark, seen[mark], letter)]
        found += [f"{mark[0]}: {letter.kind} → {letter.to}, {letter.at:%Y-%m-%d}" for mark in again]
        seen |= dict.fromkeys(marks, letter)
        if letter.kind in LIFE:
            question = (letter.kind, letter.to, letter.subject)
            before = questions.get(question)
            if before is not None and letter.at - before < APART:
                found.append(f"too soon: {letter.kind} → {letter.to}, {letter.at:%Y-%m-%d}")
            questions[question] = letter.at
    return found


def _another_event(mark: tuple[str, ...], before: Sent, letter: Sent) -> bool:
    differs = bool(letter.key) and letter.key != before.key
    return mark[0] == "words" and differs and letter.at - before.at >= APART


def by_kind(letters: Iterable[Sent]) -> Counter[str]:
    return Counter(letter.kind for letter in letters)


def most_to_one_animator(letters: Iterable[Sent]) -> int:
    """How many letters about the life of groups the most written-to animator received in the year."""
    received: dict[str, int] = defaultdict(int)
    for letter in letters:
        if letter.kind in LIFE:
            received[letter.to] += 1
    return max(received.values(), default=0)
