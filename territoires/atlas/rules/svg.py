"""Maps drawn by the server as SVG: outlines, marks and numbers, without style sheets nor scripts.

Everything is said with presentation attributes, so that the strictest content policy shows the drawing as it is.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from territoires.atlas.rules.projection import Point
from territoires.atlas.rules.spacing import separate
from territoires.atlas.rules.topology import area_of

WATER, LAND, BORDER, REGION_BORDER, COAST = "#f3ead9", "#fffdf8", "#d3c4a8", "#a8977a", "#8d8069"
INK, NIGHT, ON_NIGHT, WAITING = "#1f1b2e", "#1b3a6b", "#ffffff", "#f6b79c"
FONT = "system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif"
ROOMY = 60  # so many numbers fit on a drawing at their full size
FEW = 150  # up to so many entries each has its own mark; beyond, numbers

# One sign for each category, drawn around 0,0: shape first, colour second.
SIGNS = {
    "a": '<circle r="9" fill="#12532f" stroke="#fff" stroke-width="2"/>',
    "b": '<circle r="8" fill="#fff" stroke="#6b4100" stroke-width="3"/><path d="M0-8a8 8 0 0 0 0 16z" fill="#6b4100"/>',
    "c": '<circle r="8" fill="#fff" stroke="#93121c" stroke-width="3.5"/>',
    "d": '<path d="M3-9a9 9 0 1 0 6 13a8 8 0 0 1-6-13z" fill="#4a4458" stroke="#fff" stroke-width="1.5"/>',
    "r": '<path d="M-8-8h16v16h-16z" fill="#14386f" stroke="#fff" stroke-width="2"/>',
    "s": '<path d="M0-10l10 17h-20z" fill="#5b2a86" stroke="#fff" stroke-width="2"/>',
}
SIGN_SIZE = 20.0


@dataclass(frozen=True)
class Spot:
    """One entry on a drawing; `number` is its line in a printed index, 0 for none."""

    category: str
    department: str
    lat: float
    lon: float
    number: int = 0


@dataclass(frozen=True)
class Tally:
    """How many entries stand around one point."""

    count: int
    x: float
    y: float


def path(lines: Iterable[Sequence[Point]], *, closed: bool, smallest: float = 0.0) -> str:
    """Path data in whole units, relative, as short as it gets."""
    out = []
    for line in lines:
        if closed and area_of(line) < smallest:
            continue
        points = [(round(x), round(y)) for x, y in line]
        steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(points)]
        steps = [step for step in steps if step != (0, 0)]
        if not steps:
            continue
        moves = " ".join(f"{dx} {dy}" for dx, dy in (steps[:-1] if closed else steps))
        out.append(f"M{points[0][0]} {points[0][1]}l{moves}{'z' if closed else ''}".replace(" -", "-"))
    return "".join(out)


def document(width: int, height: int, title: str, parts: Iterable[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' font-family="{FONT}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def stroke(data: str, colour: str, width: float) -> str:
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'


def signs(spots: Sequence[tuple[str, Point]], scale: float = 1.0) -> str:
    """The sign of each category at its place."""
    used = sorted({category for category, _place in spots})
    defined = "".join(f'<g id="{category}">{SIGNS[category]}</g>' for category in used)
    size = f" scale({scale:g})" if scale != 1 else ""
    placed = "".join(
        f'<use href="#{category}" transform="translate({x:.0f} {y:.0f}){size}"/>' for category, (x, y) in spots
    )
    return f"<defs>{defined}</defs>{placed}" if used else ""


def bubbles(tallies: Sequence[Tally], size: float) -> str:
    """Numbers on dark labels, kept apart."""
    widths = [(size * (0.62 * len(str(tally.count)) + 0.75), size * 1.45) for tally in tallies]
    places = separate([(tally.x, tally.y) for tally in tallies], widths)
    plates, figures = [], []
    for tally, (x, y), (width, height) in zip(tallies, places, widths, strict=True):
        plates.append(
            f'<rect x="{x - width / 2:.0f}" y="{y - height / 2:.0f}" width="{width:.0f}" height="{height:.0f}"'
            f' rx="{height / 2:.0f}"/>'
        )
        figures.append(f'<text x="{x:.0f}" y="{y + size * 0.36:.0f}">{tally.count}</text>')
    return (
        f'<g fill="{NIGHT}" stroke="{ON_NIGHT}" stroke-width="2">{"".join(plates)}</g>'
        f'<g fill="{ON_NIGHT}" font-size="{size:g}" font-weight="700" text-anchor="middle">{"".join(figures)}</g>'
    )


def numbers(spots: Sequence[tuple[int, Point]]) -> tuple[str, list[Point]]:
    """Numbered discs of a printed map, smaller when they are many, each tied to its true place when it had to move; and
    where they stand."""
    size = 14.0 if len(spots) <= ROOMY else 10.0
    homes = [place for _number, place in spots]
    sizes = [(size + size * 0.57 * len(str(number)), size * 1.7) for number, _place in spots]
    places = separate(homes, sizes)
    ties, discs, figures = [], [], []
    for (number, home), (x, y), (width, height) in zip(spots, places, sizes, strict=True):
        if abs(x - home[0]) + abs(y - home[1]) > size / 2:
            ties.append(f"M{home[0]:.0f} {home[1]:.0f}L{x:.0f} {y:.0f}")
        discs.append(
            f'<rect x="{x - width / 2 + 1:.1f}" y="{y - height / 2 + 1:.1f}" width="{width - 2:.0f}"'
            f' height="{height - 2:.0f}" rx="{height / 2 - 1:.0f}"/>'
        )
        figures.append(f'<text x="{x:.1f}" y="{y + size * 0.36:.1f}">{number}</text>')
    drawing = (
        stroke("".join(ties), INK, 1)
        + f'<g fill="#fff" stroke="{INK}" stroke-width="{size / 10:g}">{"".join(discs)}</g>'
        + f'<g fill="{INK}" font-size="{size:g}" font-weight="700" text-anchor="middle">{"".join(figures)}</g>'
    )
    return drawing, places


def sign(category: str) -> str:
    """The sign of a category alone, in the colour of the words beside it: for legends and lists."""
    drawn = re.sub(r'"#(?!fff")[0-9a-f]{6}"', '"currentColor"', SIGNS[category]).replace('"#fff"', '"none"')
    box = 'class="kit-picto atlas-sign" viewBox="-12 -12 24 24" aria-hidden="true" focusable="false"'
    return f"<svg {box}>{drawn}</svg>"
