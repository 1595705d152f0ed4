"""The public page says, by role, who is around the table: brought up to date from what members said of themselves."""

import datetime

from territoires.groups.actions.edit import update_group
from territoires.groups.models import LocalGroup
from territoires.groups.queries.people import roles_said
from territoires.kit.actors import Actor
from territoires.vocabulary.models import CommunityRole


def copy_roles(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> LocalGroup:
    """Roles of today's members are added to those present and taken from those missing. Names stay inside; the change
    is undone like any other of the page."""
    said = set(roles_said(group))
    present = set(group.roles_present.values_list("pk", flat=True)) | said
    missing = set(group.roles_missing.values_list("pk", flat=True)) - said
    changes = {
        "roles_present": CommunityRole.objects.filter(pk__in=present),
        "roles_missing": CommunityRole.objects.filter(pk__in=missing),
    }
    return update_group(group=group, version=None, changes=changes, by=by, now=now)
