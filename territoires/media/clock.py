"""Doors for time."""

import datetime

from django.utils import timezone

from territoires.kit.actors import CLOCK
from territoires.media import actions


def end_agreements(now: datetime.datetime) -> int:
    """Every half hour: what is shown under an agreement that has ended is put away."""
    return actions.end_expired(now=now, today=timezone.localdate(now), by=CLOCK)


def ask_again(now: datetime.datetime) -> int:
    """Once a day: agreements that end within a month are told."""
    return actions.tell_expiring(now=now, today=timezone.localdate(now), by=CLOCK)


def take_up_again(now: datetime.datetime) -> int:
    """Every ten minutes: files that nobody prepared."""
    return actions.take_up_again(now=now)


def delete_leftovers(now: datetime.datetime) -> int:
    """Once a day: what waited for a form that was not sent again, and originals that nothing names."""
    return actions.remove_held(now=now, by=CLOCK) + actions.delete_leftovers(now=now, by=CLOCK)


def forget_removed(now: datetime.datetime) -> int:
    """Once a day: what is past its time."""
    return actions.forget_removed(now=now, by=CLOCK)
