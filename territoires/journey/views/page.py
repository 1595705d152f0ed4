"""The last step: read again what the page will say, then ask for it the way every group does."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.journey.actions.journeys import CannotWrite
from territoires.journey.actions.page import CannotAsk, ask_for_page
from territoires.journey.enums import Step
from territoires.journey.forms.start import AskForm
from territoires.journey.models import Journey
from territoires.journey.queries.page import is_ready, page_lines, page_state
from territoires.journey.queries.steps import step_of
from territoires.journey.views.carried import carried, emptied, to_journey
from territoires.journey.views.path import PATIENCE
from territoires.kit.access import public_form
from territoires.kit.actors import actor_of


@public_form(name="journey-ask", limit=PATIENCE // 10, cached=False)
@carried
def check_page(request: HttpRequest, journey: Journey) -> HttpResponse:
    state, answers = page_state(journey), step_of(journey, Step.PAGE).answers
    if not state.can_ask and request.method != "POST":
        return to_journey(journey)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        try:
            proposal = ask_for_page(journey=journey, by=actor_of(request), now=timezone.now())
            return redirect("groups:start_resume", token=proposal.token)
        except CannotAsk as refusal:
            form.add_error(None, refusal.words)
        except CannotWrite:
            return emptied(request, journey)
    context = {
        "journey": journey,
        "form": form,
        "rows": page_lines(journey, answers),
        "ready": is_ready(journey, answers),
    }
    return render(request, "journey/check_page.html", context, status=422 if form.is_bound else 200)
