"""Passing the role on in two taps, and taking it back within 72 hours."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.actions import CannotInvite as CannotInviteHere
from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.animators import CannotInvite, invite_animator
from territoires.groups.actions.handover import CannotHandOver, hand_over, undo_hand_over
from territoires.groups.forms.desk import InviteForm
from territoires.groups.forms.people import HandOverForm
from territoires.groups.models import Animator, LocalGroup
from territoires.groups.permissions import ANIMATE, fetch_group_for, fetch_hand_over_for, fetch_member_for
from territoires.groups.queries.people import may_take_over, own_mandate
from territoires.groups.views.answering import done, form_page, refuse
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of
from territoires.kit.forms import KitForm


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: SignedInRequest, slug: str) -> HttpResponse:
    """First tap: to whom? Somebody without account gets an invitation by letter first."""
    group, _mandate = _mine(request, slug)
    form, status = InviteForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        try:
            email = form.cleaned_data["email"]
            invite_animator(group=group, email=email, by=actor_of(request), now=timezone.now())
            return done(request, _("L'invitation est partie."), "groups:inside", slug)
        except CannotInvite as refusal:
            status = refuse(form, refusal)
        except CannotInviteHere as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request, "groups/inside/pass_on.html", form, status=status, group=group, people=may_take_over(group)
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on_to(request: SignedInRequest, slug: str, member_id: int) -> HttpResponse:
    """Second tap: « Passer le relais à Samira »."""
    group, mandate = _mine(request, slug)
    member = fetch_member_for(request.user, group, member_id)
    form, status = HandOverForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST" and form.is_valid():
        together = form.cleaned_data["together"]
        try:
            hand_over(
                group=group, giver=mandate, to=member, together=together, by=actor_of(request), now=timezone.now()
            )  # fmt: skip
        except CannotHandOver as refusal:
            status = refuse(form, refusal)
        else:
            words = _("C'est fait. Une lettre part à chaque personne concernée.")
            return done(request, words, "groups:inside" if together else "front:space", *([slug] if together else []))
    name = member.first_name or str(member.user or "")
    return form_page(request, "groups/inside/pass_on_to.html", form, status=status, group=group, name=name)


def _mine(request: SignedInRequest, slug: str) -> tuple[LocalGroup, Animator]:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    mandate = own_mandate(request.user, group)
    if mandate is None:
        raise Http404
    return group, mandate


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def undo_pass_on(request: SignedInRequest, hand_over_id: int) -> HttpResponse:
    """For the giver, anybody who animates the group, the coordination; after 72 hours the page is gone."""
    now = timezone.now()
    done_before = fetch_hand_over_for(request.user, hand_over_id, now=now)
    form, status = KitForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        try:
            undo_hand_over(hand_over=done_before, by=actor_of(request), now=now)
            return done(request, _("Tout est comme avant. Une lettre le dit à chacun."), "front:space")
        except CannotHandOver as refusal:
            form.is_valid()
            status = refuse(form, refusal)
    context = {"form": form, "hand_over": done_before, "group": done_before.group}
    return render(request, "groups/inside/undo_pass_on.html", context, status=status)
