"""The plain pages: the story, what we are, the law, help."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from territoires.accounts.queries import processing_register
from territoires.front.queries import addresses, content
from territoires.kit.access import public
from territoires.networks.queries import directory

ACCESSIBILITY_STATED_ON = datetime.date(2026, 11, 21)  # the day the words of the declaration were last checked


@public
def story(request: HttpRequest) -> HttpResponse:
    context = {
        "story": content.story(),
        "years": content.timeline(),
        "directory": directory(timezone.localdate()),
    }
    return render(request, "front/story.html", context)


@public
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "front/about.html", {"charter": content.charter()})


@public
def help(request: HttpRequest) -> HttpResponse:
    return render(request, "front/help.html")


@public
def legal(request: HttpRequest) -> HttpResponse:
    return render(request, "front/legal.html", {"version": settings.APP_VERSION})


@public
def privacy(request: HttpRequest) -> HttpResponse:
    """Written from the register of processing that the tests compare with the models."""
    return render(request, "front/privacy.html", {"register": processing_register()})


@public
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.html", {"stated_on": ACCESSIBILITY_STATED_ON})


@public
def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "front/rules.html")


@public
def open_data(request: HttpRequest) -> HttpResponse:
    return render(request, "front/open_data.html")


@public
def plan(request: HttpRequest) -> HttpResponse:
    context = {"regions": addresses.lively_regions(), "directory": directory(timezone.localdate())}
    return render(request, "front/plan.html", context)
