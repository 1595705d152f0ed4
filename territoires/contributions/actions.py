"""Verbs common to everything people bring in."""

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.dispatch import Signal

from territoires.audit.actions import record
from territoires.contributions.enums import ENDED_STATES, ConsentGiven, Door, State
from territoires.contributions.models import Consent, Contribution
from territoires.contributions.rules import MAX_COMPLEMENTS, make_reference
from territoires.contributions.signals import (
    contribution_completed,
    contribution_decided,
    contribution_sent,
    contribution_withdrawn,
)
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber

CONSENT_DAYS = 183  # a contact request is kept six months (REL-09); other purposes say their own
TO_BE_CONTACTED: Mapping[str, int] = {"contact": CONSENT_DAYS}
NO_WORDS: dict[str, Any] = {
    "speaker_name": "",
    "email": "",
    "phone": "",
    "phone_e164": "",
    "relay_name": "",
    "relay_contact": "",
    "answered_by": "",
    "said": [],
    "answers": {},
}
# What a form may fill beside its answers. A name that is not here is a mistake of ours, told at once.
COLUMNS = {*NO_WORDS, "subject", "answer_by_on", "door", "language", "relay_id"} - {"answers"}


@dataclass(frozen=True)
class Relay:
    """Whoever types in somebody's place, and how that person agreed (a value of ConsentGiven)."""

    name: str
    contact: str
    agreed: str


class CannotChange(Exception):
    """The contribution is no longer in a state that allows this; the message says it to the person."""


class CannotDecide(Exception):
    """Somebody else decided first, or the text changed since it was read."""


def _locked(contribution: Contribution) -> Contribution:
    """The row as it is now, held until the end of the transaction.

    Errors: CannotChange when it is gone.
    """
    found = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
    if found is None:
        raise CannotChange
    return found


def _fill(row: Contribution, answers: dict[str, Any], fields: dict[str, Any]) -> None:
    if unknown := set(fields) - COLUMNS:
        raise TypeError(f"not a column that a form fills: {sorted(unknown)}")
    row.answers = {**row.answers, **answers}
    for name, value in fields.items():
        setattr(row, name, value)


def start_draft(
    *, kind: str, now: datetime.datetime, by: Actor, scope: str = "", door: Door = Door.SCREEN
) -> Contribution:
    """Open a draft with its secret address and its reference, so that nothing typed is ever lost."""
    for _attempt in range(20):
        try:
            with transaction.atomic():
                draft = Contribution.objects.create(
                    reference=make_reference(),
                    token=secrets.token_urlsafe(24),
                    kind=kind,
                    scope=scope,
                    door=door,
                    relay_id=by.user_id if door == Door.RELAY else None,
                    created_at=now,
                    updated_at=now,
                )
                record(verb="contributions.start_draft", thing=draft, by=by, now=now, detail={"kind": kind})
                return draft
        except IntegrityError:
            continue
    raise RuntimeError("no free reference after 20 tries")


def save_answers(
    *, draft: Contribution, answers: dict[str, Any], now: datetime.datetime, by: Actor, **fields: Any
) -> Contribution:
    """Merge answers, and columns such as speaker_name, email, phone, relay_name, subject or said, into a draft.

    Errors: CannotChange once somebody decided or the person took it back; TypeError for an unknown column.
    """
    with transaction.atomic():
        locked = _locked(draft)
        if locked.state in ENDED_STATES:
            raise CannotChange
        _fill(locked, answers, fields)
        locked.updated_at = now
        locked.version += 1
        locked.save()
        record(verb="contributions.save_answers", thing=locked, by=by, now=now, detail={"fields": sorted(answers)})
    return locked


def record_consent(
    *,
    contribution: Contribution,
    purpose: str,
    given: ConsentGiven,
    text_version: str,
    now: datetime.datetime,
    by: Actor,
    witness: str = "",
    days: int = CONSENT_DAYS,
) -> Consent:
    """Keep how a person agreed, in which version of the words, before whom, until when."""
    with transaction.atomic():
        consent = Consent.objects.create(
            contribution=contribution,
            purpose=purpose,
            given=given,
            text_version=text_version,
            language=contribution.language,
            witness=witness,
            given_at=now,
            until_on=now.date() + datetime.timedelta(days=days),
        )
        record(verb="contributions.record_consent", thing=contribution, by=by, now=now, detail={"purpose": purpose})
    return consent


