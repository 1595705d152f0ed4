"""What one reads before and beside the path: the base, the principles, the story to tell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territoires.journey.queries import content
from territoires.kit.access import public


@public
def base(request: HttpRequest) -> HttpResponse:
    context = {"base": content.base(), "principles": content.principles()}
    return render(request, "journey/base.html", context)


@public
def story(request: HttpRequest) -> HttpResponse:
    return _story(request, "full")


@public
def story_plain(request: HttpRequest) -> HttpResponse:
    return _story(request, "plain")


def _story(request: HttpRequest, register: str) -> HttpResponse:
    """One page to tell one's accomplices, and to print on one sheet."""
    context = {"parts": content.story(register), "plain": register == "plain", "sources": content.story_sources()}
    return render(request, "journey/story.html", context)
