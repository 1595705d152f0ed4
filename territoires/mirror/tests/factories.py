"""A group that looks at itself."""

import datetime
from itertools import count

from django.utils import timezone

from territoires.groups.models import Card, LocalGroup, Member
from territoires.kit.actors import INSTALLER
from territoires.mirror.actions import look_together, open_mirror, save_answer
from territoires.mirror.models import Mirror
from territoires.mirror.permissions import person_of_member

NUMBERS = count(1)
SIGNS = str.maketrans("0123456789", "abcdefghjk")  # the signs of a card's code


def make_member(group: LocalGroup, *, user=None, name: str = "Fatou", now: datetime.datetime | None = None) -> Member:
    return Member.objects.create(
        group=group, user=user, first_name=name, came_by="card", joined_at=now or timezone.now()
    )  # fmt: skip


def make_card(group: LocalGroup, member: Member | None, now: datetime.datetime | None = None) -> Card:
    """A card that its holder has used, or, without holder, the one on the wall."""
    now = now or timezone.now()
    number = next(NUMBERS)
    return Card.objects.create(
        group=group, kind="member" if member else "wall", member=member, code=f"{number:012d}".translate(SIGNS),
        spoken=f"LUNE-JARDIN-{482000 + number}", made_at=now, first_used_at=now if member else None,
        expires_at=now + datetime.timedelta(days=200),
    )  # fmt: skip


def answer(mirror: Mirror, person: str, landmark: int, hand: str = "", words: str = "") -> None:
    save_answer(mirror=mirror, person=person, landmark=landmark, hand=hand, words=words)


def make_open(group: LocalGroup, now: datetime.datetime | None = None) -> Mirror:
    return open_mirror(group=group, by=INSTALLER, now=now or timezone.now())


def make_seen(
    group: LocalGroup, hands: list[str], words: list[str] | None = None, now: datetime.datetime | None = None
) -> Mirror:
    """A round that was looked at: each of several members chose a drawing for the first landmark."""
    mirror = make_open(group, now)
    said = words or [""] * len(hands)
    for hand, one in zip(hands, said, strict=True):
        answer(mirror, person_of_member(make_member(group).pk), 1, hand, one)
    return look_together(mirror=mirror, by=INSTALLER, now=now or timezone.now())
