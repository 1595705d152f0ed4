"""Announce dates, change, cancel or remove one, and take the last change back."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups.actions.life import note_meeting
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import LocalGroup
from territoires.journal.models import Meeting
from territoires.journal.queries.meetings import zone_of_group
from territoires.journal.rules import calendar
from territoires.kit.actors import Actor

FACTS = (
    "what", "on", "starts_at", "ends_at", "where", "is_free", "with_children", "children_minded", "interpreter",
    "visibility",
)  # fmt: skip
STATES = ("postponed_from", "cancelled_at", "removed_at")
REMOVED_DAYS, MEETING_DAYS = 30, 3 * 365
LATEST = 200  # dates noted in one run of the clock


class CannotAnnounce(Refused):
    """No date is kept."""

    sayings: ClassVar = {
        "past": _("Ce jour est déjà passé. Choisissez un jour à venir."),
        "ended": _("Ce groupe a pris fin. Son histoire reste, on n'y ajoute plus rien."),
        "far": _("Ce jour est trop loin. Choisissez un jour dans les deux ans."),
    }


class CannotChangeMeeting(Refused):
    """The date stays as it is."""

    sayings: ClassVar = {
        **CannotAnnounce.sayings,
        "changed": _(
            "Quelqu'un a changé cette date pendant ce temps. Rien n'est enregistré. Relisez, puis recommencez."
        ),
        "removed": _("Cette date est retirée. Remettez-la d'abord."),
        "cancelled": _("Cette date est déjà annulée."),
        "nothing": _("Il n'y a rien à reprendre."),
    }


def announce_meetings(
    *, group: LocalGroup, facts: Mapping[str, Any], days: Iterable[datetime.date], by: Actor, now: datetime.datetime
) -> list[Meeting]:
    """One date, or the dates of « chaque mardi », twelve at most. `facts` holds what FACTS names, but the day.

    Errors: CannotAnnounce for a group that has ended, for a day that is over where the group lives, or too far.
    """
    if group.ended_on is not None:
        raise CannotAnnounce("ended")
    wanted = sorted(set(days))[: calendar.MOST_DATES]
    for day in wanted:
        if reason := _refusal_of_day(day, group, now):
            raise CannotAnnounce(reason)
    series = uuid.uuid4() if len(wanted) > 1 else None
    with transaction.atomic():
        made = [
            Meeting.objects.create(
                **{**facts, "on": day}, group=group, series=series, by_id=by.user_id, created_at=now, updated_at=now
            )
            for day in wanted
        ]
        detail = {"meetings": [row.pk for row in made]}
        record(verb="journal.announce_meetings", thing=group, by=by, now=now, detail=detail)
    return made


def change_meeting(
    *, meeting: Meeting, version: int | None, changes: Mapping[str, Any], by: Actor, now: datetime.datetime
) -> Meeting:
    """Change some of FACTS. A day that people may have noted already is said to be postponed.

    Errors: CannotChangeMeeting when somebody was faster, the date was removed, or its new day cannot be.
    """
    with transaction.atomic():
        locked = _lock(meeting, version)
        day = changes.get("on", locked.on)
        if day != locked.on and (reason := _refusal_of_day(day, locked.group, now)):
            raise CannotChangeMeeting(reason)
        moved = calendar.postponed_from(
            was=locked.on, before=locked.postponed_from, to=day, announced=locked.created_at, now=now
        )
        _write(locked, {**changes, "postponed_from": moved}, "journal.change_meeting", by, now)
    return locked


def cancel_meeting(*, meeting: Meeting, by: Actor, now: datetime.datetime) -> Meeting:
    """It stays on every page and says « annulée ». Errors: CannotChangeMeeting when it is cancelled or removed."""
    with transaction.atomic():
        locked = _lock(meeting, None)
        if locked.cancelled_at is not None:
            raise CannotChangeMeeting("cancelled")
        _write(locked, {"cancelled_at": now}, "journal.cancel_meeting", by, now)
    return locked


def remove_meeting(*, meeting: Meeting, by: Actor, now: datetime.datetime) -> Meeting:
    """For a date that should not have been announced: it leaves every page. It can be put back for thirty days."""
    with transaction.atomic():
        locked = _lock(meeting, None)
        _write(locked, {"removed_at": now}, "journal.remove_meeting", by, now)
    return locked


def undo_meeting(*, meeting: Meeting, version: int | None, by: Actor, now: datetime.datetime) -> Meeting:
    """Take the last change back. Errors: CannotChangeMeeting when there is none, or when somebody was faster."""
    with transaction.atomic():
        locked = _lock(meeting, version, removed=True)
        if not locked.previous:
            raise CannotChangeMeeting("nothing")
        before = {name: _read(name, value) for name, value in locked.previous.items()}
        _write(locked, before, "journal.undo_meeting", by, now)
        locked.previous = {}
        locked.save(update_fields=["previous"])
    return locked


def note_past_meetings(*, now: datetime.datetime, by: Actor) -> int:
    """Each date that has passed where its group lives is told once to the group's signs of life."""
    rows = Meeting.objects.kept().filter(cancelled_at=None, noted_at=None)
    waiting = rows.filter(on__lte=now.date()).select_related("group__commune").order_by("on", "pk")[:LATEST]
    count = 0
    for meeting in waiting:
        if calendar.is_over(meeting.on, now, zone_of_group(meeting.group)):
            count += _note(meeting, now, by)
    return count


