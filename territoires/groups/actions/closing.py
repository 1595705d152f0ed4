"""What closes a card: its holder left, it is lost, replaced or too old."""

import datetime

from django.db.models import QuerySet

from territoires.groups.models import Card, Member
from territoires.groups.signals import card_closed


def close_cards(rows: QuerySet[Card], *, now: datetime.datetime) -> int:
    """Inside the transaction of the action that closes them. Closing twice has one effect."""
    closing = list(rows.filter(revoked_at=None).select_for_update())
    if closing:
        rows.model.objects.filter(pk__in=[card.pk for card in closing]).update(revoked_at=now)
        card_closed.send(sender=Card, group_id=closing[0].group_id, card_ids=[card.pk for card in closing])
    return len(closing)


def close_cards_of(*, member: Member, now: datetime.datetime) -> int:
    return close_cards(Card.objects.filter(member=member), now=now)
