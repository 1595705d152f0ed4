"""Accounts begin with an invitation, and with nothing else."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from territoires.accounts import emails, rules
from territoires.accounts.actions.sessions import end_sessions
from territoires.accounts.enums import STAFF_ROLES, InvitedRole
from territoires.accounts.models import Invitation, User
from territoires.accounts.signals import invitation_accepted
from territoires.audit.actions import record
from territoires.kit.actors import Actor


class CannotInvite(Exception):
    """The message says why, to the person who invites."""


class CannotAccept(Exception):
    """The link no longer opens anything; the message says why, to the person invited."""


def invite(
    *,
    email: str,
    role: InvitedRole | str,
    by: Actor,
    now: datetime.datetime,
    scope: str = "",
    scope_label: str = "",
) -> Invitation:
    """Write to somebody that they may take a role. `scope` is a key of the context above ("localgroup:12"),
    `scope_label` its name in words. A former invitation of the same person to the same thing is replaced.

    Errors: CannotInvite when the person already has that national role.
    """
    with transaction.atomic():
        invitation, token = prepare_invitation(
            email=email, role=role, scope=scope, scope_label=scope_label, by=by, now=now
        )
        emails.invitation(invitation=invitation, token=token, now=now)
    return invitation


def prepare_invitation(
    *,
    email: str,
    role: InvitedRole | str,
    by: Actor,
    now: datetime.datetime,
    scope: str = "",
    scope_label: str = "",
) -> tuple[Invitation, str]:
    """An invitation and the secret of its link, for somebody who hands it over by another way than a letter."""
    address = rules.normal_address(email)
    with transaction.atomic():
        if role in STAFF_ROLES and User.objects.filter(email=address, is_active=True, staff_role=role).exists():
            raise CannotInvite(_("Cette personne a déjà ce rôle."))
        former = Invitation.objects.pending(now).filter(email=address, role=role, scope=scope)
        former.update(revoked_at=now)
        token, hashed = rules.new_token()
        invitation = Invitation.objects.create(
            email=address,
            role=role,
            scope=scope,
            scope_label=scope_label[:160],
            token_hash=hashed,
            invited_by_id=by.user_id,
            created_at=now,
            expires_at=now + rules.INVITATION_LASTS,
        )
        record(verb="accounts.invite", thing=invitation, by=by, now=now, detail={"role": str(role), "scope": scope})
    return invitation, token


def revoke_invitation(*, invitation: Invitation, by: Actor, now: datetime.datetime) -> bool:
    """Take an invitation back. False when it was accepted or revoked before."""
    with transaction.atomic():
        changed = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=now)
        if changed:
            record(verb="accounts.revoke_invitation", thing=invitation, by=by, now=now)
    return bool(changed)


def open_invitation(token: str, now: datetime.datetime) -> Invitation:
    """The invitation behind a link. Errors: CannotAccept, with the reason in words."""
    invitation = Invitation.objects.select_related("invited_by").filter(token_hash=rules.token_hash(token)).first()
    if invitation is None or invitation.revoked_at:
        raise CannotAccept(_("Cette invitation ne marche pas, ou a été reprise."))
    if invitation.accepted_at:
        raise CannotAccept(_("Cette invitation a déjà servi."))
    if invitation.expires_at <= now:
        raise CannotAccept(_("Cette invitation est trop ancienne."))
    return invitation


def accept_invitation(*, token: str, display_name: str, now: datetime.datetime) -> User:
    """Take the role: the account is made when there is none, and the contexts above begin the mandate.

    Works once, whatever happens at the same moment. Errors: CannotAccept.
    """
    with transaction.atomic():
        invitation = open_invitation(token, now)
        taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not taken.update(accepted_at=now):
            raise CannotAccept(_("Cette invitation a déjà servi."))
        user = User.objects.filter(email=invitation.email, is_active=True).first()
        if user is None:
            user = User.objects.create_user(invitation.email, display_name)
        Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
        by = Actor("user", user.pk)
        record(verb="accounts.accept_invitation", thing=invitation, by=by, now=now, detail={"role": invitation.role})
        if invitation.role in STAFF_ROLES:
            _give_staff_role(user, invitation.role, now)
        invitation_accepted.send(
            sender=Invitation, user_id=user.pk, role=InvitedRole(invitation.role), scope=invitation.scope
        )
    return user


def _give_staff_role(user: User, role: str, now: datetime.datetime) -> None:
    role = rules.higher_role(user.staff_role, role)
    if role == user.staff_role:
        return
    user.staff_role = role
    user.save(update_fields=["staff_role"])
    by = Actor("user", user.pk)
    record(verb="accounts.give_role", thing=user, by=by, now=now, detail={"role": role})
    end_sessions(user=user, by=by, now=now)
