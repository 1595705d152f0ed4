"""Dates of a group: its public page, and the screens of those who announce them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import EDIT, animates, fetch_group_for, fetch_visible_group_for
from territoires.journal.actions import meetings as verbs
from territoires.journal.forms.meetings import ChangeMeetingForm, NewMeetingForm, StepForm
from territoires.journal.models import Meeting
from territoires.journal.permissions.agenda import fetch_meeting_for
from territoires.journal.queries import meetings as queries
from territoires.kit import once
from territoires.kit.access import public, signed_in
from territoires.kit.actors import actor_of


@public
def meetings(request: HttpRequest, slug: str) -> HttpResponse:
    """All dates to come, and the last ones that were held."""
    group = fetch_visible_group_for(request.user, slug)
    return render(request, "journal/meetings/page.html", {"group": group, "page": queries.page(group, timezone.now())})


@signed_in
@require_safe
def space_meetings(request: SignedInRequest, slug: str) -> HttpResponse:
    """The desk of the dates: change, cancel, remove, take back."""
    group = fetch_group_for(request.user, slug, to=EDIT)
    desk = queries.desk(group, timezone.now(), inside=animates(request.user, group))
    return render(request, "journal/meetings/space.html", {"group": group, "desk": desk})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new_meeting(request: SignedInRequest, slug: str) -> HttpResponse:
    """One screen: what, when, where."""
    group = fetch_group_for(request.user, slug, to=EDIT)
    form = NewMeetingForm(request.POST if request.method == "POST" else None, group=group)
    if request.method == "POST" and form.is_valid():
        try:
            address = _announce_once(request, group, form)
            messages.success(request, _("C'est annoncé. Vous pouvez encore changer ou retirer."))
            return redirect(address)
        except verbs.CannotAnnounce as refusal:
            form.add_error(None if refusal.code == "ended" else "on", refusal.words)
    return _form_page(request, "new", form, group)


def _announce_once(request: SignedInRequest, group: LocalGroup, form: NewMeetingForm) -> str:
    """A double tap announces once."""
    now = timezone.now()

    def effect() -> str:
        verbs.announce_meetings(group=group, facts=form.told(), days=form.days(), by=actor_of(request), now=now)
        return reverse("journal:space_meetings", args=[group.slug])

    return once.perform(once.once_key(request, f"journal-meeting:{group.pk}", form.cleaned_data), effect, now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request: SignedInRequest, slug: str, meeting_id: int) -> HttpResponse:
    meeting = fetch_meeting_for(request.user, slug, meeting_id)
    form = ChangeMeetingForm(request.POST if request.method == "POST" else None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        try:
            verbs.change_meeting(
                meeting=meeting, version=version, changes=form.changes(), by=actor_of(request), now=timezone.now()
            )
            messages.success(request, _("C'est changé, partout à la fois."))
            return redirect("journal:space_meetings", slug)
        except verbs.CannotChangeMeeting as refusal:
            form.add_error("on" if refusal.code in ("past", "far") else None, refusal.words)
            meeting.refresh_from_db(fields=["version"])
            form.facing(meeting.version)
    return _form_page(request, "change", form, meeting.group, meeting=meeting)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: SignedInRequest, slug: str, meeting_id: int) -> HttpResponse:
    """What it means, then one button."""
    meeting = fetch_meeting_for(request.user, slug, meeting_id)
    if request.method == "POST":
        act = _acting(request, verbs.cancel_meeting, meeting)
        return _done(request, slug, act, _("C'est annulé. La date reste affichée et le dit."))
    line = queries.line_of(meeting, queries.today_of(meeting.group, timezone.now()))
    return render(request, "journal/meetings/cancel.html", {"group": meeting.group, "line": line})


@signed_in
@require_POST
def remove_meeting(request: SignedInRequest, slug: str, meeting_id: int) -> HttpResponse:
    meeting = fetch_meeting_for(request.user, slug, meeting_id)
    act = _acting(request, verbs.remove_meeting, meeting)
    return _done(request, slug, act, _("La date est retirée. Vous pouvez la remettre, plus bas."))


@signed_in
@require_POST
def undo_meeting(request: SignedInRequest, slug: str, meeting_id: int) -> HttpResponse:
    meeting = fetch_meeting_for(request.user, slug, meeting_id)
    form = StepForm(request.POST)
    form.is_valid()
    act = _acting(request, verbs.undo_meeting, meeting, version=form.cleaned_data["version"])
    return _done(request, slug, act, _("La date est revenue comme avant."))


def _acting(request: HttpRequest, verb: Callable[..., Meeting], meeting: Meeting, **more: Any) -> Callable[[], Meeting]:
    return lambda: verb(meeting=meeting, by=actor_of(request), now=timezone.now(), **more)


def _done(request: HttpRequest, slug: str, act: Callable[[], Meeting], words: str) -> HttpResponse:
    try:
        act()
        messages.success(request, words)
    except verbs.CannotChangeMeeting as refusal:
        messages.error(request, refusal.words)
    return redirect("journal:space_meetings", slug)


def _form_page(request: HttpRequest, name: str, form: Form, group: LocalGroup, **more: Any) -> HttpResponse:
    context = {"form": form, "group": group, **more}
    status = 422 if form.is_bound else 200
    return render(request, f"journal/meetings/{name}.html", context, status=status)
