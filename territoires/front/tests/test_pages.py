"""Each page answers with data and without, says only what is true today, and is read with ease."""

import datetime
import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils.text import slugify

from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER
from territoires.kit.texts import page_text
from territoires.kit.wording import find_faults, readability, unexpanded_acronyms
from territoires.networks.actions import load_networks
from territoires.networks.models import Network
from territoires.places.models import Commune, Department, Region

NOW = datetime.datetime(2026, 3, 3, 10, tzinfo=datetime.UTC)
PAGES = [
    "home", "story", "about", "contact", "tell", "tell_for", "join_network", "help", "legal", "privacy",
    "accessibility", "rules", "open_data", "plan",
]  # fmt: skip
PARENT_PAGES = ["home", "contact", "tell", "help"]


@pytest.fixture
def facts(db):
    load_networks(now=NOW, by=INSTALLER)


@pytest.fixture
def roubaix(db):
    box = {"article": 0, "zone": "metro", "lat": 50.5, "lon": 3, "south": 50, "west": 2, "north": 51, "east": 4}
    region = Region.objects.create(code="32", name="Hauts-de-France", slug="hauts-de-france", **box)
    nord = Department.objects.create(code="59", name="Nord", slug="nord", region=region, **box)
    return Commune.objects.create(
        insee="59512", name="Roubaix", kind="COM", department=nord, lat=50.69, lon=3.17, point_origin="m"
    )


def make_group(commune, name, *, shown=True):
    return LocalGroup.objects.create(
        slug=slugify(name), name=name, commune=commune, lat=commune.lat, lon=commune.lon,
        shown_since=NOW.date() if shown else None, created_at=NOW, updated_at=NOW,
    )  # fmt: skip


def read(client, name):
    response = client.get(reverse(f"front:{name}"))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_pages_answer_with_an_empty_database(db, visitor, name):
    page = read(visitor, name)
    assert page.count("<h1") == 1
    assert not visitor.cookies


@pytest.mark.parametrize("name", PAGES)
def test_pages_answer_with_the_facts(facts, roubaix, visitor, name):
    make_group(roubaix, "Café des parents")
    assert read(visitor, name).count("<h1") == 1


@pytest.mark.parametrize("name", PAGES)
def test_pages_use_no_word_that_wounds_and_expand_their_acronyms(facts, visitor, name):
    text = page_text(read(visitor, name))
    assert [fault.words for fault in find_faults(text)] == []
    assert unexpanded_acronyms(text) == []


@pytest.mark.parametrize("name", PARENT_PAGES)
def test_parent_pages_are_in_plain_words(facts, roubaix, visitor, name):
    make_group(roubaix, "Café des parents")
    measure = readability(page_text(read(visitor, name)))
    assert measure.mean <= 12
    assert measure.longest <= 20, measure.longest_sentence
    assert measure.short_share >= 0.8
    assert measure.ease >= 75
    assert measure.words <= 250


@pytest.mark.parametrize("name", sorted(set(PAGES) - set(PARENT_PAGES)))
def test_other_pages_stay_readable(facts, visitor, name):
    measure = readability(page_text(read(visitor, name)))
    assert measure.mean <= 15
    assert measure.longest <= 25, measure.longest_sentence
    assert measure.ease >= 60


def test_home_counts_what_can_be_seen_and_nothing_else(facts, roubaix, visitor):
    make_group(roubaix, "Groupe montré")
    make_group(roubaix, "Groupe caché", shown=False)
    page = page_text(read(visitor, "home"))
    assert "1 groupe se fait connaître ici, dans 1 département." in page
    make_group(roubaix, "Autre groupe")
    assert "2 groupes se font connaître ici, dans 1 département." in page_text(read(visitor, "home"))


def test_home_without_group_invites(db, visitor):
    assert "Les premiers groupes arrivent." in read(visitor, "home")


def test_home_computes_the_number_of_networks(facts, visitor):
    assert "18 réseaux nationaux" in read(visitor, "home")
    Network.objects.get(slug="fcpe").relations.update(end_on="2020-01-01")
    assert "17 réseaux nationaux" in read(visitor, "home")


