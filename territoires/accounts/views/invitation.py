"""Accepting an invitation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from territoires.accounts.actions import invitations as verbs
from territoires.accounts.actions.sign_in import sign_in
from territoires.accounts.forms import AcceptForm
from territoires.accounts.models import Invitation
from territoires.accounts.queries.people import account_for_address
from territoires.accounts.views.sign_in import page
from territoires.kit.access import public_form


@public_form(name="accounts.invitation", limit=30, per_seconds=3600, cached=False, strict=True)
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Says who invites and for what; only the button accepts, so that a scanner of letters does nothing."""
    now = timezone.now()
    try:
        found = verbs.open_invitation(token, now)
        if request.user.is_authenticated and request.user.email != found.email:
            return render(request, "accounts/invitation_other.html", {"invitation": found}, status=409)
        known = account_for_address(found.email)
        name = known.display_name if known else ""
        form = AcceptForm(request.POST or None, initial={"display_name": name})
        if request.method == "POST" and form.is_valid() and not form.is_robot:
            return _accept(request, token, found, form.cleaned_data["display_name"])
    except verbs.CannotAccept as refusal:
        return render(request, "accounts/invitation_closed.html", {"reason": str(refusal)}, status=410)
    context = {"invitation": found, "inviter": found.invited_by, "known": known}
    return page(request, "accounts/invitation.html", form, **context)


def _accept(request: HttpRequest, token: str, found: Invitation, display_name: str) -> HttpResponse:
    """The link has proved the address: the person is let in, after their second step when they have one."""
    user = verbs.accept_invitation(token=token, display_name=display_name, now=timezone.now())
    return sign_in(request=request, user=user, method="invitation", email=found.email)
