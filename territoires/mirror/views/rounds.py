"""Opening a round, looking together, the paper sheet and what was counted on it, the rounds before."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.kit.access import public, signed_in
from territoires.kit.actors import actor_of
from territoires.mirror.actions import (
    CannotOpen,
    CannotSee,
    give_up_round,
    look_together,
    open_mirror,
    save_tallies,
)
from territoires.mirror.forms.leading import TallyForm, tallies_as_typed
from territoires.mirror.permissions import fetch_leading_seat_for, fetch_round, fetch_seat_for
from territoires.mirror.queries.paper import sheet as paper_sheet
from territoires.mirror.queries.rounds import can_look, open_round
from territoires.mirror.queries.together import seen_together
from territoires.mirror.views.seats import back_home, page

CLOSED = CannotSee("closed")


@public
def sheet(request: HttpRequest) -> HttpResponse:
    """The sheet for a meeting without screens: the same for every group, it names none."""
    return render(request, "mirror/sheet.html", {"sheet": paper_sheet()})


@signed_in
@require_POST
def open_mirror_now(request: SignedInRequest, slug: str) -> HttpResponse:
    seat = fetch_leading_seat_for(request.user, slug)
    try:
        open_mirror(group=seat.group, by=actor_of(request), now=timezone.now())
    except CannotOpen as refusal:
        return back_home(request, seat, refusal.words, wrong=True)
    return back_home(request, seat, _("Le miroir est ouvert. Chacun répond seul, quand il veut."))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def look(request: SignedInRequest, slug: str) -> HttpResponse:
    """What looking together means, then the look itself: from there on nothing changes any more."""
    seat = fetch_leading_seat_for(request.user, slug)
    mirror = open_round(seat.group)
    if mirror is None:
        return back_home(request, seat, CLOSED.words, wrong=True)
    if request.method == "POST":
        try:
            look_together(mirror=mirror, by=actor_of(request), now=timezone.now())
        except CannotSee as refusal:
            return back_home(request, seat, refusal.words, wrong=True)
        return back_home(request, seat, _("Regardez ensemble. Prenez le temps de parler."))
    return page(request, "mirror/look.html", seat, can_look=can_look(mirror))


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: SignedInRequest, slug: str) -> HttpResponse:
    seat = fetch_leading_seat_for(request.user, slug)
    mirror = open_round(seat.group)
    if mirror is None:
        return back_home(request, seat, CLOSED.words, wrong=True)
    if request.method == "POST":
        try:
            give_up_round(mirror=mirror, by=actor_of(request), now=timezone.now())
        except CannotSee as refusal:
            return back_home(request, seat, refusal.words, wrong=True)
        return back_home(request, seat, _("Le miroir est refermé. Les réponses sont effacées, personne ne les a lues."))
    return page(request, "mirror/give_up.html", seat)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def tally(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hands counted on the paper sheet."""
    seat = fetch_leading_seat_for(request.user, slug)
    mirror = open_round(seat.group)
    if mirror is None and request.method != "POST":
        return back_home(request, seat, CLOSED.words, wrong=True)
    typed = tallies_as_typed(mirror) if mirror else {}
    form = TallyForm(request.POST if request.method == "POST" else None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            if mirror is None:
                raise CLOSED
            save_tallies(mirror=mirror, raised=form.raised(), by=actor_of(request), now=timezone.now())
            return back_home(request, seat, _("La feuille est recopiée."))
        except CannotSee as refusal:
            form.add_error(None, refusal.words)
    return page(request, "mirror/tally.html", seat, form)


@signed_in
@require_safe
def past_round(request: SignedInRequest, slug: str, mirror_id: int) -> HttpResponse:
    seat = fetch_seat_for(request.user, slug)
    mirror = fetch_round(seat, mirror_id)
    return page(request, "mirror/round.html", seat, round=mirror, seen=seen_together(mirror))
