"""What time does to the front room."""

import datetime

from territoires.front.actions import mondays


def send_mondays(now: datetime.datetime) -> int:
    """Each Monday morning, only to those for whom something waits."""
    return mondays.send_mondays(now=now)
