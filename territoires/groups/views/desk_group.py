"""One group at the desk: everything known, its stage, whether it is shown."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest, coordination
from territoires.groups.actions.desk import CannotShow, hide_group, show_group
from territoires.groups.actions.stages import CannotMove, move_stage, settle_next_step, undo_stage
from territoires.groups.forms.desk import HideForm, ShowForm, StageForm, VersionForm
from territoires.groups.permissions import COORDINATE, READ, fetch_change_for, fetch_group_for
from territoires.groups.queries.group_file import group_file, stage_suggested
from territoires.groups.views.answering import done, form_page, refuse
from territoires.kit.access import records_voice, signed_in
from territoires.kit.actors import actor_of


@coordination
@require_safe
def desk_group(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    return render(request, "groups/desk/group.html", {"file": group_file(request.user, group, timezone.now())})


@signed_in
@records_voice
@require_safe
def space_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same page for animators and delegates, with what is theirs to see."""
    group = fetch_group_for(request.user, slug, to=READ)
    if request.user.is_coordinator:
        return redirect("groups:desk_group", slug)
    return render(request, "groups/desk/group.html", {"file": group_file(request.user, group, timezone.now())})


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_stage(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    initial = {"version": group.version, "to": stage_suggested(group), "source": "call"}
    form = StageForm(request.POST if request.method == "POST" else None, stage=group.stage, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            move_stage(
                group=group, to=told["to"], version=told["version"], source=told["source"], reason=told["reason"],
                next_step=told["next_step"], next_on=told["next_on"], by=actor_of(request), now=timezone.now(),
            )  # fmt: skip
            words = _("L'étape est changée. Vous pouvez annuler plus bas, dans « Les étapes ».")
            return done(request, words, "groups:desk_group", slug)
        except CannotMove as refusal:
            status = refuse(form, refusal, group)
    return form_page(request, "groups/desk/stage.html", form, status=status, group=group)


@coordination
@require_POST
def desk_stage_undo(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    form = VersionForm(request.POST)
    form.is_valid()
    try:
        undo_stage(group=group, version=form.cleaned_data["version"], by=actor_of(request), now=timezone.now())
        return done(request, _("Le changement d'étape est annulé."), "groups:desk_group", slug)
    except CannotMove as refusal:
        status = refuse(form, refusal, group)
    file = group_file(request.user, group, timezone.now())
    return render(request, "groups/desk/group.html", {"file": file, "form": form}, status=status)


@coordination
@require_POST
def desk_step_done(request: SignedInRequest, change_id: int) -> HttpResponse:
    change = fetch_change_for(request.user, change_id)
    settle_next_step(change=change, by=actor_of(request), now=timezone.now())
    return done(request, _("C'est noté : cette étape est faite."), "groups:desk_group", change.group.slug)


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_show(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    now = timezone.now()
    form = ShowForm(
        request.POST if request.method == "POST" else None,
        initial={"version": group.version, "agreed_on": timezone.localdate(now)},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            show_group(
                group=group, version=told["version"], agreed_on=told["agreed_on"], how=told["how"],
                by=actor_of(request), now=now,
            )  # fmt: skip
            return done(request, _("Le groupe est montré sur le site."), "groups:desk_group", slug)
        except CannotShow as refusal:
            status = refuse(form, refusal, group)
    return form_page(request, "groups/desk/show.html", form, status=status, group=group)


@coordination
@require_http_methods(["GET", "HEAD", "POST"])
def desk_hide(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=COORDINATE)
    form = HideForm(request.POST if request.method == "POST" else None, initial={"version": group.version})
    status = 200
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            hide_group(
                group=group, version=told["version"], reason=told["reason"], by=actor_of(request), now=timezone.now()
            )
            return done(request, _("Le groupe n'est plus montré nulle part."), "groups:desk_group", slug)
        except CannotShow as refusal:
            status = refuse(form, refusal, group)
    return form_page(request, "groups/desk/hide.html", form, status=status, group=group)
