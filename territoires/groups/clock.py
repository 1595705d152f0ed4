"""What time does to groups."""

import datetime

from territoires.groups.actions.cards import tidy_cards
from territoires.groups.actions.edit import purge_revisions
from territoires.groups.actions.follow_ups import empty_old_notes
from territoires.groups.actions.people import forget_people as forget_people_gone
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
