"""Letters to those who animate two buddy groups; the coordination answers for a group that nobody animates."""

import datetime

from django.conf import settings
from django.urls import reverse

from territoires.groups.emails.desk import page_address
from territoires.groups.emails.public import those_who_answer
from territoires.groups.enums import Side
from territoires.groups.models import Buddy, LocalGroup
from territoires.mailer.actions import write


def _tell(name: str, buddy: Buddy, group: LocalGroup, other: LocalGroup, now: datetime.datetime) -> None:
    for person in those_who_answer(group):
        write(
            template=f"groups/letters/{name}.txt",
            to=person.email,
            now=now,
            dedupe_key=f"{name}:{buddy.pk}:{person.pk}",
            context={
                "group": group,
                "other": other,
                "accompanies": group.pk == buddy.experienced_id,
                "page": page_address(other),
                "answer": settings.SITE_URL + reverse("groups:buddy", args=[buddy.pk]),
            },
        )


def tell_buddy_proposed(*, buddy: Buddy, now: datetime.datetime) -> None:
    """To each group that has not said yes yet."""
    if buddy.proposed_from != Side.EXPERIENCED:
        _tell("buddy_proposed", buddy, buddy.experienced, buddy.newer, now)
    if buddy.proposed_from != Side.NEWER:
        _tell("buddy_proposed", buddy, buddy.newer, buddy.experienced, now)


def tell_buddies_began(*, buddy: Buddy, now: datetime.datetime) -> None:
    _tell("buddy_began", buddy, buddy.experienced, buddy.newer, now)
    _tell("buddy_began", buddy, buddy.newer, buddy.experienced, now)


def tell_buddy_ended(*, buddy: Buddy, now: datetime.datetime) -> None:
    """No reason is asked, none is told."""
    _tell("buddy_ended", buddy, buddy.experienced, buddy.newer, now)
    _tell("buddy_ended", buddy, buddy.newer, buddy.experienced, now)
