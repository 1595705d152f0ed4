"""The coordination's and the delegates' side of the life of groups: whom to call, « toujours vrai ? » to several, who
could accompany whom, and the table to take away."""

import csv
import datetime
from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from territoires.accounts.models import User
from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.asking import ask_many
from territoires.groups.actions.buddies import CannotPair, propose_buddy
from territoires.groups.actions.desk import note_export
from territoires.groups.enums import Side
from territoires.groups.forms.desk import WishForm
from territoires.groups.forms.life import MatchForm, WishKeptForm
from territoires.groups.permissions import FOLLOW, fetch_group_for
from territoires.groups.permissions.life import fetch_followed_for
from territoires.groups.queries.asked import choice_for
from territoires.groups.queries.calls import calls_for
from territoires.groups.queries.life_table import life_head, life_lines
from territoires.groups.queries.matching import matches_for
from territoires.groups.queries.tasks import file_address
from territoires.groups.rules import harmless_cell
from territoires.groups.views.answering import form_page
from territoires.groups.views.desk_groups import BOM, Line
from territoires.kit import once
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of


@signed_in
@require_safe
def calls(request: SignedInRequest) -> HttpResponse:
    """« Qui appeler cette semaine »."""
    fetch_followed_for(request.user)
    return render(request, "groups/desk/calls.html", {"calls": calls_for(request.user, timezone.now())})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def calls_csv(request: SignedInRequest) -> HttpResponseBase:
    """Taking the table away is noted in the journal, so it is a button, never a bare link."""
    followed, now = fetch_followed_for(request.user), timezone.now()
    if request.method != "POST":
        return render(request, "groups/desk/life_table.html", {"head": life_head(), "count": followed.count()})
    note_export(parts=["life"], by=actor_of(request), now=now)
    response = StreamingHttpResponse(_lines(request.user, now), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="vie-des-groupes-{timezone.localdate(now)}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response


def _lines(user: User, now: datetime.datetime) -> Iterator[str]:
    writer = csv.writer(Line(), delimiter=";")
    yield BOM + writer.writerow(life_head())
    for line in life_lines(user, now):
        yield writer.writerow([harmless_cell(cell) for cell in line])


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask_several(request: SignedInRequest) -> HttpResponse:
    """« Toujours vrai ? »: choose by filters, see who would receive it, then send. Sending twice sends once."""
    fetch_followed_for(request.user)
    now = timezone.now()
    wish = WishForm(request.GET if request.method != "POST" else request.POST).wish()
    form = WishKeptForm(request.POST if request.method == "POST" else None)
    choice = choice_for(request.user, wish, now)
    if request.method == "POST" and form.is_valid():
        by = actor_of(request)

        def send() -> str:
            asked = ask_many(groups=choice.to_ask, by=by, now=now)
            said = ngettext("%d groupe reçoit la question.", "%d groupes reçoivent la question.", len(asked))
            messages.success(request, said % len(asked))
            return reverse("groups:ask_several")

        key = once.once_key(request, "groups-ask-several", {**wish.parts, "day": timezone.localdate(now)})
        return redirect(once.perform(key, send, now))
    return form_page(
        request, "groups/desk/ask_several.html", form, filters=WishForm(wish.parts), wish=wish, choice=choice
    )


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def find_buddy(request: SignedInRequest, slug: str) -> HttpResponse:
    """Groups that could accompany this one; both are asked, and either may say no without a reason."""
    group = fetch_group_for(request.user, slug, to=FOLLOW)
    found = matches_for(group)
    form = MatchForm(request.POST if request.method == "POST" else None, matches=found)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            propose_buddy(
                experienced=form.cleaned_data["group"], newer=group, proposed_from=Side.COORDINATION,
                by=actor_of(request), now=timezone.now(),
            )  # fmt: skip
            messages.success(request, _("Les deux groupes reçoivent la proposition."))
            return redirect(file_address(request.user, group))
        except CannotPair as refusal:
            form.add_error(None, refusal.words)
            status = 422
    back = file_address(request.user, group)
    return form_page(request, "groups/desk/find_buddy.html", form, status=status, group=group, matches=found, back=back)
