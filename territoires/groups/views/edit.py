"""Change the page of a group: for those who animate it and for the coordination."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.edit import (
    CannotChoosePhone,
    CannotEdit,
    choose_phone,
    choose_place,
    confirm_facts,
    undo_update,
    update_group,
)
from territoires.groups.forms.desk import VersionForm
from territoires.groups.forms.edit import CoordinationEditForm, EditForm, PhoneChoiceForm, PlaceChoiceForm
from territoires.groups.permissions import EDIT, fetch_group_for
from territoires.groups.queries.edit import preview_of
from territoires.groups.queries.tasks import file_address
from territoires.groups.views.answering import form_page, refuse
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """All words of the page, with a preview, an undo, and a polite word when somebody else was faster."""
    group = fetch_group_for(request.user, slug, to=EDIT)
    now = timezone.now()
    kind = CoordinationEditForm if request.user.is_coordinator else EditForm
    form = kind(request.POST if request.method == "POST" else None, group=group)
    context: dict[str, Any] = {
        "group": group,
        "preview": None,
        "differences": [],
        "back": file_address(request.user, group),
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        if "apercu" in request.POST:
            context["preview"] = preview_of(group, form.changes(), now)
        else:
            try:
                version = form.cleaned_data["version"]
                update_group(group=group, version=version, changes=form.changes(), by=actor_of(request), now=now)
                messages.success(request, _("La page est à jour."))
                return redirect(file_address(request.user, group) + "#page")
            except CannotEdit as refusal:
                status = refuse(form, refusal, group)
                context["differences"] = form.differences(group)
    return form_page(request, "groups/edit/page.html", form, status=status, **context)


@signed_in
@require_POST
def undo_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=EDIT)
    form = VersionForm(request.POST)
    form.is_valid()
    try:
        undo_update(group=group, version=form.cleaned_data["version"], by=actor_of(request), now=timezone.now())
        messages.success(request, _("La page est revenue comme avant."))
    except CannotEdit as refusal:
        messages.error(request, refusal.words)
    return redirect(file_address(request.user, group) + "#page")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request: SignedInRequest, slug: str) -> HttpResponse:
    """« Toujours vrai ? »: what the page says, and one tap to confirm it."""
    group = fetch_group_for(request.user, slug, to=EDIT)
    now = timezone.now()
    if request.method == "POST":
        confirm_facts(group=group, by=actor_of(request), now=now)
        messages.success(request, _("Merci. La page dit qu'elle est relue aujourd'hui."))
        return redirect("front:desk" if request.user.is_coordinator else "front:space")
    context = {"group": group, "page": preview_of(group, {}, now), "back": file_address(request.user, group)}
    return render(request, "groups/edit/still_true.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_phone(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=EDIT)
    initial = {
        "version": group.version, "phone": group.phone, "public": group.phone_public_since is not None,
        "until": group.phone_public_until,
    }  # fmt: skip
    form = PhoneChoiceForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            choose_phone(
                group=group, version=told["version"], phone=told["phone"], public_until=form.public_until,
                by=actor_of(request), now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("C'est noté."))
            return redirect(file_address(request.user, group))
        except CannotChoosePhone as refusal:
            status = refuse(form, refusal, group)
    return form_page(
        request, "groups/edit/phone.html", form, status=status, group=group, back=file_address(request.user, group)
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def group_place(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=EDIT)
    position = f"{group.lat}, {group.lon}" if group.place_is_public else ""
    initial = {"version": group.version, "position": position, "is_public": group.place_is_public}
    form = PlaceChoiceForm(request.POST if request.method == "POST" else None, group=group, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            choose_place(
                group=group, version=told["version"], position=told["position"],
                by=actor_of(request), now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("C'est noté."))
            return redirect(file_address(request.user, group))
        except CannotEdit as refusal:
            status = refuse(form, refusal, group)
    return form_page(
        request, "groups/edit/place.html", form, status=status, group=group, back=file_address(request.user, group)
    )
