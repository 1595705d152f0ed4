"""Doors for facts from below."""

from typing import Any

from django.dispatch import receiver

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.contributions import actions, queries
from territoires.kit.actors import Actor


@receiver(collect_personal_data, dispatch_uid="contributions.collect")
def tell_what_was_relayed(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    return {"Ce que vous avez saisi pour d'autres": queries.relayed_by(user_id)}


@receiver(erase_personal_data, dispatch_uid="contributions.erase")
def forget_the_relay(sender: Any, *, user_id: int, now: Any, **facts: Any) -> None:
    actions.forget_relay(user_id=user_id, now=now, by=Actor("user", user_id))
