"""Groups that walk together, and groups that could."""

from dataclasses import dataclass

from django.db.models import Q

from territoires.accounts.models import User
from territoires.groups.enums import Side
from territoires.groups.models import Buddy, LocalGroup
from territoires.groups.permissions import animated_groups
from territoires.places.queries import bounding_box, distance_km

SHOWN, READ = 8, 60
KM = (30, 120, 1200)  # look near first, then further


@dataclass(frozen=True)
class Buddies:
    """Groups that walk with this one."""

    accompanied_by: list[LocalGroup]
    accompanies: list[LocalGroup]


def buddies_of(group: LocalGroup) -> Buddies:
    """For the public page: only groups that everybody may see. Two reads."""
    shown = Buddy.objects.running().filter(experienced__shown_since__isnull=False, newer__shown_since__isnull=False)
    return Buddies(
        [pair.experienced for pair in shown.filter(newer=group).select_related("experienced")],
        [pair.newer for pair in shown.filter(experienced=group).select_related("newer")],
    )


def pairs_of(group: LocalGroup) -> list[Buddy]:
    """Proposed and running, for the two groups and the coordination."""
    rows = Buddy.objects.filter(Q(experienced=group) | Q(newer=group), until=None)
    return list(rows.select_related("experienced__commune", "newer__commune"))


@dataclass(frozen=True)
class Pair:
    """A pair as one person may answer it: the sides they speak for that have not said yes, and who they are."""

    buddy: Buddy
    sides: list[Side]
    accepted: bool

    @property
    def may_accept(self) -> bool:
        return bool(self.sides) and not self.accepted


def pair_for(user: User, buddy: Buddy) -> Pair:
    mine = set(animated_groups(user).filter(pk__in=[buddy.experienced_id, buddy.newer_id]).values_list("pk", flat=True))
    open_sides = [
        side
        for side, group_id, said in (
            (Side.EXPERIENCED, buddy.experienced_id, buddy.experienced_accepted_at),
            (Side.NEWER, buddy.newer_id, buddy.newer_accepted_at),
        )
        if group_id in mine and said is None
    ]
    return Pair(buddy, open_sides, buddy.since is not None)


def possible_buddies(group: LocalGroup, words: str) -> list[LocalGroup]:
    """Groups everybody can see, not paired with this one yet: by name or town, else the nearest first."""
    paired = Buddy.objects.filter(Q(experienced=group) | Q(newer=group), until=None)
    rows = LocalGroup.objects.listed().exclude(pk=group.pk).select_related("commune")
    rows = rows.exclude(pk__in=paired.values("experienced")).exclude(pk__in=paired.values("newer"))
    if words:
        return list(rows.filter(Q(name__icontains=words) | Q(commune__name__icontains=words))[:SHOWN])
    near: list[LocalGroup] = []
    for km in KM:
        south, west, north, east = bounding_box(group.lat, group.lon, km)
        near = list(rows.filter(lat__range=(south, north), lon__range=(west, east))[:READ])
        if len(near) >= SHOWN:
            break
    near.sort(key=lambda other: (distance_km(group.lat, group.lon, other.lat, other.lon), other.pk))
    return near[:SHOWN]
