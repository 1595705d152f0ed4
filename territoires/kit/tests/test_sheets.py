"""The style sheets of all contexts keep the rules of the house; kit's own are joined into one answer."""

import re
from pathlib import Path

import pytest

from territoires.kit import styles

ROOT = Path(__file__).parents[2]
SHEETS = sorted(ROOT.glob("*/static/**/*.css"))
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:left|right|top|bottom)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|(?:min-|max-)?(?:width|height)\s*:|border-(?:top|bottom)-(?:left|right)-radius)"
)
# What browsers older than layers get: behind a condition that only they meet.
OLD_BROWSERS = r"@supports \(not \(accent-color: auto\)\) or \(not \(text-emphasis: none\)\) \{.*\}"


def words(sheet: Path) -> str:
    """Without comments nor the conditions of @media, which have no logical form."""
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"@(?:media|container)[^{]*", "", css)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_knows_neither_left_nor_right(sheet):
    assert PHYSICAL.findall(words(sheet)) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_short_and_stays_in_the_layers(sheet):
    css = sheet.read_text(encoding="utf-8")
    assert css.count("\n") <= 150
    css = re.sub(r"@page\s*\{[^}]*\}", "", css)  # the size of a printed sheet belongs to no layer
    css = re.sub(OLD_BROWSERS, "", css, flags=re.DOTALL)
    rest = re.sub(r"\s*@layer [^{;]+(;|\{.*\})\s*", "", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL), flags=re.DOTALL)
    assert rest.strip() == "", "rules outside a layer"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_asks_nothing_from_elsewhere(sheet):
    assert re.findall(r"@import|url\((?!\"data:image/svg\+xml,)", words(sheet)) == []


@pytest.mark.parametrize("sheet", [s for s in SHEETS if s.parent.name != "kit"], ids=lambda sheet: sheet.name)
def test_a_context_dresses_only_what_it_owns(sheet):
    context = sheet.relative_to(ROOT).parts[0]
    selectors = re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "", words(sheet)))
    strangers = {name for name in selectors if not name.startswith((f"{context}-", "kit-", "leaflet-"))}
    assert strangers == set()


@pytest.mark.parametrize("line", ["margin-left: 1px", "left: 0", "text-align: right", "width: 3px", "max-width: 2rem"])
def test_the_search_for_sides_finds_them(line):
    assert PHYSICAL.search(f"a {{ {line}; }}")


@pytest.mark.parametrize(
    "line", ["margin-inline: 1px", "inset-inline-start: 0", "text-align: start", "stroke-width: 2"]
)
def test_the_search_for_sides_leaves_the_rest_alone(line):
    assert not PHYSICAL.search(f"a {{ {line}; }}")


def test_every_sheet_of_kit_is_in_the_bundle_but_that_of_the_style_guide():
    found = {sheet.stem for sheet in styles.FOLDER.glob("*.css")}
    assert found - {"styleguide"} == set(styles.SHEETS)


def test_the_bundle_says_the_same_words_as_the_sheets():
    css = styles.bundle().css
    assert css.startswith(styles.LAYERS)
    assert css.count("@layer reset,") == 1
    assert "/*" not in css
    for name in styles.SHEETS:
        sheet = (styles.FOLDER / f"{name}.css").read_text(encoding="utf-8")
        for selector in re.findall(r"^  (\.kit-[\w-]+) \{", sheet, flags=re.MULTILINE):
            assert f"{selector}{{" in css


def test_lightening_keeps_what_lies_between_quotes():
    assert styles.lighten('a {\n  content: "x";\n\n  /* why */\n  color: red;\n}\n') == 'a{content: "x";color: red}'


def test_the_bundle_stays_small():
    assert len(styles.bundle().css.encode()) < 40_000


def test_the_sheet_may_be_kept_for_ever_at_its_own_address_only(visitor):
    digest = styles.bundle().digest
    now, old = visitor.get(f"/style/{digest}.css"), visitor.get("/style/abcdefabcdef.css")
    assert now["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in now["Cache-Control"]
    assert old.status_code == 200
    assert "immutable" not in old["Cache-Control"]
    assert not now.cookies
