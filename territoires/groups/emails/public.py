"""What the site writes when somebody proposes a group or writes to one.

A letter to an address that nobody has confirmed carries no word that a visitor typed, and at most three a day go to
the same address. Subjects are ours.
"""

import datetime

from django.conf import settings
from django.urls import reverse

from territoires.accounts.enums import StaffRole
from territoires.accounts.models import User
from territoires.contributions.models import Contribution
from territoires.groups.models import Animator, LocalGroup
from territoires.kit import limits
from territoires.mailer.actions import write

LETTERS_A_DAY, A_DAY = 3, 24 * 3600


def follow_address(contribution: Contribution) -> str:
    return settings.SITE_URL + reverse("contributions:follow_one", args=[contribution.reference])


def coordination() -> list[User]:
    """Everybody of the coordination today; the administrators when there is nobody."""
    people = list(User.objects.filter(is_active=True).exclude(staff_role=StaffRole.NONE).order_by("pk"))
    return [person for person in people if person.staff_role == StaffRole.COORDINATOR] or people


def those_who_answer(group: LocalGroup) -> list[User]:
    """Those who animate the group today; the coordination when nobody does, or when the group has ended."""
    if group.ended_on is not None:
        return coordination()
    mandates = Animator.objects.filter(group=group, until=None, user__is_active=True).select_related("user")
    return [mandate.user for mandate in mandates] or coordination()


def may_write_to(address: str, now: datetime.datetime) -> bool:
    """Nobody can fill somebody else's mailbox through us."""
    return bool(address) and limits.allow("groups-letter", address.casefold(), LETTERS_A_DAY, A_DAY, now)


def proposal_received(*, contribution: Contribution, now: datetime.datetime) -> None:
    """To the person, if they left an address: the reference and what happens next."""
    if not may_write_to(contribution.email, now):
        return
    write(
        template="groups/letters/proposal_received.txt",
        to=contribution.email,
        now=now,
        dedupe_key=f"proposal-received:{contribution.pk}",
        context={
            "reference": contribution.reference,
            "follow": follow_address(contribution),
            "day": contribution.answer_by_on,
        },
    )


def proposal_arrived(*, contribution: Contribution, now: datetime.datetime) -> None:
    """To the coordination: there is something to read. Nothing of it is in the letter."""
    for person in coordination():
        write(
            template="groups/letters/proposal_arrived.txt",
            to=person.email,
            now=now,
            dedupe_key=f"proposal-arrived:{contribution.pk}:{person.pk}",
            context={"reference": contribution.reference, "day": contribution.answer_by_on},
        )


def message_arrived(*, contribution: Contribution, group: LocalGroup, template: str, now: datetime.datetime) -> None:
    """To those who animate the group: the words themselves. They answer to the person only if an address was left."""
    for person in those_who_answer(group):
        write(
            template=f"groups/letters/{template}.txt",
            to=person.email,
            now=now,
            reply_to=contribution.email,
            dedupe_key=f"message-arrived:{contribution.pk}:{person.pk}",
            context={
                "contribution": contribution,
                "answers": contribution.answers,
                "group": group,
                "page": settings.SITE_URL + reverse("groups:group_page", args=[group.slug]),
            },
        )


def report_arrived(*, contribution: Contribution, group: LocalGroup, now: datetime.datetime) -> None:
    """To the coordination: a page may hurt somebody. The words themselves wait on the desk."""
    for person in coordination():
        write(
            template="groups/letters/report_arrived.txt",
            to=person.email,
            now=now,
            dedupe_key=f"report-arrived:{contribution.pk}:{person.pk}",
            context={"reference": contribution.reference, "group": group},
        )
