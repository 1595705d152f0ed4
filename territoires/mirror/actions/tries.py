"""One thing to try, with a date: the group writes it after looking together, then says what happened."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.refusals import Refused
from territoires.kit.actors import Actor
from territoires.mirror.enums import TryEnd
from territoires.mirror.models import Mirror


class CannotTry(Refused):
    """Nothing is changed."""

    sayings: ClassVar = {
        "open": _("Regardez d'abord ensemble. Vous choisirez ensuite."),
        "ended": _("Le groupe a déjà dit ce que cet essai est devenu."),
        "none": _("Choisissez d'abord une chose à essayer."),
    }


def choose_try(
    *, mirror: Mirror, words: str, try_by: datetime.date, landmark: int | None, by: Actor, now: datetime.datetime
) -> Mirror:
    """Write the one thing to try, or change it as long as it runs. Errors: CannotTry before looking, or when ended."""
    with transaction.atomic():
        locked = _lock(mirror)
        locked.try_words, locked.try_by, locked.try_landmark = words, try_by, landmark
        locked.save(update_fields=["try_words", "try_by", "try_landmark"])
        record(verb="mirror.choose_try", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def postpone_try(*, mirror: Mirror, try_by: datetime.date, by: Actor, now: datetime.datetime) -> Mirror:
    """Go on trying until another day. Errors: CannotTry without a try that runs."""
    with transaction.atomic():
        locked = _lock_running(mirror)
        locked.try_by = try_by
        locked.save(update_fields=["try_by"])
        record(verb="mirror.postpone_try", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def end_try(*, mirror: Mirror, end: TryEnd, told: str, by: Actor, now: datetime.datetime) -> Mirror:
    """Say what became of it, and what happened in the group's words. Errors: CannotTry without a try that runs."""
    with transaction.atomic():
        locked = _lock_running(mirror)
        locked.try_end, locked.try_told, locked.try_ended_at = end, told, now
        locked.save(update_fields=["try_end", "try_told", "try_ended_at"])
        record(verb="mirror.end_try", thing=locked, by=by, now=now, detail={"group": locked.group_id})
    return locked


def _lock(mirror: Mirror) -> Mirror:
    locked = Mirror.objects.select_for_update().get(pk=mirror.pk)
    if locked.closed_at is None:
        raise CannotTry("open")
    if locked.try_end:
        raise CannotTry("ended")
    return locked


def _lock_running(mirror: Mirror) -> Mirror:
    locked = _lock(mirror)
    if not locked.try_words:
        raise CannotTry("none")
    return locked
