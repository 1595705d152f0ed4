"""What the pages of the map show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import mark_safe

from territoires.atlas.enums import Category
from territoires.atlas.models import MapPoint
from territoires.atlas.queries.asked import Asked
from territoires.atlas.queries.counts import Counts, RegionLine, counts_by_department, region_lines, total_of
from territoires.atlas.queries.entries import Entry, entries_of
from territoires.atlas.queries.filters import Filters, filters_of
from territoires.atlas.queries.outlines import alternative, frame_of, where_words
from territoires.atlas.queries.sets import Near, nearest, points
from territoires.atlas.queries.weight import opening_weight, tiles_of_settings
from territoires.atlas.rules import shapes
from territoires.atlas.rules.basemap import JUMPS
from territoires.atlas.rules.filters import GROUPS, LAYERS, MapFilter
from territoires.atlas.rules.grid import MAX_ZOOM, ZOOMS
from territoires.atlas.rules.svg import sign
from territoires.places.models import Department, Region

PER_PAGE = 30
LIST_ORDER = ("layer", "sort_name", "object_id")


@dataclass(frozen=True)
class MapBox:
    """The drawing of a set, and what the interactive map needs to show the same."""

    image: str
    small_image: str
    width: int
    height: int
    alternative: str
    points: str
    entries: str
    box: str
    weight: int
    tiles: str
    credit: str

    @classmethod
    def of(cls, f: MapFilter, counts: Counts, near: Near | None = None, where: str = "", box: str = "") -> "MapBox":
        width, height = frame_of(f, near)
        tiles, credit = tiles_of_settings()
        outline = reverse("atlas:outline")
        whole = not (f.region or f.department or near)
        joint = "&" if f.query else "?"
        return cls(
            image=outline + f.query,
            small_image=f"{outline}{f.query}{joint}par=regions" if whole else "",
            width=width,
            height=height,
            alternative=alternative(counts, where),
            points=reverse("atlas:points") + f.query,
            entries=reverse("atlas:entries") + f.query,
            box=box,
            weight=opening_weight(),
            tiles=tiles,
            credit=credit,
        )

    @property
    def max_zoom(self) -> int:
        """Tiles can be looked at from nearer than our outlines."""
        return MAX_ZOOM if self.tiles else ZOOMS[-1]

    @property
    def places(self) -> list[dict[str, str]]:
        """Where buttons jump to, overseas."""
        return [{"name": name, "at": f"{lat},{lon},{zoom}"} for name, lat, lon, zoom in JUMPS]

    @property
    def legend(self) -> list[dict[str, str]]:
        """The signs of the map, each with its word."""
        return [{"kind": one.value, "sign": mark_safe(sign(one.value)), "label": str(one.label)} for one in Category]  # noqa: S308  our own drawings


@dataclass(frozen=True)
class Listed:
    """One page of entries: only these are read, however long the list."""

    page: Page
    entries: list[Entry]


def listed(found: QuerySet[MapPoint], number: int, total: int) -> Listed:
    """The `number`th page of a set whose size is already known; the last one when there are not so many."""
    paginator = Paginator(found, PER_PAGE)
    paginator.count = total  # type: ignore[misc]
    page = paginator.get_page(number)
    return Listed(page, entries_of(page.object_list))


@dataclass(frozen=True)
class CountryPage:
    asked: Asked
    counts: Counts
    filters: Filters
    box: MapBox
    regions: list[RegionLine]
    everywhere: list[Entry]
    shown: Listed | None
    lacks_groups: bool
    nearest: Entry | None


def country_page(asked: Asked, number: int) -> CountryPage:
    """The whole country, or the surroundings of a place."""
    f, near = asked.filter, asked.near
    counts = counts_by_department(f, near)
    total = total_of(counts)
    shown = None
    lacks_groups = near is not None and not total.groups and GROUPS in (f.layers or LAYERS)
    closest = closest_entry(f, near) if near is not None and lacks_groups else None
    if near is not None and total.total:
        shown = listed(points(f, near), number, total.total)
    elif near is None and f.is_narrowed and 0 < total.total <= PER_PAGE:
        shown = listed(points(f).order_by("department_id", *LIST_ORDER), number, total.total)
    everywhere = [] if shown or None not in counts else entries_of(points(f).filter(x=None).order_by(*LIST_ORDER))
    return CountryPage(
        asked=asked,
        counts=total,
        filters=filters_of(f, reverse("atlas:map")),
        box=MapBox.of(f, total, near, where=where_words(f, near), box=_edges(None, near, f)),
        regions=[] if near else region_lines(counts),
        everywhere=everywhere,
        shown=shown,
        lacks_groups=lacks_groups,
        nearest=closest,
    )


def closest_entry(f: MapFilter, near: Near) -> Entry | None:
    """The nearest group of the whole country that the other filters leave in."""
    wide = f.everywhere if f.layers else replace(f.everywhere, layers=(GROUPS,))
    point = nearest(wide, near)
    return next(iter(entries_of([point])), None) if point else None


def box_around(near: Near, km: int) -> str:
    """South, west, north, east of what the interactive map shows first."""
    reach = km / 111.2
    return f"{near.lat - reach:.3f},{near.lon - reach * 1.45:.3f},{near.lat + reach:.3f},{near.lon + reach * 1.45:.3f}"


@dataclass(frozen=True)
class AreaPage:
    """A region or a department."""

    asked: Asked
    counts: Counts
    filters: Filters
    box: MapBox
    shown: Listed
    region: Region
    department: Department | None
    departments: list[RegionLine]
    neighbours: Sequence[Department]
    nearest: Entry | None

    @property
    def area(self) -> Region | Department:
        return self.department or self.region

    @property
    def where(self) -> str:
        """« dans le Nord »."""
        return self.area.inside

    @property
    def url(self) -> str:
        return area_url(self.area)

    @property
    def region_url(self) -> str:
        """Empty on a region, and overseas where region and department are one."""
        same = self.department is None or self.department.name == self.region.name
        return "" if same else area_url(self.region)


def area_page(asked: Asked, number: int, region: Region, department: Department | None) -> AreaPage:
    """The entries of an area as cards, with its departments or its neighbours."""
    f = asked.filter.everywhere.within(
        region="" if department else region.slug, department=department.slug if department else ""
    )
    area = department or region
    counts = counts_by_department(f)
    total = total_of(counts)
    closest = None
    if not total.groups and not f.is_narrowed:
        closest = closest_entry(f, Near(insee="", name=area.name, lat=area.lat, lon=area.lon))
    return AreaPage(
        asked=Asked(f, unknown=asked.unknown),
        counts=total,
        filters=filters_of(f, area_url(area)),
        box=MapBox.of(f, total, where=area.inside, box=_edges(area, None, f)),
        shown=listed(points(f).order_by(*LIST_ORDER), number, total.total),
        region=region,
        department=department,
        departments=[] if department else [line for line in region_lines(counts) if line.region.pk == region.pk],
        neighbours=neighbours_of(department) if department else [],
        nearest=closest,
    )


def neighbours_of(department: Department) -> list[Department]:
    """The departments on the other side of its borders, by name."""
    codes = shapes.neighbours_of(department.code)
    return list(Department.objects.select_related("region").filter(code__in=codes).order_by("name"))


def area_url(area: Region | Department) -> str:
    if isinstance(area, Department):
        return reverse("atlas:department", args=[area.region.slug, area.slug])
    return reverse("atlas:region", args=[area.slug])


@dataclass(frozen=True)
class FramePage:
    """The small map for the pages of partners."""

    asked: Asked
    counts: Counts
    box: MapBox
    shown: Listed
    url: str


def frame_page(asked: Asked, number: int) -> FramePage:
    """The drawing, the first entries, and the way to the whole page."""
    f, near = asked.filter, asked.near
    total = total_of(counts_by_department(f, near))
    found = points(f, near) if near else points(f).order_by(*LIST_ORDER)
    area = (
        Department.objects.select_related("region").filter(slug=f.department).first()
        if f.department
        else Region.objects.filter(slug=f.region).first()
        if f.region
        else None
    )
    return FramePage(
        asked=asked,
        counts=total,
        box=MapBox.of(f, total, near, where=where_words(f, near), box=_edges(area, near, f)),
        shown=listed(found, number, total.total),
        url=(area_url(area) if area else reverse("atlas:map")) + f.within().query,
    )


def _edges(area: Region | Department | None, near: Near | None, f: MapFilter) -> str:
    if area is not None:
        return f"{area.south:.3f},{area.west:.3f},{area.north:.3f},{area.east:.3f}"
    return box_around(near, f.radius) if near else ""
