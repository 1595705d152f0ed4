"""The public pages say what is true today, with or without facts."""

import datetime
import re

import pytest

from territoires.kit.texts import page_text
from territoires.kit.wording import find_faults, readability, unexpanded_acronyms
from territoires.networks.models import Network, Sponsor
from territoires.networks.tests.factories import load, make_network

PAGES = ["/reseaux/", "/partenaires/", "/marraines-et-parrains/"]


@pytest.mark.parametrize("page", PAGES)
def test_pages_answer_without_any_fact(db, visitor, page):
    assert visitor.get(page).status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "/reseaux/acepp/", "/reseaux/cnlaps/", "/reseaux/mrie/"])
def test_pages_answer_with_the_facts(db, visitor, page):
    load()
    assert visitor.get(page).status_code == 200


def test_the_directory_computes_the_number_of_members(db, visitor):
    load()
    assert "18 réseaux nationaux" in visitor.get("/reseaux/").content.decode()
    make_network("NEUF", "Un réseau de plus")
    assert "19 réseaux nationaux" in visitor.get("/reseaux/").content.decode()


def test_one_member_is_said_in_the_singular(db, visitor):
    make_network()
    assert "1 réseau national" in visitor.get("/reseaux/").content.decode()


def test_a_membership_to_come_is_not_counted_yet(db, visitor):
    make_network(start=datetime.date.today() + datetime.timedelta(days=2))
    assert "La liste des réseaux arrive bientôt." in visitor.get("/reseaux/").content.decode()


def test_former_members_and_companions_stand_apart(db, visitor):
    load()
    page = visitor.get("/reseaux/").content.decode()
    former = page[page.index("Anciens membres") :]
    assert "Pouvoir d" in former
    companions = page[page.index("Ils nous accompagnent") : page.index("Anciens membres")]
    assert "ANLCI" in companions


def test_the_page_of_a_network_tells_dates_names_and_sources(db, visitor):
    load()
    page = visitor.get("/reseaux/cnlaps/").content.decode()
    assert "Comité national de liaison des associations de prévention spécialisée" in page
    assert "jusqu&#x27;en 2014" in page or "jusqu'en 2014" in page
    assert "D'où vient cette information" in page.replace("&#x27;", "'")
    assert "/carte/?reseau=cnlaps" in page
    assert "Membre jusqu'en 2017" in visitor.get("/reseaux/pouvoir-d-agir/").content.decode().replace("&#x27;", "'")


def test_what_the_coordination_has_to_reread_is_never_public(db, visitor):
    load()
    notes = Network.objects.exclude(to_reread="").values_list("slug", "to_reread")
    assert notes
    for slug, note in notes:
        assert note not in visitor.get(f"/reseaux/{slug}/").content.decode().replace("&#x27;", "'")


def test_an_unknown_network_is_not_found(db, visitor):
    assert visitor.get("/reseaux/inconnu/").status_code == 404


def test_sponsors_without_words_have_an_honest_slot(db, visitor):
    load()
    page = visitor.get("/marraines-et-parrains/").content.decode()
    assert page.count("Ses mots viendront ici") == 4
    Sponsor.objects.filter(slug="valerie-corre").update(words="Les parents savent.", words_agreed_on="2026-01-01")
    page = visitor.get("/marraines-et-parrains/").content.decode()
    assert "Les parents savent." in page
    assert page.count("Ses mots viendront ici") == 3


def test_a_hidden_sponsor_is_on_no_page(db, visitor):
    load()
    Sponsor.objects.update(hidden=True)
    assert "Delahaye" not in visitor.get("/marraines-et-parrains/").content.decode()


def test_names_typed_by_people_are_escaped(db, visitor):
    make_network("XSS", "<script>alert(1)</script>")
    for page in ("/reseaux/", "/reseaux/xss/"):
        assert not re.search(r"<script>alert", visitor.get(page).content.decode())


def test_the_pages_read_with_ease_and_wound_nobody(db, visitor):
    load()
    slugs = Network.objects.values_list("slug", flat=True)
    for page in [*PAGES, *(f"/reseaux/{slug}/" for slug in slugs)]:
        text = page_text(visitor.get(page).content.decode())
        measure = readability(text)
        assert find_faults(text) == [], page
        if page in ("/partenaires/", "/marraines-et-parrains/"):  # elsewhere the name stands under each acronym
            assert unexpanded_acronyms(text) == [], page
        assert measure.mean <= 15, page
        assert measure.longest <= 25, f"{page}: {measure.longest_sentence}"
