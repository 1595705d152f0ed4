"""Keep marks of a drawing from covering each other."""

import cmath
from collections.abc import Sequence
from dataclasses import dataclass

from territoires.atlas.rules.projection import Point

ROUNDS = 24
GOLDEN_ANGLE = 2.399963229728653


@dataclass
class Body:
    """A mark with room around it; `home` is its true place."""

    home: Point
    half_width: float
    half_height: float
    x: float = 0.0
    y: float = 0.0


def _push(one: Body, other: Body) -> bool:
    """Move two bodies apart along the shorter way; True when they touched."""
    overlap_x = one.half_width + other.half_width - abs(other.x - one.x)
    overlap_y = one.half_height + other.half_height - abs(other.y - one.y)
    if overlap_x <= 0.01 or overlap_y <= 0.01:
        return False
    if overlap_x < overlap_y:
        step = overlap_x / 2 if other.x >= one.x else -overlap_x / 2
        one.x, other.x = one.x - step, other.x + step
    else:
        step = overlap_y / 2 if other.y >= one.y else -overlap_y / 2
        one.y, other.y = one.y - step, other.y + step
    return True


def separate(homes: Sequence[Point], sizes: Sequence[tuple[float, float]]) -> list[Point]:
    """Places near the true ones where marks of these sizes do not overlap, or as little as some rounds allow.

    The same marks always give the same places.
    """
    bodies = []
    for number, (home, (width, height)) in enumerate(zip(homes, sizes, strict=True)):
        # a hair apart, each in its own direction, so that marks on one spot know where to go
        nudge = cmath.rect(0.05, GOLDEN_ANGLE * number)
        bodies.append(Body(home, width / 2, height / 2, home[0] + nudge.real, home[1] + nudge.imag))
    widest = max((body.half_width for body in bodies), default=0.0) * 2
    for _round in range(ROUNDS):
        order = sorted(bodies, key=lambda body: body.x)
        moved = False
        for index, body in enumerate(order):
            for other in order[index + 1 :]:
                if other.x - body.x > widest + 1:
                    break
                moved = _push(body, other) or moved
        if not moved:
            break
    return [(body.x, body.y) for body in bodies]
