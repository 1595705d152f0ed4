"""What time does to the map: its tables are compared with the truth, contacts nobody needs are forgotten."""

import datetime

from territoires.atlas.actions.points import repair_points
from territoires.atlas.actions.resources import forget_hidden_contacts
from territoires.kit.actors import CLOCK


def check_points(now: datetime.datetime) -> int:
    """Points that were wrong, 0 as a rule: then everything is made again."""
    return repair_points(now=now, by=CLOCK)


def forget_contacts(now: datetime.datetime) -> int:
    """Contacts of resources that have not been shown for thirty days."""
    return forget_hidden_contacts(now=now, by=CLOCK)
