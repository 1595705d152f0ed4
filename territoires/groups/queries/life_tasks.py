"""What the life of groups puts in « À faire »: each wish of a group has its line, the calls of the week have one."""

import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoires.accounts.models import User
from territoires.groups.enums import AskingAnswer
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.calls import calls_left, open_wishes
from territoires.groups.queries.tasks import Task, moment_of, place_of

KIND_OF_WISH = {AskingAnswer.HELP.value: "help", AskingAnswer.BUDDY.value: "buddy"}
ROUTE_OF_WISH = {"help": "groups:add_follow_up", "buddy": "groups:find_buddy"}


def wish_counts(user: User) -> dict[str, int]:
    """How many wait, by kind; one query."""
    counted = open_wishes(user).order_by().values_list("answer").annotate(number=Count("pk"))
    return {KIND_OF_WISH[answer]: number for answer, number in counted}


def wish_tasks(user: User, now: datetime.datetime, limit: int) -> list[Task]:
    tasks = []
    for asking in open_wishes(user).select_related("group__commune")[:limit]:
        assert asking.closed_at is not None
        kind = KIND_OF_WISH[asking.answer]
        url = reverse(ROUTE_OF_WISH[kind], args=[asking.group.slug])
        age = age_in_words(asking.closed_at, now)
        tasks.append(Task(kind, asking.closed_at, place_of(asking.group), url, age))
    return tasks


def call_tasks(user: User, now: datetime.datetime) -> list[Task]:
    """One line for all groups to call this week, or none; it begins on Monday."""
    number = calls_left(user, now)
    if not number:
        return []
    today = timezone.localdate(now)
    monday = today - datetime.timedelta(days=today.weekday())
    what = ngettext("%d groupe à appeler", "%d groupes à appeler", number) % number
    return [Task("calls", moment_of(monday), what, reverse("groups:calls"), _("cette semaine"))]
