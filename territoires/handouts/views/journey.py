"""The path, the story and the mirror, for tables without screens."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from territoires.handouts.queries.journey import print_booklet, print_canvas, print_story
from territoires.handouts.queries.mirror import print_mirror
from territoires.handouts.queries.press import Printed
from territoires.handouts.views.sending import sent
from territoires.journey.models import Journey
from territoires.journey.permissions import fetch_journey_for
from territoires.kit.access import public, uncached


@public
def canvas(request: HttpRequest) -> HttpResponse:
    return sent(request, "chemin-a3", lambda: print_canvas(None, on=timezone.localdate()))


@public
def booklet(request: HttpRequest) -> HttpResponse:
    return sent(request, "chemin-livret", lambda: print_booklet(None, on=timezone.localdate()))


@public
def story(request: HttpRequest) -> HttpResponse:
    return sent(request, "histoire", lambda: print_story("full", on=timezone.localdate()))


@public
def story_plain(request: HttpRequest) -> HttpResponse:
    return sent(request, "histoire-en-clair", lambda: print_story("plain", on=timezone.localdate()))


@public
def mirror(request: HttpRequest) -> HttpResponse:
    return sent(request, "miroir", lambda: print_mirror(on=timezone.localdate()))


@uncached
def own_canvas(request: HttpRequest, token: str) -> HttpResponse:
    """What a group wrote, at its secret address."""
    return _own(request, token, "chemin-a3", lambda journey: print_canvas(journey, on=timezone.localdate()))


@uncached
def own_booklet(request: HttpRequest, token: str) -> HttpResponse:
    return _own(request, token, "chemin-livret", lambda journey: print_booklet(journey, on=timezone.localdate()))


def _own(request: HttpRequest, token: str, name: str, make: Callable[[Journey], Printed]) -> HttpResponse:
    journey = fetch_journey_for(token)
    if journey.emptied_at is not None:
        raise Http404
    return sent(request, name, lambda: make(journey), secret=True)
