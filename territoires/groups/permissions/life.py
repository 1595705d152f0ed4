"""Who looks after groups: the coordination all of them, delegates those of their networks."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions.groups import FOLLOW, groups_for
from territoires.networks.permissions import delegate_networks


def looks_after(user: User) -> bool:
    """True for the coordination and for somebody who is delegate of a network."""
    return user.is_coordinator or delegate_networks(user).exists()


def fetch_followed_for(user: User) -> QuerySet[LocalGroup]:
    """The groups this person looks after. Errors: PermissionDenied for somebody who looks after none."""
    if not looks_after(user):
        raise PermissionDenied
    return groups_for(user, FOLLOW)
