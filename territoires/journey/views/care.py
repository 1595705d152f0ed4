"""Keep a path, erase it, ask for a hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.journey.actions.help import ask_for_help
from territoires.journey.actions.journeys import CannotWrite, empty_journey, keep_journey
from territoires.journey.forms.help import HelpForm
from territoires.journey.forms.start import EmptyForm, KeepForm
from territoires.journey.models import Journey
from territoires.journey.queries.page import page_state
from territoires.journey.views.carried import carried, emptied, to_journey
from territoires.kit import once
from territoires.kit.access import public_form
from territoires.kit.actors import actor_of


@public_form(name="journey-keep", limit=80, cached=False)
@carried
def keep(request: HttpRequest, journey: Journey) -> HttpResponse:
    """« Nous y sommes encore »: one tap."""
    form = KeepForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and not form.is_robot:
        try:
            keep_journey(journey=journey, by=actor_of(request), now=timezone.now())
        except CannotWrite:
            return emptied(request, journey)
    return to_journey(journey)


@public_form(name="journey-erase", limit=80, cached=False)
@carried
def erase(request: HttpRequest, journey: Journey) -> HttpResponse:
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        return emptied(request, empty_journey(journey=journey, by=actor_of(request), now=timezone.now()))
    context = {"journey": journey, "form": form, "state": page_state(journey)}
    return render(request, "journey/erase.html", context, status=422 if form.is_bound else 200)


@public_form(name="journey-help", limit=40, cached=False)
@carried
def ask_help(request: HttpRequest, journey: Journey) -> HttpResponse:
    form = HelpForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        return redirect(_ask_once(request, journey, form))
    return render(
        request, "journey/ask_help.html", {"journey": journey, "form": form}, status=422 if form.is_bound else 200
    )


def _ask_once(request: HttpRequest, journey: Journey, form: HelpForm) -> str:
    def effect() -> str:
        sent = ask_for_help(journey=journey, by=actor_of(request), now=timezone.now(), **form.words())
        return reverse("contributions:receipt", args=[sent.token])

    key = once.once_key(request, f"journey-help:{journey.pk}", form.cleaned_data)
    return once.perform(key, effect, timezone.now())
