"""How an idea travelled, drawn over a map: calm arcs between places, a dot and a name at each. No number.

Presentation attributes only, so that the strictest content policy shows the drawing; lines are dashed and arrows point
where the idea went, so that nothing is said by colour alone.
"""

import math
from collections.abc import Iterable, Sequence
from html import escape

INK, ARC, FIRST = "#1f1b2e", "#14386f", "#93121c"
NEAR = 6.0  # two groups of one town: the idea did not travel on this map
LABEL, DOT = 17, 6.5

type Point = tuple[float, float]


def bend(start: Point, end: Point) -> Point:
    """The control point of an arc, to the left of the way: an idea that comes back takes another road."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay)
    lift = min(0.22 * length, 90.0)
    return (ax + bx) / 2 + (by - ay) / length * lift, (ay + by) / 2 - (bx - ax) / length * lift


def travels(start: Point, end: Point) -> bool:
    return math.hypot(end[0] - start[0], end[1] - start[1]) > NEAR


def arcs(ways: Iterable[tuple[Point, Point]]) -> str:
    """The ways between places, each with an arrow at its middle."""
    drawn = []
    for start, end in ways:
        if not travels(start, end):
            continue
        cx, cy = bend(start, end)
        drawn.append(
            f'<path d="M{start[0]:.0f} {start[1]:.0f}Q{cx:.0f} {cy:.0f} {end[0]:.0f} {end[1]:.0f}" fill="none"'
            f' stroke="{ARC}" stroke-width="2.5" stroke-dasharray="7 5" stroke-linecap="round"/>'
            f"{_arrow(start, (cx, cy), end)}"
        )
    return "".join(drawn)


def _arrow(start: Point, control: Point, end: Point) -> str:
    x = (start[0] + 2 * control[0] + end[0]) / 4
    y = (start[1] + 2 * control[1] + end[1]) / 4
    turn = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
    return f'<path d="M-6-6L7 0L-6 6z" transform="translate({x:.0f} {y:.0f}) rotate({turn:.0f})" fill="{ARC}"/>'


def dots(places: Sequence[Point]) -> str:
    """One dot at each place; the first has a ring, since the story starts there."""
    drawn = [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{DOT}"/>' for x, y in dict.fromkeys(places)]
    rings = [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{DOT + 5}" fill="none"/>' for x, y in places[:1]]
    first = f'<g stroke="{FIRST}" stroke-width="2.5">{"".join(rings)}</g>'
    return f'<g fill="{INK}" stroke="#fff" stroke-width="2">{"".join(drawn)}</g>{first}'


def names(labels: Sequence[tuple[str, Point]], width: float) -> str:
    """The names of places beside their dots: each once, none over another, all inside the drawing."""
    taken: list[tuple[float, float, float, float]] = [(x - DOT, y - DOT, x + DOT, y + DOT) for _name, (x, y) in labels]
    written = []
    for name, (x, y) in dict.fromkeys(labels):
        long = 9.4 * len(name)
        sides = [(x + 12, y + 6, "start"), (x - 12, y + 6, "end"), (x, y - 14, "middle"), (x, y + 26, "middle")]
        rooms = [(left, base, anchor, _box(left, base, anchor, long)) for left, base, anchor in sides]
        inside = [room for room in rooms if room[3][0] >= 2 and room[3][2] <= width - 2] or rooms
        left, base, anchor, box = next(
            (room for room in inside if not any(_meet(room[3], other) for other in taken)), inside[0]
        )
        taken.append(box)
        written.append(f'<text x="{left:.0f}" y="{base:.0f}" text-anchor="{anchor}">{escape(name)}</text>')
    halo = 'stroke="#fffdf8" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
    return f'<g fill="{INK}" font-size="{LABEL}" font-weight="600" direction="ltr" {halo}>{"".join(written)}</g>'


def _box(left: float, base: float, anchor: str, long: float) -> tuple[float, float, float, float]:
    start = left - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
    return start, base - LABEL, start + long, base + 4


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