def send(*, draft: Contribution, now: datetime.datetime, by: Actor) -> Contribution:
    """Hand a draft over to those who review it. Sending twice has one effect."""
    with transaction.atomic():
        locked = _locked(draft)
        if locked.state == State.SENT:
            return locked
        if locked.state != State.DRAFT:
            raise CannotChange
        locked.state, locked.sent_at, locked.updated_at = State.SENT, now, now
        locked.version += 1
        locked.save()
        record(verb="contributions.send", thing=locked, by=by, now=now, detail={"kind": locked.kind})
        _announce(contribution_sent, contribution_id=locked.pk, kind=locked.kind, scope=locked.scope)
    return locked


def receive(
    *,
    kind: str,
    answers: dict[str, Any],
    now: datetime.datetime,
    by: Actor,
    scope: str = "",
    door: Door = Door.SCREEN,
    **fields: Any,
) -> Contribution:
    """A one-page form in one go: draft, answers and sending in one transaction."""
    with transaction.atomic():
        draft = start_draft(kind=kind, scope=scope, door=door, now=now, by=by)
        draft = save_answers(draft=draft, answers=answers, now=now, by=by, **fields)
        return send(draft=draft, now=now, by=by)


def receive_agreed(
    *,
    text_version: str,
    now: datetime.datetime,
    by: Actor,
    relay: Relay | None = None,
    phone: PhoneNumber | None = None,
    purposes: Mapping[str, int] = TO_BE_CONTACTED,
    **what: Any,
) -> Contribution:
    """Receive words together with who typed them and what the person agreed to: for each purpose, a number of days.

    `text_version` names the words that were shown or read aloud. `what` goes to `receive`.
    """
    with transaction.atomic():
        sent = receive(
            door=Door.RELAY if relay else Door.SCREEN,
            phone=phone.raw if phone else "",
            phone_e164=phone.e164 if phone else "",
            relay_name=relay.name if relay else "",
            relay_contact=relay.contact if relay else "",
            now=now,
            by=by,
            **what,
        )
        for purpose, days in purposes.items():
            record_consent(
                contribution=sent,
                purpose=purpose,
                days=days,
                given=ConsentGiven(relay.agreed) if relay else ConsentGiven.SELF,
                text_version=text_version,
                witness=relay.name if relay else "",
                now=now,
                by=by,
            )
    return sent


def complete(*, contribution: Contribution, words: str, label: str, now: datetime.datetime, by: Actor) -> Contribution:
    """Add words to something already sent. Whoever was about to decide is told that the text changed.

    The same words twice in a row are kept once. Kept in answers["complements"] as {"on", "words"}.
    Errors: CannotChange once it is decided or taken back, or after five additions.
    """
    with transaction.atomic():
        locked = _locked(contribution)
        known = locked.answers.get("complements", [])
        if locked.state != State.SENT or len(known) >= MAX_COMPLEMENTS:
            raise CannotChange
        if known and known[-1]["words"] == words:
            return locked
        locked.answers = {**locked.answers, "complements": [*known, {"on": now.date().isoformat(), "words": words}]}
        locked.said = [*locked.said, [label, words]]
        locked.updated_at = now
        locked.version += 1
        locked.save()
        record(verb="contributions.complete", thing=locked, by=by, now=now, detail={"number": len(known) + 1})
        _announce(contribution_completed, contribution_id=locked.pk, kind=locked.kind, scope=locked.scope)
    return locked


