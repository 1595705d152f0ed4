"""Who is inside a group, and what each may do with the people of it. The coordination and delegates see roles, never
names: nothing here is open to them."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.enums import MemberKind
from territoires.groups.models import Animator, Card, HandOver, JoinLink, LocalGroup, Member
from territoires.groups.rules import HAND_OVER_UNDO, NAME_DAYS


def animated_groups(user: User) -> QuerySet[LocalGroup]:
    """The groups a person animates today; none for an account that was closed."""
    if not user.is_active:
        return LocalGroup.objects.none()
    return LocalGroup.objects.filter(
        pk__in=Animator.objects.filter(user_id=user.pk, until=None).values("group_id")
    )  # fmt: skip


def inside_groups(user: User | AnonymousUser) -> QuerySet[LocalGroup]:
    """The groups somebody is inside of: a running member or animator with an account. The coordination is not."""
    if not isinstance(user, User) or not user.is_active:
        return LocalGroup.objects.none()
    mandates = Animator.objects.filter(user_id=user.pk, until=None).values("group_id")
    memberships = Member.objects.present().filter(user_id=user.pk).values("group_id")
    return LocalGroup.objects.filter(Q(pk__in=mandates) | Q(pk__in=memberships))


def is_inside(user: User | AnonymousUser, group: LocalGroup) -> bool:
    """May this person read what stays between members?"""
    return inside_groups(user).filter(pk=group.pk).exists()


def animates(user: User | AnonymousUser, group: LocalGroup) -> bool:
    """Has this person a running mandate here? The coordination has none as such."""
    return isinstance(user, User) and animated_groups(user).filter(pk=group.pk).exists()


def people_for(user: User) -> QuerySet[Member]:
    """The members, with their first names, of the groups a person animates."""
    return Member.objects.filter(kind=MemberKind.MEMBER, group__in=animated_groups(user))


def fetch_member_for(user: User, group: LocalGroup, member_id: int) -> Member:
    """A member of today, for an animator of the group. Errors: Http404."""
    return _found(people_for(user).filter(group=group, left_at=None).select_related("role"), member_id)


def fetch_ended_member_for(user: User, group: LocalGroup, member_id: int, *, now: datetime.datetime) -> Member:
    """Somebody whose membership an animator ended lately, to take that back. Errors: Http404."""
    lately = now - datetime.timedelta(days=NAME_DAYS)
    return _found(people_for(user).filter(group=group, ended_by_group=True, left_at__gt=lately), member_id)


def own_membership(user: User, group: LocalGroup) -> Member | None:
    """How this account stands to the group, as a member or a follower."""
    return Member.objects.filter(group=group, user_id=user.pk, left_at=None).first()


def fetch_card_for(user: User, group: LocalGroup, card_id: int, *, now: datetime.datetime) -> Card:
    """A card of the group that still opens it, for an animator. Errors: Http404."""
    rows = Card.objects.open_at(now).filter(group=group, group__in=animated_groups(user))
    return _found(rows.select_related("member"), card_id)


def fetch_link_for(user: User, group: LocalGroup, link_id: int, *, now: datetime.datetime) -> JoinLink:
    """An invitation link of the group that still opens it, for an animator. Errors: Http404."""
    return _found(JoinLink.objects.open_at(now).filter(group=group, group__in=animated_groups(user)), link_id)


def undoable_hand_overs(user: User, now: datetime.datetime) -> QuerySet[HandOver]:
    """Within 72 hours: the giver, any animator of the group, the coordination."""
    rows = HandOver.objects.filter(undone_at=None, at__gt=now - HAND_OVER_UNDO).select_related("giver", "taker__user")
    if user.is_coordinator:
        return rows
    return rows.filter(Q(giver__user_id=user.pk) | Q(group__in=animated_groups(user)))


def fetch_hand_over_for(user: User, hand_over_id: int, *, now: datetime.datetime) -> HandOver:
    """A hand-over that this person may still undo. Errors: Http404."""
    if not user.is_active:
        raise Http404
    return _found(undoable_hand_overs(user, now).select_related("group"), hand_over_id)


def _found[T: Model](rows: QuerySet[T], row_id: int) -> T:
    found = rows.filter(pk=row_id).first()
    if found is None:
        raise Http404
    return found
