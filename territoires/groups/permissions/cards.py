"""Who comes with a card or a link: no account, the secret in the address is the key."""

import datetime
from dataclasses import dataclass

from django.http import Http404

from territoires.groups.models import Card, JoinLink, LocalGroup, Member
from territoires.groups.rules import is_card_code


@dataclass(frozen=True)
class CardHolder:
    """Somebody with a card of the group. `member` is None for the card on the wall and for one never used."""

    card: Card
    group: LocalGroup
    member: Member | None

    @property
    def on_the_wall(self) -> bool:
        return self.card.kind == "wall"

    @property
    def is_new(self) -> bool:
        """A personal card before its first use: it asks a first name, and nothing else."""
        return not self.on_the_wall and self.card.first_used_at is None


def fetch_card(code: str, now: datetime.datetime) -> CardHolder:
    """Whoever holds the card of this address.

    Errors: Http404, the same for a code that never was, a card taken back, too old, or whose holder left.
    """
    rows = Card.objects.open_at(now).select_related("group__commune__department__region", "group__commune__parent")
    card = rows.select_related("member__role").filter(code=code).first() if is_card_code(code) else None
    if card is None or (card.member is not None and card.member.left_at is not None):
        raise Http404
    return CardHolder(card, card.group, card.member)


def fetch_join_link(token: str, now: datetime.datetime) -> JoinLink:
    """An invitation link that still opens its group. Errors: Http404 for any other."""
    link = JoinLink.objects.open_at(now).select_related("group__commune__department", "made_by")
    found = link.filter(token=token).first()
    if found is None:
        raise Http404
    return found