def test_home_offers_three_doors_and_a_place_box(db, visitor):
    page = read(visitor, "home")
    for address in ("/carte/", "/groupes/creer/", "/raconter/"):
        assert f'href="{address}"' in page
    form = re.search(r'<form[^>]*action="/carte/"[^>]*>.*?</form>', page, re.DOTALL)
    assert form
    assert 'name="lieu"' in form.group(0)


def test_home_says_who_speaks_to_search_engines(db, visitor, settings):
    settings.SITE_URL = "https://exemple.fr/</script>"
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', read(visitor, "home"))
    data = json.loads(found.group(1))
    assert (data["@type"], data["url"]) == ("Organization", "https://exemple.fr/</script>/")


def test_the_story_tells_three_lessons_and_leaves_five_slots(facts, visitor):
    page = page_text(read(visitor, "story"))
    for words in ("Se retrouver d'abord entre pairs", "Passer par des lieux tiers", "4 à 8. La suite arrive"):
        assert words in page
    assert "Là où nos sources ne disent pas pareil" in page
    assert "Le mardi 26 janvier 2016" in page


def test_the_story_names_the_seven_founders(facts, visitor):
    page = read(visitor, "story")
    for slug in ("acepp", "atd-quart-monde", "fcpe", "fcsf", "irdsu", "pep", "prisme"):
        assert f"/reseaux/{slug}/" in page


def test_the_legal_notice_is_honest_until_the_publisher_is_named(db, visitor, settings):
    assert "Site en préfiguration" in read(visitor, "legal")
    settings.PUBLISHER = dict.fromkeys(settings.PUBLISHER, "Une structure")
    page = read(visitor, "legal")
    assert "Site en préfiguration" not in page
    assert "À compléter" not in page


@pytest.mark.parametrize("name", ["home", "legal", "story"])
def test_search_engines_wait_until_the_publisher_is_named(db, visitor, settings, name):
    assert '<meta name="robots" content="noindex' in read(visitor, name)
    settings.PUBLISHER = dict.fromkeys(settings.PUBLISHER, "Une structure")
    assert '<meta name="robots"' not in read(visitor, name)


def test_the_accessibility_state_is_the_true_one(db, visitor):
    page = page_text(read(visitor, "accessibility"))
    assert "non conforme" in page
    for part in (
        "État de conformité",
        "Contenus non accessibles",
        "Établissement de cette déclaration",
        "Voies de recours",
    ):
        assert part in page
    assert "Libre réponse 71120, 75342 Paris CEDEX 07" in page


def test_the_plan_lists_only_places_where_something_lives(facts, roubaix, visitor):
    assert "/carte/hauts-de-france/nord/" not in read(visitor, "plan")
    make_group(roubaix, "Groupe caché", shown=False)
    assert "/carte/hauts-de-france/nord/" not in read(visitor, "plan")
    make_group(roubaix, "Groupe montré")
    assert "/carte/hauts-de-france/nord/" in read(visitor, "plan")


def test_a_shared_page_brings_a_light_picture(db, visitor):
    address = re.search(r'<meta property="og:image" content="([^"]+)">', read(visitor, "home")).group(1)
    assert address.startswith("http://127.0.0.1:8000/static/kit/partage")
    assert Path(finders.find("kit/partage.png")).stat().st_size <= 100_000


def test_the_first_page_of_the_first_door_is_in_plain_words(db, visitor):
    text = page_text(visitor.get("/groupes/creer/").content.decode())
    measure = readability(text)
    assert measure.mean <= 12
    assert measure.longest <= 20, measure.longest_sentence
    assert measure.words <= 250
    assert find_faults(text) == []


@pytest.mark.parametrize("name", PARENT_PAGES)
def test_parent_pages_fit_in_the_first_packets(facts, roubaix, visitor, name):
    make_group(roubaix, "Café des parents")
    page = read(visitor, name)
    assert len(gzip.compress(page.encode())) <= 14_000
    assert page.count("<") / 2 <= 800  # nodes, roughly
