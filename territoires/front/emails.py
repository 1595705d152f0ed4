"""The one letter a week to those who look after groups."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.models import User
from territoires.front.queries.mondays import Monday, week_of
from territoires.groups.permissions.links import make_monday
from territoires.mailer.actions import write
from territoires.mailer.models import Letter

USEFUL = datetime.timedelta(days=4)


def monday_letter(*, user: User, monday: Monday, now: datetime.datetime) -> Letter:
    """One for each person and week: its key says so."""
    pause = reverse("front:monday_link", args=[make_monday(user)])
    return write(
        template="front/letters/monday.txt",
        to=user.email,
        now=now,
        dedupe_key=f"monday:{user.pk}:{week_of(now)}",
        useful_until=now + USEFUL,
        context={"monday": monday, "day": timezone.localdate(now), "person": user, "pause": settings.SITE_URL + pause},
    )
