"""Give invented groups a life: people, journals, dates, ideas that travel, a mirror, seasons. A few dozen groups only,
through the verbs of the real doors, so that everything that follows from them is true."""

import datetime
import random
from collections.abc import Callable

from territoires.accounts.models import User
from territoires.demonstration.actions.journals import keep_journals, spread_ideas
from territoires.demonstration.actions.mirrors import fill_mirror
from territoires.demonstration.actions.paths import begin_journeys, clear_journeys
from territoires.demonstration.actions.seasons import pass_seasons
from territoires.demonstration.actions.tables import seat_members
from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER
from territoires.media.actions import remove
from territoires.media.models import Picture, Sound

LIVELY = 24


def clear_life(now: datetime.datetime) -> None:
    """What does not go away with the groups: files, and paths that no group holds."""
    for model in (Picture, Sound):
        for medium in model.objects.exclude(state="removed"):
            remove(medium=medium, now=now, by=INSTALLER)
    clear_journeys()


def live(*, rng: random.Random, cast: dict[str, User], now: datetime.datetime, progress: Callable[[str], None]) -> None:
    """Sophie's group first, then some spread over the country."""
    groups = lively_groups()
    if not groups:
        return
    progress("Démonstration : les groupes se racontent…")
    first, sophie = groups[0], cast["animatrice"]
    members = seat_members(groups=groups, sophie=sophie, now=now)
    keep_journals(rng=rng, groups=groups, sophie=sophie, now=now)
    spread_ideas(groups=groups, now=now)
    fill_mirror(group=first, members=members, sophie=sophie, now=now)
    begin_journeys(now=now)
    pass_seasons(groups=groups, now=now)


def lively_groups() -> list[LocalGroup]:
    """Sophie's, then confirmed groups taken at even steps: one row each, far from each other."""
    shown = LocalGroup.objects.visible().select_related("commune").order_by("pk")
    first = shown.first()
    if first is None:
        return []
    rows = list(shown.filter(stage="confirmed").exclude(pk=first.pk).values_list("pk", flat=True))
    step = max(1, len(rows) // LIVELY)
    return [first, *shown.filter(pk__in=rows[::step][: LIVELY - 1])]
