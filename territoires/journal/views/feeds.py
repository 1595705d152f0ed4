"""Doors for other programs: a feed reader, a calendar. Kept and asked again like any public page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from territoires.groups.permissions import fetch_visible_group_for
from territoires.journal.queries import feeds
from territoires.kit.access import open_data, public


@public
@open_data
def atom(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    return HttpResponse(feeds.journal_atom(group, timezone.now()), content_type="application/atom+xml; charset=utf-8")


@public
@open_data
def ics(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    response = HttpResponse(feeds.meetings_ics(group, timezone.now()), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="rencontres.ics"'
    return response
