"""Who is around the table: joining, saying what one is, being reached, leaving. Nothing of this is ever a list to take
away: a first name, a role, and what somebody chose to say."""

import datetime
from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import emails
from territoires.groups.actions.closing import close_cards_of
from territoires.groups.actions.refusals import Refused
from territoires.groups.enums import CameBy, MemberKind
from territoires.groups.models import LocalGroup, Member
from territoires.groups.rules import NAME_DAYS, contact_until
from territoires.groups.signals import member_left
from territoires.kit.actors import Actor
from territoires.kit.fields import PhoneNumber
from territoires.vocabulary.models import CommunityRole


class CannotJoin(Refused):
    """Nobody joined."""

    sayings: ClassVar = {
        "closed": _("Ce lien ne sert plus. Demandez-en un autre à la personne qui vous l'a donné."),
        "letters": _("Trop de lettres sont parties vers cette adresse. Réessayez demain."),
    }


class CannotRestore(Refused):
    """The person stays away."""

    sayings: ClassVar = {"back": _("Cette personne est déjà revenue dans le groupe.")}


@dataclass(frozen=True)
class Place:
    """What somebody says of themselves: a first name or any name they like, a role if they wish."""

    first_name: str
    role: CommunityRole | None = None
    name_shown: bool = False


def join_group(
    *, group: LocalGroup, place: Place, came_by: CameBy, by: Actor, now: datetime.datetime, user_id: int | None = None
) -> Member:
    """Take a place around the table. An account that followed the group, or was there already, keeps one line."""
    with transaction.atomic():
        member = _line_of(group, user_id) or Member(group=group, user_id=user_id, joined_at=now)
        is_new = member.pk is None or member.kind == MemberKind.FOLLOWER
        if is_new:
            member.kind, member.came_by, member.joined_at = MemberKind.MEMBER, came_by, now
        _sit(member, place)
        if is_new:
            detail = {"member": member.pk, "came_by": str(came_by)}
            record(verb="groups.join_group", thing=group, by=by, now=now, detail=detail)
    return member


def _line_of(group: LocalGroup, user_id: int | None) -> Member | None:
    """The running line of an account, kept for this transaction."""
    if user_id is None:
        return None
    return Member.objects.select_for_update().filter(group=group, user_id=user_id, left_at=None).first()


def _sit(member: Member, place: Place) -> None:
    member.first_name, member.role, member.name_shown = place.first_name, place.role, place.name_shown
    member.save()


