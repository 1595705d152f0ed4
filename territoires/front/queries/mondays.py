"""The letter of Monday: what waits for one person and whom to call, in a few lines; nothing when nothing waits."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from territoires.accounts.enums import StaffRole
from territoires.accounts.models import User
from territoires.front.queries.desk import KINDS, sources
from territoires.groups.models import MondayPause
from territoires.groups.permissions.life import looks_after
from territoires.groups.queries.calls import Call, calls_for
from territoires.networks.models import Delegate


@dataclass(frozen=True)
class Monday:
    """`waits`: « Messages : 3 »."""

    waits: list[str]
    calls: list[Call]


def week_of(now: datetime.datetime) -> str:
    """« 2026-W47 »: a person gets one letter in it."""
    year, week, _day = timezone.localdate(now).isocalendar()
    return f"{year}-W{week:02}"


def readers() -> list[User]:
    """The coordination, or the administrators when there is nobody, and the delegates of today, without those who
    paused the letter."""
    active = User.objects.filter(is_active=True).exclude(pk__in=MondayPause.objects.values("user_id"))
    staff = active.exclude(staff_role=StaffRole.NONE)
    coordination = staff.filter(staff_role=StaffRole.COORDINATOR)
    delegates = active.filter(pk__in=Delegate.objects.filter(until=None).values("user_id"))
    first = coordination if User.objects.filter(is_active=True, staff_role=StaffRole.COORDINATOR).exists() else staff
    return list((first | delegates).distinct().order_by("pk"))


def monday_for(user: User, now: datetime.datetime) -> Monday | None:
    """What one person's letter says; None when there is nothing to say."""
    if not looks_after(user):
        return None
    numbers: dict[str, int] = {}
    for source in sources(user, now, calls=False):
        for name, number in source.counts.items():
            numbers[name] = numbers.get(name, 0) + number
    waits = [f"{KINDS[name].many} : {numbers[name]}" for name in KINDS if numbers.get(name)]
    calls = calls_for(user, now)
    return Monday(waits, calls) if waits or calls else None
