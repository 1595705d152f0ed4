"""What allauth asks of us: how letters leave, where people go, what is remembered of a device, how keys are named."""

import base64
import hashlib
import ipaddress
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet  # comes with allauth[mfa]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts import emails
from territoires.accounts.actions import sign_in
from territoires.accounts.models import User
from territoires.accounts.permissions import confirmed_recently
from territoires.kit.context_processors import SHORT_NAME

DESK = "/coordination/"  # beside settings.LOGIN_REDIRECT_URL: the desk is built above us
logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up, no password, no message in passing, no stock letter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix == "account/email/login_code":
            emails.sign_in_code(to=email, code=context["code"], now=timezone.now())
        else:
            logger.error("allauth wanted to send a letter that we do not know: %s", template_prefix)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened."""

    def generate_login_code(self) -> str:
        return str(generate_user_code(numeric=True, length=8, dashed=True))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Only the network, for the list of sessions: nobody needs to know more."""
        try:
            address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
        except ValueError:
            return "0.0.0.0"  # noqa: S104  (an address that says nothing, not one to listen on)
        return str(ipaddress.ip_network((address, 24 if address.version == 4 else 48), strict=False).network_address)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if isinstance(request.user, User) and request.user.is_coordinator:
            return DESK
        return str(super().get_login_redirect_url(request))

    def login(self, request: HttpRequest, user: Any) -> None:
        request.first_entry = user.last_login is None  # type: ignore[attr-defined]
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        first = getattr(request, "first_entry", False)
        sign_in.note_entry(request=request, response=response, user=user, is_first=first, now=timezone.now())
        return response

    def is_safe_url(self, url: str) -> bool:
        return sign_in.is_our_path(url)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("account_login")

    def is_reauthentication_required(self, **kwargs: Any) -> bool:
        return not confirmed_recently(self.request, timezone.now())

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("mfa_reauthenticate")}]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted, keys have French names, staff keep at least one second factor."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        if not (isinstance(user, User) and user.is_coordinator):
            return True
        others = Authenticator.objects.filter(user_id=user.pk).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Clé %(number)d") % {"number": number}

    def _get_site_name(self) -> str:
        return SHORT_NAME


def _box() -> MultiFernet:
    """Opens what any of our secret keys has closed, closes with the present one."""
    keys = [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = (hashlib.sha256(f"territoires.accounts.second-factor:{key}".encode()).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
