"""Send the letters of Monday; pause them and take them up again."""

import datetime

from django.db import transaction

from territoires.accounts.models import User
from territoires.audit.actions import record
from territoires.front import emails
from territoires.front.queries.mondays import monday_for, readers
from territoires.groups.models import MondayPause
from territoires.kit.actors import Actor


def send_mondays(*, now: datetime.datetime) -> int:
    """One letter to each person for whom something waits. Run twice in a week, it sends nothing more."""
    sent = 0
    for user in readers():
        if monday := monday_for(user, now):
            emails.monday_letter(user=user, monday=monday, now=now)
            sent += 1
    return sent


def choose_mondays(*, user: User, wanted: bool, by: Actor, now: datetime.datetime) -> None:
    """Want the letter of Monday, or no longer. Saying it twice has one effect."""
    with transaction.atomic():
        if wanted:
            changed = MondayPause.objects.filter(user=user).delete()[0] > 0
        else:
            changed = MondayPause.objects.get_or_create(user=user, defaults={"since": now})[1]
        if changed:
            record(verb="front.choose_mondays", thing=user, by=by, now=now, detail={"wanted": wanted})
