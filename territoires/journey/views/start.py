"""Begin a path, or come back to one with its reference, from any browser."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.contributions.queries import read_long_reference
from territoires.journey.actions.journeys import start_journey
from territoires.journey.forms.start import ResumeForm, StartForm
from territoires.journey.models import Journey
from territoires.journey.permissions import fetch_journey_by_reference
from territoires.journey.queries.content import steps
from territoires.journey.queries.steps import card_of
from territoires.journey.rules import (
    MAX_MISSES,
    MAX_MISSES_OF_ALL,
    MAX_TRIES,
    MISS_WINDOW,
    OF_ALL_WINDOW,
)
from territoires.journey.views.carried import to_journey
from territoires.kit import errors, limits
from territoires.kit.access import public, public_form
from territoires.kit.actors import actor_of

MISS = "journey-miss"


@public_form(name="journey-start", limit=40)
def start(request: HttpRequest) -> HttpResponse:
    """What the path is, and one button. Two groups in one room each get their own: sent twice, it opens two."""
    form = StartForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        journey = start_journey(
            commune=words["place"], first_name=words["first_name"], by=actor_of(request), now=timezone.now()
        )
        return to_journey(journey, "commence")
    context = {"form": form, "steps": steps()}
    return render(request, "journey/start.html", context, status=422 if form.is_bound else 200)


@public_form(name="journey-resume", limit=MAX_TRIES, per_seconds=MISS_WINDOW, strict=True)
def resume(request: HttpRequest) -> HttpResponse:
    form = ResumeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not form.is_robot and form.is_valid():
        if wait := seconds_to_wait(request):
            return errors.too_many(request, wait)
        journey = found_or_counted(request, form.cleaned_data["reference"])
        if journey is not None:
            return to_journey(journey)
        form.add_error("reference", not_found_words())
    return render(request, "journey/resume.html", {"form": form}, status=422 if form.is_bound else 200)


@public
def resume_one(request: HttpRequest, reference: str) -> HttpResponse:
    """The address on the card and in messages: it says nothing of what it leads to, only the counted button does."""
    known = read_long_reference(reference)
    if not known:
        raise Http404
    if known != reference:
        return redirect("journey:resume_one", reference=known)
    context = {"form": ResumeForm(initial={"reference": known}), "reference": known}
    return render(request, "journey/resume_one.html", context)


@public
def card(request: HttpRequest, reference: str) -> HttpResponse:
    """The card on one sheet: it carries what is in its address and nothing else."""
    if read_long_reference(reference) != reference:
        raise Http404
    return render(request, "journey/card.html", {"card": card_of(reference)})


def seconds_to_wait(request: HttpRequest) -> int:
    """The window to wait for, when too many references were wrong; 0 otherwise."""
    now = timezone.now()
    if limits.seen(MISS, limits.network_of(request), MISS_WINDOW, now) >= MAX_MISSES:
        return MISS_WINDOW
    return OF_ALL_WINDOW if limits.seen(MISS, "everybody", OF_ALL_WINDOW, now) >= MAX_MISSES_OF_ALL else 0


def found_or_counted(request: HttpRequest, reference: str) -> Journey | None:
    """The path, or a miss that counts."""
    try:
        return fetch_journey_by_reference(reference)
    except Http404:
        now = timezone.now()
        limits.count(MISS, limits.network_of(request), MISS_WINDOW, now)
        limits.count(MISS, "everybody", OF_ALL_WINDOW, now)
        return None


def not_found_words() -> str:
    return _("Nous ne trouvons pas ce chemin. Relisez les trois mots et les quatre chiffres.")
