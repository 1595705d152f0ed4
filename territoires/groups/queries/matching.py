"""Which groups could accompany another one: near, with themes in common, awake and not already busy with others."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from territoires.groups.enums import Stage
from territoires.groups.models import Animator, Buddy, LocalGroup
from territoires.groups.queries.life import AWAKE
from territoires.groups.rules import nearness
from territoires.places.queries import bounding_box, distance_km

RADII_KM, SHOWN, READ, AT_MOST = (50, 150, 1200), 5, 400, 2


@dataclass(frozen=True)
class Match:
    """A group that could accompany, in words only."""

    group: LocalGroup
    km: int
    themes: list[str]


def matches_for(group: LocalGroup) -> list[Match]:
    """At most five, nearest first; a theme in common counts for some kilometres."""
    themes = {theme.pk: theme.name for theme in group.themes.all()}
    found: list[Match] = []
    for radius in RADII_KM:
        south, west, north, east = bounding_box(group.lat, group.lon, radius)
        rows = _free(group).filter(lat__range=(south, north), lon__range=(west, east))
        near = rows.select_related("commune__department").prefetch_related("themes")[:READ]
        found = [_match(group, other, themes) for other in near]
        if len(found) >= SHOWN:
            break
    return sorted(found, key=lambda match: (nearness(match.km, len(match.themes)), match.group.pk))[:SHOWN]


def _free(group: LocalGroup) -> QuerySet[LocalGroup]:
    """Confirmed groups, awake, that somebody animates, with room for one more, and never paired with this one."""
    pairs = Buddy.objects.filter(Q(experienced=group) | Q(newer=group))
    animated = Animator.objects.filter(group=OuterRef("pk"), until=None)
    busy = Count("accompanied", filter=Q(accompanied__until=None))
    rows = LocalGroup.objects.listed().filter(AWAKE, Exists(animated), stage=Stage.CONFIRMED, unsure_since=None)
    rows = rows.exclude(pk=group.pk).exclude(pk__in=pairs.values("experienced")).exclude(pk__in=pairs.values("newer"))
    return rows.annotate(busy=busy).filter(busy__lt=AT_MOST).order_by("pk")


def _match(group: LocalGroup, other: LocalGroup, themes: dict[int, str]) -> Match:
    shared = [theme.name for theme in other.themes.all() if theme.pk in themes]
    return Match(other, round(distance_km(group.lat, group.lon, other.lat, other.lon)), shared)
