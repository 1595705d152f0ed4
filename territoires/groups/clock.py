"""What time does to groups."""

import datetime
from contextlib import suppress

from django.utils import timezone

from territoires.groups.actions.asking import CannotAsk, ask_many, ask_quiet, remind
from territoires.groups.actions.cards import tidy_cards
from territoires.groups.actions.edit import purge_revisions
from territoires.groups.actions.ending import forget_people_of_ended
from territoires.groups.actions.follow_ups import empty_old_notes
from territoires.groups.actions.life import doubt_group
from territoires.groups.actions.people import forget_people as forget_people_gone
from territoires.groups.queries.life import (
    groups_grown_quiet,
    groups_long_ended,
    groups_to_ask,
    groups_to_doubt,
    groups_to_fade,
    questions_open,
)
from territoires.groups.rules import LETTERS
from territoires.kit.actors import CLOCK


def forget_revisions(now: datetime.datetime) -> int:
    """Once a day: what pages said more than thirty days ago goes."""
    return purge_revisions(now=now)


def forget_notes(now: datetime.datetime) -> int:
    """Once a day: words of the log older than three years go; the date of the exchange stays."""
    return empty_old_notes(now=now, by=CLOCK)


def forget_people(now: datetime.datetime) -> int:
    """Once a day: first names of those who left a month ago, agreements to be reached that are over."""
    return forget_people_gone(now=now, by=CLOCK)


def tend_cards(now: datetime.datetime) -> int:
    """Once a day: cards and links closed a month ago go; the code on a wall is renewed while the group is animated."""
    return tidy_cards(now=now, by=CLOCK)


# -- signs of life ----------------------------------------------------------------------------------------------------


def ask_groups(now: datetime.datetime) -> int:
    """Each morning: « toujours vrai ? » to groups whose page nobody confirmed for six months, then the reminders of
    those who did not answer."""
    today = timezone.localdate(now)
    asked = ask_many(groups=groups_to_ask(today), by=CLOCK, now=now)
    waiting = list(questions_open(today).filter(step__lt=LETTERS))
    for asking in waiting:
        remind(asking=asking, by=CLOCK, now=now)
    return len(asked) + len(waiting)


def ask_quiet_groups(now: datetime.datetime) -> int:
    """Each morning, after the line above: one kind letter to groups that have been quiet for sixty days."""
    asked = 0
    for group in groups_grown_quiet(timezone.localdate(now)):
        with suppress(CannotAsk):
            asked += ask_quiet(group=group, by=CLOCK, now=now) is not None
    return asked


def doubt_groups(now: datetime.datetime) -> int:
    """Each night: pages nobody confirmed say « à confirmer »; after a year the lists show these groups no more."""
    today = timezone.localdate(now)
    doubted, faded = list(groups_to_doubt(today)), list(groups_to_fade(today))
    for group in doubted:
        doubt_group(group=group, faded=False, by=CLOCK, now=now)
    for group in faded:
        doubt_group(group=group, faded=True, by=CLOCK, now=now)
    return len(doubted) + len(faded)


def forget_ended(now: datetime.datetime) -> int:
    """Each night: people of groups that ended more than thirty days ago."""
    rows = groups_long_ended(timezone.localdate(now))
    return sum(forget_people_of_ended(group=group, by=CLOCK, now=now) for group in rows)
