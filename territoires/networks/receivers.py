"""Doors for facts from below: accounts open and close mandates."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.enums import InvitedRole
from territoires.accounts.signals import collect_personal_data, erase_personal_data, invitation_accepted
from territoires.kit.actors import Actor
from territoires.networks import actions, queries

SCOPE = "network:"


@receiver(invitation_accepted)
def begin_mandate(sender: Any, *, user_id: int, role: str, scope: str, **kwargs: Any) -> None:
    """A person accepted to be the delegate of a network: the mandate begins with the account."""
    if role != InvitedRole.DELEGATE or not scope.startswith(SCOPE):
        return
    if network := queries.find_network(scope.removeprefix(SCOPE)):
        actions.name_delegate(network=network, user_id=user_id, now=timezone.now(), by=Actor("user", user_id))


@receiver(collect_personal_data)
def tell_mandates(sender: Any, *, user_id: int, **kwargs: Any) -> dict[str, Any]:
    """What this context keeps about an account."""
    mandates = [
        {
            str(_("réseau")): str(mandate.network),
            str(_("depuis")): mandate.since.date().isoformat(),
            str(_("jusqu'au")): mandate.until.date().isoformat() if mandate.until else "",
        }
        for mandate in queries.delegations_of(user_id)
    ]
    return {str(_("Réseaux suivis")): mandates} if mandates else {}


@receiver(erase_personal_data)
def forget_mandates(sender: Any, *, user_id: int, now: datetime.datetime, **kwargs: Any) -> None:
    actions.end_mandates(user_id=user_id, now=now)