def decide(
    *,
    contribution: Contribution,
    state: State,
    version: int,
    now: datetime.datetime,
    by: Actor,
    reason: str = "",
    outcome: str = "",
) -> Contribution:
    """Accept, refuse (with a reason), merge or close. `version` is the one the person had on screen.

    Errors: CannotDecide when somebody decided first or the text changed: nothing is written.
    """
    with transaction.atomic():
        locked = Contribution.objects.select_for_update().filter(pk=contribution.pk).first()
        if locked is None or locked.state != State.SENT or locked.version != version:
            raise CannotDecide
        locked.state, locked.decided_at, locked.decided_by_id = state, now, by.user_id
        locked.reason, locked.outcome, locked.updated_at = reason, outcome or locked.outcome, now
        locked.version += 1
        locked.save()
        record(verb="contributions.decide", thing=locked, by=by, now=now, detail={"state": str(state)})
        _announce(contribution_decided, contribution_id=locked.pk, kind=locked.kind, state=str(state))
    return locked


def withdraw(*, contribution: Contribution, now: datetime.datetime, by: Actor) -> Contribution:
    """Take it back: words and contact details are emptied, what came of it is hidden in the same transaction.

    Errors: CannotChange when the row is gone already.
    """
    with transaction.atomic():
        locked = _locked(contribution)
        if locked.state == State.WITHDRAWN:
            return locked
        former_state = locked.state
        erased = {name: getattr(locked, name) for name in ("speaker_name", "email", "phone_e164")}
        _empty(locked, now)
        locked.state, locked.withdrawn_at, locked.updated_at = State.WITHDRAWN, now, now
        locked.subject = locked.reason = ""
        locked.answer_by_on = None
        locked.version += 1
        locked.save()
        locked.consents.filter(revoked_at=None).update(revoked_at=now)
        record(verb="contributions.withdraw", thing=locked, by=by, now=now, detail={"kind": locked.kind})
        contribution_withdrawn.send(
            sender=Contribution,
            contribution_id=locked.pk,
            kind=locked.kind,
            scope=locked.scope,
            outcome=locked.outcome,
            former_state=former_state,
            erased=erased,
            now=now,
            by=by,
        )
    return locked


def purge(
    *,
    drafts_since: datetime.datetime,
    handled_since: datetime.datetime,
    unanswered_since: datetime.datetime,
    withdrawn_since: datetime.datetime,
    now: datetime.datetime,
    by: Actor,
) -> dict[str, int]:
    """Forget what is past its time: delete what led to nothing, empty what led to something. Says how many of each.

    What was accepted keeps its reference, so that it can still be taken back years later.
    """
    with transaction.atomic():
        deleted = {
            "drafts": Contribution.objects.drafts_left_since(drafts_since),
            "handled": Contribution.objects.handled_before(handled_since),
            "unanswered": Contribution.objects.unanswered_since(unanswered_since),
            "withdrawn": Contribution.objects.withdrawn_before(withdrawn_since),
        }
        counts = {name: rows.delete()[1].get(Contribution._meta.label, 0) for name, rows in deleted.items()}
        accepted = Contribution.objects.accepted_before(handled_since).select_for_update()
        for row in accepted:
            _empty(row, now)
            row.save()
        counts["emptied"] = len(accepted)
        if any(counts.values()):
            record(verb="contributions.purge", thing="contribution:", by=by, now=now, detail=counts)
    return counts


def forget_relay(*, user_id: int, now: datetime.datetime, by: Actor) -> int:
    """An account is being erased: what it typed for others stays, its own name and contact go."""
    with transaction.atomic():
        rows = Contribution.objects.filter(relay_id=user_id)
        Consent.objects.filter(contribution__in=rows).exclude(witness="").update(witness=ERASED)
        count = rows.update(relay_name="", relay_contact="", relay=None, updated_at=now)
        record(verb="contributions.forget_relay", thing=f"user:{user_id}", by=by, now=now, detail={"count": count})
    return count


ERASED = "nom effacé"


def _empty(row: Contribution, now: datetime.datetime) -> None:
    """Nothing personal stays in the row nor in its consents; dates, state and reference do."""
    for name, value in NO_WORDS.items():
        setattr(row, name, type(value)(value))
    row.relay = None
    row.emptied_at = now
    row.consents.exclude(witness="").update(witness=ERASED)


def _announce(signal: Signal, **facts: Any) -> None:
    transaction.on_commit(partial(signal.send, sender=Contribution, **facts))
