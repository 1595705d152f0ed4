"""Letters about people of a group: the role passed on, nobody left to animate, a membership ended. They name those who
animate, to those who animate and to the coordination; never another member."""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from territoires.accounts.models import User
from territoires.groups.emails.desk import page_address
from territoires.groups.emails.life import running_animators
from territoires.groups.emails.public import coordination
from territoires.groups.models import HandOver, LocalGroup, Member
from territoires.groups.rules import HAND_OVER_UNDO
from territoires.mailer.actions import plain_name, write


def _post(name: str, person: User, key: str, now: datetime.datetime, **context: Any) -> None:
    if person.is_active:
        write(
            template=f"groups/letters/{name}.txt", to=person.email, now=now, dedupe_key=f"{key}:{person.pk}",
            context=context,
        )  # fmt: skip


def tell_hand_over(*, hand_over: HandOver, now: datetime.datetime) -> None:
    """To the giver, the taker, those who animate too, and the coordination: who passed what on, and how to undo."""
    giver, taker = hand_over.giver.user, hand_over.taker.user
    told = {
        **_names(hand_over),
        "together": hand_over.together,
        "undo": settings.SITE_URL + reverse("groups:undo_hand_over", args=[hand_over.pk]),
        "until": hand_over.at + HAND_OVER_UNDO,
    }
    key = f"hand-over:{hand_over.pk}"
    _post("hand_over_taken", taker, key, now, **told, page=settings.SITE_URL + _inside(hand_over.group))
    _post("hand_over_given", giver, key, now, **told)
    for person in _others(hand_over):
        _post("hand_over_told", person, key, now, **told)


def tell_hand_over_undone(*, hand_over: HandOver, now: datetime.datetime) -> None:
    for person in [hand_over.giver.user, hand_over.taker.user, *_others(hand_over)]:
        _post("hand_over_undone", person, f"hand-over-undone:{hand_over.pk}", now, **_names(hand_over))


def _names(hand_over: HandOver) -> dict[str, Any]:
    return {
        "group": hand_over.group,
        "giver": plain_name(str(hand_over.giver.user)),
        "taker": plain_name(str(hand_over.taker.user)),
    }


def _others(hand_over: HandOver) -> list[User]:
    """Everybody else it concerns, each once."""
    two = {hand_over.giver.user_id, hand_over.taker.user_id}
    people = {person.pk: person for person in [*running_animators(hand_over.group), *coordination()]}
    return [person for number, person in people.items() if number not in two]


def _inside(group: LocalGroup) -> str:
    return reverse("groups:inside", args=[group.slug])


def tell_alone(*, group: LocalGroup, now: datetime.datetime) -> None:
    """To the coordination: nobody animates this group any more."""
    page = settings.SITE_URL + reverse("groups:desk_animators", args=[group.slug])
    for person in coordination():
        _post("group_alone", person, f"alone:{group.pk}:{now:%Y-%m-%d}", now, group=group, page=page)


def tell_membership_ended(*, member: Member, now: datetime.datetime) -> None:
    """Only an account has an address for it."""
    if member.user is not None:
        told = {"group": member.group, "page": page_address(member.group)}
        _post("membership_ended", member.user, f"membership-ended:{member.pk}:{now:%Y-%m-%d}", now, **told)
