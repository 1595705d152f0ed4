"""Paper to take along, on the pages of a group."""

from django.http import HttpRequest

from territoires.groups.models import LocalGroup
from territoires.kit.panels import Panel, panel


@panel("group-ways", order=20)
def poster_way(request: HttpRequest, group: LocalGroup) -> Panel:
    return Panel("handouts/panels/poster_way.html", {"group": group})
