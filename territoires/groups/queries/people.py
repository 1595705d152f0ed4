"""Who is around the table, as members, animators and everybody else may see it. Names stay inside."""

import datetime
from dataclasses import dataclass, field

import segno
from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from territoires.accounts.models import User
from territoires.groups.enums import CardKind, MemberKind
from territoires.groups.models import Animator, Card, HandOver, JoinLink, LocalGroup, Member
from territoires.groups.permissions import animated_groups, people_for, undoable_hand_overs
from territoires.groups.queries.group_page import in_full
from territoires.groups.rules import NAME_DAYS
from territoires.vocabulary.models import CommunityRole

MEMBER_SCOPE = "member:"


@dataclass(frozen=True)
class Chair:
    """A role around the table and the first names that chose to be read there; never how many sit on it."""

    role: CommunityRole
    words: str
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """Who is there and who is missing, by role. `names` are those who said no role; `animators` always read."""

    present: list[Chair]
    missing: list[str]
    animators: list[str]
    names: list[str]


def around_the_table(group: LocalGroup) -> Table:
    """For members: four reads, whatever the number of people."""
    chairs: dict[int, Chair] = {}
    for role in CommunityRole.objects.filter(Q(pk__in=roles_said(group)) | Q(groups_with=group)).distinct():
        chairs[role.pk] = Chair(role, in_full(role))
    names: list[str] = []
    for member in Member.objects.present().filter(group=group):
        shown = [member.first_name] if member.name_shown and member.first_name else []
        (chairs[member.role_id].names if member.role_id in chairs else names).extend(shown)
    there = set(chairs)
    return Table(
        present=list(chairs.values()),
        missing=[in_full(role) for role in group.roles_missing.all() if role.pk not in there],
        animators=[str(mandate.user) for mandate in running_mandates(group)],
        names=names,
    )


def roles_said(group: LocalGroup) -> QuerySet[Member, int]:
    """The roles that members of today said of themselves."""
    return Member.objects.present().filter(group=group, role__isnull=False).values_list("role_id", flat=True)


def roles_to_copy(group: LocalGroup) -> list[str]:
    """Roles that members said and that the public page does not say yet."""
    there = group.roles_present.values("pk")
    return [role.name for role in CommunityRole.objects.filter(pk__in=roles_said(group)).exclude(pk__in=there)]


def running_mandates(group: LocalGroup) -> QuerySet[Animator]:
    return Animator.objects.filter(group=group, until=None, user__is_active=True).select_related("user")


def inside_users(group: LocalGroup) -> QuerySet[User]:
    """Accounts that are inside today: animators and members. For what is told between members."""
    mandates = Animator.objects.filter(group=group, until=None).values("user_id")
    members = Member.objects.present().filter(group=group, user__isnull=False).values("user_id")
    return User.objects.filter(Q(pk__in=mandates) | Q(pk__in=members), is_active=True).order_by("pk")


def member_of_scope(scope: str) -> Member | None:
    """The member that an invitation names."""
    number = scope.removeprefix(MEMBER_SCOPE)
    if not scope.startswith(MEMBER_SCOPE) or not number.isdecimal() or len(number) > 15:
        return None
    return Member.objects.filter(pk=int(number), left_at=None).select_related("group").first()


# -- the animators' page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """A line of « Les personnes »: what an animator may know of a member without asking."""

    member: Member
    role: str
    reachable: bool
    has_card: bool
    can_animate: bool


@dataclass(frozen=True)
class People:
    """Everybody of one group, for its animators. `left` can be brought back for thirty days."""

    people: list[Person]
    left: list[Member]


def people_of_group(user: User, group: LocalGroup, now: datetime.datetime, today: datetime.date) -> People:
    """Four reads, whatever the number of people."""
    rows = people_for(user).filter(group=group)
    reachable = set(rows.with_contact_on(today).values_list("pk", flat=True))  # type: ignore[attr-defined]
    carded = set(Card.objects.open_at(now).filter(group=group, member__isnull=False).values_list("member", flat=True))
    animating = set(Animator.objects.filter(group=group, until=None).values_list("user_id", flat=True))
    lately = now - datetime.timedelta(days=NAME_DAYS)
    return People(
        people=[
            Person(
                member=member,
                role=member.role.name if member.role else "",
                reachable=member.pk in reachable,
                has_card=member.pk in carded,
                can_animate=member.user is not None and member.user.is_active and member.user_id not in animating,
            )
            for member in rows.filter(left_at=None).select_related("role", "user")
        ],
        left=list(rows.filter(ended_by_group=True, left_at__gt=lately).exclude(first_name="")),
    )


