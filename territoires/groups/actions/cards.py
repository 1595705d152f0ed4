"""Ways in without an account: links, printed cards, the code on the wall."""

import datetime
import random
import secrets
from typing import ClassVar

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from territoires.accounts import actions as accounts
from territoires.accounts.enums import InvitedRole
from territoires.audit.actions import record, thing_key
from territoires.contributions.queries import make_long_reference
from territoires.groups.actions.closing import close_cards, close_cards_of
from territoires.groups.actions.people import CannotJoin, Place, change_place, join_group
from territoires.groups.actions.refusals import Refused
from territoires.groups.enums import CameBy, CardKind
from territoires.groups.models import Animator, Card, JoinLink, LocalGroup, Member
from territoires.groups.rules import (
    CARD_DAYS,
    CARDS_WAITING,
    FORGET_CLOSED_DAYS,
    LINK_DAYS,
    LINK_USES,
    make_card_code,
)
from territoires.kit import limits
from territoires.kit.actors import Actor

LETTERS_A_DAY, A_DAY = 3, 24 * 3600


class CannotMakeCards(Refused):
    """No card is made."""

    sayings: ClassVar = {
        "waiting": _("Beaucoup de cartes attendent encore. Donnez-les d'abord, ou annulez-les."),
    }


class CannotUseCard(Refused):
    """The card stays as it is."""

    sayings: ClassVar = {"used": _("Cette carte a déjà servi. Rouvrez-la : elle connaît votre prénom.")}


# -- links ------------------------------------------------------------------------------------------------------------


