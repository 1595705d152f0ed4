"""Who may look into a mirror: the people of the group, and nobody else. Whoever may not gets the answer of an address
that leads nowhere, the coordination and the administration too."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup, Member
from territoires.groups.permissions import INSIDE, animated_groups, fetch_card, fetch_group_for
from territoires.mirror.models import HandedText, Mirror


@dataclass(frozen=True)
class Seat:
    """A place at the table of a group. `person` is what answers are kept under while a round is open; `code` is the
    card that opened the page, empty behind an account."""

    group: LocalGroup
    person: str
    animates: bool = False
    code: str = ""


def fetch_seat_for(user: User, slug: str) -> Seat:
    """The seat of an account in a group. Errors: Http404 for anybody who is not of the group."""
    try:
        group = fetch_group_for(user, slug, to=INSIDE)
    except PermissionDenied as refused:
        raise Http404 from refused
    member = Member.objects.present().filter(group=group, user_id=user.pk).values_list("pk", flat=True).first()
    person = person_of_member(member) if member else person_of_user(user.pk)
    return Seat(group, person, animates=animated_groups(user).filter(pk=group.pk).exists())


def fetch_leading_seat_for(user: User, slug: str) -> Seat:
    """The same for what those who animate do: open, look, type in, hand over. Errors: Http404."""
    seat = fetch_seat_for(user, slug)
    if not seat.animates:
        raise Http404
    return seat


def fetch_card_seat(code: str, now: datetime.datetime) -> Seat:
    """The seat that a printed card gives. Errors: Http404, also for the card on the wall, which is nobody's; the
    refusal of fetch_card for a card that ended."""
    holder = fetch_card(code, now)
    if holder.member is None:
        raise Http404
    return Seat(holder.group, person_of_member(holder.member.pk), code=code)


def person_of_user(user_id: int) -> str:
    """For those who animate a group without being among its members."""
    return f"user:{user_id}"


def person_of_member(member_id: int) -> str:
    """The same by card and by account: one person has one answer."""
    return f"member:{member_id}"


def fetch_round(seat: Seat, mirror_id: int) -> Mirror:
    """A round that was looked at, of this group. Errors: Http404."""
    found = Mirror.objects.filter(group=seat.group, pk=mirror_id, closed_at__isnull=False).first()
    if found is None:
        raise Http404
    return found


def fetch_text(seat: Seat, text_id: int) -> HandedText:
    """Errors: Http404 for the text of another group."""
    found = HandedText.objects.filter(group=seat.group, pk=text_id).first()
    if found is None:
        raise Http404
    return found


def texts_handed_to(user: User) -> QuerySet[HandedText]:
    """What groups gave to read: to the coordination, as long as they do not take it back."""
    rows = HandedText.objects.filter(handed_at__isnull=False, taken_back_at=None)
    return rows if user.is_coordinator else rows.none()


def fetch_handed_text_for(user: User, text_id: int) -> HandedText:
    """Errors: Http404 when nobody handed it to this person."""
    found = texts_handed_to(user).select_related("group").filter(pk=text_id).first()
    if found is None:
        raise Http404
    return found
