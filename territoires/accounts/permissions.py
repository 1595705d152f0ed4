"""National roles, the second factor, and « is it still you? ».

What a person may do with one group or one network is decided in those contexts.
"""

import datetime
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from territoires.accounts import rules
from territoires.accounts.enums import STAFF_ROLES
from territoires.accounts.models import Invitation, User
from territoires.kit.access import signed_in

type View = Callable[..., HttpResponseBase]
COORDINATION, ADMINISTRATION = "coordination", "administration"


class SignedInRequest(HttpRequest):
    """What a view gets behind `signed_in` and its like: somebody is there. For types only."""

    user: User


def _for_role(view: View, access: str, flag: str) -> View:
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request.user, flag, False):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    guarded = signed_in(inner)
    guarded.access = access  # type: ignore[attr-defined]
    return guarded


def coordination(view: View) -> View:
    """For the national coordination (and administrators)."""
    return _for_role(view, COORDINATION, "is_coordinator")


def administration(view: View) -> View:
    """For administrators only."""
    return _for_role(view, ADMINISTRATION, "is_administrator")


def has_second_factor(user: User) -> bool:
    """An application or a key; recovery codes alone are none."""
    strong = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user_id=user.pk, type__in=strong).exists()


def confirmed_recently(request: HttpRequest, now: datetime.datetime) -> bool:
    """Has the person shown within fifteen minutes that it is them? With a second factor, only that one counts."""
    user = request.user
    if not isinstance(user, User):
        return False
    records = get_authentication_records(request, user)
    if has_second_factor(user):
        records = [known for known in records if known["method"] in ("mfa", "demonstration")]
    limit = now.timestamp() - rules.CONFIRMED_FOR.total_seconds()
    return any(known["at"] >= limit for known in records)


def confirmed(view: View) -> View:
    """For what matters: a copy of data, an erasure, a role, a key. Goes under the decorator that says who may come.
    Somebody not seen for fifteen minutes is asked again, then comes back to this page."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if confirmed_recently(request, timezone.now()):
            return view(request, *args, **kwargs)
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.path})}")

    return inner


def fetch_staff_for(user: User, user_id: int, *, to: str) -> User:
    """A member of the national team, for an administrator ("take_role_away", "reset"). Nobody handles themselves."""
    if not user.is_administrator:
        raise PermissionDenied
    member = User.objects.filter(pk=user_id, is_active=True).exclude(staff_role="").first()
    if member is None:
        raise Http404
    if to == "reset" and member.pk == user.pk:
        raise PermissionDenied
    return member


def fetch_staff_invitation_for(user: User, invitation_id: int, *, to: str) -> Invitation:
    """An invitation to the national team, for an administrator ("revoke")."""
    if not user.is_administrator:
        raise PermissionDenied
    invitation = Invitation.objects.filter(pk=invitation_id, role__in=STAFF_ROLES).first()
    if invitation is None:
        raise Http404
    return invitation
