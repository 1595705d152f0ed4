"""Propose a group: one question a page, at a secret address that needs neither cookie nor account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone

from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.contributions.permissions import can_read_in_full, fetch_contribution_for
from territoires.contributions.queries import Card, card_of, receipt_of
from territoires.groups import rules
from territoires.groups.actions import proposals
from territoires.groups.forms.start import STEP_FORMS, SendForm, StepForm, WhereForm
from territoires.groups.permissions import PROPOSAL
from territoires.groups.queries import start as reads
from territoires.groups.rules import Proposal
from territoires.kit.access import public, public_form, uncached
from territoires.kit.actors import actor_of
from territoires.kit.context_processors import current_site

ENTRIES = {"idee": rules.IDEA, "groupe": rules.EXISTING}
RELAYS_PATIENCE = 40  # drafts a day from one network: a social centre helps many people from one address


@public
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/start/start.html")


@public_form(name="groups-start", limit=RELAYS_PATIENCE)
def start_place(request: HttpRequest, entry: str) -> HttpResponse:
    """The first question. Its answer opens the draft; two people in one room must each get their own, so the same
    answer sent twice opens two: the one left aside goes away by itself."""
    if entry not in ENTRIES:
        raise Http404
    proposal = Proposal(entry=ENTRIES[entry])
    form = WhereForm(request.POST if request.method == "POST" else None, proposal=proposal)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        answers = {"entry": proposal.entry, **form.answers()}
        draft = proposals.start_proposal(answers=answers, by=actor_of(request), now=timezone.now())
        return redirect("groups:start_resume", token=draft.token)
    return _question(request, form, proposal, rules.PLACE_STEP)


@uncached
def start_resume(request: HttpRequest, token: str) -> HttpResponse:
    """Where one was: the first question without answer, the page that checks them, or the receipt."""
    draft = _draft(token)
    return _next(draft, token) if draft else _lost(request)


@public_form(name="groups-start-step", limit=20 * RELAYS_PATIENCE, cached=False)
def start_step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    draft = _draft(token)
    if draft is None:
        return _lost(request)
    proposal = Proposal.from_answers(draft.answers)
    if draft.state != State.DRAFT or _is_ahead(proposal, step):
        return _next(draft, token)
    form = _form(request, draft, proposal, step, token)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        return _keep(request, draft, token, step, form)
    return _question(request, form, proposal, step, draft, token)


@public_form(name="groups-start-send", limit=2 * RELAYS_PATIENCE, cached=False)
def start_check(request: HttpRequest, token: str) -> HttpResponse:
    """Everything read again, each line with its « Modifier », then the one button that sends."""
    draft = _draft(token)
    if draft is None:
        return _lost(request)
    proposal = Proposal.from_answers(draft.answers)
    if draft.state != State.DRAFT or proposal.first_unanswered:
        return _next(draft, token)
    form = SendForm(request.POST if request.method == "POST" else None)
    if form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and form.is_valid():
        return _send(request, draft, token)
    context = {
        "form": form,
        "draft": draft,
        "proposal": proposal,
        "token": token,
        "lines": reads.check_lines(draft, in_full=can_read_in_full(token, draft)),
        "near": reads.groups_near(reads.commune_of(proposal)),
    }
    return render(request, "groups/start/check.html", context, status=422 if form.is_bound else 200)


@uncached
def start_sent(request: HttpRequest, token: str) -> HttpResponse:
    """What happens next, when, who, and the reference to keep; safe to bookmark."""
    draft = _draft(token)
    if draft is None:
        return _lost(request)
    if draft.state == State.DRAFT:
        return _next(draft, token)
    if draft.state != State.SENT:
        return redirect("contributions:receipt", token=token)
    context = {
        "contribution": draft,
        "token": token,
        "receipt": receipt_of(draft, token),
        "card": _card(draft.reference),
    }
    return render(request, "groups/start/sent.html", context)


def _draft(token: str) -> Contribution | None:
    try:
        return fetch_contribution_for(token, PROPOSAL)
    except Http404:
        return None


def _lost(request: HttpRequest) -> HttpResponse:
    """A kind page for an address that leads nowhere any more, with a way to begin again."""
    return render(request, "groups/start/lost.html", status=404)


def _is_ahead(proposal: Proposal, step: str) -> bool:
    """True for a page that comes after a question without answer, or that this proposal has not."""
    if step not in proposal.steps:
        return True
    first = proposal.first_unanswered
    return bool(first) and proposal.steps.index(step) > proposal.steps.index(first)


def _next(draft: Contribution, token: str) -> HttpResponseRedirect:
    if draft.state != State.DRAFT:
        return redirect("groups:start_sent", token=token)
    step = Proposal.from_answers(draft.answers).first_unanswered
    if step:
        return redirect("groups:start_step", token=token, step=step)
    return redirect("groups:start_check", token=token)


def _form(request: HttpRequest, draft: Contribution, proposal: Proposal, step: str, token: str) -> StepForm:
    """At the address made from the reference, numbers and addresses already given are kept without being shown."""
    kind = STEP_FORMS[step]
    initial = kind.initial_from(draft)
    hidden = {} if can_read_in_full(token, draft) else kind.hidden_from(draft)
    initial |= dict.fromkeys(hidden, "")
    if step == rules.RELAY_STEP and request.user.is_authenticated and not draft.relay_name:
        initial |= {"relay_name": request.user.display_name, "relay_contact": request.user.email}
    data = request.POST if request.method == "POST" else None
    return kind(data, initial=initial, proposal=proposal, hidden=hidden)


def _keep(request: HttpRequest, draft: Contribution, token: str, step: str, form: StepForm) -> HttpResponseRedirect:
    try:
        kept = proposals.answer_step(
            draft=draft, step=step, answers=form.answers(), columns=form.columns(),
            by=actor_of(request), now=timezone.now(),
        )  # fmt: skip
    except proposals.CannotPropose:
        return redirect("groups:start_resume", token=token)
    return _next(kept, token)


def _send(request: HttpRequest, draft: Contribution, token: str) -> HttpResponseRedirect:
    try:
        proposals.send_proposal(
            draft=draft, by=actor_of(request), now=timezone.now(), held=getattr(request, "held", False)
        )
    except proposals.CannotPropose:
        return redirect("groups:start_resume", token=token)
    return redirect("groups:start_sent", token=token)


def _question(
    request: HttpRequest,
    form: StepForm,
    proposal: Proposal,
    step: str,
    draft: Contribution | None = None,
    token: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "draft": draft,
        "token": token,
        "proposal": proposal,
        "step": step,
        "before": proposal.step_before(step),
        "number": proposal.question_number(step),
        "count": proposal.question_count,
    }
    return render(request, "groups/start/question.html", context, status=422 if form.is_bound else 200)


def _card(reference: str) -> Card:
    site = current_site()
    return card_of(reference, site_name=site.name, site_url=site.url, phone=site.phone)
