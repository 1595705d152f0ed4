"""The national team, for administrators."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.actions import invitations
from territoires.accounts.actions import team as verbs
from territoires.accounts.forms import InviteStaffForm
from territoires.accounts.models import User
from territoires.accounts.permissions import (
    SignedInRequest,
    administration,
    confirmed,
    fetch_staff_for,
    fetch_staff_invitation_for,
)
from territoires.accounts.queries.people import pending_invitations, staff
from territoires.accounts.views.sign_in import page, refuse
from territoires.kit.actors import actor_of
from territoires.kit.limits import allow

INVITATIONS_A_DAY = 30


@administration
@confirmed
def team(request: SignedInRequest) -> HttpResponse:
    """Who is in, who is invited; POST invites."""
    now = timezone.now()
    form = InviteStaffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if not allow("accounts.invite", str(request.user.pk), INVITATIONS_A_DAY, 24 * 3600, now):
                raise invitations.CannotInvite(_("Trente invitations sont parties aujourd'hui. Continuez demain."))
            invitations.invite(
                email=form.cleaned_data["email"], role=form.cleaned_data["role"], by=actor_of(request), now=now
            )
            return redirect("accounts:team")
        except invitations.CannotInvite as refusal:
            refuse(form, "email", str(refusal))
    return page(request, "accounts/team.html", form, staff=staff(), pending=pending_invitations(now))


@administration
@confirmed
def take_role(request: SignedInRequest, user_id: int) -> HttpResponse:
    """Confirms, then ends a national role."""
    member = fetch_staff_for(request.user, user_id, to="take_role_away")
    refusal = ""
    if request.method == "POST":
        try:
            verbs.take_role_away(user=member, by=actor_of(request), now=timezone.now())
            return _back_to_team(request, member)
        except verbs.CannotTakeRole as cannot:
            refusal = str(cannot)
    context = {"member": member, "refusal": refusal}
    return render(request, "accounts/take_role.html", context, status=422 if refusal else 200)


def _back_to_team(request: SignedInRequest, member: User) -> HttpResponse:
    """Somebody who gave up their own role is signed out with it."""
    if member.pk != request.user.pk:
        return redirect("accounts:team")
    logout(request)
    return redirect("account_login")


@administration
@confirmed
def reset_factor(request: SignedInRequest, user_id: int) -> HttpResponse:
    """For a colleague who lost telephone and codes."""
    member = fetch_staff_for(request.user, user_id, to="reset")
    if request.method == "POST":
        verbs.reset_second_factor(user=member, by=actor_of(request), now=timezone.now())
        return redirect("accounts:team")
    return render(request, "accounts/reset_factor.html", {"member": member})


@administration
@confirmed
def revoke(request: SignedInRequest, invitation_id: int) -> HttpResponse:
    found = fetch_staff_invitation_for(request.user, invitation_id, to="revoke")
    if request.method == "POST":
        invitations.revoke_invitation(invitation=found, by=actor_of(request), now=timezone.now())
        return redirect("accounts:team")
    return render(request, "accounts/revoke.html", {"invitation": found})
