"""What programs read."""

import datetime
import xml.etree.ElementTree as ET

import pytest

from territoires.atlas.models import Resource
from territoires.front.queries import addresses
from territoires.front.tests.test_pages import NOW, make_group, roubaix  # noqa: F401  (a fixture)
from territoires.kit.actors import INSTALLER
from territoires.networks.actions import load_networks

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def locations(response):
    return [node.text for node in ET.fromstring(response.content).findall(".//s:loc", NAMES)]


def test_the_sitemap_lists_public_things_only(roubaix, visitor):  # noqa: F811
    load_networks(now=NOW, by=INSTALLER)
    make_group(roubaix, "Groupe montré")
    make_group(roubaix, "Groupe caché", shown=False)
    common = {"kind": "place", "commune": roubaix, "description": "", "proposed_by": "x", "lat": 1, "lon": 1,
              "created_at": NOW, "updated_at": NOW}  # fmt: skip
    Resource.objects.create(slug="salle-montree", name="Salle", shown_since=NOW.date(), **common)
    Resource.objects.create(slug="salle-cachee", name="Salle", **common)
    found = " ".join(locations(visitor.get("/sitemap.xml")))
    for path in (
        "/groupes/groupe-montre/",
        "/ressources/salle-montree/",
        "/reseaux/acepp/",
        "/carte/hauts-de-france/nord/",
    ):
        assert path in found
    for word in ("cache", "coordination", "espace", "compte", "suivi"):
        assert word not in found


def test_an_empty_site_still_has_a_sitemap(db, visitor):
    found = locations(visitor.get("/sitemap.xml"))
    assert "http://127.0.0.1:8000/" in found
    assert len(found) == len(set(found))


def test_a_large_site_is_cut_into_files_that_hold_everything_once(roubaix, visitor, monkeypatch):  # noqa: F811
    monkeypatch.setattr(addresses, "PAGE_SIZE", 2)
    for number in range(5):
        make_group(roubaix, f"Groupe {number}")
    for number in range(2):
        Resource.objects.create(
            slug=f"salle-{number}", name="Salle", kind="place", commune=roubaix, description="", proposed_by="x",
            lat=1, lon=1, created_at=NOW, updated_at=NOW, shown_since=NOW.date(),
        )  # fmt: skip
    index = locations(visitor.get("/sitemap.xml"))
    assert len(index) == 5
    found = [one for number in range(1, 6) for one in locations(visitor.get(f"/sitemap-{number}.xml"))]
    assert len(found) == len(set(found))
    assert sum("/groupes/groupe-" in one for one in found) == 5
    assert sum("/ressources/salle-" in one for one in found) == 2


@pytest.mark.parametrize("number", ["0", "9", "999999999999999"])
def test_a_file_that_is_not_there_is_not_found(db, visitor, number):
    assert visitor.get(f"/sitemap-{number}.xml").status_code == 404


def test_robots_are_led_to_the_sitemap_and_away_from_private_pages(db, visitor):
    text = visitor.get("/robots.txt").content.decode()
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in text
    assert "Disallow: /coordination/" in text


def test_security_txt_says_whom_to_tell_and_expires_within_a_year(db, visitor):
    response = visitor.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().strip().splitlines())
    assert response["Content-Type"].startswith("text/plain")
    assert fields["Contact"].endswith("/parler-a-quelqu-un/")
    expires = datetime.date.fromisoformat(fields["Expires"][:10])
    assert 0 < (expires - datetime.date.today()).days < 365
