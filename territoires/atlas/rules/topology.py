"""Outlines that share their borders: read once, simplified arc by arc so that neighbours still touch.

Points are (latitude, longitude) in degrees, or (x, y) once projected.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from territoires.atlas.rules.projection import Point

type Line = list[Point]


@dataclass(frozen=True)
class Topology:
    """`rings` names the arcs around each area; ~n is arc n walked backwards."""

    arcs: tuple[tuple[Point, ...], ...]
    rings: dict[str, tuple[tuple[int, ...], ...]]

    def walk(self, reference: int) -> Sequence[Point]:
        return self.arcs[reference] if reference >= 0 else self.arcs[~reference][::-1]

    def outline(self, code: str) -> list[Line]:
        """The closed rings of one area."""
        return [_joined(self.walk(reference) for reference in ring) for ring in self.rings[code]]

    def owners(self) -> dict[int, frozenset[str]]:
        """The areas on either side of each arc: two for a border, one for a coast."""
        found: dict[int, set[str]] = defaultdict(set)
        for code, rings in self.rings.items():
            for ring in rings:
                for reference in ring:
                    found[reference if reference >= 0 else ~reference].add(code)
        return {arc: frozenset(codes) for arc, codes in found.items()}


def _joined(parts: Iterable[Sequence[Point]]) -> Line:
    """Arcs one after the other, their common ends said once."""
    line: Line = []
    for part in parts:
        line.extend(part[1:] if line and line[-1] == part[0] else part)
    return line


def read_topology(document: dict[str, Any]) -> Topology:
    """A TopoJSON document with one collection of polygons."""
    (step_x, step_y), (shift_x, shift_y) = document["transform"]["scale"], document["transform"]["translate"]
    arcs = []
    for deltas in document["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((round(y * step_y + shift_y, 4), round(x * step_x + shift_x, 4)))
        arcs.append(tuple(arc))
    (collection,) = document["objects"].values()
    rings = {}
    for geometry in collection["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings[str(geometry["id"])] = tuple(tuple(ring) for polygon in polygons for ring in polygon)
    return Topology(tuple(arcs), rings)


def polygons_of(feature: dict[str, Any]) -> list[Line]:
    """The rings of a GeoJSON feature."""
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(lat, lon) for lon, lat in ring] for polygon in polygons for ring in polygon]


def add_features(topology: Topology, features: Iterable[dict[str, Any]]) -> Topology:
    """The same, with areas that share no border with anything: islands far away."""
    arcs, rings = list(topology.arcs), dict(topology.rings)
    for feature in features:
        lines = polygons_of(feature)
        rings[str(feature["properties"]["code"])] = tuple((len(arcs) + n,) for n in range(len(lines)))
        arcs.extend(tuple(line) for line in lines)
    return Topology(tuple(arcs), rings)


def _farthest(line: Sequence[Point], first: int, last: int) -> tuple[float, int]:
    """The point between two others that lies farthest from the straight line, and how far (squared)."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    worst, where = -1.0, first
    for index in range(first + 1, last):
        px, py = line[index][0] - ax, line[index][1] - ay
        along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
        off = (px - along * dx) ** 2 + (py - along * dy) ** 2
        if off > worst:
            worst, where = off, index
    return worst, where


def simplify(line: Sequence[Point], tolerance: float) -> Line:
    """Douglas and Peucker: no point dropped lies farther than the tolerance from what stays. Ends are kept."""
    if len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        worst, where = _farthest(line, first, last)
        if last - first > 1 and worst > tolerance * tolerance:
            keep.add(where)
            todo += [(first, where), (where, last)]
    return [line[index] for index in sorted(keep)]


def area_of(ring: Sequence[Point]) -> float:
    """Unsigned area of a closed ring."""
    total = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(total) / 2


def chain(lines: Iterable[Sequence[Point]]) -> list[Line]:
    """Join lines that meet end to end into the longest possible rings and lines."""
    waiting = [list(line) for line in lines if len(line) > 1]
    by_end: dict[Point, list[Line]] = defaultdict(list)
    for line in waiting:
        by_end[line[0]].append(line)
        by_end[line[-1]].append(line)
    used: set[int] = set()
    chained = []
    for line in waiting:
        if id(line) in used:
            continue
        used.add(id(line))
        whole = list(line)
        while whole[0] != whole[-1]:
            following = next((other for other in by_end[whole[-1]] if id(other) not in used), None)
            if following is None:
                break
            used.add(id(following))
            whole += following[1:] if following[0] == whole[-1] else following[-2::-1]
        chained.append(whole)
    return chained


def project(topology: Topology, place: Callable[[float, float], Point], codes: Iterable[str]) -> Topology:
    """The arcs of some areas on a drawing; the arcs of the others are empty."""
    wanted = set(codes)
    rings = {code: rings for code, rings in topology.rings.items() if code in wanted}
    used = {ref if ref >= 0 else ~ref for area in rings.values() for ring in area for ref in ring}
    arcs = tuple(
        tuple(place(lat, lon) for lat, lon in arc) if number in used else () for number, arc in enumerate(topology.arcs)
    )
    return Topology(arcs, rings)
