"""An invitation link that an animator sent: who invites, what the group is, what is kept; then a place and a card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from territoires.groups.actions.cards import join_by_link
from territoires.groups.actions.people import CannotJoin, Place
from territoires.groups.forms.people import PublicPlaceForm
from territoires.groups.models import JoinLink
from territoires.groups.permissions import fetch_join_link, is_inside, own_membership
from territoires.kit import once
from territoires.kit.access import public_form, secret_address
from territoires.kit.actors import actor_of


@public_form(name="groups-join", limit=60, cached=False)
@secret_address
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Without account: a first name and a card. With one: the same place, kept in « Mon espace »."""
    try:
        link = fetch_join_link(token, timezone.now())
    except Http404:
        return render(request, "groups/card/closed.html", {"link": True}, status=404)
    if request.user.is_authenticated and is_inside(request.user, link.group):
        return redirect("groups:inside", link.group.slug)
    form = PublicPlaceForm(request.POST if request.method == "POST" else None, initial=_known(request, link))
    if request.method == "POST" and form.is_valid() and not form.is_robot:
        try:
            return redirect(_join_once(request, link, form))
        except CannotJoin as refusal:
            form.add_error(None, refusal.words)
    context = {"form": form, "link": link, "group": link.group}
    return render(request, "groups/card/join.html", context, status=422 if form.is_bound else 200)


def _known(request: HttpRequest, link: JoinLink) -> dict[str, object] | None:
    if not request.user.is_authenticated:
        return None
    follower = own_membership(request.user, link.group)
    return PublicPlaceForm.values_of(follower) if follower and follower.first_name else {"first_name": request.user}


def _join_once(request: HttpRequest, link: JoinLink, form: PublicPlaceForm) -> str:
    place: Place = form.place

    def effect() -> str:
        user_id = request.user.pk if request.user.is_authenticated else None
        _member, card = join_by_link(
            link=link, place=place, by=actor_of(request), now=timezone.now(), user_id=user_id
        )  # fmt: skip
        if card is None:
            return reverse("groups:inside", args=[link.group.slug])
        return reverse("groups:card_keep", args=[card.code])

    key = once.once_key(request, f"groups-join:{link.pk}", form.cleaned_data)
    return once.perform(key, effect, timezone.now())
