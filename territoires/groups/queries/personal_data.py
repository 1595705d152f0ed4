"""What groups keep about an account, as its owner reads it."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.groups.models import Animator, FollowUp, Member, StageChange


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


def mandates_of(user_id: int) -> list[dict[str, str]]:
    rows = Animator.objects.filter(user_id=user_id).select_related("group")
    return [
        {_("groupe"): row.group.name, _("depuis"): _day(row.since), _("jusqu'au"): _day(row.until)} for row in rows
    ]  # fmt: skip


def notes_of(user_id: int) -> list[dict[str, str]]:
    """Without the words of the people met: those are theirs."""
    rows = FollowUp.objects.filter(by_id=user_id).select_related("group")
    return [{_("groupe"): row.group.name, _("le"): _day(row.at)} for row in rows]


def stage_changes_of(user_id: int) -> list[dict[str, str]]:
    rows = StageChange.objects.filter(by_id=user_id).select_related("group")
    return [
        {_("groupe"): row.group.name, _("le"): _day(row.at), _("étape"): str(row.get_to_stage_display())}
        for row in rows
    ]


def memberships_of(user_id: int) -> list[dict[str, str]]:
    rows = Member.objects.filter(user_id=user_id).select_related("group", "role")
    return [
        {
            _("groupe"): row.group.name,
            _("place"): str(row.get_kind_display()),
            _("prénom"): row.first_name,
            _("rôle"): row.role.name if row.role else "",
            _("depuis"): _day(row.joined_at),
            _("jusqu'au"): _day(row.left_at),
            _("e-mail"): row.email,
            _("téléphone"): row.phone,
            _("accord pour être joint jusqu'au"): str(row.contact_until_on or ""),
        }
        for row in rows
    ]
