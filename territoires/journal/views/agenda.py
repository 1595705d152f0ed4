"""« Agenda à coller »: for everybody with what everybody may read, for those who animate with the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.permissions import ANIMATE, fetch_group_for, fetch_visible_group_for
from territoires.journal.queries.agenda import agenda_of
from territoires.kit.access import public, signed_in


@public
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    texts = agenda_of(group, timezone.now())
    return render(request, "journal/agenda/page.html", {"group": group, "texts": texts})


@signed_in
@require_safe
def space_agenda(request: SignedInRequest, slug: str) -> HttpResponse:
    """With the dates and the news that the group keeps for itself."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    texts = agenda_of(group, timezone.now(), inside=True)
    return render(request, "journal/agenda/space.html", {"group": group, "texts": texts})
