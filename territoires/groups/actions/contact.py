"""Reach the people who animate a group: their addresses are never shown, and nobody's words are lost."""

import datetime
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoires.audit.actions import thing_key
from territoires.contributions.actions import receive, record_consent
from territoires.contributions.enums import ConsentGiven, Door
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
TO_BE_CONTACTED = "contact"
MESSAGES_A_DAY, A_DAY = 60, 24 * 3600  # for one group, from everybody together


class CannotReach(Refused):
    """Nothing is kept and no letter leaves."""

    sayings: ClassVar = {
        "flood": gettext_lazy("Ce groupe reçoit trop de messages aujourd'hui. Réessayez demain ou appelez-nous."),
    }


@dataclass(frozen=True)
class Relay:
    """Whoever types in somebody's place, and how that person agreed."""

    name: str
    contact: str
    agreed: str


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
    columns = {"speaker_name": first_name, "email": email, **_number(phone)}
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
    columns = {"speaker_name": first_name, **_number(phone)}
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
        sent = receive(
            kind=kind, scope=thing_key(group), answers=answers, said=said, door=Door.RELAY if relay else Door.SCREEN,
            subject=_("le groupe « %s »") % group.name, answered_by=answering(group),
            answer_by_on=due_day(now, group.answer_days), by=by, now=now,
            relay_name=relay.name if relay else "", relay_contact=relay.contact if relay else "", **columns,
        )  # fmt: skip
        given = ConsentGiven(relay.agreed) if relay else ConsentGiven.SELF
        record_consent(
            contribution=sent, purpose=TO_BE_CONTACTED, given=given, text_version=TEXT_VERSION,
            witness=relay.name if relay else "", by=by, now=now,
        )  # fmt: skip
        if not held:
            emails.message_arrived(contribution=sent, group=group, template=letter, now=now)
    return sent


def _number(phone: PhoneNumber | None) -> dict[str, str]:
    return {"phone": phone.raw, "phone_e164": phone.e164} if phone else {}
