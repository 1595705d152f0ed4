"""What a group hangs on walls."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from territoires.groups.permissions import fetch_visible_group_for
from territoires.handouts.permissions import fetch_visible_slug
from territoires.handouts.queries.newspaper import PAPERS, print_newspaper
from territoires.handouts.queries.poster import poster_of, print_poster
from territoires.handouts.views.sending import sent
from territoires.journal.permissions.entries import fetch_journal_group_for
from territoires.journal.queries.meetings import today_of
from territoires.journal.queries.newspaper import month as month_of
from territoires.kit.access import public


@public
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    today = timezone.localdate()
    return sent(request, f"affiche-{group.slug}", lambda: print_poster(poster_of(group, today=today), on=today))


@public
def newspaper(request: HttpRequest, slug: str, month: str) -> HttpResponse:
    """A month of the group, on A4 or with `?format=a3`. Of the months without a word, only this one has a sheet."""
    group = fetch_journal_group_for(request.user, slug)
    paper = request.GET.get("format", PAPERS[0])
    if paper not in PAPERS:
        raise Http404
    today = today_of(group, timezone.now())
    told = month_of(group, int(month[:4]), int(month[5:]), request.user, today=today)
    if told.empty and month != f"{today:%Y-%m}":
        raise Http404
    return sent(request, f"journal-{group.slug}-{month}", lambda: print_newspaper(told, paper=paper, on=today))


@public
def short(request: HttpRequest, group_id: int) -> HttpResponse:
    """The short address that posters carry: a few signs to copy by hand, few modules to photograph."""
    return HttpResponseRedirect(reverse("groups:group_page", args=[fetch_visible_slug(request.user, group_id)]))
