"""Words as paper can carry them: no sign without a drawn letter, no word wider than the sheet, no endless text."""

import re
import unicodedata

BREAK = "\u200b"  # invisible: a line may end here
LONGEST_WORD = 24
ELLIPSIS = "…"
SPACES = " \t\r\n"


def printable(text: str, letters: frozenset[int], *, longest: int = 2000) -> str:
    """The text with one space between words, paragraphs kept; signs that no font of ours can draw left out."""
    composed = unicodedata.normalize("NFC", text[: longest * 4])
    kept = "".join(sign if sign in SPACES or _can_be_drawn(sign, letters) else "" for sign in composed)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in re.split(r"[\r\n]+", kept))
    return breakable(shortened("\n".join(line for line in lines if line), longest))


def _can_be_drawn(sign: str, letters: frozenset[int]) -> bool:
    """Never a control or a direction override, whatever the fonts hold: they would turn our own words around."""
    return ord(sign) in letters and unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning ended by …, between two words when there is a space to cut at."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > longest // 2 else cut).rstrip(" ,;:.\n") + ELLIPSIS


def breakable(text: str) -> str:
    """Endless words may be cut anywhere; the others stay whole."""
    return re.sub(rf"\S{{{LONGEST_WORD + 1},}}", lambda word: BREAK.join(_parts(word.group())), text)


def _parts(word: str) -> list[str]:
    return [word[at : at + 8] for at in range(0, len(word), 8)]


def reads_from_the_right(text: str) -> bool:
    """As the first letter that has a direction says."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
