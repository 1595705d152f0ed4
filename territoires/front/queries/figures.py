"""What the home page counts, always computed."""

import datetime
from dataclasses import dataclass

from territoires.groups.models import LocalGroup
from territoires.kit.words import number
from territoires.networks.models import Network
from territoires.networks.queries import members_today


@dataclass(frozen=True)
class Figures:
    """Visible groups, the departments they are in, and the member networks of the day."""

    groups: int
    departments: int
    networks: list[Network]

    @property
    def groups_said(self) -> str:
        """35 000"""
        return number(self.groups)


def home_figures(day: datetime.date) -> Figures:
    visible = LocalGroup.objects.listed()
    return Figures(
        groups=visible.count(),
        departments=visible.order_by().values("commune__department").distinct().count(),
        networks=members_today(day),
    )
