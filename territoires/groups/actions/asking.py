"""Ask those who animate a group: « toujours vrai ? » and its reminders, or once in a quiet spell whether they need a
hand. Never the same letter twice: an asking counts its letters, and each letter carries its own key."""

import datetime
from collections.abc import Iterable
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import emails
from territoires.groups.actions.refusals import CHANGED, Refused, lock_group
from territoires.groups.enums import AskingAnswer, AskingKind, Stage
from territoires.groups.models import Asking, LocalGroup
from territoires.groups.queries.life import last_sign, said_on
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor

DOUBTS = ("unsure_since", "faded_on")


class CannotAsk(Refused):
    """No question is asked and no letter leaves."""

    sayings: ClassVar = {
        "rests": _("Le groupe se repose : on le laisse tranquille."),
        "ended": _("Le groupe a pris fin."),
        "hidden": _("Le groupe n'est pas montré : il n'y a rien à confirmer."),
        "asked": _("La question est déjà posée."),
    }


class CannotAnswer(Refused):
    """The answer of a letter's link changes nothing."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "answered": _("C'est déjà noté. Merci."),
    }


def ask_still_true(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> Asking:
    """Ask those who animate the group whether its page is still true. A question left without answer months ago is
    closed: the new one takes its place.

    Errors: CannotAsk when the group is hidden, rests or has ended, or when it was asked today already.
    """
    with transaction.atomic():
        locked = lock_group(group, None, CannotAsk)
        today = timezone.localdate(now)
        if code := refusal_to_ask(locked):
            raise CannotAsk(code)
        if locked.askings.filter(kind=AskingKind.STILL_TRUE, opened_on=today, closed_at=None).exists():
            raise CannotAsk("asked")
        close_askings(locked, answer=AskingAnswer.AGAIN, kinds=[AskingKind.STILL_TRUE], by=by, now=now)
        return _open(locked, AskingKind.STILL_TRUE, said_on(locked) or today, by=by, now=now)


def refusal_to_ask(group: LocalGroup) -> str:
    """Why nobody asks this group anything: "ended", "hidden" or "rests"; empty when one may."""
    if group.ended_on is not None:
        return "ended"
    if group.shown_since is None:
        return "hidden"
    return "rests" if group.stage == Stage.ASLEEP else ""


def ask_many(*, groups: Iterable[LocalGroup], by: Actor, now: datetime.datetime) -> list[Asking]:
    """« Toujours vrai ? » to several groups at once; those that cannot be asked are left out without a word."""
    asked = []
    with transaction.atomic():
        for group in groups:
            try:
                asked.append(ask_still_true(group=group, by=by, now=now))
            except CannotAsk:
                continue
    return asked


def remind(*, asking: Asking, by: Actor, now: datetime.datetime) -> None:
    """The next letter of a question nobody answered."""
    with transaction.atomic():
        locked = Asking.objects.select_for_update(of=("self",)).select_related("group").get(pk=asking.pk)
        if locked.closed_at is None and locked.step == asking.step and not refusal_to_ask(locked.group):
            write_next(locked, by=by, now=now)


def write_next(locked: Asking, *, by: Actor, now: datetime.datetime) -> None:
    """The next letter of a locked question, in the caller's transaction."""
    locked.step += 1
    locked.stepped_on = timezone.localdate(now)
    locked.save(update_fields=["step", "stepped_on"])
    _write(locked, now)
    detail = {"asking": locked.pk, "step": locked.step}
    record(verb="groups.ask", thing=locked.group, by=by, now=now, detail=detail)


