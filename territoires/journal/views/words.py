"""Words that came by a card: an animator reads them before anybody else does."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.journal.actions.card import accept_words, refuse_words
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.enums import EntryStatus, Visibility
from territoires.journal.forms.entries import ReadForm, RefuseForm, read_form
from territoires.journal.models import Entry
from territoires.journal.permissions.entries import fetch_written_entry_for
from territoires.journal.queries.written import written_page
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of

CONFLICT = 409


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def read_words(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Read, correct a little, show; or say no with a kind word."""
    entry = fetch_written_entry_for(request.user, slug, key)
    if entry.status != EntryStatus.WAITING:
        return redirect("journal:written", slug=slug, key=key)
    refusing = "refuse" in request.POST
    data = request.POST if request.method == "POST" else None
    form = read_form(entry, None if refusing else data)
    no = RefuseForm(data if refusing else None, prefix="non", initial=form.initial)
    sent, status = (no if refusing else form), 200
    if request.method == "POST":
        status = 422
        if sent.is_valid():
            try:
                return _decide(request, entry, sent)
            except CannotTell as refusal:
                sent.add_error(None, refusal.words)
                status = CONFLICT if refusal.code == "changed" else 422
                entry = fetch_written_entry_for(request.user, slug, key)
    context = {
        "form": form, "no": no, "sent": sent, "page": written_page(entry, timezone.now()), "group": entry.group,
    }  # fmt: skip
    return render(request, "journal/desk/read.html", context, status=status)


def _decide(request: SignedInRequest, entry: Entry, form: ReadForm | RefuseForm) -> HttpResponse:
    words: dict[str, Any] = form.cleaned_data
    seen = {"version": words["version"], "sent_version": words["sent_version"]}
    acting: dict[str, Any] = {"by": actor_of(request), "now": timezone.now()}
    if isinstance(form, RefuseForm):
        refuse_words(entry=entry, reason=words["reason"], **seen, **acting)
        messages.success(request, _("C'est noté. La personne lira vos mots à sa référence."))
        return redirect("journal:desk", slug=entry.group.slug)
    shown = accept_words(
        entry=entry, words=words["words"], said_by=words["said_by"], visibility=Visibility(words["visibility"]),
        without_media="publish_words" in request.POST, **seen, **acting,
    )  # fmt: skip
    messages.success(request, _("C'est publié. Merci d'avoir relu."))
    return redirect("journal:written", slug=entry.group.slug, key=shown.key)
