"""A member gets an account when the letter is accepted; places around tables go with an account that is erased."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.enums import InvitedRole
from territoires.accounts.signals import collect_personal_data, erase_personal_data, invitation_accepted
from territoires.groups.actions.people import forget_member, link_account
from territoires.groups.queries.people import member_of_scope
from territoires.groups.queries.personal_data import memberships_of
from territoires.kit.actors import Actor


@receiver(invitation_accepted, dispatch_uid="groups.link_account")
def link_the_account(sender: Any, *, user_id: int, role: str, scope: str, **facts: Any) -> None:
    """Inside the transaction of the acceptance. Somebody who left meanwhile has an account, and no place."""
    member = member_of_scope(scope) if role == InvitedRole.MEMBER else None
    if member is not None:
        link_account(member=member, user_id=user_id, by=Actor("user", user_id), now=timezone.now())


@receiver(collect_personal_data, dispatch_uid="groups.personal_data_of_members")
def tell_memberships(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    lines = memberships_of(user_id)
    return {str(_("Groupes dont je suis membre ou que je suis")): lines} if lines else {}


@receiver(erase_personal_data, dispatch_uid="groups.forget_member")
def forget_the_member(sender: Any, *, user_id: int, now: datetime.datetime, **facts: Any) -> None:
    forget_member(user_id=user_id, now=now)
