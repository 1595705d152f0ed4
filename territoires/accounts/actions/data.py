"""A person's own data: the name, the copy, the erasure."""

import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from territoires.accounts import queries
from territoires.accounts.actions.sessions import end_sessions
from territoires.accounts.actions.team import lock_administrators
from territoires.accounts.models import Invitation, User
from territoires.accounts.signals import erase_personal_data
from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.mailer import actions as mailer


class CannotErase(Exception):
    """The message says why."""


def rename(*, user: User, display_name: str, by: Actor, now: datetime.datetime) -> None:
    with transaction.atomic():
        user.display_name = display_name
        user.save(update_fields=["display_name"])
        record(verb="accounts.rename", thing=user, by=by, now=now)


def export_data(*, user: User, by: Actor, now: datetime.datetime) -> dict[str, Any]:
    """Everything the site keeps about an account, ready for JSON. That a copy was made is journalled."""
    copy = queries.personal_data(user, now)
    record(verb="accounts.export_data", thing=user, by=by, now=now)
    return copy


def erase_account(*, user: User, by: Actor, now: datetime.datetime) -> None:
    """Empty an account: address, name, sessions, keys, invitations, letters; mandates end in the same transaction.

    The row stays, with a number and no person, so that the journal and the history of groups stay true.
    Errors: CannotErase for the last administrator.
    """
    with transaction.atomic():
        administrators = lock_administrators()
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.erased_at:
            return
        if administrators == [locked.pk]:
            raise CannotErase(_("Vous êtes la dernière personne à l'administration. Invitez d'abord quelqu'un."))
        erase_personal_data.send(sender=User, user_id=locked.pk, now=now)
        end_sessions(user=locked, by=by, now=now)
        Authenticator.objects.filter(user=locked).delete()
        EmailAddress.objects.filter(user=locked).delete()
        Invitation.objects.filter(email=locked.email).delete()
        mailer.forget_address(address=locked.email, now=now)
        _empty(locked, now)
        record(verb="accounts.erase_account", thing=locked, by=by, now=now)


def _empty(user: User, now: datetime.datetime) -> None:
    user.email = f"erased-{user.pk}@invalid"
    user.display_name = user.staff_role = ""
    user.is_active = False
    user.last_login = user.sleep_warned_at = None
    user.erased_at = now
    user.save()
