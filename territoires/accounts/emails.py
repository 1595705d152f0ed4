"""Letters of accounts: who receives them and what they say. Each is posted in the transaction of its action."""

import datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse

from territoires.accounts import rules
from territoires.accounts.models import Invitation, User
from territoires.mailer import actions as mailer


def _write(name: str, to: str, now: datetime.datetime, /, **context: Any) -> None:
    useful_until = context.pop("useful_until", None)
    dedupe_key = context.pop("dedupe_key", None)
    mailer.write(
        template=f"accounts/letters/{name}.txt",
        to=to,
        now=now,
        context=context,
        useful_until=useful_until,
        dedupe_key=dedupe_key,
    )


def address_of(name: str, *args: Any) -> str:
    """The full address of a page."""
    return settings.SITE_URL + reverse(name, args=args)


def sign_in_code(*, to: str | None, code: str, now: datetime.datetime) -> None:
    """Code and link. `to=None` writes the same letter to nobody: the same work for an address without account."""
    link = f"{address_of('account_confirm_login_code')}?code={quote(code)}"
    _write("code", to or mailer.NOBODY, now, code=code, link=link, useful_until=now + rules.CODE_LASTS)


def confirmation_code(*, user: User, code: str, now: datetime.datetime) -> None:
    _write("confirmation", user.email, now, code=code, useful_until=now + rules.CODE_LASTS)


def invitation(*, invitation: Invitation, token: str, now: datetime.datetime) -> None:
    inviter = invitation.invited_by
    _write(
        "invitation",
        invitation.email,
        now,
        invitation=invitation,
        label=mailer.plain_name(invitation.scope_label),
        inviter=mailer.plain_name(inviter.display_name) if inviter else "",
        link=address_of("accounts:invitation", token),
    )


def new_device(*, user: User, device: str, now: datetime.datetime) -> None:
    _write("new_device", user.email, now, device=device, at=now, link=address_of("usersessions_list"))


def security_change(*, user: User, what: str, now: datetime.datetime) -> None:
    _write("security_change", user.email, now, what=what, at=now, link=address_of("mfa_index"))


def role_ended(*, user: User, role: str, now: datetime.datetime) -> None:
    _write("role_ended", user.email, now, role=role)


def sleeping_account(*, user: User, erased_on: datetime.date, now: datetime.datetime) -> None:
    _write(
        "sleeping",
        user.email,
        now,
        erased_on=erased_on,
        link=address_of("account_login"),
        dedupe_key=f"accounts.sleeping:{user.pk}:{erased_on:%Y-%m}",
    )