def make_join_link(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> JoinLink:
    """One open link for a group: the former ones stop opening."""
    with transaction.atomic():
        JoinLink.objects.open_at(now).filter(group=group).update(revoked_at=now)
        link = JoinLink.objects.create(
            group=group, token=secrets.token_urlsafe(16), made_at=now, made_by_id=by.user_id,
            expires_at=now + datetime.timedelta(days=LINK_DAYS), max_uses=LINK_USES,
        )  # fmt: skip
        record(verb="groups.make_join_link", thing=group, by=by, now=now, detail={"link": link.pk})
    return link


def revoke_join_link(*, link: JoinLink, by: Actor, now: datetime.datetime) -> None:
    with transaction.atomic():
        if JoinLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
            record(verb="groups.revoke_join_link", thing=link.group, by=by, now=now, detail={"link": link.pk})


def join_by_link(
    *, link: JoinLink, place: Place, by: Actor, now: datetime.datetime, user_id: int | None = None
) -> tuple[Member, Card | None]:
    """Take a place, and the personal card that opens it again; an account needs no card.

    Errors: CannotJoin when the link was closed or used up meanwhile.
    """
    with transaction.atomic():
        if not JoinLink.objects.open_at(now).filter(pk=link.pk).update(uses=F("uses") + 1):
            raise CannotJoin("closed")
        member = join_group(
            group=link.group, place=place, came_by=CameBy.LINK, by=by, now=now, user_id=user_id
        )  # fmt: skip
        card = None
        if user_id is None:
            card = _make(group=link.group, by=by, now=now, member=member, first_used_at=now)
    return member, card


def open_account(*, member: Member, email: str, by: Actor, now: datetime.datetime) -> None:
    """A member without account asks for one: a letter goes to the address, and the account begins when it is accepted.

    Errors: CannotJoin when too many letters went to that address today.
    """
    with transaction.atomic():
        if not limits.allow("groups-letter", email.casefold(), LETTERS_A_DAY, A_DAY, now):
            raise CannotJoin("letters")
        accounts.invite(
            email=email, role=InvitedRole.MEMBER, scope=thing_key(member), scope_label=member.group.name,
            by=by, now=now,
        )  # fmt: skip


# -- cards ------------------------------------------------------------------------------------------------------------


def make_cards(*, group: LocalGroup, number: int, by: Actor, now: datetime.datetime) -> list[Card]:
    """Blank cards to print and hand over. Errors: CannotMakeCards when too many wait already."""
    with transaction.atomic():
        LocalGroup.objects.select_for_update().get(pk=group.pk)
        waiting = Card.objects.open_at(now).blank().filter(group=group).count()  # type: ignore[attr-defined]
        if waiting + number > CARDS_WAITING:
            raise CannotMakeCards("waiting")
        cards = [_make(group=group, by=by, now=now) for _number in range(number)]
        record(verb="groups.make_cards", thing=group, by=by, now=now, detail={"count": number})
    return cards


def make_card_for(*, member: Member, by: Actor, now: datetime.datetime) -> Card:
    """A card in the name of a member; the one they had, lost perhaps, no longer opens anything."""
    with transaction.atomic():
        close_cards_of(member=member, now=now)
        card = _make(group=member.group, by=by, now=now, member=member)
        detail = {"member": member.pk, "card": card.pk}
        record(verb="groups.make_card_for", thing=member.group, by=by, now=now, detail=detail)
    return card


def _make(*, group: LocalGroup, by: Actor, now: datetime.datetime, **fields: object) -> Card:
    spoken = make_long_reference()
    while Card.objects.filter(spoken=spoken).exists():
        spoken = make_long_reference()
    return Card.objects.create(
        group=group, code=make_card_code(random.SystemRandom()), spoken=spoken, made_at=now, made_by_id=by.user_id,
        expires_at=now + datetime.timedelta(days=CARD_DAYS), **fields,
    )  # fmt: skip


def use_card(*, card: Card, place: Place, by: Actor, now: datetime.datetime) -> Member:
    """The first use: the card becomes somebody's. Errors: CannotUseCard when somebody was faster."""
    with transaction.atomic():
        locked = Card.objects.select_for_update(of=("self",)).select_related("group", "member").get(pk=card.pk)
        if locked.first_used_at is not None or locked.revoked_at is not None or locked.kind == CardKind.WALL:
            raise CannotUseCard("used")
        if locked.member is None:
            locked.member = join_group(group=locked.group, place=place, came_by=CameBy.CARD, by=by, now=now)
        else:
            change_place(member=locked.member, place=place, by=by, now=now)
        locked.first_used_at = now
        locked.save(update_fields=["member", "first_used_at"])
        record(verb="groups.use_card", thing=locked.group, by=by, now=now, detail={"card": locked.pk})
    return locked.member


def revoke_card(*, card: Card, by: Actor, now: datetime.datetime) -> None:
    """Lost, or given by mistake: it opens nothing any more, and its holder stays around the table."""
    with transaction.atomic():
        if close_cards(Card.objects.filter(pk=card.pk), now=now):
            record(verb="groups.revoke_card", thing=card.group, by=by, now=now, detail={"card": card.pk})


def renew_card(*, card: Card, by: Actor, now: datetime.datetime) -> None:
    """One more year, from today."""
    with transaction.atomic():
        until = now + datetime.timedelta(days=CARD_DAYS)
        if Card.objects.open_at(now).filter(pk=card.pk).update(expires_at=until):
            record(verb="groups.renew_card", thing=card.group, by=by, now=now, detail={"card": card.pk})


def make_wall_card(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> Card:
    """The code for the wall of the place where the group meets: one for a group; asking again gives the same."""
    with transaction.atomic():
        LocalGroup.objects.select_for_update().get(pk=group.pk)
        on_wall = Card.objects.filter(group=group, kind=CardKind.WALL, revoked_at=None)
        if known := on_wall.filter(expires_at__gt=now).first():
            return known
        close_cards(on_wall, now=now)
        card = _make(group=group, by=by, now=now, kind=CardKind.WALL)
        record(verb="groups.make_wall_card", thing=group, by=by, now=now, detail={"card": card.pk})
    return card


def replace_wall_card(*, group: LocalGroup, by: Actor, now: datetime.datetime) -> Card:
    """Somebody misuses the code on the wall: a new one, and new posters."""
    with transaction.atomic():
        close_cards(Card.objects.filter(group=group, kind=CardKind.WALL), now=now)
        return make_wall_card(group=group, by=by, now=now)


def tidy_cards(*, now: datetime.datetime, by: Actor) -> int:
    """Paper on a wall outlives a year: its code is renewed as long as somebody animates the group. Cards and links
    that were closed a month ago go."""
    soon = now + datetime.timedelta(days=CARD_DAYS / 2)
    animated = Animator.objects.filter(until=None).values("group_id")
    long_closed = now - datetime.timedelta(days=FORGET_CLOSED_DAYS)
    closed = Q(revoked_at__lt=long_closed) | Q(expires_at__lt=long_closed)
    with transaction.atomic():
        wall = Card.objects.open_at(now).filter(kind=CardKind.WALL, expires_at__lt=soon, group__in=animated)
        wall.update(expires_at=now + datetime.timedelta(days=CARD_DAYS))
        count = Card.objects.filter(closed).delete()[0] + JoinLink.objects.filter(closed).delete()[0]
        if count:
            record(verb="groups.tidy_cards", thing="card:", by=by, now=now, detail={"count": count})
    return count
