"""Write an entry, publish it, schedule it, take it back, put it again. Nothing is lost by a slip of the hand."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from territoires.audit.actions import record
from territoires.groups.actions.life import note_entry
from territoires.groups.models import LocalGroup
from territoires.journal.actions.media import hide_media, lack_in, remove_media, show_media
from territoires.journal.actions.refusals import CannotTell, check_running, lock_entry, save_entry
from territoires.journal.enums import EntryStatus
from territoires.journal.models import Entry, EntryVersion
from territoires.journal.rules.entries import LATEST_SCHEDULE, TRASH_DAYS, VERSION_DAYS, is_wider
from territoires.kit.actors import CLOCK, Actor
from territoires.vocabulary.models import Theme

TOLD = ("words", "said_by", "visibility", "happened_on", "moment", "theme", "inspired_why")


def write_entry(*, group: LocalGroup, told: Mapping[str, Any], now: datetime.datetime, by: Actor) -> Entry:
    """Keep a new entry as a draft; `told` maps fields of TOLD. Pictures and voices join it by its `media_key`.

    Errors: CannotTell when the group has ended.
    """
    if group.ended_on is not None:
        raise CannotTell("ended")
    with transaction.atomic():
        day = timezone.localdate(now)
        words = {"happened_on": day, **{field: told[field] for field in TOLD if field in told}}
        entry = Entry.objects.create(group=group, author_id=by.user_id, created_at=now, updated_at=now, **words)
        record(verb="journal.write_entry", thing=entry, by=by, now=now)
    return entry


def change_entry(
    *, entry: Entry, version: int | None, told: Mapping[str, Any], now: datetime.datetime, by: Actor
) -> Entry:
    """Change what an entry says; what it said is kept thirty days.

    Errors: CannotTell when somebody was faster, when a published entry would be left without words, or when words that
    came by a card would be shown more widely.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "change")
        changes = {field: told[field] for field in TOLD if field in told and told[field] != getattr(locked, field)}
        if not changes:
            return locked
        if locked.status != EntryStatus.DRAFT and not changes.get("words", locked.words):
            raise CannotTell("words")
        if locked.contribution_id and is_wider(changes.get("visibility", locked.visibility), locked.visibility):
            raise CannotTell("wish")
        _write_changes(locked, changes, now=now, by=by)
        if "visibility" in changes and locked.status == EntryStatus.PUBLISHED:
            show_media(locked, now=now)
        record(verb="journal.change_entry", thing=locked, by=by, now=now, detail={"fields": sorted(changes)})
    return locked


def undo_change(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Put the entry back as it was before its last change; undoing twice puts the change back.

    Errors: CannotTell when there is nothing to undo, or when somebody was faster.
    """
    last = EntryVersion.objects.filter(entry=entry).first()
    if last is None:
        raise CannotTell("nothing")
    told = {field: _as_read(field, value) for field, value in last.before.items()}
    return change_entry(entry=entry, version=version, told=told, now=now, by=by)


def publish_entry(
    *, entry: Entry, version: int | None, now: datetime.datetime, by: Actor, without_media: bool = False
) -> Entry:
    """Show the entry, or put back one that was withdrawn. A picture still being made ready joins it by itself.

    `without_media`: the words alone appear; pictures and voices stay beside them until everybody has agreed.
    Errors: CannotTell when the group ended, without words, while somebody one may recognise has not agreed, or when
    somebody was faster.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "publish")
        check_running(locked)
        if not locked.words:
            raise CannotTell("words")
        if not without_media and (lack := lack_in(locked, now)):
            raise CannotTell(lack)
        appear(locked, now=now)
        record(
            verb="journal.publish_entry", thing=locked, by=by, now=now, detail={"visibility": locked.visibility}
        )  # fmt: skip
        note_life(locked.group, now=now, by=by)
    return locked


def schedule_entry(
    *, entry: Entry, version: int | None, at: datetime.datetime, now: datetime.datetime, by: Actor
) -> Entry:
    """Have it appear by itself later, within a year.

    Errors: CannotTell as for publish_entry, and when the moment is over or too far.
    """
    if not now < at <= now + LATEST_SCHEDULE:
        raise CannotTell("late")
    with transaction.atomic():
        locked = lock_entry(entry, version, "schedule")
        check_running(locked)
        if not locked.words:
            raise CannotTell("words")
        locked.status, locked.publish_at, locked.trashed_at = EntryStatus.SCHEDULED, at, None
        save_entry(locked, ["status", "publish_at", "trashed_at"], now=now)
        record(verb="journal.schedule_entry", thing=locked, by=by, now=now)
    return locked


