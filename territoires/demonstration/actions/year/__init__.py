"""A year of invented groups, lived day by day through the real verbs and the real clock."""

import datetime
import random
import time
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from territoires.demonstration.actions.year.country import Country, found_country
from territoires.demonstration.actions.year.desk import Desk, work_one_day
from territoires.demonstration.actions.year.post import letters_after, sent_twice
from territoires.demonstration.actions.year.report import Year, print_year
from territoires.demonstration.actions.year.seasons import live_one_day
from territoires.kit.clockwork import Line

__all__ = ["Year", "print_year", "simulate_year"]

FIRST_MONDAY = datetime.date(2027, 1, 4)
# The lines of contexts that this year touches; letters stay in the local mailbox, so nothing is sent.
LIVED = ("groups.", "front.", "journal.", "contributions.", "mailer.empty", "mailer.forget")
KILLED_CLOCK = 0.05  # on such a day every line of the clock runs a second time
MONDAY_KIND = "front.monday"


def _quiet(_line: str) -> None:
    """Say nothing."""


def simulate_year(*, groups: int, weeks: int, seed: int, progress: Callable[[str], None] = _quiet) -> Year:
    """Live that many weeks in the database that is open, which must be one of its own: it is emptied of groups."""
    started = time.monotonic()
    rng, now = random.Random(seed), _moment(FIRST_MONDAY, 6)
    country = found_country(rng=rng, groups=groups, now=now, progress=progress)
    year, desk, last = Year(groups, weeks, seed), Desk(), 0
    due = {line.name: line.due_after(now - datetime.timedelta(hours=3)) for line in import_string(settings.SCHEDULE)}
    for number in range(weeks * 7):
        day = FIRST_MONDAY + datetime.timedelta(days=number)
        with transaction.atomic():
            _one_day(country, desk, day, number // 7, due)
            sent, last = letters_after(last)
        year.letters.setdefault(number // 7, []).extend(sent)
        mondays = sum(letter.kind == MONDAY_KIND and letter.to == country.coordinator.email for letter in sent)
        if mondays:
            desk.count(number // 7, "monday", mondays)
        if number % 28 == 27:
            progress(f"  {number // 7 + 1} semaines")
    year.acts, year.by_delegates = desk.acts, desk.by_delegates
    year.twice, year.seconds = sent_twice(year.all_letters), time.monotonic() - started
    return year


def _one_day(
    country: Country, desk: Desk, day: datetime.date, week: int, due: dict[str, datetime.datetime]
) -> None:  # fmt: skip
    """The clock's lines at their hours, then people, then the coordination in the afternoon."""
    country.now = _moment(day, 12)
    twice = country.rng.random() < KILLED_CLOCK
    for line in _lines_of(day, due):
        for _run in range(2 if twice else 1):
            line.run(due[line.name])
        due[line.name] = line.due_after(due[line.name]) if line.at else _moment(day, 11) + datetime.timedelta(days=1)
    live_one_day(country)
    country.now = _moment(day, 15)
    work_one_day(country, desk, week)


def _lines_of(day: datetime.date, due: dict[str, datetime.datetime]) -> list[Line]:
    """What is due that day, in order; lines of every few minutes run once."""
    noon = _moment(day, 12)
    lived = [line for line in import_string(settings.SCHEDULE) if line.name.startswith(LIVED)]
    lines = [line for line in lived if due[line.name] <= noon]
    return sorted(lines, key=lambda line: due[line.name])


def _moment(day: datetime.date, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
