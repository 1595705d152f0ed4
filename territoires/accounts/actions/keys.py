"""The ceremonies of passkeys: what the browser is asked, and whether its answer holds.

The answer is a document written by whoever sends it: anything odd in it is a refusal, never a crash.
"""

import json
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from territoires.accounts.actions.sign_in import CannotConfirm
from territoires.accounts.models import User

AT_MOST = 20_000  # characters of an answer


def questions_to_enter(user: User | None) -> dict[str, Any]:
    """What to ask the key of `user`, or any key of this site when nobody has said who they are."""
    return auth.begin_authentication(user)


def questions_to_add(user: User) -> dict[str, Any]:
    """What to ask a new key: one that knows its owner, so that it can open the door by itself."""
    return auth.begin_registration(user, passwordless=True)


def check_answer(*, answer: str, user: User | None) -> Authenticator:
    """Which key answered. Errors: CannotConfirm."""
    credential = _read(answer)
    try:
        auth.parse_authentication_response(credential)
        owner = user or auth.extract_user_from_response(credential)
        return auth.complete_authentication(owner, credential)
    except DatabaseError:
        raise
    except Exception as error:
        raise CannotConfirm from error


def check_new_key(answer: str) -> dict[str, Any]:
    """The document of a new key, to keep. Errors: CannotConfirm."""
    credential = _read(answer)
    try:
        auth.parse_registration_response(credential)
        binding = auth.complete_registration(credential)
    except DatabaseError:
        raise
    except Exception as error:
        raise CannotConfirm from error
    if not binding.is_user_verified():
        raise CannotConfirm
    return credential


def enter_with_key(*, request: HttpRequest, key: Authenticator, next_url: str | None) -> HttpResponse:
    """A key that checked its owner is both steps in one."""
    post_authentication(request, key, passwordless=True)
    return perform_login(request, Login(user=key.user, redirect_url=next_url))


def _read(answer: str) -> dict[str, Any]:
    try:
        credential = json.loads(answer[:AT_MOST])
    except (ValueError, RecursionError) as error:
        raise CannotConfirm from error
    if not isinstance(credential, dict):
        raise CannotConfirm
    return credential
