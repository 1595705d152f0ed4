"""Cards to cut out and the code of the wall, for those who animate the group."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from territoires.accounts.permissions import SignedInRequest
from territoires.groups.permissions import ANIMATE, fetch_group_for
from territoires.groups.queries.people import cards_waiting
from territoires.groups.queries.people import wall_card as wall_card_of
from territoires.handouts.queries.cards import print_cards, print_wall_card
from territoires.handouts.views.sending import sent
from territoires.kit.access import signed_in


@signed_in
@require_safe
def cards(request: SignedInRequest, slug: str) -> HttpResponse:
    """The cards that nobody has used yet."""
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    now, today = timezone.now(), timezone.localdate()
    waiting = cards_waiting(group, now)
    if not waiting:
        raise Http404
    return sent(request, f"cartes-{group.slug}", lambda: print_cards(group, waiting, on=today), secret=True)


@signed_in
@require_safe
def wall_card(request: SignedInRequest, slug: str) -> HttpResponse:
    group = fetch_group_for(request.user, slug, to=ANIMATE)
    card = wall_card_of(group, timezone.now())
    if card is None:
        raise Http404
    today = timezone.localdate()
    return sent(request, f"code-{group.slug}", lambda: print_wall_card(group, card, on=today), secret=True)
