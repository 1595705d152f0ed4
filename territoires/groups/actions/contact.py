"""Reach the people who animate a group: their addresses are never shown, and nobody's words are lost."""

import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoires.audit.actions import thing_key
from territoires.contributions.actions import Relay, receive_agreed
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.groups import emails
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import LocalGroup
from territoires.groups.queries.group_page import answering
from territoires.kit import limits
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber

TEXT_VERSION = "joindre-groupe-1"  # the words of groups/contact/_kept.html and of the relay's script
MESSAGES_A_DAY, A_DAY = 60, 24 * 3600  # for one group, from everybody together


class CannotReach(Refused):
    """Nothing is kept and no letter leaves."""

    sayings: ClassVar = {
        "flood": gettext_lazy("Ce groupe reçoit trop de messages aujourd'hui. Réessayez demain ou appelez-nous."),
    }


def write_to_group(
    *,
    group: LocalGroup,
    first_name: str,
    text: str,
    email: str,
    phone: PhoneNumber | None,
    by: Actor,
    now: datetime.datetime,
    relay: Relay | None = None,
    held: bool = False,
) -> Contribution:
    """A message for those who animate the group: by letter at once, and in their « À faire ». `held`: it came in a
    flood, so no letter leaves.

    Errors: CannotReach when the group is flooded.
    """
    columns = {"speaker_name": first_name, "email": email, "phone": phone}
    return _receive(
        group, "message", "message", answers={"text": text}, said=[[_("Votre message"), text]],
        columns=columns, relay=relay, held=held, by=by, now=now,
    )  # fmt: skip


def ask_call_back(
    *,
    group: LocalGroup,
    first_name: str,
    phone: PhoneNumber,
    best_moment: str,
    by: Actor,
    now: datetime.datetime,
    relay: Relay | None = None,
    held: bool = False,
) -> Contribution:
    """A first name, a number, the best moment: nothing else is asked. Errors: CannotReach when the group is flooded."""
    columns = {"speaker_name": first_name, "phone": phone}
    said = [[_("Le meilleur moment"), best_moment]]
    return _receive(
        group, "call-back", "call_back", answers={"best_moment": best_moment}, said=said,
        columns=columns, relay=relay, held=held, by=by, now=now,
    )  # fmt: skip


def _receive(
    group: LocalGroup,
    kind: str,
    letter: str,
    *,
    answers: dict[str, Any],
    said: list[list[str]],
    columns: dict[str, Any],
    relay: Relay | None,
    held: bool,
    by: Actor,
    now: datetime.datetime,
) -> Contribution:
    with transaction.atomic():
        if not limits.allow("groups-contact-one", str(group.pk), MESSAGES_A_DAY, A_DAY, now):
            raise CannotReach("flood")
        sent = receive_agreed(
            text_version=TEXT_VERSION, kind=kind, scope=thing_key(group), answers=answers, said=said, relay=relay,
            subject=_("le groupe « %s »") % group.name, answered_by=answering(group),
            answer_by_on=due_day(now, group.answer_days), by=by, now=now, **columns,
        )  # fmt: skip
        if not held:
            emails.message_arrived(contribution=sent, group=group, template=letter, now=now)
    return sent
