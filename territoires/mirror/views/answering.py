"""Answering alone and reading what the group sees, with an account or with a printed card."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.kit.access import public_form, signed_in
from territoires.kit.forms import KitForm, PublicForm
from territoires.mirror.actions import CannotAnswer, save_answer, take_answer_back
from territoires.mirror.enums import Hand
from territoires.mirror.forms.answering import AnswerForm, CardAnswerForm
from territoires.mirror.models import Mirror
from territoires.mirror.permissions import Seat, fetch_card_seat, fetch_seat_for
from territoires.mirror.queries.landmarks import landmarks
from territoires.mirror.queries.rounds import Question, can_look, open_round, questions_for, rounds_of
from territoires.mirror.queries.together import seen_together
from territoires.mirror.views.seats import home_of, page, question_of


@signed_in
@require_safe
def mirror(request: SignedInRequest, slug: str) -> HttpResponse:
    return _home(request, fetch_seat_for(request.user, slug))


@public_form(name="mirror-card", limit=400, cached=False)
def card_mirror(request: HttpRequest, code: str) -> HttpResponse:
    """The same with a card; nothing is sent from here."""
    return _home(request, fetch_card_seat(code, timezone.now()))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedInRequest, slug: str, landmark: int) -> HttpResponse:
    return _question(request, fetch_seat_for(request.user, slug), landmark, AnswerForm)


@public_form(name="mirror-card", limit=400, cached=False)
def card_question(request: HttpRequest, code: str, landmark: int) -> HttpResponse:
    return _question(request, fetch_card_seat(code, timezone.now()), landmark, CardAnswerForm)


def _home(request: HttpRequest, seat: Seat) -> HttpResponse:
    rounds = rounds_of(seat.group, timezone.localdate())
    context: dict[str, Any] = {"rounds": rounds, "landmarks": landmarks(), "hands": list(Hand)}
    if rounds.open:
        questions = questions_for(rounds.open, seat.person)
        context["tasks"] = [_task(seat, one) for one in questions]
        context["next"] = next((question_of(seat, one.landmark.number) for one in questions if not one.answered), "")
        context["started"] = any(one.answered for one in questions)
        context["can_look"] = seat.animates and can_look(rounds.open)
    elif rounds.last:
        context["seen"] = seen_together(rounds.last)
    return page(request, "mirror/home.html", seat, **context)


def _task(seat: Seat, one: Question) -> dict[str, Any]:
    return {
        "title": one.landmark.saying,
        "state": _("Répondu") if one.answered else _("À vous"),
        "done": one.answered,
        "url": question_of(seat, one.landmark.number),
    }


def _question(request: HttpRequest, seat: Seat, landmark: int, kind: type[KitForm]) -> HttpResponse:
    """One landmark: shown with what the person said before, kept, or passed."""
    now = open_round(seat.group)
    if now is None and request.method != "POST":
        return redirect(home_of(seat))
    every = questions_for(now, seat.person) if now else [Question(one, None, None) for one in landmarks()]
    asked = next((one for one in every if one.landmark.number == landmark), None)
    if asked is None:
        raise Http404
    said = {"hand": asked.answer.hand, "words": asked.answer.words} if asked.answer else {}
    form = kind(request.POST if request.method == "POST" else None, initial=said)
    if isinstance(form, PublicForm) and form.is_robot:
        return redirect("contributions:thanks")
    if request.method == "POST" and (form.is_valid() or "passer" in request.POST):
        try:
            _keep(now, seat, landmark, form, passed="passer" in request.POST)
            return redirect(question_of(seat, asked.following) if asked.following else home_of(seat))
        except CannotAnswer as refusal:
            form.add_error(None, refusal.words)
    return page(request, "mirror/question.html", seat, form, asked=asked, count=len(every), hands=list(Hand))


def _keep(mirror: Mirror | None, seat: Seat, landmark: int, form: KitForm, *, passed: bool) -> None:
    """Errors: CannotAnswer."""
    if mirror is None:
        raise CannotAnswer("closed")
    words = form.cleaned_data if not passed else {"hand": "", "words": ""}
    if words["hand"] or words["words"]:
        save_answer(mirror=mirror, person=seat.person, landmark=landmark, **words)
    else:
        take_answer_back(mirror=mirror, person=seat.person, landmark=landmark)
