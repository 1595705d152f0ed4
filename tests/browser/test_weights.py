"""Bytes, requests, hosts and cookies of a first visit, as the wire carries them."""

import pytest

from tests.browser import support

HOME, DEPARTMENT, GROUP = "/", "/carte/hauts-de-france/nord/", "/groupes/le-cafe-des-parents-des-tilleuls-roubaix-1/"
TOTAL_LIMIT, HTML_LIMIT, REQUEST_LIMIT = 60_000, 14_000, 10
PARENT_PATHS = [HOME, DEPARTMENT, GROUP, f"{GROUP}rappel/", "/groupes/creer/", "/parler-a-quelqu-un/"]


class Wire:
    """Counts what the network brings, compressed, as Chromium measures it."""

    def __init__(self, person) -> None:
        self.session = person.context.new_cdp_session(person.page)
        self.session.send("Network.enable")
        self.session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.kinds: dict[str, tuple[str, str]] = {}
        self.sizes: dict[str, float] = {}
        self.session.on("Network.responseReceived", self._received)
        self.session.on("Network.loadingFinished", self._finished)

    def _received(self, event) -> None:
        self.kinds[event["requestId"]] = (event["type"], event["response"]["url"])

    def _finished(self, event) -> None:
        if self.kinds.get(event["requestId"], ("", ""))[1].startswith("http"):  # a data: address is no request
            self.sizes[event["requestId"]] = event["encodedDataLength"]

    @property
    def total(self) -> float:
        return sum(self.sizes.values())

    def of(self, kind: str) -> float:
        return sum(size for key, size in self.sizes.items() if self.kinds[key][0] == kind)

    @property
    def hosts(self) -> set[str]:
        return {url.split("/")[2] for _, url in self.kinds.values() if url.startswith("http")}


def _weigh(crowd, path: str) -> tuple[Wire, list]:
    person = crowd.person(viewport=support.PHONE)
    wire = Wire(person)
    person.visit(path)
    person.page.wait_for_load_state("networkidle")
    return wire, person.context.cookies()


@pytest.mark.parametrize("path", PARENT_PATHS)
def test_first_view_is_light(crowd, site, path):
    wire, cookies = _weigh(crowd, path)
    print(f"{path}: {wire.total:.0f} B in {len(wire.sizes)} requests, HTML {wire.of('Document'):.0f} B")
    assert wire.total <= TOTAL_LIMIT
    assert wire.of("Document") <= HTML_LIMIT
    assert len(wire.sizes) <= REQUEST_LIMIT
    assert wire.of("Script") <= 10_000
    assert wire.hosts == {site.split("/")[2]}
    assert cookies == []


def test_the_map_adds_little(crowd, site):
    person = crowd.person(viewport=support.PHONE)
    wire = Wire(person)
    person.visit("/carte/")
    person.page.wait_for_load_state("networkidle")
    before = wire.total
    person.page.get_by_role("button", name="Afficher la carte").or_(
        person.page.locator("summary", has_text="Afficher la carte")
    ).first.click()
    person.page.locator("[data-ready]").first.wait_for(state="attached")
    person.page.wait_for_load_state("networkidle")
    print(f"map: {wire.total - before:.0f} B more")
    assert wire.total - before <= 100_000
    assert wire.hosts == {site.split("/")[2]}


@pytest.mark.parametrize("path", ["/", "/carte/", "/groupes/creer/nouveau/idee/", "/connexion/", "/suivi/", GROUP])
def test_a_visitor_receives_no_cookie(crowd, path):
    person = crowd.person()
    person.visit(path)
    person.page.wait_for_load_state("networkidle")
    kept = person.page.evaluate("[localStorage.length, sessionStorage.length]")
    assert person.context.cookies() == []
    assert kept == [0, 0]


def test_pages_of_parents_have_few_nodes(crowd):
    for path in (HOME, GROUP, "/groupes/creer/"):
        person = crowd.person()
        person.visit(path)
        assert person.page.evaluate("document.getElementsByTagName('*').length") <= 800
