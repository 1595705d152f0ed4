"""Sessions end by themselves, and staff go nowhere before their second factor is set up."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from territoires.accounts import rules
from territoires.accounts.actions import demonstration
from territoires.accounts.models import User
from territoires.accounts.permissions import has_second_factor

type Answer = Callable[[HttpRequest], HttpResponseBase]
SEEN = "accounts.seen_at"
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_login",
    "account_logout",
    "accounts:account",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "usersessions_list",
}


class SecondFactorMiddleware:
    """Costs nothing to somebody without a session."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.session.session_key and request.user.is_authenticated:
            end_idle_session(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.session.session_key or not must_set_up(request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_WITHOUT_SECOND_FACTOR:
            return None
        return redirect("mfa_index")


def end_idle_session(request: HttpRequest) -> None:
    """Sign out who was away too long; note, at most every ten minutes, that somebody is here."""
    now = timezone.now()
    seen_at = request.session.get(SEEN)
    is_staff = isinstance(request.user, User) and request.user.is_coordinator
    if seen_at is not None and rules.is_idle(seen_at, is_staff, now):
        logout(request)
    elif seen_at is None or now.timestamp() - seen_at > rules.SEEN_EVERY.total_seconds():
        request.session[SEEN] = now.timestamp()


def must_set_up(request: HttpRequest) -> bool:
    """Staff without a second factor. Whoever has one has used it to come in: allauth sees to that at each sign-in,
    and setting one up, or receiving a role, closes the sessions that were begun without it."""
    user = request.user
    if not isinstance(user, User) or not user.is_coordinator:
        return False
    if request.session.get(demonstration.FLAG) and demonstration.is_open():
        return False
    return not has_second_factor(user)
