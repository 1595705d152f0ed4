"""The steps of signing in, over allauth: the code by letter, the second factor, confirming that it is still you.

Everything here works on the session of one request; pages say what happens, allauth keeps the books.
"""

import datetime
import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStage, LoginStageController
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from territoires.accounts import emails, rules
from territoires.accounts.models import User
from territoires.accounts.queries.people import device_words
from territoires.audit.actions import record
from territoires.kit import limits, once
from territoires.kit.actors import Actor

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CONFIRMATION = "accounts.confirmation"
DEVICE_COOKIE = "appareil"
LONGEST_PATH = 500
HOUR, DAY = 3600, 24 * 3600


class CannotAskCode(Exception):
    """Too many letters to this address within the hour."""


class CannotConfirm(Exception):
    """The code is not the one. `again` says whether another try is possible."""

    def __init__(self, again: bool = True) -> None:
        super().__init__(again)
        self.again = again


class CodeByLetter(LoginCodeVerificationProcess):
    """allauth's own process, doing the same work for an address without account: a letter to nobody."""

    now: datetime.datetime

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        code = get_adapter().generate_login_code()
        self.state["code"] = code if self.user else ""
        emails.sign_in_code(to=email if self.user else None, code=code, now=self.now)


def is_our_path(address: str) -> bool:
    """A path of this site, to which somebody may be sent after signing in."""
    is_path = address.startswith("/") and len(address) <= LONGEST_PATH
    return is_path and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


# -- first step: the code -------------------------------------------------------------------------------------------


def ask_code(*, request: HttpRequest, email: str, now: datetime.datetime) -> None:
    """Write a code to an address; this browser, and no other, may then use it. A former code stops working.

    The same for an address that nobody has: nothing on the way tells them apart.
    Errors: CannotAskCode beyond five letters an hour, account or not.
    """
    address = rules.normal_address(email)
    if not limits.allow("accounts.letters", address, rules.LETTERS_PER_HOUR, HOUR, now):
        raise CannotAskCode
    with transaction.atomic():
        user = User.objects.filter(email=address, is_active=True).first()
        login = Login(user=user, email=address)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(CodeByLetter.initial_state(user=user, email=address))
        stage.state.update(initiated_by_user=True, number=rules.new_token()[0])
        process = CodeByLetter(stage=stage)
        process.now = now
        process.send()
        process.persist()


