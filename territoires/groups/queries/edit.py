"""A group's page as it would be after a change that is not made yet."""

import copy
import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from territoires.groups.models import LocalGroup
from territoires.groups.queries.group_page import GroupPage, group_page

LISTS = ("networks", "roles_present", "roles_missing", "themes", "languages", "other_communes")


def preview_of(group: LocalGroup, changes: Mapping[str, Any], now: datetime.datetime) -> GroupPage:
    """The public page with these changes; nothing is written."""
    ahead = copy.copy(group)
    for field, value in changes.items():
        if field not in LISTS:
            setattr(ahead, field, value)
    address = settings.SITE_URL + reverse("groups:group_page", args=[group.slug])
    page = group_page(ahead, today=timezone.localdate(now), address=address)
    lists: dict[str, Any] = {}
    for field in ("roles_present", "roles_missing", "themes"):
        if field in changes:
            lists[field] = [row.name for row in changes[field]]
    for field in ("networks", "languages"):
        if field in changes:
            lists[field] = list(changes[field])
    if "other_communes" in changes:
        lists["other_towns"] = [town.name for town in changes["other_communes"]]
    return replace(page, **lists)
