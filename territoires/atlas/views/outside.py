"""The map outside the site: in the page of a partner, and on paper."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from territoires.atlas.queries.asked import ask
from territoires.atlas.queries.pages import frame_page
from territoires.atlas.queries.prints import PAPERS, print_page
from territoires.atlas.rules.filters import read_page
from territoires.atlas.views.tiles import allow_tiles
from territoires.kit.access import embeddable, public


@public
def embed_help(request: HttpRequest) -> HttpResponse:
    """How to show the map elsewhere, and to read its data."""
    address = settings.SITE_URL + reverse("atlas:frame")
    return render(request, "atlas/outside/embed_help.html", {"frame": address})


@public
@allow_tiles
@embeddable
def frame(request: HttpRequest) -> HttpResponse:
    """The small map that any site may show."""
    page = frame_page(ask(dict(request.GET.lists())), read_page(request.GET.getlist("page")))
    return render(request, "atlas/outside/frame.html", {"page": page, "filter": page.asked.filter})


@public
def print_map(request: HttpRequest) -> HttpResponse:
    """A sheet to print: numbered points and their index."""
    paper = request.GET.get("papier", "")
    page = print_page(ask(dict(request.GET.lists())), paper if paper in PAPERS else PAPERS[0])
    return render(request, "atlas/outside/print.html", {"page": page, "filter": page.asked.filter})
