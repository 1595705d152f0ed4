"""Every pair of colours that meet on a page is readable, by day and by night."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static" / "kit" / "tokens.css").read_text(encoding="utf-8")
GROUNDS = ("board", "paper", "sand")
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "link", "visited") for ground in GROUNDS]
TEXT += [("on-night", "night"), ("on-action", "action"), ("on-action", "action-hover"), ("action", "paper")]
TEXT += [(kind, ground) for kind in ("error", "success", "attention", "info") for ground in ("paper", f"{kind}-paper")]
TEXT += [("ink", f"{kind}-paper") for kind in ("error", "success", "attention", "info")]
TEXT += [("error", "board"), ("paper", "error"), ("link", "info-paper"), ("link", "success-paper")]
TEXT += [(f"stage-{stage}", ground) for stage in ("first", "interested", "confirmed", "asleep") for ground in GROUNDS]
LARGE = [("earth", ground) for ground in GROUNDS]
SHAPES = [("edge", ground) for ground in GROUNDS] + [("lit", "night"), ("error", "error-paper")]
SHAPES += [("action", ground) for ground in ("board", "paper", "sand")]
SHAPES += [("ink", f"tape-{tint}") for tint in ("yellow", "rose", "green", "blue")]
PAIRS = [(*pair, 7) for pair in TEXT] + [(*pair, 4.5) for pair in LARGE] + [(*pair, 3) for pair in SHAPES]


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", css))


DAY = colours(TOKENS.split("@media")[0])
NIGHT = DAY | colours(TOKENS.split("prefers-color-scheme: dark")[1].split("@media")[0])


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground", "floor"), PAIRS)
def test_a_pair_is_readable(palette, ink, ground, floor):
    assert contrast(palette[ink], palette[ground]) >= floor, f"{ink} on {ground}"


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize("ground", ["board", "paper", "sand", "night", "action", "error-paper", "info-paper"])
def test_one_of_the_two_focus_rings_always_shows(palette, ground):
    assert max(contrast(palette[ring], palette[ground]) for ring in ("focus", "focus-ring")) >= 3
    assert contrast(palette["focus"], palette["focus-ring"]) >= 3


def test_night_renames_no_colour_by_mistake():
    assert set(NIGHT) == set(DAY)
    assert sum(NIGHT[name] != DAY[name] for name in DAY) > 25


def test_contrast_is_counted_like_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
