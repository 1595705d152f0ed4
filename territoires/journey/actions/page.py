"""The last step: ask for the page of the group, the way every group does."""

import datetime
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups.actions.proposals import start_existing
from territoires.groups.actions.refusals import Refused
from territoires.journey.actions.journeys import hold_journey
from territoires.journey.enums import Step
from territoires.journey.models import Journey
from territoires.kit.actors import Actor

AGAIN = frozenset({State.WITHDRAWN, State.REFUSED})


class CannotAsk(Refused):
    """No proposal is begun."""

    sayings: ClassVar = {
        "place": _("Dites d'abord où est le groupe."),
        "about": _("Dites d'abord, en quelques mots, ce que fait le groupe."),
    }


def ask_for_page(*, journey: Journey, now: datetime.datetime, by: Actor) -> Contribution:
    """Begin a group proposal with what the path says; the person answers the questions that remain. Asking twice leads
    to the same proposal while it lives.

    Errors: CannotAsk when the place or the words of the page are missing; CannotWrite when the path was emptied.
    """
    with transaction.atomic():
        held = hold_journey(journey)
        if held.proposal is not None and held.proposal.state not in AGAIN:
            return held.proposal
        row = held.steps.filter(step=Step.PAGE).first()
        words: dict[str, Any] = row.answers if row else {}
        if held.commune is None:
            raise CannotAsk("place")
        if not words.get("about"):
            raise CannotAsk("about")
        held.proposal = start_existing(
            commune=held.commune, territory_label=held.territory_label, about=words["about"],
            name=words.get("name", ""), carried_by=words.get("carried_by", ""), by=by, now=now,
        )  # fmt: skip
        held.changed_at = now
        held.save(update_fields=["proposal", "changed_at"])
        record(verb="journey.ask_for_page", thing=held, by=by, now=now, detail={"contribution": held.proposal.pk})
    return held.proposal
