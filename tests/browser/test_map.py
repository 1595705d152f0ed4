"""The interactive map: for the mouse, for the keyboard, for screen readers, and never needed."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import support
from tests.browser.test_pages import AXE, OVERFLOW, SMALL_TARGETS

NORD = "/carte/hauts-de-france/nord/"
MARKS = ".atlas-mark button"
FOCUSED = "() => document.activeElement.outerHTML.slice(0, 200)"


def opened(crowd, path: str = NORD, viewport=support.DESK):
    person = crowd.person(viewport=viewport)
    person.visit(path)
    person.page.get_by_role("button", name="Afficher la carte").click()
    person.page.locator("atlas-map[data-ready]").wait_for()
    return person


def settled(person) -> None:
    person.page.wait_for_load_state("networkidle")
    person.page.wait_for_timeout(150)


@pytest.mark.parametrize("viewport", [support.PHONE, support.DESK], ids=["360", "1280"])
def test_the_open_map_is_sound_in_both_directions(crowd, viewport):
    person = opened(crowd, "/carte/", viewport)
    for direction in ("ltr", "rtl"):
        person.page.evaluate(f"document.documentElement.dir = '{direction}'")
        found = Axe().run(person.page, options=AXE).response["violations"]
        assert not [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
        assert person.page.evaluate(OVERFLOW) <= 0
        assert not person.page.evaluate(SMALL_TARGETS, 44)
        person.page.screenshot(
            path=support.artefacts() / "screens" / f"carte-ouverte-{viewport['width']}-{direction}.png"
        )
    assert person.console == []


def test_marks_are_buttons_with_words_and_hold_everything(crowd):
    person = opened(crowd, "/carte/?couche=groupes")
    person.page.evaluate("document.querySelector('atlas-map').map.setView([46.6, 2.4], 4, {animate: false})")
    settled(person)
    words = person.page.locator(MARKS).evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert words
    assert all("groupe" in word.lower() for word in words)


def test_the_same_lines_in_the_list_and_behind_a_mark(crowd):
    person = opened(crowd)
    settled(person)
    listed = set(person.page.locator(".atlas-list .atlas-entry h3").all_inner_texts())
    for _try in range(6):
        small = person.page.locator(f"{MARKS}.atlas-one")
        if small.count():
            break
        person.page.get_by_role("button", name="Agrandir").click()
        settled(person)
    small.first.click()
    popup = person.page.get_by_role("dialog")
    popup.locator(".atlas-entry").first.wait_for()
    assert set(popup.locator(".atlas-entry h3").all_inner_texts()) <= listed


def test_everything_is_done_with_the_keyboard(crowd):
    person = crowd.person("keyboard", support.DESK)
    person.visit(NORD)
    button = person.page.get_by_role("button", name="Afficher la carte")
    person._tab_to(button)
    person.page.keyboard.press("Enter")
    person.page.locator("atlas-map[data-ready]").wait_for()
    settled(person)
    assert "atlas-canvas" in person.page.evaluate(FOCUSED)
    before = person.page.evaluate("document.querySelector('atlas-map').map.getCenter().lng")
    person.page.keyboard.press("ArrowRight")
    settled(person)
    assert person.page.evaluate("document.querySelector('atlas-map').map.getCenter().lng") > before
    person.page.keyboard.press("ArrowLeft")
    settled(person)
    zoom = person.page.evaluate("document.querySelector('atlas-map').map.getZoom()")
    person._tab_to(person.page.get_by_role("button", name="Agrandir"))
    person.page.keyboard.press("Enter")
    settled(person)
    assert person.page.evaluate("document.querySelector('atlas-map').map.getZoom()") == zoom + 1
    for name in ("Nord", "Sud", "Ouest", "Est"):
        assert person.page.get_by_role("button", name=name, exact=True).count() == 1


def test_escape_closes_the_lines_and_focus_goes_back(crowd):
    person = opened(crowd)
    settled(person)
    for _try in range(8):
        counts = person.page.locator(MARKS).evaluate_all("all => all.map(one => Number(one.textContent) || 1)")
        if counts and min(counts) <= 12:
            break
        person.page.get_by_role("button", name="Agrandir").click()
        settled(person)
    mark = person.page.locator(MARKS).nth(counts.index(min(counts)))
    key = mark.get_attribute("data-key")
    mark.focus()
    person.page.keyboard.press("Enter")
    person.page.get_by_role("dialog").locator(".atlas-entry").first.wait_for()
    assert person.page.evaluate("() => document.querySelector('[role=dialog]').contains(document.activeElement)")
    person.page.keyboard.press("Escape")
    assert person.page.get_by_role("dialog").count() == 0
    assert person.page.evaluate("() => document.activeElement.dataset.key") == key


def test_the_keyboard_is_never_held(crowd):
    """Tab leaves the map, and a link passes it at once."""
    person = opened(crowd)
    settled(person)
    person.page.locator(".atlas-canvas").focus()
    for _press in range(140):
        person.page.keyboard.press("Tab")
        if person.page.evaluate("() => !document.activeElement.closest('atlas-map')"):
            break
    else:
        raise AssertionError("Tab never leaves the map")
    link = person.page.get_by_role("link", name="Passer la carte")
    link.focus()
    person.page.keyboard.press("Enter")
    assert person.page.evaluate("() => document.activeElement.id") == "apres-la-carte"


def test_overseas_is_one_button_away(crowd):
    person = opened(crowd, "/carte/")
    person.page.locator("summary", has_text="Aller outre-mer").click()
    person.page.get_by_role("button", name="La Réunion").click()
    settled(person)
    lat = person.page.evaluate("document.querySelector('atlas-map').map.getCenter().lat")
    assert -22 < lat < -20


def test_without_scripts_the_drawing_and_the_list_say_it_all(crowd):
    person = crowd.person("no-scripts", support.PHONE)
    person.visit(NORD)
    assert person.page.get_by_role("button", name="Afficher la carte").count() == 0
    image = person.page.locator(".atlas-map img")
    assert "La liste donne les mêmes informations." in image.get_attribute("alt")
    assert person.page.locator(".atlas-entry").count() > 0


def test_a_map_that_does_not_arrive_says_so(crowd):
    person = crowd.person(viewport=support.DESK)
    person.visit(NORD)
    person.page.route("**/leaflet*.js", lambda route: route.abort())
    person.page.get_by_role("button", name="Afficher la carte").click()
    person.reads("La carte n'est pas arrivée. La liste dit la même chose.")
