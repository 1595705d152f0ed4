"""How much goes on one page: the largest letters that fit, then the most pieces that fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One way of laying a page out: the size of letters (1 is as drawn), how many pieces, how many signs of each."""

    scale: float
    pieces: int
    signs: int
    picture: int = 0  # millimetres: how high a picture may be


LETTERS = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68)
SIGNS = (2000, 700, 400, 240, 140, 90, 60)


def steps_of(pieces: int, *, scales: Sequence[float] = LETTERS, signs: Sequence[int] = SIGNS) -> list[Step]:
    """From the most generous page to the smallest: first smaller letters, then shorter words, then fewer pieces."""
    smallest = scales[-1]
    larger = [Step(scale, pieces, signs[0]) for scale in scales]
    shorter = [Step(smallest, pieces, length) for length in signs[1:]]
    fewer = [Step(smallest, kept, signs[-1]) for kept in range(pieces - 1, -1, -1)]
    return larger + shorter + fewer


def newspaper_steps(pieces: int) -> list[Step]:
    """Letters stay large on a wall: after them pictures shrink, then words, then the oldest pieces go."""
    scales, pictures, signs = (1.45, 1.3, 1.15, 1.05, 0.96), (58, 46, 36, 28), (2000, 600, 360, 240)
    larger = [Step(scale, pieces, signs[0], pictures[0]) for scale in scales]
    smaller = [Step(scales[-1], pieces, signs[0], height) for height in pictures[1:]]
    shorter = [Step(scales[-1], pieces, length, pictures[-1]) for length in signs[1:]]
    fewer = [Step(scales[-1], kept, signs[-1], pictures[-1]) for kept in range(pieces - 1, -1, -1)]
    return larger + smaller + shorter + fewer


def fullest(steps: Sequence[Step], fits: Callable[[Step], bool]) -> Step | None:
    """The first step that fits, as long as whatever follows a step that fits would fit too; None when nothing does.

    Few questions are asked, since each is a page to typeset: the first step, most often enough, then by halves."""
    if not steps:
        return None
    if fits(steps[0]):
        return steps[0]
    low, high = 0, len(steps) - 1  # steps[low] does not fit
    if high == 0 or not fits(steps[high]):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if fits(steps[middle]):
            high = middle
        else:
            low = middle
    return steps[high]
