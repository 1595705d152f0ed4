"""Every page, at both widths, left-to-right and right-to-left: axe, reflow, targets, console; a screenshot of each."""

import json
import re
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import support
from tests.browser.pages import PAGES

AXE = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "rules": {"target-size": {"enabled": True}},
}
SMALL_TARGETS = """minimum => [...document.querySelectorAll(
  'a.kit-button, button, input:not([type=hidden]):not([type=radio]):not([type=checkbox]), select, textarea, summary')]
  .filter(e => e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && !e.closest('[aria-hidden=true]'))
  .map(e => [e.getBoundingClientRect(), e]).filter(([b]) => b.width > 0 && (b.height < minimum - .5 || b.width < 24))
  .map(([b, e]) => `${e.outerHTML.slice(0, 90)} ${Math.round(b.width)}×${Math.round(b.height)}`)"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LANGUAGE = "() => [document.documentElement.lang, document.querySelectorAll('h1').length, document.title]"


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, str]:
    """The address of one group, of one resource and of one card of the running site."""
    with urlopen(f"{site}/carte/groupes.geojson", timeout=30) as answer:
        features = json.load(answer)["features"]
    urls = [value for f in features for value in f["properties"].values() if str(value).startswith(("http", "/"))]
    paths = [url.removeprefix(site) for url in urls]
    group = next(p for p in paths if p.startswith("/groupes/le-cafe-des-parents-des-tilleuls"))
    with urlopen(f"{site}/_demo/", timeout=30) as answer:
        card = re.search(r'href="(/c/[^"]+)"', answer.read().decode())
    assert card
    return {"group": group, "resource": next(p for p in paths if p.startswith("/ressources/")), "card": card[1]}


def _problems(page) -> list[str]:
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{v['id']} ({v['impact']}) × {len(v['nodes'])}: {v['nodes'][0]['html'][:160]}" for v in found]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
@pytest.mark.parametrize("width", [360, 1280])
def test_page_is_sound(crowd, addresses, page, width):
    viewport = support.PHONE if width == 360 else support.DESK
    person = crowd.as_part(page.part, viewport=viewport) if page.part else crowd.person(viewport=viewport)
    person.console.clear()
    person.visit(page.path.format(**addresses))
    shots = support.artefacts() / "screens"
    shots.mkdir(exist_ok=True)
    person.page.screenshot(path=shots / f"{page.name}-{width}.png", full_page=True)

    language, headings, title = person.page.evaluate(LANGUAGE)
    assert (language, headings) == ("fr", 1)
    assert title
    assert person.page.evaluate(OVERFLOW) <= 0, "the page scrolls sideways"
    assert not _problems(person.page)
    if width == 360:
        assert not person.page.evaluate(SMALL_TARGETS, 48 if page.parent else 44)

    person.page.evaluate("document.documentElement.dir = 'rtl'")
    assert person.page.evaluate(OVERFLOW) <= 0, "right-to-left, the page scrolls sideways"
    assert not _problems(person.page)
    person.page.screenshot(path=shots / f"{page.name}-{width}-rtl.png", full_page=True)
    expected_404 = "introuvable" in page.name
    assert not [line for line in person.console if not (expected_404 and "404" in line)]


def test_the_open_map_is_sound(crowd):
    """The interactive map too, once opened."""
    for width, viewport in ((360, support.PHONE), (1280, support.DESK)):
        person = crowd.person(viewport=viewport)
        person.visit("/carte/")
        person.page.get_by_role("button", name="Afficher la carte").or_(
            person.page.locator("summary", has_text="Afficher la carte")
        ).first.click()
        person.page.locator("[data-ready]").first.wait_for(state="attached")
        person.page.wait_for_timeout(300)
        assert not _problems(person.page)
        folder = support.artefacts() / "screens"
        folder.mkdir(exist_ok=True)
        person.page.screenshot(path=folder / f"carte-ouverte-{width}.png")
        assert not person.console


@pytest.mark.parametrize("path", ["/", "/carte/hauts-de-france/nord/", "/groupes/creer/"])
def test_text_spacing_and_large_text_lose_nothing(crowd, path):
    """WCAG 1.4.4 and 1.4.12: text at 200 %, lines and words spread out."""
    person = crowd.person(viewport=support.DESK)
    person.visit(path)
    person.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert person.page.evaluate(OVERFLOW) <= 0
    person.page.evaluate("document.documentElement.style.fontSize = ''")
    person.page.set_viewport_size({"width": 320, "height": 640})
    assert person.page.evaluate(OVERFLOW) <= 0, "at 320 px the page scrolls sideways"
