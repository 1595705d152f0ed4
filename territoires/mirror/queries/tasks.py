"""What waits for the coordination: texts that groups handed over and that nobody has read yet."""

import datetime

from django.db.models import QuerySet
from django.urls import reverse

from territoires.accounts.models import User
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.tasks import Task
from territoires.mirror.models import HandedText
from territoires.mirror.permissions import texts_handed_to

HANDED = "handed-text"


def unread_texts(user: User) -> QuerySet[HandedText]:
    return texts_handed_to(user).filter(read_at=None).select_related("group__commune").order_by("handed_at", "pk")


def text_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    """One line a text: which group, since when, never its words."""
    return [_task(text, now) for text in unread_texts(user)[:limit]]


def _task(text: HandedText, now: datetime.datetime) -> Task:
    group, since = text.group, text.handed_at
    assert since is not None
    url = reverse("groups:desk_group", args=[group.slug]) + "#textes-remis"
    return Task(HANDED, since, group.name, url, age_in_words(since, now), about=group.commune.name)
