"""What time does to the rows of the kit."""

import datetime

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from territoires.kit import breaker, limits, once

TASKS_KEPT = datetime.timedelta(days=7)
FAILED_TASKS_KEPT = datetime.timedelta(days=30)


def forget_counts(now: datetime.datetime) -> int:
    """Windows that are over, keys past their time, breakers that are closed again."""
    return limits.purge(now) + once.purge(now) + breaker.purge(now)


def forget_tasks(now: datetime.datetime) -> int:
    """Finished tasks after a week, failed ones after a month; sessions that have ended."""
    finished = DBTaskResult.objects.successful().filter(finished_at__lt=now - TASKS_KEPT)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - FAILED_TASKS_KEPT)
    ended = Session.objects.filter(expire_date__lt=now)
    return finished.delete()[0] + failed.delete()[0] + ended.delete()[0]
