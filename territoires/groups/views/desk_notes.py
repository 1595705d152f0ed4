"""The follow-up log: written by the coordination, and by delegates for the groups of their network."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.follow_ups import add_note, erase_note, settle_note
from territoires.groups.forms.desk import NoteForm
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import FOLLOW, fetch_group_for, fetch_note_for
from territoires.groups.queries.tasks import file_address
from territoires.groups.views.answering import form_page
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add_follow_up(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=FOLLOW)
    form = NoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        note = add_note(group=group, by=actor_of(request), now=timezone.now(), **form.cleaned_data)
        words = _("La note est gardée.") if note.said else _("La date est gardée, sans les mots.")
        return _back(request, group, words)
    return form_page(request, "groups/desk/note.html", form, group=group, back=file_address(request.user, group))


@signed_in
@require_POST
def settle_follow_up(request: SignedInRequest, note_id: int) -> HttpResponse:
    note = fetch_note_for(request.user, note_id)
    settle_note(note=note, by=actor_of(request), now=timezone.now())
    return _back(request, note.group, _("C'est noté : cette étape est faite."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def erase_follow_up(request: SignedInRequest, note_id: int) -> HttpResponse:
    note = fetch_note_for(request.user, note_id)
    if request.method == "POST":
        erase_note(note=note, by=actor_of(request), now=timezone.now())
        return _back(request, note.group, _("La note est effacée. Sa date reste."))
    context: dict[str, Any] = {"note": note, "group": note.group, "back": file_address(request.user, note.group)}
    return form_page(request, "groups/desk/erase_note.html", NoteForm(), **context)


def _back(request: SignedInRequest, group: LocalGroup, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(file_address(request.user, group))
