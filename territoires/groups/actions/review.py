"""Decide on what somebody proposed: accept, refuse, join to a group that exists, ask for more.

A decision names the version that was on screen: of two decisions one wins, the other raises CannotDecide.
"""

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record, thing_key
from territoires.contributions.actions import CannotDecide, decide, save_answers
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups import emails
from territoires.groups.actions.desk import create_group
from territoires.groups.actions.refusals import Refused
from territoires.groups.enums import StageSource
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor
from territoires.places.models import Commune

PROPOSAL = "group-proposal"
NOTES, QUESTIONS = "desk_notes", "questions"
MAX_NOTES = 30


class CannotAsk(Refused):
    """No letter leaves."""

    sayings: ClassVar = {
        "no-email": _("Cette personne n'a pas donné d'adresse e-mail. Appelez-la."),
        "full": _("Il y a déjà trente notes. Prenez une décision."),
    }


def hold(contribution: Contribution, version: int) -> Contribution:
    """The contribution, kept for this transaction, if it still is as the person read it.

    Errors: CannotDecide when somebody decided first, when it was taken back or when its text changed.
    """
    locked = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if locked is None or locked.state != State.SENT or locked.version != version:
        raise CannotDecide
    return locked


def accept_proposal(
    *,
    contribution: Contribution,
    version: int,
    name: str,
    commune: Commune,
    stage: str,
    by: Actor,
    now: datetime.datetime,
    shown_on: datetime.date | None = None,
    shown_how: str = "",
    facts: Mapping[str, Any] | None = None,
) -> LocalGroup:
    """Make a group of a proposal, hidden unless its agreement to be shown is recorded, and tell the person.

    Errors: CannotDecide (see above); CannotCreate when the agreement does not hold. Nothing is written then.
    """
    with transaction.atomic():
        hold(contribution, version)
        reason = str(_("Proposition %s")) % contribution.reference
        group = create_group(
            name=name, commune=commune, stage=stage, source=StageSource.PROPOSAL, reason=reason,
            shown_on=shown_on, shown_how=shown_how, facts=facts, by=by, now=now,
        )  # fmt: skip
        decided = decide(
            contribution=contribution, state=State.ACCEPTED, version=version, outcome=thing_key(group), by=by, now=now
        )
        emails.tell_accepted(contribution=decided, group=group, now=now)
    return group


def refuse_proposal(
    *, contribution: Contribution, version: int, reason: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Say no, with a reason that is told to the person. Errors: CannotDecide."""
    with transaction.atomic():
        decided = decide(contribution=contribution, state=State.REFUSED, version=version, reason=reason, by=by, now=now)
        emails.tell_refused(contribution=decided, now=now)
    return decided


def merge_proposal(
    *, contribution: Contribution, version: int, into: LocalGroup, by: Actor, now: datetime.datetime
) -> Contribution:
    """The group exists already: the proposal joins it, and the person learns where. Errors: CannotDecide."""
    with transaction.atomic():
        decided = decide(
            contribution=contribution, state=State.MERGED, version=version, outcome=thing_key(into), by=by, now=now
        )
        emails.tell_merged(contribution=decided, group=into, now=now)
    return decided


def ask_more(
    *, contribution: Contribution, version: int, question: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Write to the person for more; the proposal waits for the answer, which comes by its reference.

    Errors: CannotAsk without address, CannotDecide as above.
    """
    if not contribution.email:
        raise CannotAsk("no-email")
    with transaction.atomic():
        held = hold(contribution, version)
        asked = add_line(held, QUESTIONS, question, by=by, now=now)
        emails.ask(contribution=asked, question=question, now=now)
        record(verb="groups.ask_more", thing=asked, by=by, now=now)
    return asked


def note_call(
    *, contribution: Contribution, version: int, words: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Keep what came of a call beside what somebody sent in. It goes away with it.

    Errors: CannotDecide as above, CannotAsk when there are thirty notes already.
    """
    with transaction.atomic():
        return add_line(hold(contribution, version), NOTES, words, by=by, now=now)


def add_line(held: Contribution, where: str, words: str, *, by: Actor, now: datetime.datetime) -> Contribution:
    """One more dated line in the answers of a held contribution."""
    lines = list(held.answers.get(where, []))
    if len(lines) >= MAX_NOTES:
        raise CannotAsk("full")
    line = {"at": now.isoformat(), "by": by.user_id, "words": words}
    return save_answers(draft=held, answers={where: [*lines, line]}, by=by, now=now)
