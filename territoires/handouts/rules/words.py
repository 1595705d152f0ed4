"""Words as paper can carry them: no sign without a drawn letter, no word wider than its place, no endless text."""

import re
import unicodedata
from collections.abc import Mapping

BREAK = "\u200b"  # invisible: a line may end here
WIDEST_WORD = 11.0  # ems
WIDEST_SIGN = 2.0  # ems: beyond are ornaments as long as a line
MOST_LINES = 40
MARKS_TOGETHER = 2  # accents and vowel signs on one letter
ELLIPSIS = "…"
SPACES = " \t\r\n"

type Widths = Mapping[int, float]


def printable(text: str, widths: Widths, *, longest: int = 2000, widest: float = WIDEST_WORD) -> str:
    """The text with one space between words, its lines kept; signs that no font of ours can draw left out.

    `widths` are the signs of our fonts, in ems; `longest` counts signs, `widest` is the room for one word, in ems."""
    composed = unicodedata.normalize("NFC", text[: longest * 4])
    kept = "".join(sign for sign in composed if sign in SPACES or _can_be_drawn(sign, widths))
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in re.split(r"[\r\n]+", _few_marks(kept)))
    told = [line for line in lines if line]
    whole = "\n".join([*told[: MOST_LINES - 1], " ".join(told[MOST_LINES - 1 :])]).strip()
    return breakable(shortened(whole, longest), widths, widest)


def _can_be_drawn(sign: str, widths: Widths) -> bool:
    """Never a control or a direction override, whatever the fonts hold: they would turn our own words around."""
    width = widths.get(ord(sign))
    return width is not None and width <= WIDEST_SIGN and unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co")


def _few_marks(text: str) -> str:
    """Without the towers of accents that would cover the lines above."""
    kept: list[str] = []
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MARKS_TOGETHER:
            kept.append(sign)
    return "".join(kept)


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning ended by …, between two words when there is a space to cut at."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut).rstrip(" ,;:.\n") + ELLIPSIS


def width_of(text: str, widths: Widths) -> float:
    """How wide a text is on one line, in ems."""
    return sum(widths.get(ord(sign), 0) for sign in text)


def widest_word(text: str, widths: Widths) -> float:
    return max((width_of(word, widths) for word in re.split(rf"[\s{BREAK}]+", text)), default=0)


def breakable(text: str, widths: Widths, widest: float = WIDEST_WORD) -> str:
    """Words wider than their place may be cut anywhere it takes; the others stay whole."""
    return re.sub(r"\S+", lambda word: BREAK.join(_parts(word.group(), widths, widest)), text)


def _parts(word: str, widths: Widths, widest: float) -> list[str]:
    if width_of(word, widths) <= widest:
        return [word]
    parts, part, room = [], "", widest / 2
    for sign in word:
        width = widths.get(ord(sign), 0)
        if part and room < width:
            parts.append(part)
            part, room = "", widest / 2
        part += sign
        room -= width
    return [*parts, part]


def reads_from_the_right(text: str) -> bool:
    """As the first letter that has a direction says."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
