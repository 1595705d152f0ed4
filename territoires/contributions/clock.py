"""Doors for time."""

import datetime

from territoires.contributions import actions
from territoires.contributions.rules import (
    DRAFT_DAYS,
    HANDLED_DAYS,
    UNANSWERED_DAYS,
    WITHDRAWN_DAYS,
    days_before,
)
from territoires.kit.actors import CLOCK


def purge_contributions(now: datetime.datetime) -> int:
    """Once a day: what is past its time goes. docs/personal-data.toml says the same numbers."""
    counts = actions.purge(
        drafts_since=days_before(now, DRAFT_DAYS),
        handled_since=days_before(now, HANDLED_DAYS),
        unanswered_since=days_before(now, UNANSWERED_DAYS),
        withdrawn_since=days_before(now, WITHDRAWN_DAYS),
        now=now,
        by=CLOCK,
    )
    return sum(counts.values())
