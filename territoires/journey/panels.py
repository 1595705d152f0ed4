"""Pieces of pages below: inside a group, the path that led to it."""

from typing import Any

from django.http import HttpRequest

from territoires.groups.models import LocalGroup
from territoires.groups.permissions import animated_groups, is_inside
from territoires.journey.queries.steps import journeys_inside
from territoires.kit.panels import Panel, panel


@panel("group-inside", order=70)
def our_path(request: HttpRequest, group: Any) -> Panel | None:
    """For the members: the paths its people hung up. For those who animate: the way to hang one up."""
    if not isinstance(group, LocalGroup) or not is_inside(request.user, group):
        return None
    animates = request.user.is_authenticated and animated_groups(request.user).filter(pk=group.pk).exists()
    journeys = journeys_inside(group)
    if not journeys and not animates:
        return None
    return Panel("journey/_inside.html", {"group": group, "journeys": journeys, "animates": animates})
