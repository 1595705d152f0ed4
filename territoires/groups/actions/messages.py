"""Answer messages and call-backs, and deal with « ce n'est plus vrai »."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.contributions.actions import decide
from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups import emails
from territoires.groups.actions.edit import confirm_facts
from territoires.groups.actions.review import NOTES, CannotAsk, add_line, hold
from territoires.groups.enums import Answered
from territoires.groups.models import LocalGroup
from territoires.kit.actors import Actor


def settle_message(
    *,
    contribution: Contribution,
    version: int,
    how: Answered,
    by: Actor,
    now: datetime.datetime,
    note: str = "",
) -> Contribution:
    """Somebody was called back or answered in another way: it leaves everybody's list.

    Errors: CannotDecide when somebody else did it first, or when the person changed or took back what they sent.
    """
    with transaction.atomic():
        held = hold(contribution, version)
        if note:
            held = add_line(held, NOTES, note, by=by, now=now)
        return decide(
            contribution=held, state=State.DONE, version=held.version, outcome=f"answer:{how}", by=by, now=now
        )


def answer_message(
    *, contribution: Contribution, version: int, words: str, by: Actor, now: datetime.datetime, signed: str
) -> Contribution:
    """Answer by a letter from the site: neither address is shown to the other. `signed` says who answers.

    Errors: CannotAsk when the person left no address; CannotDecide as above.
    """
    if not contribution.email:
        raise CannotAsk("no-email")
    with transaction.atomic():
        held = hold(contribution, version)
        outcome = f"answer:{Answered.LETTER}"
        decided = decide(contribution=held, state=State.DONE, version=version, outcome=outcome, by=by, now=now)
        emails.answer(contribution=decided, words=words, signed=signed, now=now)
    return decided


def settle_report(
    *,
    contribution: Contribution,
    version: int,
    still_true: bool,
    by: Actor,
    now: datetime.datetime,
    group: LocalGroup | None = None,
) -> Contribution:
    """A report « ce n'est plus vrai » was looked at: the page was corrected, or it is true after all. Either way
    somebody who knows has just read the page of `group`. Errors: CannotDecide as above."""
    outcome = f"report:{'still-true' if still_true else 'corrected'}"
    with transaction.atomic():
        decided = decide(contribution=contribution, state=State.DONE, version=version, outcome=outcome, by=by, now=now)
        if group is not None:
            confirm_facts(group=group, by=by, now=now)
    return decided


def note_reading(*, contribution: Contribution, by: Actor, now: datetime.datetime) -> None:
    """Somebody opened the words and the contact of a person: the journal says so."""
    record(verb="groups.read_contribution", thing=contribution, by=by, now=now, detail={"kind": contribution.kind})
