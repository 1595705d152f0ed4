"""The map of one region or one department, with its surroundings."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from territoires.atlas.rules import shapes
from territoires.atlas.rules.projection import KM_PER_DEGREE, Box, Frame, Point, fit
from territoires.atlas.rules.svg import BORDER, COAST, INK, LAND, WATER, Tally, path, stroke
from territoires.atlas.rules.topology import project, simplify

AREA_WIDTH, AREA_HEIGHT = 800, 620
CANVAS: Box = (0, 0, AREA_WIDTH, AREA_HEIGHT)
TOWNS_NAMED, MARK_ROOM, SILENT_ROOM = 9, 17.0, 70.0


@dataclass(frozen=True)
class View:
    """What a drawing shows: some departments, and the frame they are drawn in."""

    codes: tuple[str, ...]
    frame: Frame


def view_of(codes: Iterable[str]) -> View:
    """A region or a department, as large as the drawing allows."""
    shown = tuple(sorted(codes))
    return View(shown, fit(shapes.outline_points(list(shown)), CANVAS, margin=24))


def view_around(lat: float, lon: float, km: float, codes: Iterable[str]) -> View:
    """The surroundings of a place, over whatever departments they reach."""
    north = km / KM_PER_DEGREE
    east = north / math.cos(math.radians(lat))
    edges = [(lat + north, lon), (lat - north, lon), (lat, lon + east), (lat, lon - east)]
    return View(tuple(sorted(codes)), fit(edges, CANVAS, margin=30))


@lru_cache(maxsize=256)
def base(view: View) -> str:
    """The outlines of a view, with what lies around it."""
    mainland = all(len(code) == 2 for code in view.codes)
    drawn = project(shapes.departments(), view.frame.place, shapes.metropolitan() if mainland else view.codes)
    near = [simplify(arc, 0.8) for arc in drawn.arcs if _is_seen(arc)]
    rings = [simplify(ring, 0.8) for code in view.codes for ring in drawn.outline(code) if _is_seen(ring)]
    data = path(rings, closed=True, smallest=3)
    return "".join(
        [
            f'<rect width="{AREA_WIDTH}" height="{AREA_HEIGHT}" rx="14" fill="{WATER}"/>',
            stroke(path(near, closed=False), BORDER, 1.5),
            f'<path d="{data}" fill="{LAND}" stroke="{COAST}" stroke-width="2" stroke-linejoin="round"/>',
        ]
    )


def circle(view: View, lat: float, lon: float, km: float) -> str:
    """How far a search reaches, and the place it starts from."""
    x, y = view.frame.place(lat, lon)
    top = view.frame.place(lat + km / KM_PER_DEGREE, lon)[1]
    place = f'cx="{x:.0f}" cy="{y:.0f}"'
    ring = f'<circle {place} r="{y - top:.0f}" fill="none" stroke="{INK}" stroke-width="1.5" stroke-dasharray="6 6"/>'
    return f'{ring}<path d="M{x - 9:.0f} {y:.0f}h18m-9-9v18" stroke="{INK}" stroke-width="2.5"/>'


def _is_seen(line: Sequence[Point]) -> bool:
    return any(-60 < x < AREA_WIDTH + 60 and -60 < y < AREA_HEIGHT + 60 for x, y in line)


def town_names(view: View, marks: Sequence[Point]) -> str:
    """A few towns to find one's way, written where they cover neither a mark nor each other."""
    taken = [(x, y, MARK_ROOM, MARK_ROOM) for x, y in marks]
    out: list[str] = []
    for town in shapes.towns():
        if town.department not in view.codes or len(out) >= TOWNS_NAMED:
            continue
        x, y = view.frame.place(town.lat, town.lon)
        width = 9.2 * len(town.name) + 8
        rooms = [
            (x + dx, y + dy, width, 20.0) for dx, dy in ((0, 15), (0, -17), (width / 2 + 10, 0), (-width / 2 - 10, 0))
        ]
        room = next((r for r in rooms if _is_inside(r) and not any(_meet(r, other) for other in taken)), None)
        if room is None:
            taken.append((x, y, SILENT_ROOM, SILENT_ROOM))  # rather no name than that of the suburb
            continue
        taken.append(room)
        dot = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="2.5"/>'
        out.append(f'{dot}<text x="{room[0]:.0f}" y="{room[1] + 6:.0f}">{escape(town.name)}</text>')
    return f'<g fill="#5a5266" font-size="17" text-anchor="middle">{"".join(out)}</g>'


def _is_inside(room: Box) -> bool:
    x, y, width, height = room
    return width / 2 < x < AREA_WIDTH - width / 2 and height / 2 < y < AREA_HEIGHT - height / 2


def _meet(one: Box, other: Box) -> bool:
    return abs(one[0] - other[0]) < (one[2] + other[2]) / 2 and abs(one[1] - other[1]) < (one[3] + other[3]) / 2


def gathered(places: Iterable[Point], cell: float) -> list[Tally]:
    """Too many points to tell apart: one number for each square of the drawing."""
    squares: dict[tuple[int, int], list[Point]] = {}
    for x, y in places:
        squares.setdefault((int(x // cell), int(y // cell)), []).append((x, y))
    return [
        Tally(len(points), sum(x for x, _y in points) / len(points), sum(y for _x, y in points) / len(points))
        for _square, points in sorted(squares.items())
    ]
