"""Somebody proposes a resource: received, then reviewed before anything is shown."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from territoires.atlas import emails
from territoires.atlas.enums import ResourceKind
from territoires.contributions.actions import TO_BE_CONTACTED, Relay, receive_agreed
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber
from territoires.places.models import Commune
from territoires.vocabulary.models import Theme

PROPOSAL = "resource-proposal"
TEXT_VERSION = "ressource-1"  # the words of atlas/consents/ressource-1.html
TO_BE_SHOWN = {"resource-person": 3 * 365}  # days


@dataclass(frozen=True)
class ProposedResource:
    """What somebody says of a resource. `is_own`: it is theirs, and messages may reach them."""

    kind: ResourceKind
    name: str
    commune: Commune
    description: str
    proposed_by: str
    themes: Iterable[Theme] = field(default=())
    email: str = ""
    phone: PhoneNumber | None = None
    is_own: bool = False


def propose_resource(
    *,
    proposed: ProposedResource,
    by: Actor,
    now: datetime.datetime,
    relay: Relay | None = None,
    held: bool = False,
) -> Contribution:
    """Hand a resource to the coordination. Nothing is shown before somebody has read it. `held`: it came in a flood, so
    no letter leaves."""
    themes = list(proposed.themes)
    said = [
        [_("Ce que c'est"), str(proposed.kind.label)],
        [_("Nom"), proposed.name],
        [_("Lieu"), f"{proposed.commune.name} ({proposed.commune.department.name})"],
        [_("Ce qu'on y trouve"), proposed.description],
        [_("Thèmes"), ", ".join(theme.name for theme in themes)],
    ]
    answers = {
        "kind": proposed.kind.value,
        "name": proposed.name,
        "insee": proposed.commune.pk,
        "description": proposed.description,
        "themes": [theme.slug for theme in themes],
        "proposed_by": proposed.proposed_by,
        "own": proposed.is_own,
    }
    with transaction.atomic():
        sent = receive_agreed(
            text_version=TEXT_VERSION, kind=PROPOSAL, answers=answers, said=[line for line in said if line[1]],
            relay=relay, phone=proposed.phone, purposes=_purposes(proposed),
            subject=_("la ressource « %s »") % proposed.name, answered_by=_("la coordination nationale"),
            answer_by_on=due_day(now, settings.COORDINATION_ANSWER_DAYS), speaker_name=proposed.proposed_by[:80],
            email=proposed.email, by=by, now=now,
        )  # fmt: skip
        if not held:
            emails.proposal_arrived(contribution=sent, now=now)
            emails.proposal_received(contribution=sent, now=now)
    return sent


def _purposes(proposed: ProposedResource) -> dict[str, int]:
    """A person who is shown agrees to that too."""
    return {**TO_BE_CONTACTED, **(TO_BE_SHOWN if proposed.kind == ResourceKind.PERSON else {})}
