"""What time does to mirrors."""

import datetime

from territoires.kit.actors import CLOCK
from territoires.mirror.actions import forget_old_rounds


def forget_rounds(now: datetime.datetime) -> int:
    """Once a day: rounds older than two years go, with answers, tries and texts."""
    return forget_old_rounds(now=now, by=CLOCK)
