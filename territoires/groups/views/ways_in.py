"""Links to send, cards to print, the code for the wall: for those who animate the group."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.actions.cards import (
    CannotMakeCards,
    make_card_for,
    make_cards,
    make_join_link,
    make_wall_card,
    renew_card,
    replace_wall_card,
    revoke_card,
    revoke_join_link,
)
from territoires.groups.forms.people import CardsForm
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import (
    ANIMATE,
    fetch_card_for,
    fetch_group_for,
    fetch_link_for,
    fetch_member_for,
)
from territoires.groups.queries.people import (
    cards_used,
    cards_waiting,
    join_address,
    open_link,
    printed,
    wall_card,
)
from territoires.groups.views.answering import done, form_page
from territoires.kit import once
from territoires.kit.access import signed_in
from territoires.kit.actors import actor_of

PAGE = "groups:ways_in"


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def ways_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """Every way into the group, and making blank cards."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    form = CardsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_make_once(request, group, form.cleaned_data["number"]))
        except CannotMakeCards as refusal:
            form.add_error(None, refusal.words)
    now = timezone.now()
    link = open_link(group, now)
    return form_page(
        request, "groups/people/ways_in.html", form, group=group, link=link, waiting=cards_waiting(group, now),
        address=join_address(link) if link else "", used=cards_used(group, now), wall=wall_card(group, now),
    )  # fmt: skip


def _make_once(request: SignedInRequest, group: LocalGroup, number: int) -> str:
    def effect() -> str:
        make_cards(group=group, number=number, by=actor_of(request), now=timezone.now())
        return reverse("groups:print_cards", args=[group.slug])

    return once.perform(once.once_key(request, f"groups-cards:{group.pk}", {"n": number}), effect, timezone.now())


@signed_in
@require_safe
def print_cards(request: SignedInRequest, slug: str) -> HttpResponse:
    """Cards that nobody has used yet, eight to a sheet; an address on a phone of somebody who animates can do it."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    cards = [printed(card) for card in cards_waiting(group, timezone.now())]
    return render(request, "groups/people/print_cards.html", {"group": group, "cards": cards})


@signed_in
@require_safe
def print_wall(request: SignedInRequest, slug: str) -> HttpResponse:
    """The code of the wall, large."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    card = wall_card(group, timezone.now())
    if card is None:
        return redirect(PAGE, slug)
    return render(request, "groups/people/print_wall.html", {"group": group, "printed": printed(card)})


@signed_in
@require_POST
def make_wall(request: SignedInRequest, slug: str) -> HttpResponse:
    """The code of the wall, or a new one when it is misused (`new`)."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    make = replace_wall_card if "new" in request.POST else make_wall_card
    make(group=group, by=actor_of(request), now=timezone.now())
    return redirect("groups:print_wall", slug)


@signed_in
@require_POST
def make_link(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    make_join_link(group=group, by=actor_of(request), now=timezone.now())
    return done(request, _("Le lien est prêt. Envoyez-le aux personnes que vous connaissez."), PAGE, slug)


@signed_in
@require_POST
def close_link(request: SignedInRequest, slug: str, link_id: int) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    now = timezone.now()
    link = fetch_link_for(request.user, group, link_id, now=now)
    revoke_join_link(link=link, by=actor_of(request), now=now)
    return done(request, _("Le lien n'ouvre plus rien."), PAGE, slug)


@signed_in
@require_POST
def close_card(request: SignedInRequest, slug: str, card_id: int) -> HttpResponse:
    return _on_card(request, slug, card_id, revoke_card, _("La carte n'ouvre plus rien. La personne reste membre."))


@signed_in
@require_POST
def keep_card(request: SignedInRequest, slug: str, card_id: int) -> HttpResponse:
    return _on_card(request, slug, card_id, renew_card, _("La carte marche une année de plus."))


def _on_card(request: SignedInRequest, slug: str, card_id: int, verb: Callable[..., None], words: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    now = timezone.now()
    verb(card=fetch_card_for(request.user, group, card_id, now=now), by=actor_of(request), now=now)
    return done(request, words, PAGE, slug)


@signed_in
@require_POST
def person_card(request: SignedInRequest, slug: str, member_id: int) -> HttpResponse:
    """A card in the name of a member, new or in the place of a lost one."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    member = fetch_member_for(request.user, group, member_id)
    make_card_for(member=member, by=actor_of(request), now=timezone.now())
    messages.success(request, _("La carte est prête. L'ancienne n'ouvre plus rien."))
    return redirect("groups:print_cards", slug)