def forget_meetings(*, now: datetime.datetime) -> int:
    """Dates removed thirty days ago, and all those of three years ago: nobody needs them."""
    removed = Meeting.objects.filter(removed_at__lt=now - datetime.timedelta(days=REMOVED_DAYS))
    old = Meeting.objects.filter(on__lt=(now - datetime.timedelta(days=MEETING_DAYS)).date())
    return removed.delete()[0] + old.delete()[0]


def _note(meeting: Meeting, now: datetime.datetime, by: Actor) -> int:
    with transaction.atomic():
        if not Meeting.objects.filter(pk=meeting.pk, noted_at=None).update(noted_at=now):
            return 0  # another clock was faster
        _tell_life(meeting.group, now, by)
    return 1


def _tell_life(group: LocalGroup, now: datetime.datetime, by: Actor) -> None:
    """The newest day on which the group met, as far as its dates tell."""
    met = Meeting.objects.kept().filter(group=group, cancelled_at=None, noted_at__isnull=False).order_by("-on").first()
    note_meeting(group=group, on=met.on if met else None, now=now, by=by)


def _refusal_of_day(day: datetime.date, group: LocalGroup, now: datetime.datetime) -> str:
    today = calendar.today_there(now, zone_of_group(group))
    if day < today:
        return "past"
    return "far" if (day - today).days > calendar.FARTHEST_DAYS else ""


def _lock(meeting: Meeting, version: int | None, *, removed: bool = False) -> Meeting:
    """The row as it is now, kept for this transaction."""
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("group__commune").get(pk=meeting.pk)
    if version is not None and locked.version != version:
        raise CannotChangeMeeting("changed")
    if locked.removed_at is not None and not removed:
        raise CannotChangeMeeting("removed")
    return locked


def _write(meeting: Meeting, values: Mapping[str, Any], verb: str, by: Actor, now: datetime.datetime) -> None:
    """Keep what it said, write what changed, tell calendars; nothing when nothing changed."""
    changed = {name: value for name, value in values.items() if getattr(meeting, name) != value}
    if not changed:
        return
    meeting.previous = {name: _plain(getattr(meeting, name)) for name in changed}
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.sequence += 1
    meeting.version += 1
    meeting.updated_at = now
    meeting.save(update_fields=[*changed, "previous", "sequence", "version", "updated_at"])
    if meeting.noted_at is not None and {"on", *STATES} & set(changed):
        _tell_life(meeting.group, now, by)
    record(verb=verb, thing=meeting, by=by, now=now, detail={"group": meeting.group_id, "fields": sorted(changed)})


def _read(name: str, value: Any) -> Any:
    """A value of `previous`, as the row holds it."""
    field = Meeting._meta.get_field(name)
    return field.to_python(value) if isinstance(field, Field) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else value
