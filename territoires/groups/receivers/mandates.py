"""An account begins to animate a group when its invitation is accepted, and stops when it is erased."""

import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from territoires.accounts.enums import InvitedRole
from territoires.accounts.signals import collect_personal_data, erase_personal_data, invitation_accepted
from territoires.groups.actions.animators import begin_mandate, forget_animator
from territoires.groups.permissions import GROUP_SCOPE
from territoires.groups.queries.personal_data import mandates_of, notes_of, stage_changes_of
from territoires.groups.queries.tasks import group_of_scopes
from territoires.kit.actors import Actor


@receiver(invitation_accepted, dispatch_uid="groups.begin_mandate")
def begin_animation(sender: Any, *, user_id: int, role: str, scope: str, **facts: Any) -> None:
    """Inside the transaction of the acceptance: account and mandate begin together, or not at all."""
    if role != InvitedRole.ANIMATOR or not scope.startswith(GROUP_SCOPE):
        return
    if group := group_of_scopes([scope]).get(scope):
        begin_mandate(group=group, user_id=user_id, by=Actor("user", user_id), now=timezone.now())


@receiver(collect_personal_data, dispatch_uid="groups.personal_data")
def tell_animation(sender: Any, *, user_id: int, **facts: Any) -> dict[str, Any]:
    """What this context keeps about an account."""
    told = {
        str(_("Groupes animés")): mandates_of(user_id),
        str(_("Notes de suivi que j'ai écrites")): notes_of(user_id),
        str(_("Étapes que j'ai changées")): stage_changes_of(user_id),
    }
    return {heading: lines for heading, lines in told.items() if lines}


@receiver(erase_personal_data, dispatch_uid="groups.forget_animator")
def forget_animation(sender: Any, *, user_id: int, now: datetime.datetime, **facts: Any) -> None:
    forget_animator(user_id=user_id, now=now)
