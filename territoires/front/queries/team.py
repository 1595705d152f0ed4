"""Who follows which network."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from territoires.accounts.enums import InvitedRole
from territoires.accounts.models import Invitation
from territoires.networks.models import Delegate, Network


@dataclass(frozen=True)
class NetworkTeam:
    network: Network
    delegates: list[Delegate]
    invitations: list[Invitation]


@dataclass(frozen=True)
class DelegatesPage:
    teams: list[NetworkTeam]
    without: list[Network]


def delegates_page(now: datetime.datetime) -> DelegatesPage:
    """Networks with somebody who follows them or is invited to, then those with nobody; three queries."""
    running = Delegate.objects.filter(until=None).select_related("user")
    networks: QuerySet[Any] = Network.objects.order_by("acronym", "name").prefetch_related(
        Prefetch("delegates", queryset=running, to_attr="running")
    )
    open_ones = list(Invitation.objects.pending(now).filter(role=InvitedRole.DELEGATE))
    teams = [
        NetworkTeam(network, network.running, [one for one in open_ones if one.scope == f"network:{network.slug}"])
        for network in networks
    ]
    return DelegatesPage(
        [team for team in teams if team.delegates or team.invitations],
        [team.network for team in teams if not team.delegates and not team.invitations],
    )


def already_delegate(network: Network, email: str) -> bool:
    return network.delegates.filter(until=None, user__email__iexact=email).exists()
