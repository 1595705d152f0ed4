"""Who is around the tables: first names, cards in hands, a code on the wall."""

import datetime

from territoires.accounts.models import User
from territoires.demonstration.rules.stories import FIRST_NAMES
from territoires.groups.actions.cards import make_card_for, make_cards, make_wall_card, use_card
from territoires.groups.actions.people import Place, join_group
from territoires.groups.enums import CameBy
from territoires.groups.models import LocalGroup, Member
from territoires.kit.actors import VISITOR, Actor
from territoires.vocabulary.models import CommunityRole

HOLDER = FIRST_NAMES[0]  # somebody without account, whose card the cast page shows
AT_FIRST_TABLE, AT_OTHERS, NEW_CARDS = 6, 3, 4


def seat_members(*, groups: list[LocalGroup], sophie: User, now: datetime.datetime) -> list[Member]:
    """People in every lively group; those of the first one are returned."""
    roles = list(CommunityRole.objects.order_by("pk"))
    for group in groups[1:]:
        _sit(group, FIRST_NAMES[-AT_OTHERS:], roles, now)
    first, by = groups[0], Actor("user", sophie.pk)
    card, *_spare = make_cards(group=first, number=NEW_CARDS, by=by, now=now - datetime.timedelta(days=120))
    holder = use_card(
        card=card, place=Place(HOLDER, roles[0], True), by=VISITOR, now=now - datetime.timedelta(days=110)
    )
    members = [holder, *_sit(first, FIRST_NAMES[1:AT_FIRST_TABLE], roles, now)]
    make_card_for(member=members[1], by=by, now=now)
    make_wall_card(group=first, by=by, now=now)
    return members


def _sit(group: LocalGroup, names: tuple[str, ...], roles: list[CommunityRole], now: datetime.datetime) -> list[Member]:
    return [
        join_group(
            group=group, place=Place(name, roles[number % len(roles)], name_shown=number % 2 == 0),
            came_by=CameBy.ANIMATOR, by=VISITOR, now=now - datetime.timedelta(days=100 - 7 * number),
        )
        for number, name in enumerate(names)
    ]  # fmt: skip
