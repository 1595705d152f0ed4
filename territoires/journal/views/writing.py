"""The composer: one sentence, a picture, a voice, who may read; and changes afterwards. Nothing typed is lost."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.models import LocalGroup
from territoires.journal.actions.composing import compose_entry
from territoires.journal.actions.entries import change_entry
from territoires.journal.actions.media import add_media as add_to
from territoires.journal.actions.refusals import CannotTell
from territoires.journal.enums import EntryStatus
from territoires.journal.forms.entries import ChangeForm, first_words
from territoires.journal.forms.media import ComposeForm, MediaForm
from territoires.journal.permissions.entries import fetch_written_entry_for, fetch_written_group_for
from territoires.kit import once
from territoires.kit.access import records_voice, signed_in, takes_files
from territoires.kit.actors import actor_of
from territoires.media.actions import CannotReceive

CONFLICT, HEAVIEST = 409, 25


@takes_files(megabytes=HEAVIEST)
@signed_in
@records_voice
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, slug: str) -> HttpResponse:
    """One screen. « Publier » publishes; what cannot appear yet is kept, and the next page says why."""
    group = fetch_written_group_for(request.user, slug)
    posted = request.method == "POST"
    form = ComposeForm(request.POST if posted else None, request.FILES if posted else None, sender=actor_of(request))
    if posted and form.is_valid():
        try:
            return redirect(_compose_once(request, group, form))
        except CannotTell as refusal:
            form.add_error(None, refusal.words)
        except CannotReceive as refusal:
            form.add_error(None, str(refusal))
    if posted:
        form.hold(now=timezone.now())
    status = 422 if posted else 200
    return render(request, "journal/desk/write.html", {"form": form, "group": group}, status=status)


def _compose_once(request: SignedInRequest, group: LocalGroup, form: ComposeForm) -> str:
    now, by, keep = timezone.now(), actor_of(request), "keep" in request.POST
    at = form.publish_at()

    def effect() -> str:
        composed = compose_entry(
            group=group, told=form.told(), picture=form.given_picture(), sound=form.given_sound(),
            witness=str(request.user), at=at, keep=keep, by=by, now=now,
        )  # fmt: skip
        if composed.refusal:
            messages.error(request, composed.refusal)
        return reverse("journal:written", args=[group.slug, composed.entry.key])

    key = once.once_key(request, f"journal-write:{group.pk}:{keep}", form.cleaned_data)
    return once.perform(key, effect, now)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Other words, another day, other readers. What it said is kept thirty days."""
    entry = fetch_written_entry_for(request.user, slug, key)
    if entry.status == EntryStatus.WAITING or entry.trashed_at is not None:
        return redirect("journal:written", slug=slug, key=key)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=first_words(entry))
    status, now_says = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_entry(
                    entry=entry, version=form.cleaned_data["version"], told=form.told(), by=actor_of(request),
                    now=timezone.now(),
                )  # fmt: skip
                messages.success(request, _("C'est enregistré."))
                return redirect("journal:written", slug=slug, key=key)
            except CannotTell as refusal:
                form.add_error(None, refusal.words)
                if refusal.code == "changed":
                    entry.refresh_from_db()
                    form.facing(entry.version)
                    status, now_says = CONFLICT, entry.words
    context = {"form": form, "entry": entry, "group": entry.group, "now_says": now_says}
    return render(request, "journal/desk/change.html", context, status=status)


@takes_files(megabytes=HEAVIEST)
@signed_in
@records_voice
@require_http_methods(["GET", "HEAD", "POST"])
def add_media(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """A picture or a voice for an entry that is there already."""
    entry = fetch_written_entry_for(request.user, slug, key)
    posted = request.method == "POST"
    form = MediaForm(request.POST if posted else None, request.FILES if posted else None, sender=actor_of(request))
    if posted and form.is_valid():
        try:
            add_to(entry=entry, picture=form.given_picture(), sound=form.given_sound(),
                   witness=str(request.user), by=actor_of(request), now=timezone.now())  # fmt: skip
            messages.success(request, _("C'est ajouté."))
            return redirect("journal:written", slug=slug, key=key)
        except CannotReceive as refusal:
            form.add_error(None, str(refusal))
        except CannotTell as refusal:
            form.add_error(None, refusal.words)
    if posted:
        form.hold(now=timezone.now())
    context = {"form": form, "entry": entry, "group": entry.group}
    return render(request, "journal/desk/add_media.html", context, status=422 if posted else 200)
