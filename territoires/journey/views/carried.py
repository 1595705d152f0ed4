"""A page at a secret address: the path, or a kind word when it is gone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from territoires.journey.models import Journey
from territoires.journey.permissions import fetch_journey_for

type JourneyView = Callable[..., HttpResponse]


def carried(view: JourneyView) -> Callable[..., HttpResponse]:
    """Under the access decorator: turns the secret part of the address into the path."""

    @wraps(view)
    def inner(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            journey = fetch_journey_for(token)
        except Http404:
            return render(request, "journey/lost.html", status=404)
        if journey.emptied_at is not None:
            return emptied(request, journey)
        return view(request, journey, *args, **kwargs)

    return inner


def emptied(request: HttpRequest, journey: Journey) -> HttpResponse:
    return render(request, "journey/emptied.html", {"emptied_at": journey.emptied_at}, status=410)


def to_journey(journey: Journey, mark: str = "") -> HttpResponseRedirect:
    """Back to the list of steps; `mark` says what has just been kept."""
    response = redirect("journey:journey", token=journey.token)
    if mark:
        response["Location"] += f"?garde={mark}#garde"
    return response
