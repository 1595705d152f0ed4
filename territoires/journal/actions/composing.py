"""The composer in one go: keep everything first, then show it. What cannot appear yet is never lost."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from territoires.groups.models import LocalGroup
from territoires.journal.actions.entries import publish_entry, schedule_entry, write_entry
from territoires.journal.actions.media import attach_media
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.models import Entry
from territoires.kit.actors import Actor
from territoires.media.actions import GivenPicture, GivenSound


@dataclass(frozen=True)
class Composed:
    """The entry that is kept, and why it does not appear yet; "" when it does, or was to be kept."""

    entry: Entry
    refusal: str = ""


def compose_entry(
    *,
    group: LocalGroup,
    told: Mapping[str, Any],
    picture: GivenPicture | None,
    sound: GivenSound | None,
    witness: str,
    keep: bool,
    now: datetime.datetime,
    by: Actor,
    at: datetime.datetime | None = None,
) -> Composed:
    """Write an entry with its picture and its voice, then publish or schedule it, or `keep` it for later.

    Errors: CannotTell when the group has ended; CannotReceive, of media, for a file that cannot be kept.
    """
    with transaction.atomic():
        entry = write_entry(group=group, told=told, now=now, by=by)
        attach_media(entry, picture, sound, witness=witness, now=now, by=by)
    if keep:
        return Composed(entry)
    try:
        if at is not None:
            return Composed(schedule_entry(entry=entry, version=entry.version, at=at, now=now, by=by))
        return Composed(publish_entry(entry=entry, version=entry.version, now=now, by=by))
    except CannotTell as refusal:
        return Composed(entry, refusal.words)
