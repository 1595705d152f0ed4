"""On paper: the A3 canvas, the A4 booklet, and the screen where somebody types them in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.journey.actions.journeys import CannotWrite
from territoires.journey.actions.paper import type_paper
from territoires.journey.forms.paper import PaperForm
from territoires.journey.models import Journey
from territoires.journey.permissions import fetch_entry_for
from territoires.journey.queries import paper as reads
from territoires.journey.queries.steps import card_of, written_steps
from territoires.journey.views.carried import carried
from territoires.journey.views.start import found_or_counted, not_found_words, seconds_to_wait
from territoires.kit import errors, once
from territoires.kit.access import public, public_form, uncached
from territoires.kit.actors import actor_of


@public
def canvas(request: HttpRequest) -> HttpResponse:
    return _canvas(request, None)


@public
def booklet(request: HttpRequest) -> HttpResponse:
    return _booklet(request, None)


@uncached
@carried
def own_canvas(request: HttpRequest, journey: Journey) -> HttpResponse:
    return _canvas(request, journey)


@uncached
@carried
def own_booklet(request: HttpRequest, journey: Journey) -> HttpResponse:
    return _booklet(request, journey)


def _canvas(request: HttpRequest, journey: Journey | None) -> HttpResponse:
    return render(request, "journey/canvas.html", {"canvas": reads.canvas(journey), "journey": journey})


def _booklet(request: HttpRequest, journey: Journey | None) -> HttpResponse:
    return render(request, "journey/booklet.html", {"canvas": reads.canvas(journey), "journey": journey})


@public_form(name="journey-paper", limit=200)
def type_canvas(request: HttpRequest) -> HttpResponse:
    """One canvas a page, by somebody with an account or without."""
    form = PaperForm(request.POST if request.method == "POST" else None, initial=_known(request))
    if form.is_robot:
        return redirect("contributions:thanks")
    private: list[str] = []
    if request.method == "POST" and form.is_valid():
        private = [] if "as_is" in request.POST else form.private_words()
        if not private and (answer := _type(request, form)):
            return answer
    context = {"form": form, "private": private, "headings": reads.row_headings()}
    return render(request, "journey/type_canvas.html", context, status=422 if form.is_bound else 200)


def _known(request: HttpRequest) -> dict[str, str]:
    return {"relay_name": request.user.display_name} if request.user.is_authenticated else {}


def _type(request: HttpRequest, form: PaperForm) -> HttpResponse | None:
    """Kept, and its receipt; or the wait after too many wrong references; None when the reference is wrong."""
    journey, reference = None, form.cleaned_data["reference"]
    if reference:
        if wait := seconds_to_wait(request):
            return errors.too_many(request, wait)
        journey = found_or_counted(request, reference)
        if journey is None:
            form.add_error("reference", not_found_words())
            return None
    try:
        return redirect(_type_once(request, form, journey))
    except CannotWrite:
        form.add_error("reference", not_found_words())
        return None


def _type_once(request: HttpRequest, form: PaperForm, journey: Journey | None) -> str:
    """The same canvas sent twice is one entry; its receipt comes back."""

    def effect() -> str:
        entry = type_paper(
            sheet=form.sheet(), relay_name=form.cleaned_data["relay_name"], agreed=form.cleaned_data["agreed"],
            journey=journey, by=actor_of(request), now=timezone.now(),
        )  # fmt: skip
        return reverse("journey:paper_receipt", args=[entry.journey.token, entry.pk])

    return once.perform(once.once_key(request, "journey-paper", form.cleaned_data), effect, timezone.now())


@uncached
@carried
def paper_receipt(request: HttpRequest, journey: Journey, entry_id: int) -> HttpResponse:
    """What is given back to the group, on paper if it likes."""
    entry = fetch_entry_for(journey, entry_id)
    context = {
        "journey": journey,
        "entry": entry,
        "place": reads.place_words(journey),
        "written": written_steps(journey),
        "headings": reads.row_headings(),
        "card": card_of(journey.reference),
    }
    return render(request, "journey/paper_receipt.html", context)
