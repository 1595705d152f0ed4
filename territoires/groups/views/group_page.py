"""The page of a group, and the old address of the list."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from territoires.groups.enums import Stage
from territoires.groups.permissions import can_edit_group, fetch_visible_group_for
from territoires.groups.queries.group_page import answering
from territoires.groups.queries.group_page import group_page as page_of
from territoires.kit.access import public


@public
def index(request: HttpRequest) -> HttpResponse:
    """Groups are listed on the map's page."""
    return HttpResponsePermanentRedirect(reverse("atlas:map"))


@public
def group_page(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    may_wake = group.stage == Stage.ASLEEP and request.user.is_authenticated and can_edit_group(request.user, group)
    page = page_of(
        group, today=timezone.localdate(), address=settings.SITE_URL + request.path, may_wake=may_wake
    )  # fmt: skip
    context = {"page": page, "group": group, "answering": answering(group)}
    return render(request, "groups/group_page.html", context)
