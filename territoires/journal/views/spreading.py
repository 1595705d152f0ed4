"""How an idea travelled; « Nous avons essayé aussi »; naming the group an idea came from, and taking the name away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from territoires.accounts.models import User
from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.refusals import Refused
from territoires.groups.permissions import animated_groups, animates, fetch_visible_group_for
from territoires.journal.actions import spreading as verbs
from territoires.journal.forms.spreading import LookForm, SourceForm, WhichGroupForm
from territoires.journal.models import Entry
from territoires.journal.permissions.agenda import fetch_mention_for, fetch_own_entry_for, fetch_told_entry
from territoires.journal.queries import spreading as queries
from territoires.kit.access import open_data, public, signed_in
from territoires.kit.actors import actor_of


@public
def travel(request: HttpRequest, key: str) -> HttpResponse:
    """The way of an idea, as a list first and as a quiet picture."""
    today = timezone.localdate()
    entry = fetch_told_entry(key, today)
    context = {"entry": entry, "group": entry.group, "travel": queries.travel_of(entry, today)}
    return render(request, "journal/spreading/travel.html", context)


@public
@open_data
def travel_map(request: HttpRequest, key: str) -> HttpResponse:
    """The picture alone."""
    today = timezone.localdate()
    svg = queries.travel_svg(queries.travel_of(fetch_told_entry(key, today), today))
    return HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")


@public
def we_tried_too(request: HttpRequest, key: str) -> HttpResponse:
    """From any public entry: how to tell that one tried it too, with or without account."""
    entry = fetch_told_entry(key, timezone.localdate())
    return _tried_page(request, entry, _which_group(request, entry))


@signed_in
@require_POST
def start_inspired(request: SignedInRequest, key: str) -> HttpResponse:
    """A draft with its source already named, opened in the composer."""
    entry = fetch_told_entry(key, timezone.localdate())
    form = _which_group(request, entry, request.POST)
    if form is None:
        raise Http404
    if form.is_valid():
        group = form.cleaned_data["group"]
        try:
            draft = verbs.start_inspired_entry(
                group=group, source=entry, by=actor_of(request), now=timezone.now()
            )  # fmt: skip
            messages.success(request, _("La source est notée. Racontez maintenant chez vous."))
            return redirect("journal:change", group.slug, draft.key)
        except Refused as refusal:
            form.add_error(None, refusal.words)
    return _tried_page(request, entry, form, status=422)


def _which_group(request: HttpRequest, entry: Entry, data: Any = None) -> WhichGroupForm | None:
    """The groups for which this person may write; None for somebody who writes for none."""
    if not isinstance(request.user, User):
        return None
    groups = animated_groups(request.user).exclude(pk=entry.group_id).order_by("name")
    return WhichGroupForm(data, groups=groups) if groups else None


def _tried_page(request: HttpRequest, entry: Entry, form: WhichGroupForm | None, status: int = 200) -> HttpResponse:
    context = {"entry": entry, "group": entry.group, "stop": queries.Stop(entry.group, entry), "form": form}
    return render(request, "journal/spreading/tried.html", context, status=status)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose_source(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """Look for a group by its place or its name, choose one of its stories or the group itself."""
    entry = fetch_own_entry_for(request.user, slug, key)
    today = timezone.localdate()
    look = LookForm(request.GET)
    words = look.cleaned_data["q"] if look.is_valid() else ""
    form = SourceForm(request.POST if request.method == "POST" else None, initial={"why": entry.inspired_why})
    if request.method == "POST" and form.is_valid():
        try:
            _name_source(request, entry, form)
            messages.success(request, _("C'est noté. Ce groupe le saura quand votre récit sera public."))
            return redirect("journal:written", slug, key)
        except Refused as refusal:
            form.add_error(None, refusal.words)
    context = {
        "entry": entry, "group": entry.group, "look": look, "form": form, "words": words,
        "found": queries.search_sources(words, entry.group, today), "source": queries.own_source(entry, today),
    }  # fmt: skip
    return render(request, "journal/spreading/choose.html", context, status=422 if form.is_bound else 200)


def _name_source(request: SignedInRequest, entry: Entry, form: SourceForm) -> None:
    kind, key = form.named()
    try:
        told = fetch_told_entry(key, timezone.localdate()) if kind == "recit" else None
        group = told.group if told else fetch_visible_group_for(request.user, key if kind == "groupe" else "")
    except Http404 as gone:
        raise verbs.CannotInspire("hidden") from gone
    verbs.inspire(
        entry=entry, from_group=group, from_entry=told, why=form.cleaned_data["why"], by=actor_of(request),
        now=timezone.now(),
    )  # fmt: skip


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_mention(request: SignedInRequest, mention_id: int) -> HttpResponse:
    """What it means, then one button: for the group that is named, and for the one that names it."""
    mention = fetch_mention_for(request.user, mention_id)
    by_source = animates(request.user, mention.from_group)
    group = mention.from_group if by_source else mention.entry.group
    if request.method == "POST":
        verbs.withdraw_link(mention=mention, by_source=by_source, by=actor_of(request), now=timezone.now())
        messages.success(request, _("La mention est retirée, sur les deux pages."))
        return redirect("groups:space_group", group.slug)
    context = {"mention": mention, "group": group, "by_source": by_source}
    return render(request, "journal/spreading/withdraw.html", context)


@signed_in
@require_POST
def put_mention_away(request: SignedInRequest, mention_id: int) -> HttpResponse:
    mention = fetch_mention_for(request.user, mention_id)
    if not animates(request.user, mention.from_group):  # the line stands on the space of the group that is named
        raise Http404
    verbs.put_mention_away(mention=mention, by=actor_of(request), now=timezone.now())
    return redirect("groups:space_group", mention.from_group.slug)
