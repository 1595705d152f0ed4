"""What of the desk a person may open: rows are fetched from querysets bound to the person."""

import datetime

from django.http import Http404

from territoires.accounts.enums import InvitedRole
from territoires.accounts.models import Invitation, User
from territoires.contributions.models import Contribution
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

JOIN = "network-join"


def fetch_join_for(user: User, reference: str) -> Contribution:
    """A network that wants to join. Errors: Http404, also for anybody but the coordination."""
    rows = Contribution.objects.of_kind(JOIN).filter(sent_at__isnull=False)
    found = rows.filter(reference=reference).select_related("decided_by").first() if user.is_coordinator else None
    if found is None:
        raise Http404
    return found


def fetch_lost_letter_for(user: User, letter_id: int) -> Letter:
    """A letter that could not leave. Errors: Http404, also for anybody but the coordination."""
    rows = Letter.objects.filter(state=LetterState.FAILED, pk=letter_id)
    found = rows.first() if user.is_coordinator else None
    if found is None:
        raise Http404
    return found


def fetch_delegate_invitation_for(user: User, invitation_id: int, *, now: datetime.datetime) -> Invitation:
    """An open invitation to follow a network. Errors: Http404, also for anybody but the coordination."""
    rows = Invitation.objects.pending(now).filter(role=InvitedRole.DELEGATE, pk=invitation_id)
    found = rows.first() if user.is_coordinator else None
    if found is None:
        raise Http404
    return found