@dataclass(frozen=True)
class Contact:
    """An address or a number, while the person agrees."""

    email: str
    phone: str
    until: datetime.date


def contact_of(member: Member, today: datetime.date) -> Contact | None:
    """Read under the agreement, in the query itself: without one there is nothing to show."""
    row = Member.objects.with_contact_on(today).filter(pk=member.pk).first()
    if row is None or row.contact_until_on is None:
        return None
    return Contact(row.email, row.phone, row.contact_until_on)


def cards_waiting(group: LocalGroup, now: datetime.datetime) -> list[Card]:
    """Cards never used: printed or to print. Once used, nobody but the holder knows the code."""
    rows = Card.objects.open_at(now).blank().filter(group=group)  # type: ignore[attr-defined]
    return list(rows.select_related("member"))


def cards_used(group: LocalGroup, now: datetime.datetime) -> list[Card]:
    """Cards in people's hands, to renew or to close; without their codes."""
    rows = Card.objects.open_at(now).filter(group=group, kind=CardKind.MEMBER, first_used_at__isnull=False)
    return list(rows.filter(member__left_at=None).select_related("member").defer("code", "spoken"))


def wall_card(group: LocalGroup, now: datetime.datetime) -> Card | None:
    """The code of the wall, for posters; None while nobody has made it."""
    return Card.objects.open_at(now).filter(group=group, kind=CardKind.WALL).first()


@dataclass(frozen=True)
class PrintedCard:
    """A card as it stands on paper: a QR code, and words for whoever has no camera."""

    card: Card
    address: str
    entry: str
    qr: SafeString


def printed(card: Card) -> PrintedCard:
    address = settings.SITE_URL + reverse("groups:card", args=[card.code])
    entry = settings.SITE_URL + reverse("groups:card_entry")
    return PrintedCard(card, address, entry, qr_drawing(address))


def qr_drawing(text: str) -> SafeString:
    """A QR code that takes the size its box gives it; the words beside it say the same."""
    svg = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=2, light="#fff")
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308  our own SVG


def join_address(link: JoinLink) -> str:
    return settings.SITE_URL + reverse("groups:join", args=[link.token])


def open_link(group: LocalGroup, now: datetime.datetime) -> JoinLink | None:
    return JoinLink.objects.open_at(now).filter(group=group).first()


def card_by_spoken(spoken: str, now: datetime.datetime) -> Card | None:
    """The card whose words somebody typed. Called under a limit."""
    return Card.objects.open_at(now).filter(spoken=spoken).first() if spoken else None


# -- the role passed on -----------------------------------------------------------------------------------------------


def own_mandate(user: User, group: LocalGroup) -> Animator | None:
    return Animator.objects.filter(group=group, user_id=user.pk, until=None).first()


def may_take_over(group: LocalGroup) -> list[Member]:
    """Members with an account who do not animate yet."""
    animating = Animator.objects.filter(group=group, until=None).values("user_id")
    rows = Member.objects.present().filter(group=group, user__is_active=True).exclude(user_id__in=animating)
    return list(rows.select_related("user", "role"))


def hand_over_to_undo(user: User, group: LocalGroup, now: datetime.datetime) -> HandOver | None:
    """The newest passing of the role that this person may still undo."""
    return undoable_hand_overs(user, now).filter(group=group).select_related("giver__user").first()


# -- my groups --------------------------------------------------------------------------------------------------------


def memberships(user: User) -> list[Member]:
    """The groups where somebody is a member or that they follow, for « Mon espace »; those they animate come apart."""
    rows = Member.objects.filter(user_id=user.pk, left_at=None).select_related("group__commune")
    rows = rows.exclude(group__in=animated_groups(user))
    rows = rows.filter(Q(kind=MemberKind.MEMBER) | Q(group__shown_since__isnull=False))
    return list(rows.order_by("kind", "group__name", "pk"))
