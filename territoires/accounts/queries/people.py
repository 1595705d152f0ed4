"""People and their devices."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from territoires.accounts import rules
from territoires.accounts.enums import STAFF_ROLES, StaffRole
from territoires.accounts.models import Invitation, User

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def account_for_address(email: str) -> User | None:
    """The living account of an address."""
    return User.objects.filter(email=rules.normal_address(email), is_active=True).first()


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Names by number; an erased account is called so."""
    numbers = {number for number in user_ids if number is not None}
    known = dict(User.objects.filter(pk__in=numbers).values_list("pk", "display_name"))
    return {number: known.get(number) or _("compte effacé") for number in numbers}


def name_of(user_id: int | None) -> str:
    return names_of([user_id])[user_id] if user_id is not None else ""


def staff() -> QuerySet[User]:
    """The national team, each with `has_second_factor`."""
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type__in=STRONG)
    team = User.objects.filter(is_active=True).exclude(staff_role=StaffRole.NONE)
    return team.annotate(has_second_factor=Exists(factor)).order_by("staff_role", "display_name", "pk")


def pending_invitations(now: datetime.datetime, scope: str | None = None) -> QuerySet[Invitation]:
    """Invitations still open: those of the national team, or those of one scope of a context above."""
    pending = Invitation.objects.pending(now).select_related("invited_by")
    return pending.filter(role__in=STAFF_ROLES) if scope is None else pending.in_scope(scope)


def device_words(user_agent: str) -> str:
    """ "Firefox, sur Android"."""
    browser, machine = rules.device_parts(user_agent)
    if browser and machine:
        return _("%(browser)s, sur %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("un appareil")


@dataclass(frozen=True)
class Device:
    """A session as its owner sees it; `pk` is None for a present one that is not listed."""

    pk: int | None
    words: str
    since: datetime.datetime
    is_this_one: bool


def devices_of(user: User, this_key: str | None) -> list[Device]:
    """Where somebody is signed in, the present device first."""
    listed = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")
    devices = [
        Device(row.pk, device_words(row.user_agent), row.created_at, row.session_key == this_key) for row in listed
    ]
    return sorted(devices, key=lambda device: not device.is_this_one)


@dataclass(frozen=True)
class Key:
    """A passkey as its owner sees it."""

    pk: int
    name: str
    added_at: datetime.datetime
    used_at: datetime.datetime | None


@dataclass(frozen=True)
class SecondFactor:
    """What an account has set up."""

    totp: bool
    keys: list[Key]
    recovery_codes_left: int | None

    @property
    def is_set(self) -> bool:
        return self.totp or bool(self.keys)


def second_factor_of(user: User) -> SecondFactor:
    totp, keys, left = False, [], None
    for row in Authenticator.objects.filter(user=user).order_by("created_at", "pk"):
        if row.type == Authenticator.Type.WEBAUTHN:
            keys.append(Key(row.pk, row.data["name"], row.created_at, row.last_used_at))
        elif row.type == Authenticator.Type.TOTP:
            totp = True
        else:
            left = len(row.wrap().get_unused_codes())
    return SecondFactor(totp, keys, left)


def recovery_codes_of(user: User) -> list[str]:
    """Those that still work, for their owner to write down."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    return row.wrap().get_unused_codes() if row else []
