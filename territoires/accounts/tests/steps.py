"""What people do at the door, for tests."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.test import Client
from django.urls import reverse

from territoires.mailer.models import Letter

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"


def browser(**headers) -> Client:
    """A browser that has never been here."""
    return Client(headers={"sec-fetch-site": "same-origin", "user-agent": PHONE, **headers})


def ask_code(client: Client, email: str, **query):
    return client.post(reverse("account_login", query=query or None), {"email": email})


def last_letter(email: str, kind: str = "accounts.code") -> Letter:
    return Letter.objects.filter(to=email, kind=kind).first()


def code_in(letter: Letter) -> str:
    return re.search(r"\d{4}-\d{4}", letter.text).group()


def link_in(letter: Letter) -> str:
    return re.search(r"http://[^\s]+(/(?:connexion|invitation)/\S+)", letter.text).group(1)


def type_code(client: Client, code: str, **query):
    return client.post(reverse("account_confirm_login_code", query=query or None), {"code": code})


def come_in(client: Client, email: str):
    """Ask, read the letter, type."""
    ask_code(client, email)
    return type_code(client, code_in(last_letter(email)))


def totp_code(user, steps: int = 0) -> str:
    """What the person's application shows now (or that many half-minutes later)."""
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return code_of_secret(decrypt(row.data["secret"]), steps)


def code_of_secret(secret: str, steps: int = 0) -> str:
    counter = int(time.time()) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def is_in(client: Client) -> bool:
    return "session" in client.cookies and "_auth_user_id" in client.session


def come_in_fully(client: Client, user):
    """Both steps."""
    come_in(client, user.email)
    return client.post(reverse("mfa_authenticate"), {"code": totp_code(user)})
