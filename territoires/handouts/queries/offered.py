"""What can be printed for a group today."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.queries.people import cards_waiting, wall_card
from territoires.journal.queries.meetings import today_of
from territoires.journal.queries.newspaper import months_told
from territoires.kit.words import MONTHS


@dataclass(frozen=True)
class Offered:
    """`month` is the last one that was told: ("2026-11", "novembre 2026"); empty when nothing was told yet."""

    month: tuple[str, str] | None
    cards: bool
    wall: bool


def to_print(user: User | AnonymousUser, group: LocalGroup, now: datetime.datetime) -> Offered:
    told = months_told(group, user, today=today_of(group, now))
    return Offered(
        month=_month(told[0]) if told else None,
        cards=bool(cards_waiting(group, now)),
        wall=wall_card(group, now) is not None,
    )


def _month(day: datetime.date) -> tuple[str, str]:
    return f"{day:%Y-%m}", f"{MONTHS[day.month - 1]} {day.year}"
