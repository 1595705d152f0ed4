"""The drawings that the server makes of a set: the country, a region, a department, the surroundings of a place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from territoires.atlas.models import MapPoint
from territoires.atlas.queries.counts import ByDepartment, Counts, counts_by_department, total_of
from territoires.atlas.queries.sets import Near, points
from territoires.atlas.rules import area, country, shapes
from territoires.atlas.rules.filters import MapFilter
from territoires.atlas.rules.projection import Point
from territoires.atlas.rules.spacing import separate
from territoires.atlas.rules.svg import FEW, SIGN_SIZE, Tally, bubbles, document, numbers, signs
from territoires.places.models import Department, Region

OVERSEAS = (*shapes.OVERSEAS_BOXES, *shapes.COLLECTIVITIES)
GATHER_CELL = 64.0


@dataclass(frozen=True)
class Look:
    """How a drawing is asked for: small numbers by region for a phone, or numbered points for a printed index."""

    by_region: bool = False
    numbered: bool = False


@dataclass(frozen=True)
class Canvas:
    """A map for a context above to draw on: the whole country, or one region when all of it happens there."""

    width: int
    height: int
    view: area.View | None
    base: str

    def place(self, department: str, lat: float, lon: float) -> Point:
        """Where a point stands on this map."""
        if self.view is not None:
            return self.view.frame.place(lat, lon)
        return shapes.place_in_country(department, lat, lon)

    def drawing(self, title: str, over: Iterable[str]) -> str:
        return document(self.width, self.height, title, [self.base, *over])


@dataclass(frozen=True)
class Drawn:
    """The size and the words of a drawing, for the page that shows it."""

    width: int
    height: int
    alternative: str


def frame_of(f: MapFilter, near: Near | None = None) -> tuple[int, int]:
    """Width and height of the drawing of this filter."""
    if f.region or f.department or near:
        return area.AREA_WIDTH, area.AREA_HEIGHT
    return shapes.COUNTRY_WIDTH, shapes.COUNTRY_HEIGHT


def alternative(counts: Counts, where: str = "") -> str:
    """What stands for the drawing: how many, and that the list says the same."""
    return _("Carte, %(where)s : %(count)s. La liste donne les mêmes informations.") % {
        "where": where or _("France"),
        "count": counts.words[:1].lower() + counts.words[1:],
    }


def outline(f: MapFilter, near: Near | None = None, look: Look = Look()) -> str:
    """The SVG of a set."""
    counts = counts_by_department(f, near)
    total = total_of(counts)
    view = _view(f, near, counts)
    width, height = frame_of(f, near)
    parts = _area(f, near, look, view, total) if view else _country(f, look, counts, total)
    return document(width, height, alternative(total, where_words(f, near)), parts)


def canvas_size(departments: set[str]) -> tuple[int, int]:
    """Width and height of the canvas of these departments."""
    if _one_region(departments):
        return area.AREA_WIDTH, area.AREA_HEIGHT
    return shapes.COUNTRY_WIDTH, shapes.COUNTRY_HEIGHT


def _one_region(departments: set[str]) -> str:
    """The region that holds them all; empty when they are apart, or across oceans."""
    seats = shapes.seats()
    if departments & set(shapes.COLLECTIVITIES):
        return ""
    regions = {seats[code].region for code in departments if code in seats}
    return regions.pop() if len(regions) == 1 else ""


def canvas(departments: set[str]) -> Canvas:
    """The map on which places of these departments can be told apart."""
    if region := _one_region(departments):
        view = area.view_of(code for code, seat in sorted(shapes.seats().items()) if seat.region == region)
        return Canvas(area.AREA_WIDTH, area.AREA_HEIGHT, view, area.base(view))
    names = dict(Department.objects.filter(code__in=OVERSEAS).values_list("code", "name"))
    islands = [code for code in shapes.COLLECTIVITIES if code in departments]
    base = country.country_base(True) + country.frame_names(names, islands)
    return Canvas(shapes.COUNTRY_WIDTH, shapes.COUNTRY_HEIGHT, None, base)


def where_words(f: MapFilter, near: Near | None) -> str:
    """« dans le Nord », « Roubaix et alentours »; empty for the whole country."""
    if near is not None:
        return _("%(place)s et alentours") % {"place": near.name}
    area = (
        Department.objects.filter(slug=f.department).first()
        if f.department
        else Region.objects.filter(slug=f.region).first()
        if f.region
        else None
    )
    return area.inside if area else ""


def _view(f: MapFilter, near: Near | None, counts: ByDepartment) -> area.View | None:
    """What a drawing of an area shows; None for the whole country."""
    known = Department.objects.order_by("code")
    if f.department:
        return area.view_of(known.filter(slug=f.department).values_list("code", flat=True))
    if f.region:
        return area.view_of(known.filter(region__slug=f.region).values_list("code", flat=True))
    if near is None:
        return None
    own = set(known.filter(communes=near.insee).values_list("code", flat=True))
    around = own.union(*(shapes.neighbours_of(code) for code in own), (code for code in counts if code))
    return area.view_around(near.lat, near.lon, f.radius, around & set(shapes.departments().rings))


def _spots(f: MapFilter, near: Near | None) -> list[MapPoint]:
    """The points of a set that is small enough, in the order of printed indexes."""
    placed = points(f, near).filter(x__isnull=False)
    return list(placed.order_by("department_id", "layer", "sort_name", "object_id"))


def _marked(spots: list[tuple[MapPoint, Point]], look: Look) -> tuple[str, list[Point]]:
    """One sign or one number for each entry, and where they stand."""
    homes = [place for _spot, place in spots]
    if look.numbered:
        return numbers(list(enumerate(homes, start=1)))
    places = separate(homes, [(SIGN_SIZE * 0.8, SIGN_SIZE * 0.8)] * len(homes))
    return signs([(spot.category, place) for (spot, _home), place in zip(spots, places, strict=True)]), places


def _area(f: MapFilter, near: Near | None, look: Look, view: area.View, total: Counts) -> list[str]:
    place = view.frame.place
    if total.total <= FEW:
        marks, places = _marked([(spot, place(spot.lat or 0.0, spot.lon or 0.0)) for spot in _spots(f, near)], look)
    else:
        positions: Any = points(f, near).filter(x__isnull=False).order_by().values_list("lat", "lon")
        tallies = area.gathered((place(lat, lon) for lat, lon in positions), GATHER_CELL)
        marks, places = bubbles(tallies, 20), [(tally.x, tally.y) for tally in tallies]
    reach = area.circle(view, near.lat, near.lon, f.radius) if near else ""
    return [area.base(view), reach, area.town_names(view, places), marks]


def _country(f: MapFilter, look: Look, counts: ByDepartment, total: Counts) -> list[str]:
    names = dict(Department.objects.filter(code__in=OVERSEAS).values_list("code", "name"))
    islands = [code for code in shapes.COLLECTIVITIES if code in counts]
    parts = [country.country_base(not look.by_region)]
    if f.missing:
        parts.append(country.highlighted(code for code in counts if code))
    if not look.by_region:
        parts.append(country.frame_names(names, islands))
    if total.total <= FEW and not look.by_region:
        spots = [
            (spot, shapes.place_in_country(spot.department_id or "", spot.lat or 0.0, spot.lon or 0.0))
            for spot in _spots(f, None)
        ]
        parts.append(_marked(spots, look)[0])
    elif look.by_region:
        parts.append(bubbles(_by_region(counts), 34))
    else:
        parts.append(bubbles(_by_department(counts), 20))
    if None in counts:
        words = _("%(number)s pour toute la France") % {"number": counts[None].total()}
        parts.append(country.everywhere_note(words, large=look.by_region))
    return parts


def _by_department(counts: ByDepartment) -> list[Tally]:
    seats = shapes.seats()
    found = []
    for code, counter in sorted((code, counter) for code, counter in counts.items() if code):
        x, y = shapes.place_in_country(code, seats[code].lat, seats[code].lon)
        found.append(Tally(counter.total(), x, y))
    return found


def _by_region(counts: ByDepartment) -> list[Tally]:
    """One number a region, for small screens; the collectivities, far from each other, are one number too."""
    seats = shapes.seats()
    totals: Counter[str] = Counter()
    for code, counter in counts.items():
        if code:
            totals["com" if code in shapes.COLLECTIVITIES else seats[code].region] += counter.total()
    found = []
    for region in Region.objects.filter(code__in=totals).order_by("code"):
        code = next(code for code, seat in sorted(seats.items()) if seat.region == region.code)
        far = code in shapes.OVERSEAS_BOXES
        place = seats[code] if far else region
        frame = shapes.frame_of(code) if far else shapes.country_frames()["metro"]
        assert frame is not None
        found.append(Tally(totals[region.code], *frame.place(place.lat, place.lon)))
    if totals["com"]:
        x, y, height = shapes.COLLECTIVITY_LINE
        found.append(Tally(totals["com"], x + 20, y + 3 * height))
    return found
