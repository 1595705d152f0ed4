"""Mandates of the people who animate a group: invited by the coordination, begun with the account, ended in words."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.accounts import actions as accounts
from territoires.accounts.enums import InvitedRole
from territoires.accounts.models import Invitation
from territoires.audit.actions import record, thing_key
from territoires.groups import emails
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import Animator, LocalGroup
from territoires.kit.actors import Actor


class CannotInvite(Refused):
    """No letter leaves."""

    sayings: ClassVar = {"already": _("Cette personne anime déjà le groupe.")}


def invite_animator(*, group: LocalGroup, email: str, by: Actor, now: datetime.datetime) -> Invitation:
    """Write to somebody who agreed to animate a group; the mandate begins when the letter is accepted.

    Errors: CannotInvite when the person animates the group already.
    """
    if group.animators.filter(until=None, user__email__iexact=email).exists():
        raise CannotInvite("already")
    return accounts.invite(
        email=email, role=InvitedRole.ANIMATOR, scope=thing_key(group), scope_label=group.name, by=by, now=now
    )


def begin_mandate(*, group: LocalGroup, user_id: int, by: Actor, now: datetime.datetime) -> Animator:
    """Give the mandate; somebody who already has it keeps it."""
    with transaction.atomic():
        animator, is_new = Animator.objects.get_or_create(
            group=group, user_id=user_id, until=None, defaults={"since": now}
        )
        if is_new:
            record(verb="groups.begin_mandate", thing=group, by=by, now=now, detail={"animator": animator.pk})
    return animator


def end_mandate(*, animator: Animator, by: Actor, now: datetime.datetime) -> None:
    """End a mandate and tell the person by letter. When it was the last one, a letter tells the coordination, which
    also finds the group in its list. Ending it twice has one effect."""
    with transaction.atomic():
        locked = Animator.objects.select_for_update(of=("self",)).select_related("user", "group").get(pk=animator.pk)
        if locked.until is not None:
            return
        locked.until = now
        locked.save(update_fields=["until"])
        detail = {"animator": locked.pk}
        record(verb="groups.end_mandate", thing=locked.group, by=by, now=now, detail=detail)
        emails.tell_mandate_ended(animator=locked, now=now)
        _tell_if_alone(locked.group, now)


def _tell_if_alone(group: LocalGroup, now: datetime.datetime) -> None:
    if group.ended_on is None and not group.animators.filter(until=None, user__is_active=True).exists():
        emails.tell_alone(group=group, now=now)


def forget_animator(*, user_id: int, now: datetime.datetime) -> int:
    """An account is being emptied: its mandates go with it; the coordination learns of a group left alone."""
    ending = list(Animator.objects.filter(user_id=user_id, until=None).select_related("group"))
    count = Animator.objects.filter(pk__in=[animator.pk for animator in ending]).update(until=now)
    for animator in ending:
        _tell_if_alone(animator.group, now)
    return count
