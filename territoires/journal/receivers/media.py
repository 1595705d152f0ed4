"""A picture or a voice was made ready: it joins its entry, if that one has appeared meanwhile."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from territoires.journal.actions.media import entry_of, show_media
from territoires.journal.enums import EntryStatus
from territoires.media.signals import media_ready


@receiver(media_ready, dispatch_uid="journal.show_ready_media")
def show_what_is_ready(sender: Any, *, owner: str, **facts: Any) -> None:
    entry = entry_of(owner)
    if entry is not None and entry.status == EntryStatus.PUBLISHED:
        show_media(entry, now=timezone.now())
