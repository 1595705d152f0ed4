"""The press: a template of ours and what it says, as a tagged PDF with its own letters (docs/adr/0014-pdf.md).

Words of people reach the template as data, never as its language. The same words on the same day give the same bytes.
"""

import datetime
import json
import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from territoires.handouts.rules import fitting, words
from territoires.handouts.rules.fitting import Step
from territoires.handouts.rules.letters import widths_of
from territoires.kit.words import bind_punctuation

log = logging.getLogger(__name__)
TEMPLATES = Path(__file__).parents[1] / "typst"
FONTS = ("fontpkg_atkinson_hyperlegible", "fontpkg_noto_sans", "fontpkg_noto_sans_arabic")
PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
BOLDER = 1.12
MOST_DATA = 12 * 1024 * 1024  # characters of words and pictures that one sheet may carry


class CannotPrint(Exception):
    """The sheet could not be made."""


@dataclass(frozen=True)
class Printed:
    pdf: bytes
    pages: int


def font_folders() -> list[Path]:
    """Our fonts are packages, so that no sheet depends on what a machine has installed."""
    return [Path(str(resources.files(name))) / "files" for name in FONTS]


@cache
def fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in font_folders()]
    )


@cache
def widths() -> dict[int, float]:
    """Every character that the fonts can draw, and how wide it may be, in ems: as in the widest of them."""
    found: dict[int, float] = {}
    for path in (path for folder in font_folders() for path in folder.glob("*.ttf")):
        if "Italic" in path.name:
            continue
        bold = BOLDER if "[" in path.name else 1  # a variable font tells the width of its regular letters
        for code, width in widths_of(path.read_bytes()).items():
            found[code] = max(found.get(code, 0), width * bold)
    return found


def say(
    text: str, *, longest: int = 2000, paragraphs: bool = False, widest: float = words.WIDEST_WORD
) -> dict[str, Any]:
    """Words of people, as templates print them: cleaned, and with the side they are read from."""
    whole = text if paragraphs else " ".join(text.split("\n"))
    clean = words.printable(bind_punctuation(whole), widths(), longest=longest, widest=widest)
    return {"text": clean, "rtl": words.reads_from_the_right(clean)}


def size_of_title(title: str, sizes: Sequence[tuple[int, float]], room: float) -> float:
    """How large, in ems: as its length asks (up to so many signs, that size), and so that its widest word has room."""
    asked = next((size for most, size in sizes if len(title) <= most), sizes[-1][1])
    return round(min(asked, room / max(words.widest_word(title, widths()), 1)), 2)


def typeset(template: str, data: dict[str, Any], *, on: datetime.date) -> Printed:
    """Errors: CannotPrint."""
    said = json.dumps(data, ensure_ascii=False)
    if len(said) > MOST_DATA:
        raise CannotPrint("too much for one sheet")
    midnight = datetime.datetime.combine(on, datetime.time(), datetime.UTC)
    try:
        pdf = typst.compile(
            TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=fonts(), ignore_system_fonts=True,
            sys_inputs={"data": said}, pdf_standards=["ua-1"], timestamp=midnight,
        )  # fmt: skip
    except (typst.TypstError, RuntimeError) as error:
        log.exception("the sheet %s cannot be set", template)
        raise CannotPrint(template) from error
    found = PAGES.search(pdf)
    return Printed(pdf, int(found.group(1)) if found else 0)


def on_one_page(
    template: str, data_of: Callable[[Step], dict[str, Any]], steps: Sequence[Step], *, on: datetime.date
) -> Printed:
    """The most generous step that fits on one page. Errors: CannotPrint when none does."""
    made: dict[Step, Printed] = {}

    def fits(step: Step) -> bool:
        made[step] = typeset(template, data_of(step), on=on)
        return made[step].pages == 1

    best = fitting.fullest(steps, fits)
    if best is None:
        raise CannotPrint(f"{template} does not fit on one page")
    return made[best]