def waiting_code(request: HttpRequest) -> CodeByLetter | None:
    """The code this browser is waiting for; None when there is none, or when it is over."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    if stage is None:
        return None
    if stage.login.user is None:
        User.objects.filter(pk=0).first()  # the look-up that a known address costs
    return CodeByLetter.resume(stage)


def use_code(*, process: CodeByLetter, typed: str, next_url: str | None, now: datetime.datetime) -> HttpResponse:
    """Sign in, or go on to the second step.

    Errors: CannotConfirm; after five tries the code is dead, counted in the database so that a hundred requests at
    once get no more.
    """
    within = limits.allow("accounts.code", process.state["number"], rules.CODE_TRIES, DAY, now)
    if not within:
        process.abort()
        raise CannotConfirm(again=False)
    if not rules.same_code(typed, process.code):
        raise CannotConfirm(again=process.record_invalid_attempt())
    return process.finish(next_url)


# -- second step ----------------------------------------------------------------------------------------------------


def waiting_second_step(request: HttpRequest) -> LoginStage | None:
    """The sign-in that waits for its second factor in this browser."""
    return LoginStageController.enter(request, "mfa_authenticate")


def check_second_factor(*, user: User, network: str, typed: str, now: datetime.datetime) -> Authenticator:
    """Find which application or recovery code of the person this is, and use it up.

    Errors: CannotConfirm; five tries in five minutes from one network, thirty in an hour in all.
    """
    near = limits.allow("accounts.second-step", f"{user.pk} {network}", rules.CODE_TRIES, 300, now)
    far = limits.allow("accounts.second-step", str(user.pk), 30, HOUR, now)
    if not (near and far):
        raise CannotConfirm(again=False)
    code = rules.figures(typed)
    with transaction.atomic():
        of_user = Authenticator.objects.select_for_update().filter(user=user)
        for authenticator in of_user.exclude(type=Authenticator.Type.WEBAUTHN).order_by("-type"):
            if code and authenticator.wrap().validate_code(code):
                _use_up(user, code, now)
                return authenticator
    raise CannotConfirm


def _use_up(user: User, code: str, now: datetime.datetime) -> None:
    """A code seen over a shoulder opens nothing: it works once, whichever process reads it."""
    try:
        once.remember(limits.hashed("accounts.second-factor", str(user.pk), code), "", now)
    except once.AlreadyDone as done:
        raise CannotConfirm from done


def pass_second_step(*, request: HttpRequest, stage: LoginStage, factor: Authenticator) -> HttpResponse:
    """The second factor was shown: the waiting sign-in goes on."""
    post_authentication(request, factor)
    response: HttpResponse = stage.exit()
    return response


def sign_in(
    *, request: HttpRequest, user: User, method: str, next_url: str | None = None, **facts: Any
) -> HttpResponse:
    """Begin a session for somebody who has proved the address in another way (an invitation). The second step stays."""
    clear_login(request)
    record_authentication(request, user, method, **facts)
    return perform_login(request, Login(user=user, email=user.email, redirect_url=next_url))


# -- is it still you? -----------------------------------------------------------------------------------------------


def note_confirmation(request: HttpRequest, user: User, method: str, **facts: Any) -> None:
    record_authentication(request, user, method, reauthenticated=True, **facts)


def ask_confirmation(*, request: HttpRequest, user: User, now: datetime.datetime) -> None:
    """Write a code to somebody without second factor, before something that matters. Errors: CannotAskCode."""
    if not limits.allow("accounts.letters", user.email, rules.LETTERS_PER_HOUR, HOUR, now):
        raise CannotAskCode
    code = get_adapter().generate_login_code()
    request.session[CONFIRMATION] = {"code": code, "at": time.time(), "number": rules.new_token()[0]}
    emails.confirmation_code(user=user, code=code, now=now)


def use_confirmation(*, request: HttpRequest, user: User, typed: str, now: datetime.datetime) -> None:
    """Errors: CannotConfirm, `again=False` when a new code has to be asked for."""
    waiting = request.session.get(CONFIRMATION)
    if not waiting or now.timestamp() - waiting["at"] > rules.CODE_LASTS.total_seconds():
        raise CannotConfirm(again=False)
    tries = limits.count("accounts.code", waiting["number"], DAY, now)
    if tries > rules.CODE_TRIES or not rules.same_code(typed, waiting["code"]):
        if tries >= rules.CODE_TRIES:
            del request.session[CONFIRMATION]
        raise CannotConfirm(again=tries < rules.CODE_TRIES)
    del request.session[CONFIRMATION]
    note_confirmation(request, user, "code")


# -- after entering -------------------------------------------------------------------------------------------------


def note_entry(
    *, request: HttpRequest, response: HttpResponse, user: User, is_first: bool, now: datetime.datetime
) -> None:
    """Journal an entry; when this browser was never seen with this account, tell its owner by letter."""
    known = _accounts_known_here(request)
    number = limits.hashed("accounts.device", str(user.pk))[:16]
    with transaction.atomic():
        User.objects.filter(pk=user.pk).exclude(sleep_warned_at=None).update(sleep_warned_at=None)
        record(verb="accounts.sign_in", thing=user, by=Actor("user", user.pk), now=now)
        if number not in known and not is_first:
            device = device_words(request.headers.get("User-Agent", ""))
            emails.new_device(user=user, device=device, now=now)
    kept = [number, *(other for other in known if other != number)][:5]
    response.set_signed_cookie(
        DEVICE_COOKIE,
        ".".join(kept),
        max_age=400 * DAY,
        path=reverse("account_login"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _accounts_known_here(request: HttpRequest) -> list[str]:
    value = request.get_signed_cookie(DEVICE_COOKIE, default="")
    return value.split(".") if value else []
