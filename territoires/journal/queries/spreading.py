"""How ideas travel between groups. Only what everybody may read today: what is withdrawn is on neither side."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from territoires.atlas.queries.outlines import canvas, canvas_size
from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry, Lineage
from territoires.journal.rules import arcs, lineage
from territoires.journal.rules.entries import headline
from territoires.kit.words import in_words
from territoires.places.queries import search

FOUND, ENTRIES_EACH, SHOWN = 8, 4, 6


@dataclass(frozen=True)
class Stop:
    """One entry of a family, or the group whose page began it. `after` names the group it had the idea from."""

    group: LocalGroup
    entry: Entry | None
    depth: int = 0
    after: str = ""

    @property
    def day(self) -> str:
        return in_words(self.entry.happened_on) if self.entry else ""

    @property
    def said(self) -> str:
        return headline(self.entry.words) if self.entry and self.entry.words else ""


@dataclass(frozen=True)
class Lines:
    """Where something came from, and what was born of it, in the order of days. No count, no rank."""

    source: Stop | None
    why: str
    born: list[Stop]

    @property
    def is_empty(self) -> bool:
        return self.source is None and not self.born


def _told(today: datetime.date) -> QuerySet[Entry]:
    return Entry.objects.public(today)


def public_lines(today: datetime.date) -> QuerySet[Lineage]:
    """Mentions whose two ends everybody may read: the one door for pages, panels and the drawing."""
    told = _told(today).values("pk")
    rows = Lineage.objects.standing().filter(entry__in=told, from_group__shown_since__isnull=False)
    return rows.filter(Q(from_entry=None) | Q(from_entry__in=told))


def lines_of_entry(entry: Entry, today: datetime.date) -> Lines | None:
    """For the page of an entry: what it was born of, what it inspired. None for one that not everybody may read."""
    if not entry.is_open_to_all:
        return None
    rows = public_lines(today).select_related(
        "entry__group__commune", "from_entry__group__commune", "from_group__commune"
    )
    own = rows.filter(entry=entry).first()
    born = rows.filter(from_entry=entry).order_by("entry__happened_on", "pk")
    source = Stop(own.from_group, own.from_entry) if own else None
    return Lines(source, entry.inspired_why if own else "", [Stop(row.entry.group, row.entry) for row in born[:60]])


def own_source(entry: Entry, today: datetime.date) -> Stop | None:
    """What those who wrote the entry said it was born of, whatever its state."""
    row = Lineage.objects.standing().filter(entry=entry).select_related("from_group__commune").first()
    if row is None:
        return None
    told = _told(today).filter(inspired=row).select_related("group__commune").first()
    return Stop(row.from_group, told)


@dataclass(frozen=True)
class GroupLines:
    """For the page of a group: the ideas that came, the ideas that went, the newest first."""

    came: list[tuple[Stop, Stop]]
    went: list[tuple[Stop, Stop]]

    @property
    def is_empty(self) -> bool:
        return not self.came and not self.went


def lines_of_group(group: LocalGroup, today: datetime.date) -> GroupLines:
    """Pairs of source and what was born of it."""
    rows = public_lines(today).select_related(
        "entry__group__commune", "from_entry__group__commune", "from_group__commune"
    )
    newest = rows.order_by("-entry__happened_on", "-pk")
    return GroupLines(
        came=[_pair(row) for row in newest.filter(entry__group=group)[:SHOWN]],
        went=[_pair(row) for row in newest.filter(from_group=group)[:SHOWN]],
    )


def _pair(row: Lineage) -> tuple[Stop, Stop]:
    return Stop(row.from_group, row.from_entry), Stop(row.entry.group, row.entry)


# -- how one idea travelled -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Travel:
    """A whole family: where it began, then each entry after the one it was born of."""

    stops: list[Stop]
    ways: list[tuple[int, int]]  # positions in `stops`

    @property
    def departments(self) -> set[str]:
        return {stop.group.commune.department_id for stop in self.stops}

    @property
    def width(self) -> int:
        return canvas_size(self.departments)[0]

    @property
    def height(self) -> int:
        return canvas_size(self.departments)[1]

    @property
    def has_travelled(self) -> bool:
        return len(self.stops) > 1

    @property
    def words(self) -> str:
        """What stands for the drawing."""
        places = list(dict.fromkeys(stop.group.commune.name for stop in self.stops))
        return _("Carte : l'idée est passée par %s. La liste dit la même chose.") % ", ".join(places)


def travel_of(entry: Entry, today: datetime.date) -> Travel:
    """The family of an entry. When its first entry was born of the page of a group, that group stands first."""
    rows = list(public_lines(today).values_list("entry_id", "from_entry_id", "from_group_id", "entry__happened_on"))
    parents = {child: parent for child, parent, _group, _day in rows if parent is not None}
    days = {child: day for child, _parent, _group, day in rows}
    branches = lineage.family(entry.pk, parents, days)
    pages = {child: group for child, parent, group, _day in rows if parent is None}
    found = _told(today).filter(pk__in=[branch.entry for branch in branches])
    known = found.select_related("group__commune__department").in_bulk()
    began = [pages[branches[0].entry]] if branches[0].entry in pages else []
    first = LocalGroup.objects.visible().filter(pk__in=began).select_related("commune__department")
    stops = [Stop(group, None) for group in first]
    place = {branch.entry: number for number, branch in enumerate(branches, start=len(stops)) if branch.entry in known}
    ways = [(place[start], place[end]) for start, end in lineage.ways(branches, parents)]
    ways = [*([(0, 1)] if stops else []), *ways]
    deeper = len(stops)
    stops += [Stop(known[one.entry].group, known[one.entry], one.depth + deeper) for one in branches]
    before = {end: stops[start].group.name for start, end in ways}
    return Travel([replace(stop, after=before.get(number, "")) for number, stop in enumerate(stops)], ways)


def travel_svg(travel: Travel) -> str:
    """The quiet picture: the places, and dashed ways between them."""
    groups = [stop.group for stop in travel.stops]
    drawn = canvas(travel.departments)
    places = [drawn.place(group.commune.department_id, group.lat, group.lon) for group in groups]
    rounded = [(round(x, 1), round(y, 1)) for x, y in places]
    labels = [(group.commune.name, place) for group, place in zip(groups, rounded, strict=True)]
    once = list(dict.fromkeys(labels))
    over = [
        arcs.arcs([(rounded[start], rounded[end]) for start, end in travel.ways]),
        arcs.dots(rounded),
        arcs.names(once, drawn.width),
    ]
    return drawn.drawing(travel.words, over)


# -- choosing what inspired ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """A group that the words name, and what it told lately."""

    group: LocalGroup
    entries: list[Entry]


def search_sources(words: str, besides: LocalGroup, today: datetime.date) -> list[Found]:
    """Shown groups by their name or their place, and their last entries. Any text is welcome."""
    if not words.strip():
        return []
    towns = [hit.insee for hit in search(words, 3)]
    slug = slugify(words)
    named = Q(name__icontains=words) | (Q(slug__contains=slug) if slug else Q())
    rows = LocalGroup.objects.visible().filter(named | Q(commune__in=towns)).exclude(pk=besides.pk)
    groups = list(rows.select_related("commune").order_by("name", "pk")[:FOUND])
    told: dict[int, list[Entry]] = {group.pk: [] for group in groups}
    for entry in _told(today).filter(group__in=groups).exclude(words="").order_by("-happened_on", "-pk")[:200]:
        if len(told[entry.group_id]) < ENTRIES_EACH:
            told[entry.group_id].append(entry)
    return [Found(group, told[group.pk]) for group in groups]


def all_parents() -> dict[int, int]:
    """Every standing link between entries, shown or not: what decides that nothing is its own ancestor."""
    rows = Lineage.objects.standing().exclude(from_entry=None)
    return {child: parent for child, parent in rows.values_list("entry_id", "from_entry_id") if parent is not None}


# -- the line on the space of both groups ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Mentioned:
    """A mention, for those who animate one of the two groups; `here` when it is their group that is named."""

    mention: Lineage
    here: bool
    entry_shown: bool


def mentions_of(group: LocalGroup, today: datetime.date) -> list[Mentioned]:
    """Entries of others that name this group and were not put away, then those of this group that name others."""
    rows = Lineage.objects.standing().select_related("entry__group__commune", "from_group__commune", "from_entry")
    told = _told(today)
    named = rows.filter(from_group=group, seen_at=None, entry__in=told.values("pk")).order_by("-at")[:SHOWN]
    own = rows.filter(entry__group=group).order_by("-at")[:SHOWN]
    shown = set(told.filter(pk__in=[row.entry_id for row in own]).values_list("pk", flat=True))
    return [Mentioned(row, True, True) for row in named] + [
        Mentioned(row, False, row.entry_id in shown) for row in own
    ]  # fmt: skip
