"""Build the demonstration: a fictional territory on real geography. Safe to run again."""

import datetime
import random
from collections.abc import Callable

from django.db import transaction

from territoires.atlas.actions.points import rebuild_points
from territoires.audit.actions import record
from territoires.demonstration.actions.groups import add_groups, clear_groups
from territoires.demonstration.actions.inbox import fill_inbox
from territoires.demonstration.actions.life import clear_life, live
from territoires.demonstration.actions.people import seat_cast
from territoires.demonstration.actions.resources import add_resources
from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER

SEED = 1001


def _quiet(_line: str) -> None:
    """Say nothing."""


def build_demonstration(
    *, groups: int, now: datetime.datetime, again: bool = False, progress: Callable[[str], None] = _quiet
) -> int:
    """Invent `groups` visible groups, a few that did not agree to be shown, resources, a cast and its letters.

    Returns the number of groups made; 0 when the territory already has that many and `again` is not asked.
    """
    if not again and LocalGroup.objects.visible().count() == groups:
        return 0
    rng = random.Random(SEED)
    with transaction.atomic():
        clear_life(now)
        clear_groups()
        progress("Démonstration : des groupes naissent dans toute la France…")
        made = add_groups(rng=rng, count=groups, now=now, progress=progress)
        add_resources(rng=rng, count=max(40, min(groups // 4, 2500)), now=now)
        cast = seat_cast(now=now)
        fill_inbox(rng=rng, cast=cast, now=now)
        live(rng=rng, cast=cast, now=now, progress=progress)
        record(verb="demonstration.build", thing="demonstration", by=INSTALLER, now=now, detail={"groups": made})
        progress("Démonstration : la carte se dessine…")
        rebuild_points(now=now, by=INSTALLER)
    return made
