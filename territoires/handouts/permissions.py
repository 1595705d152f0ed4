"""Who may print what: whoever may see it on a screen."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import fetch_visible_group_for


def fetch_visible_slug(user: User | AnonymousUser, group_id: int) -> str:
    """The slug of a group by its number. Errors: Http404, the same for a hidden group and for one that never was."""
    slug = LocalGroup.objects.filter(pk=group_id).values_list("slug", flat=True).first()
    if slug is None:
        raise Http404
    return fetch_visible_group_for(user, slug).slug
