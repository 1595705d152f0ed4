"""A person took back what they sent: what came of it goes with it, in the same transaction."""

import datetime
from typing import Any

from django.dispatch import receiver

from territoires.contributions.enums import State
from territoires.contributions.signals import contribution_withdrawn
from territoires.groups.actions.withdrawals import forget_proposer
from territoires.groups.permissions import GROUP_SCOPE, PROPOSAL
from territoires.kit.actors import Actor
from territoires.mailer.actions import forget_about

LETTERS = ("proposal-received", "proposal-arrived", "proposal-decided", "message-arrived", "answer", "report-arrived")


@receiver(contribution_withdrawn, dispatch_uid="groups.forget_proposer")
def forget_the_proposer(
    sender: Any,
    *,
    contribution_id: int,
    kind: str,
    outcome: str,
    former_state: str,
    erased: dict[str, str],
    now: datetime.datetime,
    by: Actor,
    **facts: Any,
) -> None:
    """Letters about it are emptied. Only a proposal that was accepted changes a group: one that was joined to another
    group leaves that group as it is."""
    forget_about(keys=[f"{name}:{contribution_id}" for name in LETTERS], now=now)
    number = outcome.removeprefix(GROUP_SCOPE)
    if kind == PROPOSAL and former_state == State.ACCEPTED and outcome != number and number.isdecimal():
        forget_proposer(group_id=int(number), erased=erased, by=by, now=now)
