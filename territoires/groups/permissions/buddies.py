"""Who may answer for which side of two buddy groups."""

from django.db.models import Q
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.models import Buddy
from territoires.groups.permissions.people import animated_groups


def fetch_buddy_for(user: User, buddy_id: int) -> Buddy:
    """A pair, proposed or running, for an animator of either group or for the coordination. Errors: Http404."""
    rows = Buddy.objects.filter(until=None).select_related("experienced__commune", "newer__commune")
    if not user.is_coordinator:
        mine = animated_groups(user).values("pk")
        rows = rows.filter(Q(experienced__in=mine) | Q(newer__in=mine))
    found = rows.filter(pk=buddy_id).first()
    if found is None:
        raise Http404
    return found
