"""What time and people do to a group: a sign of life, a rest, an awakening, an end. Its story always stays."""

import datetime
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import rules
from territoires.groups.actions.asking import DOUBTS, close_askings, write_next
from territoires.groups.actions.refusals import CHANGED, Refused, lock_group, save_group
from territoires.groups.actions.stages import write_move
from territoires.groups.enums import AskingAnswer, AskingKind, Stage, StageSource
from territoires.groups.models import LocalGroup, StageChange
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor

RESTS = _("Le groupe se repose")
WAKES = _("Le groupe se réveille")
TELLS = _("Le groupe a donné des nouvelles")


class CannotRest(Refused):
    """The group goes on as it was."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "rests": _("Le groupe se repose déjà."),
        "awake": _("Le groupe est déjà réveillé."),
        "ended": _("Le groupe a pris fin."),
    }


class CannotEnd(Refused):
    """Nothing ends and nothing begins again."""

    sayings: ClassVar = {
        "changed": CHANGED,
        "ended": _("Le groupe a déjà pris fin."),
        "running": _("Le groupe n'a pas pris fin."),
        "late": _("Il y a plus d'un mois. Pour recommencer, appelez la coordination."),
    }


def note_entry(*, group: LocalGroup, at: datetime.datetime | None, now: datetime.datetime, by: Actor) -> None:
    """The journal tells the moment of the group's newest entry; None when it has none left.

    A newer one than we knew is a sign of life: a resting group wakes, a question about its silence is closed. An
    earlier moment, or None, only corrects what we know after an entry was taken back.
    """
    with transaction.atomic():
        locked = lock_group(group, None, CannotRest)
        newer = at is not None and (locked.last_entry_at is None or at > locked.last_entry_at)
        if at == locked.last_entry_at:
            return
        locked.last_entry_at = at
        locked.save(update_fields=["last_entry_at"])
        if newer:
            _show_life(locked, by=by, now=now)


def note_meeting(*, group: LocalGroup, on: datetime.date | None, now: datetime.datetime, by: Actor) -> None:
    """The agenda tells the day of the group's newest meeting, past or to come; None when it has none left."""
    with transaction.atomic():
        locked = lock_group(group, None, CannotRest)
        newer = on is not None and (locked.last_met_on is None or on > locked.last_met_on)
        if on == locked.last_met_on:
            return
        locked.last_met_on = on
        locked.save(update_fields=["last_met_on"])
        if newer:
            _show_life(locked, by=by, now=now)


def _show_life(locked: LocalGroup, *, by: Actor, now: datetime.datetime) -> None:
    close_askings(locked, answer=AskingAnswer.LIFE, kinds=[AskingKind.QUIET], by=by, now=now)
    if locked.stage == Stage.ASLEEP and locked.ended_on is None:
        write_move(locked, _stage_before(locked), source=StageSource.GROUP, reason=str(TELLS), by=by, now=now)


def _stage_before(locked: LocalGroup) -> str:
    """Where a resting group goes back to; a confirmed one that is no longer shown is known as interested."""
    history = [rules.Step(change.from_stage, change.to_stage) for change in locked.stage_changes.all()[:20]]
    stage = rules.stage_to_wake_to(history)
    return stage if locked.shown_since is not None else rules.stage_once_hidden(stage)


def rest_group(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> StageChange:
    """« Notre groupe se repose »: nobody asks it anything, its story and its page stay.

    Errors: CannotRest when it rests already, has ended, or when somebody changed it meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotRest)
        if locked.ended_on is not None:
            raise CannotRest("ended")
        if locked.stage == Stage.ASLEEP:
            raise CannotRest("rests")
        return write_move(locked, Stage.ASLEEP, source=StageSource.GROUP, reason=str(RESTS), by=by, now=now)


def wake_group(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> StageChange:
    """The group goes on where it was before it rested; also how a rest is undone.

    Errors: CannotRest when it does not rest, has ended, or when somebody changed it meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotRest)
        if locked.ended_on is not None:
            raise CannotRest("ended")
        if locked.stage != Stage.ASLEEP:
            raise CannotRest("awake")
        return write_move(locked, _stage_before(locked), source=StageSource.GROUP, reason=str(WAKES), by=by, now=now)


def end_group(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> LocalGroup:
    """The group has come to its end: its page tells when it lived, messages go to the coordination, nothing more is
    told in its journal. It can begin again within thirty days; then what it knew of its people is forgotten.

    Errors: CannotEnd when it has ended already or when somebody changed it meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotEnd)
        if locked.ended_on is not None:
            raise CannotEnd("ended")
        locked.ended_on = timezone.localdate(now)
        locked.unsure_since = locked.faded_on = None
        close_askings(locked, answer=AskingAnswer.ENDED, by=by, now=now)
        save_group(locked, ["ended_on", *DOUBTS], now)
        record(verb="groups.end_group", thing=locked, by=by, now=now)
    return locked


def reopen_group(*, group: LocalGroup, version: int | None, by: Actor, now: datetime.datetime) -> LocalGroup:
    """The end is undone: the group goes on as it was.

    Errors: CannotEnd when it did not end, when thirty days have passed, or when somebody changed it meanwhile.
    """
    with transaction.atomic():
        locked = lock_group(group, version, CannotEnd)
        if locked.ended_on is None:
            raise CannotEnd("running")
        today = timezone.localdate(now)
        if not rules.can_reopen(locked.ended_on, today, settings.GROUPS_END_UNDO_DAYS):
            raise CannotEnd("late")
        locked.ended_on, locked.woken_on = None, today
        save_group(locked, ["ended_on", "woken_on"], now)
        record(verb="groups.reopen_group", thing=locked, by=by, now=now)
    return locked


def doubt_group(*, group: LocalGroup, faded: bool, by: Actor, now: datetime.datetime) -> None:
    """Nobody answered: the page says « à confirmer »; `faded`, a year has passed, lists show the group no more and one
    letter says how to come back."""
    with transaction.atomic():
        locked = lock_group(group, None, CannotRest)
        today = timezone.localdate(now)
        if locked.ended_on is not None or locked.stage == Stage.ASLEEP:
            return
        locked.unsure_since = locked.unsure_since or today
        if faded:
            locked.faded_on = locked.faded_on or today
        locked.save(update_fields=list(DOUBTS))
        if faded and (asking := locked.askings.filter(kind=AskingKind.STILL_TRUE, closed_at=None).first()):
            write_next(asking, by=by, now=now)
        record(verb="groups.fade_group" if faded else "groups.doubt_group", thing=locked, by=by, now=now)
        group_changed.send(sender=LocalGroup, group_id=locked.pk)
