"""Paper to take along, on the pages of a group."""

from django.http import HttpRequest
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.permissions import animates
from territoires.handouts.queries.offered import to_print
from territoires.kit.panels import Panel, panel


@panel("group-ways", order=20)
def poster_way(request: HttpRequest, group: LocalGroup) -> Panel:
    return Panel("handouts/panels/poster_way.html", {"group": group})


@panel("group-space", order=60)
def printing(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """For those who animate: all that can be printed today."""
    if not animates(request.user, group):
        return None
    offered = to_print(request.user, group, timezone.now())
    return Panel("handouts/panels/printing.html", {"group": group, "offered": offered})