def ask_quiet(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> Asking | None:
    """One kind letter to a group that has been quiet for long; None when this spell already had its letter.

    Errors: CannotAsk when the group rests, has ended, or is being asked whether its page is true.
    """
    with transaction.atomic():
        locked = lock_group(group, None, CannotAsk)
        code = refusal_to_ask(locked)
        if code and code != "hidden":
            raise CannotAsk(code)
        since = last_sign(locked)
        if locked.askings.filter(kind=AskingKind.QUIET, since=since).exists():
            return None
        close_askings(locked, answer=AskingAnswer.LIFE, kinds=[AskingKind.QUIET], by=by, now=now)
        return _open(locked, AskingKind.QUIET, since, by=by, now=now)


def _open(
    locked: LocalGroup, kind: AskingKind, since: datetime.date, *, by: Actor, now: datetime.datetime
) -> Asking:  # fmt: skip
    today = timezone.localdate(now)
    asking = Asking.objects.create(
        group=locked, kind=kind, since=since, opened_on=today, stepped_on=today, asked_by_id=by.user_id
    )
    _write(asking, now)
    record(
        verb="groups.ask", thing=locked, by=by, now=now, detail={"asking": asking.pk, "kind": kind.value, "step": 1}
    )  # fmt: skip
    return asking


def _write(asking: Asking, now: datetime.datetime) -> None:
    for user in emails.running_animators(asking.group):
        emails.asking_letter(asking=asking, user=user, now=now)


def close_askings(
    group: LocalGroup, *, answer: AskingAnswer, by: Actor, now: datetime.datetime, kinds: Iterable[str] = AskingKind
) -> int:
    """Questions that need no answer any more; in the caller's transaction, no journal line of its own."""
    rows = group.askings.filter(kind__in=list(kinds), closed_at=None)
    return rows.update(answer=answer, closed_at=now, answered_by_id=by.user_id)


def say_true(locked: LocalGroup, *, by: Actor, now: datetime.datetime) -> bool:
    """Somebody who knows says that the page is right: every doubt goes, every question is closed. On a locked group,
    in the caller's transaction; True when the lists changed, so that the caller announces it."""
    doubted = locked.unsure_since is not None or locked.faded_on is not None
    locked.last_confirmed_on = timezone.localdate(now)
    locked.unsure_since = locked.faded_on = None
    locked.save(update_fields=["last_confirmed_on", *DOUBTS])
    close_askings(locked, answer=AskingAnswer.TRUE, kinds=[AskingKind.STILL_TRUE], by=by, now=now)
    close_askings(locked, answer=AskingAnswer.LIFE, kinds=[AskingKind.QUIET], by=by, now=now)
    return doubted


def answer_true(*, asking: Asking, version: int, by: Actor, now: datetime.datetime) -> None:
    """The one tap of the letter: the page, as the person saw it, is still true.

    Errors: CannotAnswer when the page changed since the person saw it, or the question is closed.
    """
    with transaction.atomic():
        locked, _open_asking = _lock(asking, version)
        say_true(locked, by=by, now=now)
        record(verb="groups.confirm_facts", thing=locked, by=by, now=now, detail={"asking": asking.pk})
        group_changed.send(sender=LocalGroup, group_id=locked.pk)


def answer_quiet(*, asking: Asking, answer: AskingAnswer, version: int, by: Actor, now: datetime.datetime) -> None:
    """The group would like a hand or a buddy: the coordination finds it in « À faire ».

    Errors: CannotAnswer when the page changed since the person saw it, or the question is closed.
    """
    with transaction.atomic():
        locked, open_asking = _lock(asking, version)
        open_asking.answer, open_asking.closed_at, open_asking.answered_by_id = answer, now, by.user_id
        open_asking.save(update_fields=["answer", "closed_at", "answered_by"])
        detail = {"asking": asking.pk, "answer": answer.value}
        record(verb="groups.answer_asking", thing=locked, by=by, now=now, detail=detail)


def _lock(asking: Asking, version: int) -> tuple[LocalGroup, Asking]:
    locked = lock_group(asking.group, None, CannotAnswer)
    row = Asking.objects.select_for_update().get(pk=asking.pk)
    if row.closed_at is not None:
        raise CannotAnswer("answered")
    if locked.version != version:
        raise CannotAnswer("changed")
    return locked, row
