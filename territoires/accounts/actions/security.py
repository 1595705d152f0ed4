"""The second factor of an account: application, keys, recovery codes. Allauth's classes keep the secrets."""

import datetime
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret, get_totp_secret, validate_totp_code
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from territoires.accounts import emails, rules
from territoires.accounts.actions.sessions import end_sessions
from territoires.accounts.actions.sign_in import CannotConfirm, note_confirmation
from territoires.accounts.models import User
from territoires.accounts.permissions import has_second_factor
from territoires.audit.actions import record
from territoires.kit import limits
from territoires.kit.actors import Actor


class CannotRemove(Exception):
    """The national team keeps at least one second factor; the message says so."""


def add_totp(*, request: HttpRequest, user: User, typed: str, now: datetime.datetime) -> None:
    """Link an application, once it shows the right code. Errors: CannotConfirm."""
    if not limits.allow("accounts.add-totp", str(user.pk), 20, 3600, now):
        raise CannotConfirm(again=False)
    secret = get_totp_secret()
    if not validate_totp_code(secret, rules.figures(typed)):
        raise CannotConfirm
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            return
        added = TOTP.activate(user, secret).instance
        _added(request, user, added, _("Une application à codes a été ajoutée."), now)
    clear_totp_secret(request)


def add_key(*, request: HttpRequest, user: User, name: str, credential: dict[str, Any], now: datetime.datetime) -> None:
    """Keep a key whose ceremony has been checked."""
    with transaction.atomic():
        name = name or get_adapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN)
        added = WebAuthn.add(user, name, credential).instance
        _added(request, user, added, _("Une clé a été ajoutée."), now)


def _added(request: HttpRequest, user: User, added: Authenticator, what: str, now: datetime.datetime) -> None:
    """Sessions begun without this factor close; this one has just shown it."""
    by = Actor("user", user.pk)
    RecoveryCodes.activate(user)
    end_sessions(user=user, by=by, now=now, but=request.session.session_key or "")
    record(verb="accounts.add_second_factor", thing=user, by=by, now=now, detail={"type": str(added.type)})
    emails.security_change(user=user, what=what, now=now)
    note_confirmation(request, user, "mfa", id=added.pk, type=str(added.type))


def remove_totp(*, user: User, now: datetime.datetime) -> None:
    """Errors: CannotRemove for the last second factor of the national team."""
    _remove(user, Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first(), now)


def remove_key(*, user: User, key_id: int, now: datetime.datetime) -> bool:
    """False when it is not a key of theirs. Errors: CannotRemove."""
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return _remove(user, keys.filter(pk=key_id).first(), now)


def _remove(user: User, factor: Authenticator | None, now: datetime.datetime) -> bool:
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if factor is None:
            return False
        if not get_adapter().can_delete_authenticator(factor):
            raise CannotRemove(
                _("Votre rôle demande une deuxième étape. Ajoutez-en une autre avant de retirer celle-ci.")
            )
        kind = str(factor.type)
        factor.delete()
        if not has_second_factor(user):
            Authenticator.objects.filter(user=user).delete()
        by = Actor("user", user.pk)
        record(verb="accounts.remove_second_factor", thing=user, by=by, now=now, detail={"type": kind})
        what = _("Une clé a été retirée.") if kind == "webauthn" else _("L'application à codes a été retirée.")
        emails.security_change(user=user, what=what, now=now)
    return True


def renew_recovery_codes(*, user: User, now: datetime.datetime) -> None:
    """New codes; the former ones stop working. Nothing happens without a second factor."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not has_second_factor(user):
            return
        Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
        RecoveryCodes.activate(user)
        record(verb="accounts.renew_recovery_codes", thing=user, by=Actor("user", user.pk), now=now)
        emails.security_change(user=user, what=_("De nouveaux codes de secours ont été faits."), now=now)
