"""Propose a group: one answer after the other, from a screen, through a relay or from a sheet of paper."""

import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoires.contributions.actions import CONSENT_DAYS, receive, record_consent, save_answers, send, start_draft
from territoires.contributions.enums import ConsentGiven, Door, State
from territoires.contributions.models import Contribution
from territoires.contributions.queries import due_day
from territoires.groups import emails, rules
from territoires.groups.actions.refusals import Refused
from territoires.groups.permissions import PROPOSAL
from territoires.groups.queries.start import told_lines, town_words
from territoires.groups.rules import Proposal
from territoires.kit.actors import Actor
from territoires.places.models import Commune

# The words a person agrees to; a changed text needs a new version (a test compares them).
CONTACT_TEXT, SHOW_TEXT = "proposition-contact-1", "proposition-montrer-1"
TO_BE_CONTACTED, TO_BE_SHOWN = "contact", "shown"
SHOWN_DAYS = 3 * 366


class CannotPropose(Refused):
    """Nothing is written; the code is "sent", "unanswered" or "gone"."""

    sayings: ClassVar = {
        "sent": gettext_lazy("Votre proposition est déjà partie. Vous pouvez ajouter quelques mots avec la référence."),
        "unanswered": gettext_lazy("Il reste une question."),
        "gone": gettext_lazy("Cette proposition n'existe plus."),
    }


def start_proposal(*, answers: dict[str, Any], by: Actor, now: datetime.datetime) -> Contribution:
    """Open the draft with the answer to the first question: from here on nothing typed is lost."""
    with transaction.atomic():
        draft = start_draft(kind=PROPOSAL, by=by, now=now)
        return answer_step(draft=draft, step=rules.PLACE_STEP, answers=answers, columns={}, by=by, now=now)


def start_existing(
    *,
    commune: Commune,
    territory_label: str,
    about: str,
    name: str,
    carried_by: str,
    by: Actor,
    now: datetime.datetime,
) -> Contribution:
    """Open the draft of a group that said elsewhere where it is and what it does; the other questions remain."""
    place = {
        "entry": rules.EXISTING,
        "insee": commune.pk,
        "territory_label": territory_label,
        "precision": rules.guessed_precision(territory_label, commune.population),
        "carried_by": carried_by,
    }
    words = {"about": about, "name": name}
    with transaction.atomic():
        draft = start_proposal(answers=place, by=by, now=now)
        return answer_step(draft=draft, step=rules.ABOUT_STEP, answers=words, columns={}, by=by, now=now)


def answer_step(
    *,
    draft: Contribution,
    step: str,
    answers: dict[str, Any],
    columns: dict[str, Any],
    by: Actor,
    now: datetime.datetime,
) -> Contribution:
    """Keep the answer to one question; answering again replaces it.

    Errors: CannotPropose once it was sent or taken back.
    """
    with transaction.atomic():
        held = hold_draft(draft)
        proposal = Proposal.from_answers(held.answers)
        done = proposal.done_after(step, answers.get("reach", proposal.reach))
        if columns.get("door") == Door.RELAY:
            columns = {**columns, "relay_id": by.user_id}
        return save_answers(draft=held, answers={**answers, "done": done}, by=by, now=now, **columns)


def hold_draft(draft: Contribution) -> Contribution:
    held = Contribution.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None or held.state == State.WITHDRAWN:
        raise CannotPropose("gone")
    if held.state != State.DRAFT:
        raise CannotPropose("sent")
    return held


def send_proposal(*, draft: Contribution, by: Actor, now: datetime.datetime, held: bool = False) -> Contribution:
    """Hand the proposal over to the coordination, with the agreement of the person. Sending twice has one effect.
    `held`: it came in a flood, so no letter leaves.

    Errors: CannotPropose when a question is left, or when the proposal was taken back.
    """
    with transaction.atomic():
        try:
            kept = hold_draft(draft)
        except CannotPropose as refusal:
            if refusal.code != "sent":
                raise
            return Contribution.objects.get(pk=draft.pk)
        proposal = Proposal.from_answers(kept.answers)
        if proposal.first_unanswered:
            raise CannotPropose("unanswered")
        kept = save_answers(draft=kept, answers={}, by=by, now=now, **readable(proposal, now))
        given = ConsentGiven(kept.answers.get("agreed") or ConsentGiven.SELF)
        _record_consents(kept, proposal, given, witness=kept.relay_name, by=by, now=now)
        sent = send(draft=kept, by=by, now=now)
        if not held:
            emails.proposal_received(contribution=sent, now=now)
            emails.proposal_arrived(contribution=sent, now=now)
    return sent


def type_sheet(
    *, answers: dict[str, Any], columns: dict[str, Any], witness: str, by: Actor, now: datetime.datetime
) -> Contribution:
    """Write down a sheet of paper that somebody filled in; it goes the same way as the screen."""
    proposal = Proposal.from_answers(answers)
    done = list(proposal.steps)
    with transaction.atomic():
        sent = receive(
            kind=PROPOSAL, answers={**answers, "done": done}, door=Door.PAPER, by=by, now=now,
            **columns, **readable(proposal, now),
        )  # fmt: skip
        _record_consents(sent, proposal, ConsentGiven.PAPER, witness=witness, by=by, now=now)
        emails.proposal_received(contribution=sent, now=now)
    return sent


def readable(proposal: Proposal, now: datetime.datetime) -> dict[str, Any]:
    """What the holder of the reference may read again."""
    lines = [[line.label, line.value] for line in told_lines(proposal) if line.value]
    return {
        "subject": _("un nouveau groupe : %s") % town_words(proposal),
        "said": lines,
        "answered_by": _("la coordination"),
        "answer_by_on": due_day(now, settings.COORDINATION_ANSWER_DAYS),
    }


def _record_consents(
    contribution: Contribution,
    proposal: Proposal,
    given: ConsentGiven,
    *,
    witness: str,
    by: Actor,
    now: datetime.datetime,
) -> None:
    """To be answered; and, for a group that exists and wishes it, to be shown."""
    agreed = [(TO_BE_CONTACTED, CONTACT_TEXT, CONSENT_DAYS)]
    if proposal.entry == rules.EXISTING and proposal.show:
        agreed.append((TO_BE_SHOWN, SHOW_TEXT, SHOWN_DAYS))
    for purpose, version, days in agreed:
        record_consent(
            contribution=contribution, purpose=purpose, text_version=version, days=days, given=given,
            witness="" if given == ConsentGiven.SELF else witness, by=by, now=now,
        )  # fmt: skip
