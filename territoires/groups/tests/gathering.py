"""People around a table, for tests: a group, those who animate it, members with and without account, cards."""

from dataclasses import dataclass

from django.utils import timezone

from territoires.groups.actions import cards as card_verbs
from territoires.groups.actions.people import Place, join_group
from territoires.groups.enums import CameBy
from territoires.groups.models import Animator, Card, LocalGroup, Member
from territoires.groups.tests.factories import make_group, make_role
from territoires.kit.actors import VISITOR, Actor
from territoires.vocabulary.models import CommunityRole


@dataclass
class Gathering:
    group: LocalGroup
    mandate: Animator
    samira: Member
    fatou: Member
    card: Card


def gather(people, **facts) -> Gathering:
    """Sophie animates; Samira is a member with an account; Fatou came with a card, as a parent, name shown."""
    now = timezone.now()
    group = make_group(**facts)
    mandate = Animator.objects.create(group=group, user=people.animator, since=now)
    samira = join_group(
        group=group, place=Place("Samira"), came_by=CameBy.LINK, by=VISITOR, now=now, user_id=people.relay.pk
    )
    [card] = card_verbs.make_cards(group=group, number=1, by=Actor("user", people.animator.pk), now=now)
    fatou = card_verbs.use_card(card=card, place=Place("Fatoumatou", parent_role(), True), by=VISITOR, now=now)
    card.refresh_from_db()
    return Gathering(group, mandate, samira, fatou, card)


def parent_role() -> CommunityRole:
    return make_role()
