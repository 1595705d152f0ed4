"""The base of the interactive map in one small file: our own outlines, borders and towns, no tile.

Lines are written as in Google's polyline format, in Web Mercator pixels of zoom 10: half the weight of JSON.
"""

import json
from collections.abc import Iterable, Sequence

from territoires.atlas.rules import shapes
from territoires.atlas.rules.projection import MERCATOR_ZOOM, Point, mercator
from territoires.atlas.rules.topology import Line, area_of, simplify

BASE_ZOOM = 10
STEP = 1 << (MERCATOR_ZOOM - BASE_ZOOM)
TOWN_LEVEL = 3  # towns of 40,000 people and seats of departments
OWN_TOLERANCE, ISLAND_TOLERANCE = 0.8, 2.5  # pixels of zoom 10
SMALLEST_ISLAND = 30
JUMPS = (
    ("France métropolitaine", 46.6, 2.4, 5),
    ("Guadeloupe", 16.19, -61.4, 9),
    ("Martinique", 14.65, -61.0, 9),
    ("Guyane", 4.0, -53.1, 7),
    ("La Réunion", -21.12, 55.53, 9),
    ("Mayotte", -12.82, 45.16, 10),
    ("Saint-Pierre-et-Miquelon", 46.9, -56.3, 9),
    ("Saint-Martin et Saint-Barthélemy", 17.99, -62.95, 10),
    ("Wallis et Futuna", -13.8, -177.2, 7),
    ("Polynésie française", -16.9, -150.0, 6),
    ("Nouvelle-Calédonie", -21.2, 165.5, 7),
)


def encode(values: Iterable[int]) -> str:
    """Integers as printable letters, small ones in one letter."""
    out = []
    for value in values:
        rest = ~(value << 1) if value < 0 else value << 1
        while rest >= 0x20:
            out.append(chr((0x20 | (rest & 0x1F)) + 63))
            rest >>= 5
        out.append(chr(rest + 63))
    return "".join(out)


def _flat(line: Sequence[Point]) -> Line:
    return [(x / STEP, y / STEP) for x, y in (mercator(lat, lon) for lat, lon in line)]


def _written(line: Sequence[Point], tolerance: float) -> str:
    """Differences from one point to the next."""
    points = [(round(x), round(y)) for x, y in simplify(_flat(line), tolerance)]
    steps, last = [], (0, 0)
    for x, y in points:
        if (x, y) != last:
            steps += [x - last[0], y - last[1]]
            last = (x, y)
    return encode(steps)


def _kind(codes: frozenset[str]) -> str:
    """Of an arc: 2 a coast, 1 a border of regions, 0 a border of departments."""
    if len(codes) == 1:
        return "2"
    return "1" if len({shapes.seats()[code].region for code in codes}) > 1 else "0"


def build() -> str:
    """The file: arcs with what each parts, the rings of the land, towns."""
    topology = shapes.departments()
    owners = topology.owners()
    far = {arc for arc, codes in owners.items() if codes <= set(shapes.COLLECTIVITIES)}
    specks = {arc for arc in far if area_of(_flat(topology.arcs[arc])) < SMALLEST_ISLAND}
    kept = [arc for arc in sorted(owners) if arc not in specks]
    number = {arc: position for position, arc in enumerate(kept)}
    rings = [ring for code in sorted(topology.rings) for ring in topology.rings[code]]
    document = {
        "zoom": BASE_ZOOM,
        "arcs": [_written(topology.arcs[arc], ISLAND_TOLERANCE if arc in far else OWN_TOLERANCE) for arc in kept],
        "kinds": "".join(_kind(owners[arc]) for arc in kept),
        "rings": [
            [number[ref] if ref >= 0 else ~number[~ref] for ref in ring]
            for ring in rings
            if not any((ref if ref >= 0 else ~ref) in specks for ref in ring)
        ],
        "towns": [
            [town.name, town.level, round(town.lat, 3), round(town.lon, 3)]
            for town in shapes.towns()
            if town.level <= TOWN_LEVEL
        ],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
