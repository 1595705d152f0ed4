"""Page-shaped reads of the journal."""

import datetime

from django.db.models import QuerySet

from territoires.audit.models import JournalEntry
from territoires.audit.words import thing_in_words, verb_in_words

__all__ = ["entries", "entries_by", "entries_since", "thing_in_words", "verb_in_words"]
AT_MOST = 2000


def entries(*, thing: str = "", actor_id: int | None = None, context: str = "") -> QuerySet[JournalEntry]:
    """The journal, newest first; of one thing ("localgroup:12"), of one person, of one context."""
    found = JournalEntry.objects.order_by("-at", "-pk")
    if thing:
        found = found.filter(thing=thing)
    if actor_id is not None:
        found = found.filter(actor_kind="user", actor_id=actor_id)
    if context:
        found = found.filter(verb__startswith=f"{context}.")
    return found


def entries_by(actor_id: int) -> QuerySet[JournalEntry]:
    """What one person did, for that person."""
    return entries(actor_id=actor_id)[:AT_MOST]


def entries_since(moment: datetime.datetime) -> QuerySet[JournalEntry]:
    return entries().filter(at__gte=moment)
