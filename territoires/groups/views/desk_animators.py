"""Who animates a group: invite, send again, take back, end."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from territoires.accounts.actions import CannotInvite as CannotInviteHere
from territoires.accounts.actions import revoke_invitation
from territoires.accounts.models import Invitation
from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.groups.actions.animators import CannotInvite, end_mandate, invite_animator
from territoires.groups.forms.desk import InviteForm
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import (
    COORDINATE,
    fetch_animator_for,
    fetch_group_for,
    fetch_invitation_for,
)
from territoires.groups.queries.group_file import group_file
from territoires.groups.views.answering import done, form_page, refuse
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of

PAGE = "groups:desk_animators"


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_animators(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    now = timezone.now()
    form = InviteForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            invite_animator(group=group, email=form.cleaned_data["email"], by=actor_of(request), now=now)
            return done(request, _("L'invitation est partie."), PAGE, slug)
        except CannotInvite as refusal:
            status = refuse(form, refusal)
        except CannotInviteHere as refusal:
            form.add_error(None, str(refusal))
    file = group_file(request.user, group, now)
    return form_page(request, "groups/desk/animators.html", form, status=status, group=group, file=file)


@coordination
@require_POST
def desk_invitation_again(request: SignedInRequest, slug: str, invitation_id: int) -> HttpResponse:
    """A new letter with a new link; the former link no longer opens anything."""
    group, invitation = _invitation(request, slug, invitation_id)
    try:
        invite_animator(group=group, email=invitation.email, by=actor_of(request), now=timezone.now())
    except CannotInvite as refusal:
        messages.error(request, refusal.words)
        return redirect(PAGE, slug)
    return done(request, _("L'invitation est repartie."), PAGE, slug)


@coordination
@require_POST
def desk_invitation_revoke(request: SignedInRequest, slug: str, invitation_id: int) -> HttpResponse:
    _group, invitation = _invitation(request, slug, invitation_id)
    revoke_invitation(invitation=invitation, by=actor_of(request), now=timezone.now())
    return done(request, _("L'invitation est reprise."), PAGE, slug)


def _invitation(request: SignedInRequest, slug: str, invitation_id: int) -> tuple[LocalGroup, Invitation]:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    return group, fetch_invitation_for(request.user, group, invitation_id, now=timezone.now())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end_animation(request: SignedInRequest, animator_id: int) -> HttpResponse:
    """The coordination ends a mandate; a person leaves their own."""
    animator = fetch_animator_for(request.user, animator_id)
    group: LocalGroup = animator.group
    if request.method != "POST":
        context: dict[str, Any] = {"animator": animator, "group": group, "mine": animator.user_id == request.user.pk}
        return form_page(request, "groups/desk/end_animation.html", InviteForm(), **context)
    end_mandate(animator=animator, by=actor_of(request), now=timezone.now())
    if request.user.is_coordinator:
        return done(request, _("Le rôle est terminé. La personne le sait par lettre."), PAGE, group.slug)
    return done(request, _("Votre rôle est terminé. Merci pour le temps donné."), "front:space")
