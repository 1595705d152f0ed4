"""Who may see a resource, and what waits for a decision. Reviewing and editing belong to the coordination."""

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from territoires.accounts.models import User
from territoires.atlas.models import Resource
from territoires.contributions.models import Contribution

PROPOSAL = "resource-proposal"


def can_edit_resource(user: User | AnonymousUser, resource: Resource | None) -> bool:
    return resource is not None and isinstance(user, User) and user.is_coordinator


def fetch_visible_resource_for(user: User | AnonymousUser, slug: str) -> Resource:
    """A resource for its public page; one joined to another is given too, so that its address leads there.

    Errors: Http404, the same for a hidden resource and for one that never was.
    """
    rows = Resource.objects.select_related("commune__department__region", "merged_into").filter(slug=slug)
    resource = rows.visible().first() or rows.filter(merged_into__shown_since__isnull=False).first()
    if resource is None:
        raise Http404
    return resource


def fetch_resource_for(user: User | AnonymousUser, slug: str, *, to: str = "edit") -> Resource:
    """A resource, hidden or not, for the coordination. Errors: Http404."""
    resource = Resource.objects.select_related("commune__department", "merged_into").filter(slug=slug).first()
    if resource is None or not can_edit_resource(user, resource):
        raise Http404
    return resource


def fetch_proposal_for(user: User | AnonymousUser, reference: str) -> Contribution:
    """Drafts are nobody's business yet. Errors: Http404."""
    rows = Contribution.objects.of_kind(PROPOSAL).filter(reference=reference, sent_at__isnull=False)
    found = rows.select_related("decided_by").first() if isinstance(user, User) and user.is_coordinator else None
    if found is None:
        raise Http404
    return found
