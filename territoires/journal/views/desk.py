"""The journal as its animators see it: what waits, what is kept, what is published, and the buttons that move it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.journal.actions import entries as verbs
from territoires.journal.actions.hiding import hide_entry
from territoires.journal.actions.media import remove_medium, show_files
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.forms.entries import MoveForm
from territoires.journal.models import Entry
from territoires.journal.permissions.entries import (
    fetch_hideable_entry_for,
    fetch_written_entry_for,
    fetch_written_group_for,
)
from territoires.journal.queries import entries as queries
from territoires.journal.queries.written import written_page
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of

type Move = Callable[..., Entry]
MOVES: dict[str, tuple[Move, str | Promise]] = {
    "publish": (verbs.publish_entry, _("C'est publié.")),
    "publish_words": (
        partial(verbs.publish_entry, without_media=True), _("Les mots sont publiés, sans la photo ni le son."),
    ),
    "show": (show_files, _("C'est montré.")),
    "keep": (verbs.keep_entry, _("C'est gardé pour plus tard.")),
    "withdraw": (verbs.withdraw_entry, _("C'est retiré. Plus personne ne le lit. Vous pouvez le remettre.")),
    "put_back": (verbs.publish_entry, _("C'est remis.")),
    "trash": (verbs.trash_entry, _("C'est dans la corbeille, pour trente jours.")),
    "untrash": (verbs.untrash_entry, _("C'est sorti de la corbeille.")),
    "undo": (verbs.undo_change, _("C'est revenu comme avant.")),
}  # fmt: skip


@signed_in
@require_safe
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_written_group_for(request.user, slug)
    found = queries.desk(group, timezone.localdate(), request.GET.get("page", "")[:9])
    return render(request, "journal/desk/desk.html", {"group": group, "desk": found})


@signed_in
@require_safe
def written(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """One entry for those who write it: where it stands, what is missing, what can be done."""
    entry = fetch_written_entry_for(request.user, slug, key)
    if entry.status == "waiting":
        return redirect("journal:read_words", slug=slug, key=key)
    context: dict[str, Any] = {"page": written_page(entry, timezone.now()), "group": entry.group}
    return render(request, "journal/desk/written.html", context)


@signed_in
@require_POST
def move(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """One button: publish, withdraw, put back, throw away, take out of the bin, undo a change."""
    entry = fetch_written_entry_for(request.user, slug, key)
    name = request.POST.get("move", "")
    if name not in MOVES:
        raise Http404
    form = MoveForm(request.POST)
    form.is_valid()
    verb, said = MOVES[name]
    try:
        verb(entry=entry, version=form.cleaned_data["version"], by=actor_of(request), now=timezone.now())
        messages.success(request, str(said))
    except CannotTell as refusal:
        messages.error(request, refusal.words)
    return redirect(
        "journal:desk" if name == "trash" else "journal:written", *([slug] if name == "trash" else [slug, key])
    )


@signed_in
@require_POST
def take_off(request: SignedInRequest, slug: str, key: str, token: str) -> HttpResponse:
    """Take one picture or one voice off an entry, for good."""
    entry = fetch_written_entry_for(request.user, slug, key)
    try:
        remove_medium(entry=entry, token=token, by=actor_of(request), now=timezone.now())
        messages.success(request, str(_("Le fichier est effacé.")))
    except CannotTell as refusal:
        messages.error(request, refusal.words)
    return redirect("journal:written", slug=slug, key=key)


@signed_in
@require_POST
def hide(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """The coordination hides at once what could hurt somebody; those who animate the group can put it back."""
    entry = fetch_hideable_entry_for(request.user, slug, key)
    hide_entry(entry=entry, by=actor_of(request), now=timezone.now())
    messages.success(request, str(_("C'est caché. Le groupe le voit dans son journal.")))
    return redirect("journal:entries", slug=slug)
