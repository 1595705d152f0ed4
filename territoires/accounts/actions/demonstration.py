"""Taking a part in the demonstration: a door that does not exist anywhere else."""

import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from territoires.accounts.actions import sign_in
from territoires.accounts.models import User
from territoires.audit.actions import record
from territoires.kit.actors import Actor

FLAG = "demonstration"


class CannotSignIn(Exception):
    """This door does not exist here, or the account is closed."""


def is_open() -> bool:
    """Only where nothing is real."""
    return bool(settings.DEMONSTRATION) or settings.MODE == "test"


def sign_in_as(*, request: HttpRequest, user: User, now: datetime.datetime) -> None:
    """Sign in as one of the cast, with no letter and no second factor.

    Errors: CannotSignIn outside the demonstration and the tests, whatever called it.
    """
    if not is_open() or not user.is_active:
        raise CannotSignIn
    login(request, user, backend=sign_in.BACKEND)
    request.session[FLAG] = True
    sign_in.note_confirmation(request, user, "demonstration")
    UserSession.objects.create_from_request(request)
    record(verb="accounts.sign_in_as", thing=user, by=Actor("user", user.pk), now=now)
