"""Doors of the demonstration."""

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.accounts.actions.demonstration import sign_in_as
from territoires.demonstration import queries
from territoires.kit.access import public_form, uncached
from territoires.mailer.queries import find_letter


@public_form(name="demonstration", limit=10_000)
def cast(request: HttpRequest) -> HttpResponse:
    """List the parts; POST `role` takes one."""
    if request.method == "POST":
        return _take_part(request)
    context = {"cast": queries.CAST, "card": queries.card_to_try(), "path": queries.path_to_try()}
    response = render(request, "demonstration/cast.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _take_part(request: HttpRequest) -> HttpResponse:
    role = queries.role_of(request.POST.get("role", "")[:40])
    if role is None:
        raise Http404
    logout(request)
    person = queries.person_of(role)
    if person is None:
        return redirect("front:home")
    sign_in_as(request=request, user=person, now=timezone.now())
    return redirect("front:desk" if person.is_coordinator else "front:space")


@uncached
def mailbox(request: HttpRequest) -> HttpResponse:
    """Every letter that would have left."""
    return render(request, "demonstration/mailbox.html", {"letters": queries.mailbox()})


@uncached
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    found = find_letter(letter_id)
    if found is None:
        raise Http404
    return render(request, "demonstration/letter.html", {"letter": found})


@uncached
def mailbox_json(request: HttpRequest) -> HttpResponse:
    return JsonResponse(queries.mailbox(), safe=False)
