"""A sheet to print: the drawing with numbers, and the index that says what each number is."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from territoires.atlas.models import MapPoint
from territoires.atlas.queries.asked import Asked
from territoires.atlas.queries.counts import Counts, RegionLine, counts_by_department, region_lines, total_of
from territoires.atlas.queries.entries import Entry, entries_of
from territoires.atlas.queries.outlines import frame_of
from territoires.atlas.queries.pages import area_url
from territoires.atlas.queries.sets import points
from territoires.atlas.rules.svg import FEW
from territoires.places.models import Department, Region

PAPERS = ("a4", "a3")
INDEXED = 1500  # beyond, the index says how many by department; each department prints its own


@dataclass(frozen=True)
class Line:
    """A line of the index; `number` is 0 when the drawing counts by department instead."""

    number: int
    entry: Entry


@dataclass(frozen=True)
class Part:
    """The lines of one department, or of the whole country."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class PrintPage:
    asked: Asked
    paper: str
    counts: Counts
    title: str
    image: str
    width: int
    height: int
    numbered: bool
    parts: list[Part]
    regions: list[RegionLine]
    back: str

    @property
    def other_papers(self) -> list[str]:
        return [paper for paper in PAPERS if paper != self.paper]


def print_page(asked: Asked, paper: str) -> PrintPage:
    """The same set as the list, on paper."""
    f, near = asked.filter, asked.near
    by_department = counts_by_department(f, near)
    total = total_of(by_department)
    numbered = total.total <= FEW
    indexed = total.total <= INDEXED
    width, height = frame_of(f, near)
    area = _area(asked)
    joint = "&" if f.query else "?"
    found = points(f, near).order_by("department_id", "layer", "sort_name", "object_id") if indexed else ()
    return PrintPage(
        asked=asked,
        paper=paper,
        counts=total,
        title=_title(asked, area),
        image=f"{reverse('atlas:outline')}{f.query}{joint}numeros=1",
        width=width,
        height=height,
        numbered=numbered,
        parts=_parts(found, numbered),
        regions=[] if indexed else [line for line in region_lines(by_department) if line.counts.total],
        back=(area_url(area) if area else reverse("atlas:map")) + f.within().query,
    )


def _title(asked: Asked, area: Region | Department | None) -> str:
    if area is not None:
        return _("Groupes locaux %(where)s") % {"where": area.inside}
    if asked.near is not None:
        return _("Groupes locaux : %(place)s et alentours") % {"place": asked.near.name}
    return _("Groupes locaux en France")


def _area(asked: Asked) -> Region | Department | None:
    f = asked.filter
    if f.department:
        return Department.objects.select_related("region").get(slug=f.department)
    return Region.objects.get(slug=f.region) if f.region else None


def _parts(found: Iterable[MapPoint], numbered: bool) -> list[Part]:
    """Lines by department, in the order in which the drawing numbers them; the whole country comes last."""
    ordered = sorted(found, key=lambda point: point.department_id is None)
    names = dict(Department.objects.values_list("code", "name")) if ordered else {}
    numbers = {
        (point.layer, point.object_id): place
        for place, point in enumerate((point for point in ordered if point.x is not None), start=1)
    }
    parts = []
    entries = {(str(entry.layer), entry.object_id): entry for entry in entries_of(ordered)}
    for code, group in groupby(ordered, key=lambda point: point.department_id):
        lines = [
            Line(
                numbers.get((point.layer, point.object_id), 0) if numbered else 0, entries[point.layer, point.object_id]
            )
            for point in group
            if (point.layer, point.object_id) in entries
        ]
        parts.append(Part(f"{names[code]} ({code})" if code else "", lines))
    return parts
