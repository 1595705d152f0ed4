"""Doors for facts from below: an account asks what is kept about it, or goes away."""

import datetime
from typing import Any

from django.dispatch import receiver

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.journey.actions.paper import forget_relay
from territoires.journey.queries.paper import typed_by
from territoires.kit.actors import Actor


@receiver(collect_personal_data, dispatch_uid="journey.collect")
def collect(*, user_id: int, **kwargs: Any) -> dict[str, Any]:
    return {"Chemins que vous avez saisis depuis le papier": typed_by(user_id)}


@receiver(erase_personal_data, dispatch_uid="journey.erase")
def erase(*, user_id: int, now: datetime.datetime, **kwargs: Any) -> None:
    """Runs inside the transaction of the erasure."""
    forget_relay(user_id=user_id, now=now, by=Actor("user", user_id))
