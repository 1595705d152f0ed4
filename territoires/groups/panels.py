"""Pieces about people on the pages of a group. Names stay inside: each panel looks at who asks."""

from django.http import HttpRequest

from territoires.groups.models import LocalGroup
from territoires.groups.permissions import animates, can_edit_group, is_inside, own_membership
from territoires.groups.queries.buddies import buddies_of
from territoires.groups.queries.group_page import in_full
from territoires.kit.panels import Panel, panel


@panel("group-page", order=80)
def buddies_on_page(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """« Accompagné par … », for everybody."""
    buddies = buddies_of(group)
    if not buddies.accompanied_by and not buddies.accompanies:
        return None
    return Panel("groups/people/panel_page.html", {"buddies": buddies})


@panel("group-ways", order=90)
def follow_or_enter(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """For an account: the way in, or following. A visitor has nothing to do here."""
    if not request.user.is_authenticated:
        return None
    follows = own_membership(request.user, group) is not None
    context = {"group": group, "inside": is_inside(request.user, group), "follows": follows}
    return Panel("groups/people/panel_ways.html", context)


@panel("group-space", order=20)
def people_in_space(request: HttpRequest, group: LocalGroup) -> Panel | None:
    """Those who animate find their doors; the coordination and delegates read roles, as everybody does."""
    if not request.user.is_authenticated:
        return None
    leads = animates(request.user, group)
    roles = [] if leads else [in_full(role) for role in group.roles_present.all()]
    edits = can_edit_group(request.user, group)
    return Panel("groups/people/panel_space.html", {"group": group, "leads": leads, "roles": roles, "edits": edits})
