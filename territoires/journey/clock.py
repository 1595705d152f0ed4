"""Doors for time."""

import datetime

from territoires.journey.actions.journeys import purge
from territoires.journey.rules import EMPTIED_DAYS, KEPT_DAYS
from territoires.kit.actors import CLOCK


def purge_journeys(now: datetime.datetime) -> int:
    """Once a day: paths without a word for eighteen months go. docs/personal-data.toml says the same number."""
    counts = purge(
        silent_since=now - datetime.timedelta(days=KEPT_DAYS),
        emptied_since=now - datetime.timedelta(days=EMPTIED_DAYS),
        now=now,
        by=CLOCK,
    )
    return sum(counts.values())
