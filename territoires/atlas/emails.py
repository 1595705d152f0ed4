"""Letters about resources. A letter to an address that nobody has confirmed carries no word that a visitor typed."""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from territoires.accounts.enums import StaffRole
from territoires.accounts.models import User
from territoires.atlas.models import Resource
from territoires.contributions.models import Contribution
from territoires.kit import limits
from territoires.mailer.actions import write

LETTERS_A_DAY, A_DAY = 3, 24 * 3600


def _coordination() -> list[User]:
    """Everybody of the coordination today; the administrators when there is nobody."""
    people = list(User.objects.filter(is_active=True).exclude(staff_role=StaffRole.NONE).order_by("pk"))
    return [person for person in people if person.staff_role == StaffRole.COORDINATOR] or people


def _about(contribution: Contribution) -> dict[str, Any]:
    follow = reverse("contributions:follow_one", args=[contribution.reference])
    return {
        "reference": contribution.reference,
        "follow": settings.SITE_URL + follow,
        "day": contribution.answer_by_on,
    }


def _page(resource: Resource) -> str:
    return settings.SITE_URL + reverse("atlas:resource_page", args=[resource.slug])


def _write(name: str, *, to: str, key: str, now: datetime.datetime, reply_to: str = "", **context: Any) -> None:
    if to:
        template = f"atlas/letters/{name}.txt"
        write(template=template, to=to, now=now, reply_to=reply_to, dedupe_key=key, context=context)


def proposal_received(*, contribution: Contribution, now: datetime.datetime) -> None:
    """To the person, if they left an address: the reference and what happens next."""
    address = contribution.email.casefold()
    if address and limits.allow("atlas-letter", address, LETTERS_A_DAY, A_DAY, now):
        key = f"resource-received:{contribution.pk}"
        _write("proposal_received", to=contribution.email, key=key, now=now, **_about(contribution))


def proposal_arrived(*, contribution: Contribution, now: datetime.datetime) -> None:
    """To the coordination: there is something to read. Nothing of it is in the letter."""
    desk = settings.SITE_URL + reverse("atlas:review_resource", args=[contribution.reference])
    for person in _coordination():
        key = f"resource-arrived:{contribution.pk}:{person.pk}"
        _write("proposal_arrived", to=person.email, key=key, now=now, desk=desk, **_about(contribution))


def tell_accepted(*, contribution: Contribution, resource: Resource, now: datetime.datetime) -> None:
    _decided("proposal_accepted", contribution, now, resource=resource, page=_page(resource))


def tell_merged(*, contribution: Contribution, resource: Resource, now: datetime.datetime) -> None:
    _decided("proposal_merged", contribution, now, resource=resource, page=_page(resource))


def tell_refused(*, contribution: Contribution, now: datetime.datetime) -> None:
    _decided("proposal_refused", contribution, now, reason=contribution.reason)


def _decided(name: str, contribution: Contribution, now: datetime.datetime, **context: Any) -> None:
    key = f"resource-decided:{contribution.pk}"
    _write(name, to=contribution.email, key=key, now=now, **context, **_about(contribution))


def message_arrived(*, contribution: Contribution, resource: Resource, now: datetime.datetime) -> None:
    """The words themselves, to the contact the coordination keeps and has checked; else to the coordination."""
    readers = [resource.contact_email] if resource.contact_email else [person.email for person in _coordination()]
    for number, address in enumerate(readers):
        _write(
            "message", to=address, key=f"resource-message:{contribution.pk}:{number}", now=now,
            reply_to=contribution.email, contribution=contribution, answers=contribution.answers, resource=resource,
            page=_page(resource),
        )  # fmt: skip


def report_arrived(*, contribution: Contribution, name: str, now: datetime.datetime) -> None:
    """To the coordination: a page may hurt somebody. The words themselves wait on the desk."""
    for person in _coordination():
        key = f"entry-reported:{contribution.pk}:{person.pk}"
        _write("report_arrived", to=person.email, key=key, now=now, about=name, reference=contribution.reference)
