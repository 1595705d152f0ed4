"""The mandates of delegates: the volunteers who follow the groups of their network."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.networks.models import Delegate, Network


def name_delegate(*, network: Network, user_id: int, now: datetime.datetime, by: Actor) -> Delegate:
    """Give the mandate of a network to an account; somebody who already has it keeps it."""
    with transaction.atomic():
        delegate, is_new = Delegate.objects.get_or_create(
            network=network, user_id=user_id, until=None, defaults={"since": now}
        )
        if is_new:
            record(verb="networks.name_delegate", thing=network, by=by, now=now, detail={"delegate": delegate.pk})
    return delegate


def end_delegate(*, delegate: Delegate, now: datetime.datetime, by: Actor) -> None:
    """End a mandate; ending it twice has one effect."""
    with transaction.atomic():
        if Delegate.objects.filter(pk=delegate.pk, until=None).update(until=now):
            record(
                verb="networks.end_delegate",
                thing=f"network:{delegate.network_id}",
                by=by,
                now=now,
                detail={"delegate": delegate.pk},
            )


def end_mandates(*, user_id: int, now: datetime.datetime) -> None:
    """An account is being emptied: its mandates go with it."""
    Delegate.objects.filter(user_id=user_id).delete()
