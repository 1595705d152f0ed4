"""What a group hangs on walls."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from territoires.groups.permissions import fetch_visible_group_for
from territoires.handouts.permissions import fetch_visible_slug
from territoires.handouts.queries.poster import poster_of, print_poster
from territoires.handouts.views.sending import sent
from territoires.kit.access import public


@public
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    today = timezone.localdate()
    return sent(request, f"affiche-{group.slug}", lambda: print_poster(poster_of(group, today=today), on=today))


@public
def short(request: HttpRequest, group_id: int) -> HttpResponse:
    """The short address that posters carry: a few signs to copy by hand, few modules to photograph."""
    return HttpResponseRedirect(reverse("groups:group_page", args=[fetch_visible_slug(request.user, group_id)]))
