"""The log of the coordination: who was called, what was said, when next. Words are kept only with agreement."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.groups.enums import Channel
from territoires.groups.models import FollowUp, LocalGroup
from territoires.kit.actors import Actor

NOTE_DAYS = 3 * 365


def add_note(
    *,
    group: LocalGroup,
    by: Actor,
    now: datetime.datetime,
    channel: str = Channel.PHONE,
    with_whom: str = "",
    said: str = "",
    agreed: bool = False,
    next_step: str = "",
    next_on: datetime.date | None = None,
) -> FollowUp:
    """Add a line. Without the person's agreement neither who it was nor what was said is kept: only the date and
    the next step."""
    with transaction.atomic():
        note = FollowUp.objects.create(
            group=group,
            at=now,
            by_id=by.user_id,
            channel=channel,
            with_whom=with_whom if agreed else "",
            said=said if agreed else "",
            agreed=agreed,
            next_step=next_step,
            next_on=next_on,
        )
        detail = {"note": note.pk, "kept": bool(note.said)}
        record(verb="groups.add_note", thing=group, by=by, now=now, detail=detail)
    return note


def settle_note(*, note: FollowUp, by: Actor, now: datetime.datetime) -> None:
    """Its next step is done. Saying it twice has one effect."""
    with transaction.atomic():
        locked = FollowUp.objects.select_for_update().get(pk=note.pk)
        if locked.done_at is None:
            locked.done_at = now
            locked.save(update_fields=["done_at"])
            record(verb="groups.settle_note", thing=locked, by=by, now=now, detail={"group": locked.group_id})


def erase_note(*, note: FollowUp, by: Actor, now: datetime.datetime) -> None:
    """Empty a line: the person changed their mind, or it should not have been written. The date stays."""
    with transaction.atomic():
        locked = FollowUp.objects.select_for_update().get(pk=note.pk)
        empty_note(locked, now)
        record(verb="groups.erase_note", thing=locked, by=by, now=now, detail={"group": locked.group_id})


def empty_note(note: FollowUp, now: datetime.datetime) -> None:
    note.with_whom = note.said = note.next_step = ""
    note.agreed, note.next_on = False, None
    note.done_at = note.done_at or now
    note.save()


def empty_old_notes(*, now: datetime.datetime, by: Actor) -> int:
    """Nobody needs the words of an exchange after three years."""
    with transaction.atomic():
        rows = FollowUp.objects.filter(at__lt=now - datetime.timedelta(days=NOTE_DAYS))
        count = rows.exclude(said="", with_whom="", next_step="").update(
            said="", with_whom="", next_step="", agreed=False, next_on=None
        )
        if count:
            record(verb="groups.empty_old_notes", thing="followup:", by=by, now=now, detail={"count": count})
    return count
