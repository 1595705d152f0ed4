"""The seven steps, in any order, written by several people."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.journey.actions.journeys import CannotWrite, say_place
from territoires.journey.actions.steps import CannotMerge, bring_back, save_step
from territoires.journey.enums import Step
from territoires.journey.forms.start import KeepForm
from territoires.journey.forms.steps import StepForm
from territoires.journey.models import Journey
from territoires.journey.permissions import fetch_version_for
from territoires.journey.queries import steps as reads
from territoires.journey.queries.content import principles, step_content
from territoires.journey.queries.page import page_state
from territoires.journey.queries.paper import row_headings
from territoires.journey.views.carried import carried, emptied, to_journey
from territoires.kit.access import public_form, uncached
from territoires.kit.actors import actor_of

PATIENCE = 800  # posts a day from one network: a social centre accompanies several groups


@uncached
@carried
def journey(request: HttpRequest, journey: Journey) -> HttpResponse:
    page = reads.journey_page(journey, timezone.localdate())
    mark = request.GET.get("garde", "")
    context = {
        "journey": journey,
        "page": page,
        "state": page_state(journey),
        "kept": step_content(mark) if mark in Step.values else None,
        "begun": mark == "commence",
        "card": reads.card_of(journey.reference, page.place),
    }
    return render(request, "journey/journey.html", context)


@public_form(name="journey-step", limit=PATIENCE, cached=False)
@carried
def step(request: HttpRequest, journey: Journey, step: str) -> HttpResponse:
    if step not in Step.values:
        raise Http404
    row = reads.step_of(journey, step)
    row.journey = journey
    form = StepForm(request.POST if request.method == "POST" else None, content=step_content(step), row=row)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        return _keep(request, journey, form)
    return _page(request, journey, form, status=422 if form.is_bound else 200)


def _keep(request: HttpRequest, journey: Journey, form: StepForm) -> HttpResponse:
    """Keep it; or ask once about words that seem to name somebody; or show both texts."""
    private = form.private_words()
    if private and "as_is" not in request.POST:
        return _page(request, journey, form, status=422, private=private)
    now, by, step = timezone.now(), actor_of(request), form.content.step
    chosen: dict[str, Any] = {"keep_both": "both" in request.POST, "keep_mine": _number(request.POST.get("mine", ""))}
    try:
        save_step(journey=journey, step=step, written=form.written(), now=now, by=by, **chosen)
        if step == Step.PAGE:
            _say_place(request, journey, form)
    except CannotMerge as clash:
        return _page(request, journey, form, status=409, clash=clash, private=private)
    except CannotWrite:
        journey.emptied_at = now
        return emptied(request, journey)
    return _after(request, journey, step)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _say_place(request: HttpRequest, journey: Journey, form: StepForm) -> None:
    commune, label = form.cleaned_data["place"], form.cleaned_data["territory_label"]
    if (commune, label) != (journey.commune, journey.territory_label):
        say_place(
            journey=journey, commune=commune, territory_label=label, first_name=form.cleaned_data["first_name"],
            by=actor_of(request), now=timezone.now(),
        )  # fmt: skip


def _after(request: HttpRequest, journey: Journey, step: str) -> HttpResponse:
    if "ask" in request.POST:
        return redirect("journey:check_page", token=journey.token)
    if "more" in request.POST:
        response = redirect("journey:step", token=journey.token, step=step)
        response["Location"] += "?garde=lignes#lignes"
        return response
    return to_journey(journey, step)


def _page(
    request: HttpRequest,
    journey: Journey,
    form: StepForm,
    *,
    status: int,
    clash: CannotMerge | None = None,
    private: list[str] | None = None,
) -> HttpResponse:
    content = form.content
    context: dict[str, Any] = {
        "journey": journey,
        "form": form,
        "content": content,
        "row": form.row,
        "changed": reads.changed_words(form.row.changed_by, form.row.changed_at) if form.row.pk else "",
        "has_past": form.row.version > 1,
        "headings": row_headings(),
        "here": reads.step_here(journey, content.step),
        "near": reads.near_resources(journey) if content.step == Step.RESOURCES else [],
        "principles": principles() if content.step == Step.PRINCIPLES else (),
        "after": reads.next_step(content.step),
        "private": private or [],
        "theirs": _theirs(clash) if clash else [],
        "their_version": clash.step.version if clash else 0,
        "their_change": reads.changed_words(clash.step.changed_by, clash.step.changed_at) if clash else "",
        "lines_kept": request.GET.get("garde") == "lignes",
    }
    return render(request, "journey/step.html", context, status=status)


def _theirs(clash: CannotMerge) -> list[reads.Said]:
    """What the other wrote, for the questions both answered."""
    answers = {key: clash.step.answers.get(key, "") for key in clash.questions}
    return reads.said_of(clash.step.step, answers)


@uncached
@carried
def past(request: HttpRequest, journey: Journey, step: str) -> HttpResponse:
    """What a step said before, and the button to come back to it."""
    if step not in Step.values:
        raise Http404
    row = reads.step_of(journey, step)
    context = {
        "journey": journey,
        "content": step_content(step),
        "past": reads.past_of(row),
        "headings": row_headings(),
        "form": KeepForm(),
    }
    return render(request, "journey/past.html", context)


@public_form(name="journey-step", limit=PATIENCE, cached=False)
@carried
def bring_back_version(request: HttpRequest, journey: Journey, step: str, number: int) -> HttpResponse:
    """One text of before, and one button."""
    version = fetch_version_for(journey, step, number)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        try:
            bring_back(version=version, first_name="", by=actor_of(request), now=timezone.now())
        except CannotWrite:
            journey.emptied_at = timezone.now()
            return emptied(request, journey)
        return to_journey(journey, step)
    context = {
        "journey": journey,
        "content": step_content(step),
        "one": reads.past_version(version),
        "form": form,
        "headings": row_headings(),
    }
    return render(request, "journey/bring_back.html", context, status=422 if form.is_bound else 200)