def change_place(*, member: Member, place: Place, by: Actor, now: datetime.datetime) -> None:
    """Another name, another role, other members reading the name or not: the person's own choice, at any time."""
    with transaction.atomic():
        locked = _present(member)
        if locked is not None:
            _sit(locked, place)
            record(verb="groups.change_place", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


def _present(member: Member) -> Member | None:
    """The line as it is now, kept for this transaction; None for somebody who left meanwhile."""
    rows = Member.objects.select_for_update(of=("self",)).select_related("group")
    return rows.filter(pk=member.pk, left_at=None).first()


def link_account(*, member: Member, user_id: int, by: Actor, now: datetime.datetime) -> None:
    """Somebody who came without account has one now: one line for one person, and the card goes on working."""
    with transaction.atomic():
        former = _line_of(member.group, user_id)
        locked = _present(member)
        if locked is None or former == locked:
            return
        if former is not None:
            former.delete()
        locked.user_id = user_id
        locked.save(update_fields=["user"])
        record(verb="groups.link_account", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


# -- being reached ----------------------------------------------------------------------------------------------------


def agree_to_contact(
    *, member: Member, email: str, phone: PhoneNumber | None, by: Actor, now: datetime.datetime
) -> None:
    """The person lets the animators of the group reach them, for a year at most."""
    with transaction.atomic():
        locked = _present(member)
        if locked is None or not (email or phone):
            return
        today = timezone.localdate(now)
        locked.email, locked.phone = email, phone.raw if phone else ""
        locked.contact_agreed_on, locked.contact_until_on = today, contact_until(today)
        locked.save(update_fields=["email", "phone", "contact_agreed_on", "contact_until_on"])
        record(verb="groups.agree_to_contact", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


def revoke_contact(*, member: Member, by: Actor, now: datetime.datetime) -> None:
    """The agreement ends in one act, and what it was about goes with it."""
    with transaction.atomic():
        locked = _present(member)
        if locked is not None and locked.contact_agreed_on is not None:
            _empty_contact(locked)
            locked.save()
            record(verb="groups.revoke_contact", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


def _empty_contact(member: Member) -> None:
    member.email = member.phone = ""
    member.contact_agreed_on = member.contact_until_on = None


def note_contact_read(*, member: Member, by: Actor, now: datetime.datetime) -> None:
    """An animator looks at an address or a number: the journal says who and when."""
    record(verb="groups.read_contact", thing=member.group, by=by, now=now, detail={"member": member.pk})


# -- leaving ----------------------------------------------------------------------------------------------------------


def leave_group(*, member: Member, forget_name: bool, by: Actor, now: datetime.datetime) -> None:
    """The person goes. What they wrote stays, as the group's words; their name goes now, or after thirty days."""
    with transaction.atomic():
        if locked := _present(member):
            _go(locked, forget_name=forget_name, by_group=False, now=now)
            record(verb="groups.leave_group", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


def end_membership(*, member: Member, by: Actor, now: datetime.datetime) -> None:
    """An animator notes that somebody no longer comes; undone for thirty days. An account learns it by letter."""
    with transaction.atomic():
        if locked := _present(member):
            emails.tell_membership_ended(member=locked, now=now)
            _go(locked, forget_name=False, by_group=True, now=now)
            record(verb="groups.end_membership", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


def _go(member: Member, *, forget_name: bool, by_group: bool, now: datetime.datetime) -> None:
    member.left_at, member.ended_by_group = now, by_group
    _empty_contact(member)
    if forget_name:
        member.first_name, member.name_shown = "", False
    member.save()
    close_cards_of(member=member, now=now)
    member_left.send(sender=Member, group_id=member.group_id, member_id=member.pk, forget_name=forget_name)


def restore_member(*, member: Member, by: Actor, now: datetime.datetime) -> None:
    """The animator was wrong: the person is around the table again. Their card has to be made anew.

    Errors: CannotRestore when they came back by themselves meanwhile.
    """
    with transaction.atomic():
        locked = Member.objects.select_for_update(of=("self",)).select_related("group").get(pk=member.pk)
        if locked.left_at is None:
            return
        if _line_of(locked.group, locked.user_id) is not None:
            raise CannotRestore("back")
        locked.left_at, locked.ended_by_group = None, False
        locked.save(update_fields=["left_at", "ended_by_group"])
        record(verb="groups.restore_member", thing=locked.group, by=by, now=now, detail={"member": locked.pk})


# -- following --------------------------------------------------------------------------------------------------------


def follow_group(*, group: LocalGroup, user_id: int, by: Actor, now: datetime.datetime) -> None:
    """An account keeps a group in its space. It receives nothing, and the group does not know."""
    with transaction.atomic():
        _member, is_new = Member.objects.get_or_create(
            group=group, user_id=user_id, left_at=None,
            defaults={"kind": MemberKind.FOLLOWER, "came_by": CameBy.ACCOUNT, "joined_at": now},
        )  # fmt: skip
        if is_new:
            record(verb="groups.follow_group", thing=group, by=by, now=now)


def unfollow_group(*, group: LocalGroup, user_id: int, by: Actor, now: datetime.datetime) -> None:
    """Nothing is left of it."""
    with transaction.atomic():
        count, _rows = Member.objects.following().filter(group=group, user_id=user_id).delete()
        if count:
            record(verb="groups.unfollow_group", thing=group, by=by, now=now)


# -- forgetting -------------------------------------------------------------------------------------------------------


def forget_people(*, now: datetime.datetime, by: Actor) -> int:
    """What nobody needs any more: names of those who left a month ago, agreements that ended."""
    with transaction.atomic():
        left = Member.objects.filter(left_at__lte=now - datetime.timedelta(days=NAME_DAYS)).exclude(first_name="")
        over = Member.objects.filter(contact_until_on__lt=timezone.localdate(now))
        for member in left.select_for_update():
            member_left.send(sender=Member, group_id=member.group_id, member_id=member.pk, forget_name=True)
        count = left.update(first_name="", name_shown=False) + _empty_agreements(over)
        if count:
            record(verb="groups.forget_people", thing="member:", by=by, now=now, detail={"count": count})
    return count


def _empty_agreements(rows: QuerySet[Member]) -> int:
    return rows.update(email="", phone="", contact_agreed_on=None, contact_until_on=None)


def forget_member(*, user_id: int, now: datetime.datetime) -> None:
    """An account is being emptied: its places around tables too, at once. What it wrote stays without its name."""
    for member in Member.objects.select_for_update().filter(user_id=user_id):
        member.user = None
        if member.left_at is None and member.kind == MemberKind.FOLLOWER:
            member.delete()
            continue
        member.left_at = member.left_at or now
        _go(member, forget_name=True, by_group=False, now=member.left_at)
