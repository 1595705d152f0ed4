"""What waits for those who animate: words to read before they appear. Nobody else sees that they are there."""

import datetime

from django.urls import reverse

from territoires.accounts.models import User
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.tasks import Task, door_of
from territoires.journal.enums import EntryStatus
from territoires.journal.models import Entry
from territoires.journal.models.entries import EntryQuerySet
from territoires.journal.permissions.entries import WORDS, written_entries


def waiting_words(user: User) -> EntryQuerySet:
    """Words that came by a card to the groups this person animates, oldest first."""
    return written_entries(user).filter(status=EntryStatus.WAITING).order_by("created_at", "pk")


def word_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    rows = waiting_words(user).select_related("group__commune", "contribution")[:limit]
    return [_task(entry, now) for entry in rows]


def _task(entry: Entry, now: datetime.datetime) -> Task:
    url = reverse("journal:read_words", args=[entry.group.slug, entry.key])
    door = door_of(entry.contribution) if entry.contribution else ""
    age = age_in_words(entry.created_at, now)
    return Task(WORDS, entry.created_at, entry.group.name, url, age, door, about=entry.group.commune.name)
