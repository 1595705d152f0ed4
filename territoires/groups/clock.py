"""What time does to groups."""

import datetime

from territoires.groups.actions.edit import purge_revisions
from territoires.groups.actions.follow_ups import empty_old_notes
from territoires.kit.actors import CLOCK


def forget_revisions(now: datetime.datetime) -> int:
    """Once a day: what pages said more than thirty days ago goes."""
    return purge_revisions(now=now)


def forget_notes(now: datetime.datetime) -> int:
    """Once a day: words of the log older than three years go; the date of the exchange stays."""
    return empty_old_notes(now=now, by=CLOCK)
