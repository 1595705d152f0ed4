"""Move a group in its relation with the collective. Each move is a line of history; none is ever rewritten."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import rules
from territoires.groups.actions.asking import DOUBTS, close_askings
from territoires.groups.actions.refusals import CHANGED, Refused, lock_group, save_group
from territoires.groups.enums import AskingAnswer, Stage
from territoires.groups.models import LocalGroup, StageChange
from territoires.kit.actors import Actor

UNDONE = _("Retour à l'étape d'avant")


class CannotMove(Refused):
    """The stage stays as it is."""

    sayings: ClassVar = {
        "same": _("Le groupe est déjà à cette étape."),
        "agreement": _("Notez d'abord l'accord du groupe pour être montré. Un groupe confirmé est toujours montré."),
        "unknown": _("Choisissez une étape de la liste."),
        "changed": CHANGED,
        "nothing": _("Il n'y a pas de changement à annuler."),
        "moved": _("Le groupe a encore changé d'étape depuis. Rien n'est annulé."),
    }


def move_stage(
    *,
    group: LocalGroup,
    to: str,
    version: int | None,
    source: str,
    reason: str,
    by: Actor,
    now: datetime.datetime,
    next_step: str = "",
    next_on: datetime.date | None = None,
) -> StageChange:
    """Say that the relation has become `to`, why, according to whom, and what comes next.

    Errors: CannotMove when the stage is the same, when a group to confirm has not agreed to be shown, or when
    somebody changed the group meanwhile: nothing is written.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotMove)
        agreed = locked.shown_since is not None
        if code := rules.refusal_to_move(from_stage=locked.stage, to_stage=to, agreed_to_be_shown=agreed):
            raise CannotMove(code)
        return write_move(
            locked, to, source=source, reason=reason, next_step=next_step, next_on=next_on, by=by, now=now
        )


def write_move(
    locked: LocalGroup,
    to: str,
    *,
    source: str,
    reason: str,
    by: Actor,
    now: datetime.datetime,
    next_step: str = "",
    next_on: datetime.date | None = None,
    undoes: StageChange | None = None,
    also: tuple[str, ...] = (),
) -> StageChange:
    """Write one line of history and the stage itself, on a locked group, in the caller's transaction.
    `also` names other fields the caller has set on the group."""
    change = StageChange.objects.create(
        group=locked,
        from_stage=locked.stage,
        to_stage=to,
        at=now,
        by_id=by.user_id,
        source=source,
        reason=reason,
        next_step=next_step,
        next_on=next_on,
        undoes=undoes,
    )
    locked.stage = to
    save_group(locked, ["stage", *_sleep(locked, change, by=by, now=now), *also], now)
    detail = {"from": change.from_stage, "to": to, "change": change.pk}
    verb = "groups.undo_stage" if undoes else "groups.move_stage"
    record(verb=verb, thing=locked, by=by, now=now, detail=detail)
    return change


def _sleep(locked: LocalGroup, change: StageChange, *, by: Actor, now: datetime.datetime) -> tuple[str, ...]:
    """What falling asleep and waking change besides: nobody doubts or questions a group that rests; one that wakes has
    given a sign of life. Returns the fields."""
    if change.to_stage == Stage.ASLEEP:
        close_askings(locked, answer=AskingAnswer.REST, by=by, now=now)
        locked.unsure_since = locked.faded_on = None
        return DOUBTS
    if change.from_stage == Stage.ASLEEP:
        locked.woken_on = timezone.localdate(now)
        return ("woken_on",)
    return ()


def undo_stage(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> StageChange:
    """Undo the newest line of history by a new line that says so; the old one stays.

    Errors: CannotMove when there is nothing to undo, when the group would be confirmed without agreement, or when
    somebody changed the group meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotMove)
        last = locked.stage_changes.first()
        step = rules.Step(last.from_stage, last.to_stage) if last else None
        agreed = locked.shown_since is not None
        code = rules.refusal_to_undo(last=step, stage=locked.stage, agreed_to_be_shown=agreed)
        if code or last is None:
            raise CannotMove(code or "nothing")
        reason = str(UNDONE)
        return write_move(locked, last.from_stage, source=last.source, reason=reason, undoes=last, by=by, now=now)


def settle_next_step(*, change: StageChange, by: Actor, now: datetime.datetime) -> None:
    """The next step announced with a move is done. Saying it twice has one effect."""
    with transaction.atomic():
        locked = StageChange.objects.select_for_update().get(pk=change.pk)
        if locked.next_done_at is None:
            locked.next_done_at = now
            locked.save(update_fields=["next_done_at"])
            record(verb="groups.settle_next_step", thing=locked, by=by, now=now, detail={"group": locked.group_id})