def keep_entry(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Keep it for later: a scheduled entry becomes a draft again, one from the bin comes back.

    Errors: CannotTell when somebody was faster.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "keep")
        locked.status, locked.publish_at, locked.trashed_at = EntryStatus.DRAFT, None, None
        save_entry(locked, ["status", "publish_at", "trashed_at"], now=now)
        record(verb="journal.keep_entry", thing=locked, by=by, now=now)
    return locked


def withdraw_entry(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Take a published entry out of pages, lists, feeds, prints, with its pictures and voice. « Remettre » undoes it.

    Errors: CannotTell when it is not published, or when somebody was faster.
    """
    with transaction.atomic():
        locked = lock_entry(entry, version, "withdraw")
        locked.status, locked.withdrawn_at = EntryStatus.WITHDRAWN, now
        save_entry(locked, ["status", "withdrawn_at"], now=now)
        hide_media(locked, now=now)
        record(verb="journal.withdraw_entry", thing=locked, by=by, now=now)
        note_life(locked.group, now=now, by=by)
    return locked


def trash_entry(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Put it in the bin, where it stays thirty days. Errors: CannotTell for one that is shown, or when too late."""
    with transaction.atomic():
        locked = lock_entry(entry, version, "trash")
        if locked.status == EntryStatus.SCHEDULED:
            locked.status, locked.publish_at = EntryStatus.DRAFT, None
        locked.trashed_at = now
        save_entry(locked, ["status", "publish_at", "trashed_at"], now=now)
        record(verb="journal.trash_entry", thing=locked, by=by, now=now)
    return locked


def untrash_entry(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Take it out of the bin, as it was. Errors: CannotTell when somebody was faster."""
    with transaction.atomic():
        locked = lock_entry(entry, version, "trash")
        locked.trashed_at = None
        save_entry(locked, ["trashed_at"], now=now)
        record(verb="journal.untrash_entry", thing=locked, by=by, now=now)
    return locked


def publish_due(*, now: datetime.datetime) -> int:
    """Show the entries whose moment has come. One that may not appear becomes a draft again: its page says why."""
    number = 0
    for entry in Entry.objects.due(now)[:200]:
        try:
            publish_entry(entry=entry, version=entry.version, now=now, by=CLOCK)
            number += 1
        except CannotTell as refusal:
            if refusal.code != "changed":
                keep_entry(entry=entry, version=None, now=now, by=CLOCK)
    return number


def forget_thrown(*, now: datetime.datetime) -> int:
    """What stayed thirty days in the bin goes for good, with its files; so do versions past thirty days."""
    thrown = Entry.objects.filter(trashed_at__lt=now - datetime.timedelta(days=TRASH_DAYS))
    number = 0
    for entry in thrown[:500]:
        with transaction.atomic():
            remove_media(entry, now=now, by=CLOCK)
            record(verb="journal.forget_entry", thing=entry, by=CLOCK, now=now)
            entry.delete()
        number += 1
    old = EntryVersion.objects.filter(at__lt=now - datetime.timedelta(days=VERSION_DAYS))
    return number + old.delete()[0]


def note_life(group: LocalGroup, *, now: datetime.datetime, by: Actor) -> None:
    """Tell the group the moment of its newest entry, whoever may read it."""
    shown = Entry.objects.filter(group=group, status=EntryStatus.PUBLISHED)
    newest = shown.aggregate(newest=Max("published_at"))["newest"]
    note_entry(group=group, at=newest, now=now, by=by)


def appear(locked: Entry, *, now: datetime.datetime) -> None:
    """Within a transaction that holds the row: show the entry and what goes with it."""
    locked.status, locked.published_at = EntryStatus.PUBLISHED, locked.published_at or now
    locked.publish_at = locked.withdrawn_at = locked.trashed_at = None
    save_entry(locked, ["status", "published_at", "publish_at", "withdrawn_at", "trashed_at"], now=now)
    show_media(locked, now=now)


def _write_changes(locked: Entry, changes: Mapping[str, Any], *, now: datetime.datetime, by: Actor) -> None:
    before = {field: _as_kept(getattr(locked, field)) for field in changes}
    for field, value in changes.items():
        setattr(locked, field, value)
    save_entry(locked, changes, now=now)
    EntryVersion.objects.create(entry=locked, at=now, by_id=by.user_id, before=before, number=locked.version)


def _as_kept(value: Any) -> Any:
    """A value as an EntryVersion keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return getattr(value, "pk", value)


def _as_read(field: str, value: Any) -> Any:
    if field == "happened_on":
        return datetime.date.fromisoformat(value)
    if field == "theme":
        return Theme.objects.filter(pk=value).first() if value else None
    return value
