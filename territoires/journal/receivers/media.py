"""A picture or a voice was made ready: it joins its entry, if that one has appeared meanwhile. An agreement ends soon:
the group is told, so that it asks again."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from territoires.journal.actions.media import entry_of, show_media
from territoires.journal.emails.entries import tell_expiring
from territoires.journal.enums import EntryStatus
from territoires.media.signals import consent_expiring, media_ready


@receiver(media_ready, dispatch_uid="journal.show_ready_media")
def show_what_is_ready(sender: Any, *, owner: str, **facts: Any) -> None:
    entry = entry_of(owner)
    if entry is not None and entry.status == EntryStatus.PUBLISHED:
        show_media(entry, now=timezone.now())


@receiver(consent_expiring, dispatch_uid="journal.tell_expiring")
def ask_again(
    sender: Any, *, owner: str, consent_id: int, until_on: datetime.date, now: datetime.datetime, **facts: Any
) -> None:
    entry = entry_of(owner)
    if entry is not None and entry.status == EntryStatus.PUBLISHED:
        tell_expiring(entry=entry, consent_id=consent_id, until_on=until_on, now=now)
