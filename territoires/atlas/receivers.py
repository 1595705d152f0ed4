"""Facts from below: whatever changes a group, a sponsor or a contribution changes the map with it."""

import datetime
from typing import Any

from django.dispatch import receiver

from territoires.atlas.actions.points import refresh_point
from territoires.atlas.actions.resources import forget_proposal
from territoires.atlas.enums import Layer
from territoires.contributions.signals import contribution_withdrawn
from territoires.groups.signals import group_changed
from territoires.kit.actors import Actor
from territoires.networks.signals import sponsor_changed


@receiver(group_changed, dispatch_uid="atlas.group")
def follow_group(*, group_id: int, **kwargs: Any) -> None:
    """Runs inside the transaction of the change."""
    refresh_point(layer=Layer.GROUPS, object_id=group_id)


@receiver(sponsor_changed, dispatch_uid="atlas.sponsor")
def follow_sponsor(*, sponsor_id: int, **kwargs: Any) -> None:
    """Runs inside the transaction of the change."""
    refresh_point(layer=Layer.SPONSORS, object_id=sponsor_id)


@receiver(contribution_withdrawn, dispatch_uid="atlas.withdrawn")
def forget_what_came_of_it(*, contribution_id: int, now: datetime.datetime, by: Actor, **kwargs: Any) -> None:
    """Runs inside the transaction of the withdrawal."""
    forget_proposal(contribution_id=contribution_id, by=by, now=now)
