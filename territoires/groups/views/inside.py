"""« Entre nous »: what members with an account see of their group, and their own place in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.models import User
from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.people import (
    agree_to_contact,
    change_place,
    follow_group,
    join_group,
    leave_group,
    revoke_contact,
    unfollow_group,
)
from territoires.groups.enums import CameBy
from territoires.groups.forms.people import OwnContactForm, OwnLeaveForm, OwnPlaceForm
from territoires.groups.models import Member
from territoires.groups.permissions import (
    INSIDE,
    animates,
    fetch_group_for,
    fetch_visible_group_for,
    own_membership,
)
from territoires.groups.queries.people import (
    around_the_table,
    contact_of,
    hand_over_to_undo,
    own_mandate,
    roles_to_copy,
    running_mandates,
)
from territoires.groups.views.answering import done, form_page
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of


@signed_in
@require_safe
def inside(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=INSIDE)
    leads = animates(request.user, group)
    context: dict[str, Any] = {
        "group": group,
        "table": around_the_table(group),
        "member": own_membership(request.user, group),
        "leads": leads,
        "alone": leads and running_mandates(group).count() == 1,
        "roles_to_copy": roles_to_copy(group) if leads else [],
        "mandate": own_mandate(request.user, group),
        "hand_over": hand_over_to_undo(request.user, group, timezone.now()),
    }
    return render(request, "groups/inside/inside.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_place(request: SignedInRequest, slug: str) -> HttpResponse:
    """My name and my role; somebody who animates without being a member yet takes a chair that way."""
    group = fetch_group_for(request.user, slug, to=INSIDE)
    member = own_membership(request.user, group)
    form = OwnPlaceForm(request.POST if request.method == "POST" else None, initial=_known(request.user, member))
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"place": form.place, "by": actor_of(request), "now": timezone.now()}
        if member is not None and member.kind == "member":
            change_place(member=member, **told)
        else:
            join_group(group=group, came_by=CameBy.ACCOUNT, user_id=request.user.pk, **told)
        return done(request, _("C'est noté."), "groups:inside", slug)
    return form_page(request, "groups/inside/place.html", form, group=group)


def _known(user: User, member: Member | None) -> dict[str, Any]:
    known = OwnPlaceForm.values_of(member) if member else {}
    return {**known, "first_name": known.get("first_name") or str(user)}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def my_contact(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let those who animate reach me, for a year at most; stop it in one press."""
    group = fetch_group_for(request.user, slug, to=INSIDE)
    member = own_membership(request.user, group)
    if member is None:
        return redirect("groups:my_place", slug)
    known = contact_of(member, timezone.localdate())
    if request.method == "POST" and "stop" in request.POST:
        revoke_contact(member=member, by=actor_of(request), now=timezone.now())
        return done(request, _("C'est effacé."), "groups:inside", slug)
    initial = {"phone": known.phone, "email": known.email} if known else {"email": request.user.email}
    form = OwnContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        agree_to_contact(
            member=member, email=told["email"], phone=told["phone"], by=actor_of(request), now=timezone.now()
        )
        return done(request, _("C'est noté."), "groups:inside", slug)
    return form_page(request, "groups/inside/contact.html", form, group=group, known=known)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: SignedInRequest, slug: str) -> HttpResponse:
    """Leave the table. A mandate of animation is ended on its own page."""
    group = fetch_group_for(request.user, slug, to=INSIDE)
    member = own_membership(request.user, group)
    if member is None:
        return redirect("groups:inside", slug)
    form = OwnLeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        forget = form.cleaned_data["forget_name"]
        leave_group(member=member, forget_name=forget, by=actor_of(request), now=timezone.now())
        return done(request, _("Vous avez quitté le groupe. Ce que vous avez raconté reste."), "front:space")
    return form_page(request, "groups/inside/leave.html", form, group=group, mandate=own_mandate(request.user, group))


@signed_in
@require_POST
def follow(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    follow_group(group=group, user_id=request.user.pk, by=actor_of(request), now=timezone.now())
    messages.success(request, _("Vous retrouvez ce groupe dans « Mon espace ». Vous ne recevez rien."))
    return redirect("groups:group_page", slug)


@signed_in
@require_POST
def unfollow(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_visible_group_for(request.user, slug)
    unfollow_group(group=group, user_id=request.user.pk, by=actor_of(request), now=timezone.now())
    return done(request, _("Vous ne suivez plus ce groupe."), "front:space")
