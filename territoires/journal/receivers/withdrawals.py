"""A person took back the words they had sent: what came of them goes, in the same transaction."""

import datetime
from typing import Any

from django.dispatch import receiver

from territoires.contributions.signals import contribution_withdrawn
from territoires.journal.actions.card import take_back_words
from territoires.journal.permissions.entries import WORDS
from territoires.kit.actors import Actor
from territoires.mailer.actions import forget_about


@receiver(contribution_withdrawn, dispatch_uid="journal.take_back_words")
def take_the_words_back(
    sender: Any, *, contribution_id: int, kind: str, now: datetime.datetime, by: Actor, **facts: Any
) -> None:
    if kind == WORDS:
        forget_about(keys=[f"journal-decided:{contribution_id}"], now=now)
        take_back_words(contribution_id=contribution_id, now=now, by=by)
