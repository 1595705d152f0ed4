"""What time does to the journal."""

import datetime

from django.utils import timezone

from territoires.journal.actions.card import forget_ended_agreements
from territoires.journal.actions.entries import forget_thrown, publish_due
from territoires.journal.actions.meetings import forget_meetings, note_past_meetings
from territoires.journal.actions.spreading import tell_sources
from territoires.kit.actors import CLOCK


def note_meetings(now: datetime.datetime) -> int:
    """Once a day: dates that have passed are told to the signs of life of their groups."""
    return note_past_meetings(now=now, by=CLOCK)


def forget_old_meetings(now: datetime.datetime) -> int:
    """Once a day: dates removed a month ago and those of three years ago go."""
    return forget_meetings(now=now)


def tell_inspiring_groups(now: datetime.datetime) -> int:
    """Every ten minutes: a group whose idea travelled is told, once."""
    return tell_sources(now=now, by=CLOCK, today=timezone.localdate(now))


def publish_scheduled(now: datetime.datetime) -> int:
    """Every few minutes: entries whose moment has come."""
    return publish_due(now=now)


def forget_entries(now: datetime.datetime) -> int:
    """Once a day: the bin after thirty days, versions after thirty days, words whose agreement ended."""
    return forget_thrown(now=now) + forget_ended_agreements(now=now)
