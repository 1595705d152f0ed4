"""Hang a path up inside the group that came of it: the reference is the proof that its people agree."""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.groups.models import LocalGroup
from territoires.journey.actions.journeys import hold_journey
from territoires.journey.models import Journey
from territoires.kit.actors import Actor


def hang_up(*, journey: Journey, group: LocalGroup, now: datetime.datetime, by: Actor) -> Journey:
    """From now on the members of the group open the path from their own page. Errors: CannotWrite."""
    with transaction.atomic():
        held = hold_journey(journey)
        held.group = group
        held.changed_at = now
        held.save(update_fields=["group", "changed_at"])
        record(verb="journey.hang_up", thing=held, by=by, now=now, detail={"group": group.pk})
    return held


def take_down(*, journey: Journey, group: LocalGroup, now: datetime.datetime, by: Actor) -> None:
    """The page of the group no longer leads to it; the path stays as it is."""
    with transaction.atomic():
        if Journey.objects.filter(pk=journey.pk, group=group).update(group=None):
            record(verb="journey.take_down", thing=journey, by=by, now=now, detail={"group": group.pk})
