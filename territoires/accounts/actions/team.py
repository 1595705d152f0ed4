"""The national team: ending a role, helping somebody who lost their second factor."""

import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from territoires.accounts import emails
from territoires.accounts.actions.sessions import end_sessions
from territoires.accounts.enums import StaffRole
from territoires.accounts.models import User
from territoires.audit.actions import record
from territoires.kit.actors import Actor


class CannotTakeRole(Exception):
    """The message says why."""


def take_role_away(*, user: User, by: Actor, now: datetime.datetime) -> User:
    """End the national role of somebody; every session of theirs closes. Mandates in groups and networks stay.

    Errors: CannotTakeRole for the last administrator, also when two of them remove each other at once.
    """
    with transaction.atomic():
        administrators = lock_administrators()
        locked = User.objects.select_for_update().get(pk=user.pk)
        if locked.staff_role == StaffRole.NONE:
            raise CannotTakeRole(_("Cette personne n'a plus de rôle national."))
        if locked.is_administrator and administrators == [locked.pk]:
            raise CannotTakeRole(_("C'est la dernière personne à l'administration. Invitez d'abord quelqu'un."))
        role, words = locked.staff_role, str(StaffRole(locked.staff_role).label)
        locked.staff_role = StaffRole.NONE
        locked.save(update_fields=["staff_role"])
        end_sessions(user=locked, by=by, now=now)
        record(verb="accounts.take_role_away", thing=locked, by=by, now=now, detail={"role": role})
        emails.role_ended(user=locked, role=words, now=now)
    return locked


def reset_second_factor(*, user: User, by: Actor, now: datetime.datetime) -> None:
    """For somebody who lost telephone and recovery codes: their sessions close, the next entry sets up a new one."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user).delete()
        end_sessions(user=user, by=by, now=now)
        record(verb="accounts.reset_second_factor", thing=user, by=by, now=now)
        what = _("L'équipe a retiré votre deuxième étape, pour que vous en installiez une nouvelle.")
        emails.security_change(user=user, what=what, now=now)


def lock_administrators() -> list[int]:
    """Their numbers, locked until the end of the transaction, always in the same order."""
    found = User.objects.select_for_update().filter(is_active=True, staff_role=StaffRole.ADMINISTRATOR)
    return list(found.order_by("pk").values_list("pk", flat=True))
