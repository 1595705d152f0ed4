"""What time does to letters."""

import datetime

from django.db.models import Q

from territoires.mailer import rules
from territoires.mailer.enums import OPEN_STATES
from territoires.mailer.models import Letter
from territoires.mailer.tasks import enqueue_letter

AT_ONCE = 200


def send_due_letters(now: datetime.datetime) -> int:
    """Ask again for letters whose moment has come, or that a killed worker left behind. Every minute.

    A grace of a minute leaves alone those that were posted just now and are already in the queue.
    """
    a_minute_ago = now - datetime.timedelta(minutes=1)
    due = Letter.objects.due(now).exclude(Q(attempts=0) & Q(created_at__gt=a_minute_ago))
    numbers = list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:AT_ONCE])
    for number in numbers:
        enqueue_letter(number)
    return len(numbers)


def empty_old_letters(now: datetime.datetime) -> int:
    """Forget address and words after thirty days, whatever became of the letter; its kind and state remain a year."""
    limit = now - datetime.timedelta(days=rules.DAYS_WITH_TEXT)
    old = Letter.objects.filter(created_at__lt=limit, emptied_at=None).exclude(state__in=OPEN_STATES)
    return old.update(to="", reply_to="", subject="", text="", emptied_at=now)


def forget_old_letters(now: datetime.datetime) -> int:
    """Delete what remains of letters after a year."""
    limit = now - datetime.timedelta(days=rules.DAYS_WITH_TRACE)
    return Letter.objects.filter(created_at__lt=limit).delete()[0]
