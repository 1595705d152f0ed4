"""The marks of the interactive map: at most one for each cell of a view, whatever the number of points."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, QuerySet, Sum
from django.utils.translation import gettext as _

from territoires.atlas.enums import Layer
from territoires.atlas.models import MapCluster, MapPoint, Resource
from territoires.atlas.queries.counts import Counts
from territoires.atlas.queries.entries import Entry, entries_of
from territoires.atlas.queries.sets import Near, points
from territoires.atlas.rules.filters import GROUPS, LAYER_CATEGORIES, MapFilter
from territoires.atlas.rules.grid import LIST_AT_MOST, ZOOMS, Window, mark_position, read_cell, read_zoom
from territoires.atlas.rules.projection import unmercator
from territoires.groups.enums import Stage
from territoires.groups.models import LocalGroup
from territoires.networks.models import Sponsor

type CellRow = tuple[int, int, str, int, int, int, int]  # cell, category, count, sums of x, y and numbers
CELL_FACTS = ("cell_x", "cell_y", "category", "count", "sum_x", "sum_y", "sum_id")


@dataclass
class CellSum:
    by_category: Counter[str] = field(default_factory=Counter)
    sum_x: int = 0
    sum_y: int = 0
    sum_id: int = 0

    @property
    def count(self) -> int:
        return self.by_category.total()

    @property
    def layer(self) -> Layer:
        """Of a cell with one entry."""
        (category,) = self.by_category
        return {"r": Layer.RESOURCES, "s": Layer.SPONSORS}.get(category, Layer.GROUPS)


def cell_rows(f: MapFilter, window: Window, near: Near | None = None) -> Iterable[CellRow]:
    """Counted beforehand for layers and stages; counted now, from the index, for other filters and close views."""
    if f.is_plain and not f.region and not f.department and window.zoom in ZOOMS:
        cells = MapCluster.objects.filter(
            zoom=window.zoom,
            cell_x__range=(window.first_x, window.last_x),
            cell_y__range=(window.first_y, window.last_y),
            category__in=sorted(f.categories),
            count__gt=0,
        )
        return cells.order_by().values_list(*CELL_FACTS)
    return _counted_now(f, window, near)


def _counted_now(f: MapFilter, window: Window, near: Near | None) -> Iterable[CellRow]:
    return (
        in_window(points(f, near), window)
        .order_by()
        .annotate(cell_x=F("x") / window.size, cell_y=F("y") / window.size)
        .values("cell_x", "cell_y", "category")
        .annotate(count=Count("pk"), sum_x=Sum("x"), sum_y=Sum("y"), sum_id=Sum("object_id"))
        .values_list(*CELL_FACTS)
    )


def in_window(found: QuerySet[MapPoint], window: Window) -> QuerySet[MapPoint]:
    west, east, north, south = window.pixels
    return found.filter(x__gte=west, x__lt=east, y__gte=north, y__lt=south)


def marks(f: MapFilter, window: Window, near: Near | None = None) -> list[list[Any]]:
    """For each mark: latitude, longitude, count, category of a single entry or "", words, cell x, cell y.

    From north to south, then from west to east: the order in which the keyboard meets them.
    """
    cells: dict[tuple[int, int], CellSum] = {}
    for cell_x, cell_y, category, count, sum_x, sum_y, sum_id in cell_rows(f, window, near):
        cell = cells.setdefault((cell_y, cell_x), CellSum())
        cell.by_category[category] += count
        cell.sum_x, cell.sum_y, cell.sum_id = cell.sum_x + sum_x, cell.sum_y + sum_y, cell.sum_id + sum_id
    labels = single_labels(cell for cell in cells.values() if cell.count == 1)
    found = []
    for (cell_y, cell_x), cell in sorted(cells.items()):
        if cell.count == 1:
            label = labels.get((cell.layer, cell.sum_id))
            if label is None:
                continue
            kind = next(iter(cell.by_category))
        else:
            label, kind = Counts(cell.by_category).figures, ""
        x, y = mark_position(cell_x, cell_y, window.zoom, cell.sum_x / cell.count, cell.sum_y / cell.count)
        lat, lon = unmercator(x, y)
        found.append([round(lat, 4), round(lon, 4), cell.count, kind, label, cell_x, cell_y])
    return found


def single_labels(cells: Iterable[CellSum]) -> dict[tuple[Layer, int], str]:
    """Words for cells with one entry, read through the door of its own context."""
    wanted: dict[Layer, list[int]] = {}
    for cell in cells:
        wanted.setdefault(cell.layer, []).append(cell.sum_id)
    labels: dict[tuple[Layer, int], str] = {}
    if ids := wanted.get(Layer.GROUPS):
        groups = LocalGroup.objects.listed().filter(pk__in=ids).order_by()
        for pk, name, commune, stage in groups.values_list("pk", "name", "commune__name", "stage"):
            labels[Layer.GROUPS, pk] = _said(name, commune, _("Groupe local"), str(Stage(stage).label))
    if ids := wanted.get(Layer.RESOURCES):
        resources = Resource.objects.visible().filter(pk__in=ids).order_by()
        for pk, name, commune in resources.values_list("pk", "name", "commune__name"):
            labels[Layer.RESOURCES, pk] = _said(name, commune, _("Ressource"))
    if ids := wanted.get(Layer.SPONSORS):
        for sponsor in Sponsor.objects.visible().filter(pk__in=ids).select_related("commune"):
            commune = sponsor.commune.name if sponsor.commune else ""
            labels[Layer.SPONSORS, sponsor.pk] = _said(sponsor.name, commune, sponsor.get_title_display().capitalize())
    return labels


def _said(name: str, commune: str, *words: str) -> str:
    """« Les Tilleuls, Roubaix. Groupe local. Confirmé »."""
    return ". ".join([f"{name}, {commune}" if commune else name, *words])


def everywhere_words(f: MapFilter, near: Near | None = None) -> str:
    """Entries without a place belong to the whole country: how many, in words; empty when there are none."""
    if near is not None or f.region or f.department or not (f.categories - LAYER_CATEGORIES[GROUPS]):
        return ""
    count = points(f).filter(x=None).count()
    return _("Pour toute la France : %(count)s") % {"count": count} if count else ""


@dataclass(frozen=True)
class CellEntries:
    """The first lines behind a mark; `more` is how many others there are."""

    entries: list[Entry]
    more: int


def cell_entries(f: MapFilter, near: Near | None, zoom: str, x: str | None, y: str | None) -> CellEntries:
    """The entries of one cell; those of the whole country when no cell is named."""
    found = points(f, near)
    if x is None or y is None:
        found = found.filter(x=None)
    else:
        cell_x, cell_y = read_cell(x), read_cell(y)
        found = in_window(found, Window(read_zoom(zoom), cell_x, cell_x, cell_y, cell_y))
    ordered = found.order_by("layer", "sort_name", "object_id")
    first = list(ordered[: LIST_AT_MOST + 1])
    more = ordered.count() - LIST_AT_MOST if len(first) > LIST_AT_MOST else 0
    return CellEntries(entries_of(first[:LIST_AT_MOST]), more)
