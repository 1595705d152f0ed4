"""The links of letters: signed, for one purpose, one person and one state of the page, and over after a while. They
work without signing in; reading one changes nothing, since programs that look for bad letters follow every link."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.utils import timezone

from territoires.accounts.models import User
from territoires.groups.enums import Tap
from territoires.groups.models import Animator, Asking, LocalGroup, MondayPause

SEPARATOR = "."
MONDAY = "lundi"


@dataclass(frozen=True)
class TapLink:
    """A link of a letter that somebody opened. `is_over`: too old, or the person no longer animates the group."""

    purpose: Tap
    asking: Asking
    user: User
    version: int
    is_over: bool

    @property
    def group(self) -> LocalGroup:
        return self.asking.group


def _signer(purpose: str) -> Signer:
    return Signer(salt=f"groups.letter.{purpose}", sep=SEPARATOR)


def make_tap(*, purpose: Tap, asking: Asking, user: User, now: datetime.datetime) -> str:
    """The last part of the address in a letter."""
    until = timezone.localdate(now) + datetime.timedelta(days=settings.GROUPS_LINK_DAYS)
    told = f"{purpose.value}-{asking.pk}-{user.pk}-{asking.group.version}-{until.toordinal()}"
    return _signer(purpose.value).sign(told)


def fetch_tap(text: str, *, now: datetime.datetime) -> TapLink:
    """What a link says. Errors: Http404 when we did not sign it, or when what it is about is gone."""
    purpose = text.partition("-")[0]
    numbers = _numbers(purpose, text, 4)
    if purpose not in Tap.values:
        raise Http404
    asking_id, user_id, version, until = numbers
    asking = Asking.objects.select_related("group__commune__department").filter(pk=asking_id).first()
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if asking is None or user is None:
        raise Http404
    animates = Animator.objects.filter(group=asking.group, user=user, until=None).exists()
    late = timezone.localdate(now).toordinal() > until
    return TapLink(Tap(purpose), asking, user, version, is_over=late or not animates)


def make_monday(user: User) -> str:
    """The link at the end of each Monday letter: it stops them, or begins them again."""
    return _signer(MONDAY).sign(f"{MONDAY}-{user.pk}")


def fetch_monday(text: str) -> User:
    """Whose Monday letters a link is about. Errors: Http404 when we did not sign it."""
    (user_id,) = _numbers(MONDAY, text, 1)
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise Http404
    return user


def monday_paused(user: User) -> bool:
    return MondayPause.objects.filter(user=user).exists()


def _numbers(purpose: str, text: str, count: int) -> list[int]:
    try:
        told = _signer(purpose).unsign(text)
    except BadSignature as bad:
        raise Http404 from bad
    name, *parts = told.split("-")
    if name != purpose or len(parts) != count:
        raise Http404
    return [int(part) for part in parts]
