"""Passing the role on: said to everybody it concerns, and undone within 72 hours by any of them."""

import datetime
from typing import ClassVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from territoires.audit.actions import record
from territoires.groups import emails
from territoires.groups.actions.animators import begin_mandate
from territoires.groups.actions.refusals import Refused
from territoires.groups.models import Animator, HandOver, LocalGroup, Member
from territoires.groups.rules import can_undo_hand_over
from territoires.kit.actors import Actor


class CannotHandOver(Refused):
    """Every mandate stays as it is."""

    sayings: ClassVar = {
        "over": _("Vous n'animez plus ce groupe. Rien n'est changé."),
        "account": _("Cette personne n'a pas encore de compte. Envoyez-lui d'abord une invitation."),
        "already": _("Cette personne anime déjà le groupe."),
        "late": _("Plus de trois jours ont passé. Parlez-en à la coordination."),
        "gone": _("La personne d'avant n'a plus de compte. Parlez-en à la coordination."),
    }


def hand_over(
    *, group: LocalGroup, giver: Animator, to: Member, together: bool, by: Actor, now: datetime.datetime
) -> HandOver:
    """`to` animates the group from now on: in the place of the giver, or beside them when `together`.

    Letters go to both, to those who animate too, and to the coordination. The same wish twice has one effect.
    Errors: CannotHandOver.
    """
    with transaction.atomic():
        LocalGroup.objects.select_for_update().get(pk=group.pk)
        mandate, person = _both(group, giver, to)
        taker = begin_mandate(group=group, user_id=person, by=by, now=now)
        if not together:
            mandate.until = now
            mandate.save(update_fields=["until"])
        done = HandOver.objects.create(group=group, giver=mandate, taker=taker, together=together, at=now)
        detail = {"hand_over": done.pk, "together": together}
        record(verb="groups.hand_over", thing=group, by=by, now=now, detail=detail)
        emails.tell_hand_over(hand_over=done, now=now)
    return done


def _both(group: LocalGroup, giver: Animator, to: Member) -> tuple[Animator, int]:
    """The mandate that is given and the account that takes it, as they are now. Errors: CannotHandOver."""
    mandate = Animator.objects.filter(pk=giver.pk, group=group, until=None, user__is_active=True).first()
    if mandate is None:
        raise CannotHandOver("over")
    member = Member.objects.present().filter(pk=to.pk, group=group, user__is_active=True).first()
    if member is None or member.user_id is None:
        raise CannotHandOver("account")
    if group.animators.filter(user_id=member.user_id, until=None).exists():
        raise CannotHandOver("already")
    return mandate, member.user_id


def undo_hand_over(*, hand_over: HandOver, by: Actor, now: datetime.datetime) -> None:
    """Everything as before: the taker's mandate ends, the giver's goes on. Undoing twice has one effect.

    Errors: CannotHandOver after 72 hours, or when nobody is left to take the role back.
    """
    with transaction.atomic():
        LocalGroup.objects.select_for_update().get(pk=hand_over.group_id)
        rows = HandOver.objects.select_for_update(of=("self",)).select_related("giver__user", "taker__user", "group")
        locked = rows.get(pk=hand_over.pk)
        if locked.undone_at is not None:
            return
        if not can_undo_hand_over(at=locked.at, now=now):
            raise CannotHandOver("late")
        _take_back(locked, now)
        locked.undone_at, locked.undone_by_id = now, by.user_id
        locked.save(update_fields=["undone_at", "undone_by"])
        record(verb="groups.undo_hand_over", thing=locked.group, by=by, now=now, detail={"hand_over": locked.pk})
        emails.tell_hand_over_undone(hand_over=locked, now=now)


def _take_back(hand_over: HandOver, now: datetime.datetime) -> None:
    giver, taker = hand_over.giver, hand_over.taker
    if not giver.user.is_active:
        raise CannotHandOver("gone")
    if taker.until is None:
        taker.until = now
        taker.save(update_fields=["until"])
    running = Animator.objects.filter(group_id=hand_over.group_id, user_id=giver.user_id, until=None)
    if not running.exists():
        giver.until = None
        giver.save(update_fields=["until"])
