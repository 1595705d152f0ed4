"""« Mon espace »: what waits for an animator or a delegate, and the pages where people are answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.contributions.actions import CannotDecide
from territoires.front.actions.desk import settle_resource_report
from territoires.front.forms.desk import AnswerForm, AttemptForm, SeenForm, SettleForm
from territoires.front.queries.space import Sent, sent_page, space_of
from territoires.groups.actions.messages import answer_message, note_reading, settle_message, settle_report
from territoires.groups.actions.refusals import Refused
from territoires.groups.actions.review import note_call
from territoires.groups.enums import Answered
from territoires.groups.permissions import fetch_message_for, fetch_report_for
from territoires.groups.queries.review import conflict_words, people_of
from territoires.kit.access import records_voice, signed_in
from territoires.kit.actors import actor_of

CONFLICT = 409


@signed_in
@records_voice
@require_safe
def space(request: SignedInRequest) -> HttpResponse:
    asked = request.GET
    found = space_of(
        request.user, timezone.now(), kind=asked.get("quoi", "")[:40], page=asked.get("page", ""),
        groups_page=asked.get("groupes", ""),
    )  # fmt: skip
    return render(request, "front/space.html", {"space": found, "todo": found.todo})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def handle_message(request: SignedInRequest, reference: str) -> HttpResponse:
    """A message or a call-back: read it, call, answer, tick it off. Opening it is noted in the journal."""
    now = timezone.now()
    contribution = fetch_message_for(request.user, reference, now=now)
    sent = sent_page(contribution, now)
    forms = message_forms(request, sent)
    form, status = None, 200
    if request.method == "POST":
        name = next((name for name in forms if name in request.POST), "settle")
        form, status = forms[name], 422
        if form.is_valid():
            try:
                MESSAGE_VERBS[name](request, sent, form)
                return redirect("front:desk" if request.user.is_coordinator else "front:space")
            except CannotDecide:
                status = CONFLICT
                sent = say_conflict(request, sent, form)
            except Refused as refusal:
                form.add_error(None, refusal.words)
    elif people_of(contribution):
        note_reading(contribution=contribution, by=actor_of(request), now=now)
    context = {"sent": sent, "contribution": sent.contribution, "forms": forms, "form": form}
    return render(request, "front/space/message.html", context, status=status)


def message_forms(request: SignedInRequest, sent: Sent) -> dict[str, SeenForm]:
    """Bound when it is the one that was sent: the name of its button says so."""
    data = request.POST if request.method == "POST" else None
    seen = {"version": sent.contribution.version}
    signed = f"{request.user}, {sent.group.name}" if sent.group else str(request.user)
    answer_data = data if data is not None and "answer" in data else None
    attempt_data = data if data is not None and "attempt" in data else None
    settle_data = data if answer_data is None and attempt_data is None else None
    return {
        "answer": AnswerForm(answer_data, prefix="answer", initial={**seen, "signed": signed}),
        "attempt": AttemptForm(attempt_data, prefix="attempt", initial=seen),
        "settle": SettleForm(settle_data, initial={**seen, "how": Answered.CALLED}),
    }


def say_conflict(request: SignedInRequest, sent: Sent, form: SeenForm) -> Sent:
    """Tell what happened meanwhile and face the row as it is now; the words typed stay."""
    sent.contribution.refresh_from_db()
    form.add_error(None, conflict_words(sent.contribution))
    form.facing(sent.contribution.version)
    return sent_page(sent.contribution, timezone.now())


def _settle(request: SignedInRequest, sent: Sent, form: SeenForm) -> None:
    told = form.cleaned_data
    settle_message(
        contribution=sent.contribution, version=form.seen, how=Answered(told["how"]), note=told["note"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("C'est noté. Merci."))


def _answer(request: SignedInRequest, sent: Sent, form: SeenForm) -> None:
    told = form.cleaned_data
    answer_message(
        contribution=sent.contribution, version=form.seen, words=told["words"], signed=told["signed"],
        by=actor_of(request), now=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Votre réponse est partie."))


def _attempt(request: SignedInRequest, sent: Sent, form: SeenForm) -> None:
    words = form.cleaned_data["words"] or _("J'ai appelé, personne ne répond.")
    note_call(contribution=sent.contribution, version=form.seen, words=words, by=actor_of(request), now=timezone.now())
    messages.success(request, _("C'est noté. La demande reste dans « À faire »."))


MESSAGE_VERBS: dict[str, Callable[[SignedInRequest, Sent, SeenForm], None]] = {
    "answer": _answer, "attempt": _attempt, "settle": _settle,
}  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def handle_report(request: SignedInRequest, reference: str) -> HttpResponse:
    """« Ce n'est plus vrai »: look, correct, say which it was."""
    now = timezone.now()
    contribution = fetch_report_for(request.user, reference)
    sent = sent_page(contribution, now)
    data = request.POST if request.method == "POST" else None
    form, status = SeenForm(data, initial={"version": contribution.version}), 200
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {
            "contribution": contribution, "version": form.seen, "still_true": "still_true" in request.POST,
        }  # fmt: skip
        try:
            if sent.resource is not None:
                settle_resource_report(**told, resource=sent.resource, by=actor_of(request), now=now)
            else:
                settle_report(**told, group=sent.group, by=actor_of(request), now=now)
            messages.success(request, _("C'est noté. Merci."))
            return redirect("front:desk" if request.user.is_coordinator else "front:space")
        except CannotDecide:
            status = CONFLICT
            sent = say_conflict(request, sent, form)
    elif people_of(contribution):
        note_reading(contribution=contribution, by=actor_of(request), now=now)
    context = {"sent": sent, "contribution": contribution, "form": form}
    return render(request, "front/space/report.html", context, status=status)
