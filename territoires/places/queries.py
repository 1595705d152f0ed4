"""The place search, and what is near a point. `distance_km` and `bounding_box` are here for the contexts above."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from territoires.places.models import Commune, Department, FormerCommune, ReferenceLoad, Region
from territoires.places.rules import PlaceHit, bounding_box, distance_km, files
from territoires.places.rules.index import PlaceIndex
from territoires.places.rules.naming import Match
from territoires.places.rules.records import FORMER, Area, OtherName, Place
from territoires.places.rules.search import MOST, find

__all__ = ["PlaceHit", "Resolution", "bounding_box", "distance_km", "nearest", "resolve", "search", "warm"]

KINDS = {False: "commune", True: "arrondissement"}
CHUNK = 2000
RINGS_KM = (10.0, 40.0, 160.0, 640.0, 21_000.0)


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text names: `only` when it is clear, `hits` to choose from, `same_name` when several bear that name."""

    only: PlaceHit | None
    hits: list[PlaceHit]
    same_name: bool


def search(text: str, limit: int = MOST) -> list[PlaceHit]:
    """The places that a text names, best first, `limit` at most. Any text is welcome: a strange one finds nothing."""
    index = _shelf.index()
    return [_hit(index, match) for match in find(index, text, limit).matches]


def resolve(text: str) -> Resolution:
    """For a box without script: one clear place, or several to choose from."""
    index = _shelf.index()
    answer = find(index, text)
    if answer.only is not None:
        only = _hit(index, answer.only)
        return Resolution(only, [only], same_name=False)
    exact = [match for match in answer.matches if match.exact]
    same_name = len(exact) > 1
    return Resolution(None, [_hit(index, match) for match in (exact if same_name else answer.matches)], same_name)


def warm() -> None:
    """Build the index now, so that the first visitor does not wait for it."""
    _shelf.index()


def nearest(lat: float, lon: float, limit: int = MOST) -> list[tuple[Commune, float]]:
    """The communes around a point with their distance in km, districts left out."""
    for km in RINGS_KM:
        south, west, north, east = bounding_box(lat, lon, km)
        box = Commune.objects.filter(parent=None, lat__range=(south, north), lon__range=(west, east))
        around = [(commune, distance_km(lat, lon, commune.lat, commune.lon)) for commune in box]
        near = sorted((pair for pair in around if pair[1] <= km), key=lambda pair: (pair[1], pair[0].insee))
        if len(near) >= limit:
            return near[:limit]
    return near


class _Shelf:
    """The index of this process, rebuilt when the reference data was loaded again, by whichever process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: PlaceIndex | None = None
        self._stamp: object = None

    def index(self) -> PlaceIndex:
        stamp = _stamp()
        if self._index is None or stamp != self._stamp:
            with self._lock:
                if self._index is None or stamp != self._stamp:
                    self._index, self._stamp = _build(), stamp
        return self._index


_shelf = _Shelf()


def _stamp() -> object:
    """What changes when the reference data does; rows put in by hand (tests) are told by their number."""
    loaded = ReferenceLoad.objects.values_list("digest", "loaded_at").first()
    return loaded or tuple(Commune.objects.order_by("insee").values_list("insee", flat=True)[:1000])


def _build() -> PlaceIndex:
    populations = dict(Commune.objects.values_list("insee", "population"))
    others = [
        OtherName(name, current, FORMER, population)
        for name, current, population in FormerCommune.objects.values_list("name", "current_id", "population")
    ]
    others.extend(files.usual_names(populations))
    departments = [_area(row, row.region_id) for row in Department.objects.all()]
    regions = [_area(row) for row in Region.objects.all()]
    return PlaceIndex(_places(), others, departments, regions)


def _places() -> Iterator[Place]:
    columns = ("insee", "name", "kind", "parent_id", "postal_codes", "department_id", "population", "lat", "lon")
    rows = Commune.objects.order_by("insee").values_list(*columns).iterator(chunk_size=CHUNK)
    return (Place(*row) for row in rows)


def _area(row: Department | Region, region: str = "") -> Area:
    return Area(
        code=row.code,
        name=row.name,
        article=row.article,
        zone=row.zone,
        seat=row.seat,
        population=row.population,
        lat=row.lat,
        lon=row.lon,
        south=row.south,
        west=row.west,
        north=row.north,
        east=row.east,
        region=region,
    )


def _hit(index: PlaceIndex, match: Match) -> PlaceHit:
    place = match.place
    code = index.department[place]
    return PlaceHit(
        insee=index.insee[place],
        name=index.names[place],
        kind=KINDS[bool(index.is_district[place])],
        department=code,
        department_name=index.areas.departments[code].name,
        postal_codes=tuple(index.postal_codes[place].split()),
        lat=index.lat[place],
        lon=index.lon[place],
        said_as=index.said_as(match.entry) if match.entry != place else "",
    )
