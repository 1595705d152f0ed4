"""Who may see and change what a network carries."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from territoires.accounts.models import User
from territoires.networks.models import Delegate, Network, NetworkQuerySet


def delegate_networks(user: User) -> NetworkQuerySet:
    """The networks a person is delegate of today; none for an account that was closed."""
    if not user.is_active:
        return Network.objects.none()
    return Network.objects.filter(delegates__user=user, delegates__until=None).distinct()


def can_follow_network(user: User, network: Network) -> bool:
    """See the groups that a network supports: its delegates and the coordination."""
    return user.is_coordinator or delegate_networks(user).filter(pk=network.pk).exists()


def can_edit_network(user: User, network: Network) -> bool:
    """Change names, relations and words: the coordination."""
    return user.is_coordinator


def fetch_network_for(user: User, network_id: int, *, to: str = "follow") -> Network:
    """The network, if this person may `to`: "follow" or "edit" it.

    Errors: Http404 when there is none, PermissionDenied when it is not theirs.
    """
    network = Network.objects.filter(pk=network_id).first()
    if network is None:
        raise Http404
    allowed = {"follow": can_follow_network, "edit": can_edit_network}[to]
    if not allowed(user, network):
        raise PermissionDenied
    return network


def fetch_delegate_for(user: User, delegate_id: int, *, to: str = "end") -> Delegate:
    """A mandate, for the coordination to end. Errors: Http404, PermissionDenied."""
    delegate = Delegate.objects.select_related("network").filter(pk=delegate_id).first()
    if delegate is None:
        raise Http404
    if not user.is_coordinator:
        raise PermissionDenied
    return delegate
