"""The coordination's screens: refusals keep what was typed."""

import pytest
from django.urls import reverse

from territoires.networks.models import Network, NetworkCategory, Partner, Sponsor
from territoires.networks.tests.factories import load, make_network
from territoires.places.models import Commune, Department, Region

DESK = "/coordination/reseaux/"


@pytest.fixture
def network(db):
    network = make_network()
    network.former_names.create(name="Ancien nom connu")
    return network


@pytest.fixture
def roubaix(db):
    box = {"article": 0, "zone": "metro", "lat": 50.5, "lon": 3, "south": 50, "west": 2, "north": 51, "east": 4}
    region = Region.objects.create(code="32", name="Hauts-de-France", slug="hauts-de-france", **box)
    nord = Department.objects.create(code="59", name="Nord", slug="nord", region=region, **box)
    return Commune.objects.create(
        insee="59512", name="Roubaix", kind="COM", department=nord, lat=50.69, lon=3.17, point_origin="m"
    )


def sent(network, **changes):
    """The form of a network as the page shows it."""
    fields = {
        "version": network.version, "acronym": network.acronym, "name": network.name,
        "signature": network.signature, "relation_kind_0": "member", "former_name_0": "Ancien nom connu",
    }  # fmt: skip
    return fields | changes


def test_the_desk_lists_everything(coordinator):
    load()
    page = coordinator.get(DESK).content.decode()
    for name in ("FCPE", "Prévention spécialisée", "CNAF", "Valérie Corre", "À relire"):
        assert name in page


@pytest.mark.parametrize("page", [DESK, DESK + "ajouter/", "/coordination/partenaires/ajouter/"])
def test_only_the_coordination_comes_in(page, db, visitor, animator, delegate):
    assert visitor.get(page).status_code == 302
    assert animator.get(page).status_code == delegate.get(page).status_code == 403


def test_a_network_is_saved_with_relations_and_names(coordinator, network):
    data = sent(
        network, signature="Nos mots", relation_end_0="2024-05-01", former_name_1="Encore avant",
        relation_kind_1="accompanies", relation_note_1="Depuis peu",
    )  # fmt: skip
    assert coordinator.post(f"{DESK}{network.pk}/", data).status_code == 302
    network.refresh_from_db()
    assert network.signature == "Nos mots"
    assert {r.kind for r in network.relations.all()} == {"member", "accompanies"}
    assert network.former_names.count() == 2


def test_an_emptied_line_disappears(coordinator, network):
    data = sent(network, relation_kind_0="", former_name_0="")
    coordinator.post(f"{DESK}{network.pk}/", data)
    assert not network.relations.exists()
    assert not network.former_names.exists()


def test_the_page_shows_the_form_it_will_receive(coordinator, network):
    page = coordinator.get(f"{DESK}{network.pk}/").content.decode()
    for name in ("relation_kind_0", "relation_kind_1", "former_name_0", "former_name_1"):
        assert f'name="{name}"' in page
    assert "Ancien nom connu" in page


def test_a_mistake_keeps_the_words_and_says_what_to_do(coordinator, network):
    data = sent(
        network, name="", signature="Des mots à garder", relation_start_0="2024-05-01", relation_end_0="2020-01-01"
    )
    response = coordinator.post(f"{DESK}{network.pk}/", data)
    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Erreur : " in page
    assert "Des mots à garder" in page
    assert "Choisissez une fin après le début." in page


def test_two_people_at_once_one_save_and_one_kind_message(coordinator, administrator, network):
    address = f"{DESK}{network.pk}/"
    assert coordinator.post(address, sent(network, signature="Les mots de Claire")).status_code == 302
    response = administrator.post(address, sent(network, signature="Les mots d'Ousmane"))
    page = response.content.decode().replace("&#x27;", "'")
    assert response.status_code == 409
    assert "Une autre personne a enregistré cette fiche" in page
    assert "Les mots de Claire" in page
    assert "Les mots d'Ousmane" in page
    network.refresh_from_db()
    assert network.signature == "Les mots de Claire"
    again = sent(network, signature="Les mots d'Ousmane")
    assert f'name="version" value="{network.version}"' in page
    assert administrator.post(address, again).status_code == 302


def test_coming_back_restores_the_version_before(coordinator, network):
    before = network.signature
    coordinator.post(f"{DESK}{network.pk}/", sent(network, signature="Autre chose"))
    assert "Revenir à la version d'avant" in coordinator.get(DESK).content.decode().replace("&#x27;", "'")
    coordinator.post(f"{DESK}{network.pk}/revenir/", {"version": 2})
    network.refresh_from_db()
    assert network.signature == before


@pytest.mark.parametrize("version", ["", "1", "x", "9" * 40])
def test_coming_back_from_an_old_page_changes_nothing(coordinator, network, version):
    coordinator.post(f"{DESK}{network.pk}/", sent(network, signature="Autre chose"))
    assert coordinator.post(f"{DESK}{network.pk}/revenir/", {"version": version}).status_code == 302
    network.refresh_from_db()
    assert network.signature == "Autre chose"


def test_adding_twice_by_a_nervous_hand_adds_once(coordinator):
    data = {"acronym": "NEUF", "name": "Réseau neuf", "signature": "Il est neuf.", "relation_kind_0": "member"}
    for _twice in range(2):
        assert coordinator.post(f"{DESK}ajouter/", data).status_code == 302
    assert Network.objects.filter(acronym="NEUF").count() == 1


def test_partners_and_categories_are_added_and_edited(coordinator):
    coordinator.post("/coordination/partenaires/ajouter/", {"name": "Une caisse", "kind": "partner", "role": "Aide."})
    partner = Partner.objects.get()
    address = reverse("networks:edit_partner", args=[partner.pk])
    data = {"version": 2, "name": "Une caisse", "kind": "partner", "role": "Aide beaucoup."}
    assert coordinator.post(address, data).status_code == 302
    assert Partner.objects.get().role == "Aide beaucoup."
    coordinator.post("/coordination/categories/ajouter/", {"name": "Petite enfance"})
    assert NetworkCategory.objects.get().slug == "petite-enfance"


def test_words_of_a_sponsor_need_the_day_they_were_agreed(coordinator):
    data = {"name": "Awa", "title": "marraine", "domain": "chanson", "words": "Bravo !"}
    response = coordinator.post("/coordination/marraines-et-parrains/ajouter/", data)
    assert response.status_code == 422
    assert "Dites quel jour ces mots" in response.content.decode()
    assert not Sponsor.objects.exists()
    coordinator.post("/coordination/marraines-et-parrains/ajouter/", data | {"words_agreed_on": "2026-02-01"})
    assert Sponsor.objects.get().words == "Bravo !"


def test_readings_are_titles_with_addresses(coordinator):
    base = {"name": "Awa", "title": "marraine", "domain": "chanson"}
    address = "/coordination/marraines-et-parrains/ajouter/"
    assert coordinator.post(address, base | {"related_reading": "Un titre seul"}).status_code == 422
    assert coordinator.post(address, base | {"related_reading": "Piège javascript:alert(1)"}).status_code == 422
    coordinator.post(address, base | {"related_reading": "Un article https://exemple.fr/a\n\nUn livre : https://b.fr"})
    sponsor = Sponsor.objects.get()
    assert sponsor.related_reading == [
        {"title": "Un article", "url": "https://exemple.fr/a"}, {"title": "Un livre", "url": "https://b.fr"},
    ]  # fmt: skip
    page = coordinator.get(f"/coordination/marraines-et-parrains/{sponsor.pk}/").content.decode()
    assert "Un article https://exemple.fr/a" in page


@pytest.mark.parametrize("junk", ["\x00", b"\xed\xa0\x80", "x" * 70_000])
def test_hostile_words_are_refused_without_a_fault(coordinator, network, junk):
    response = coordinator.post(f"{DESK}{network.pk}/", sent(network, name=junk, relation_kind_0="fleur"))
    assert response.status_code == 422


def test_a_mandate_is_ended_from_the_page_of_its_network(coordinator, network, people):
    mandate = network.delegates.create(user=people.delegate, since="2026-01-01T00:00Z")
    assert "Marc" in coordinator.get(f"{DESK}{network.pk}/").content.decode()
    coordinator.post(f"/coordination/mandats/{mandate.pk}/terminer/")
    mandate.refresh_from_db()
    assert mandate.until is not None
    assert coordinator.post("/coordination/mandats/99999/terminer/").status_code == 404


def test_a_sponsor_may_have_a_place_on_the_map(coordinator, roubaix):
    data = {"name": "Awa", "title": "marraine", "domain": "chanson"}
    address = "/coordination/marraines-et-parrains/ajouter/"
    assert coordinator.post(address, data | {"commune": "Nulle-Part-les-Eaux"}).status_code == 422
    coordinator.post(address, data | {"commune": "Roubaix", "commune_insee": "59512"})
    sponsor = Sponsor.objects.get()
    assert sponsor.commune == roubaix
    page = coordinator.get(f"/coordination/marraines-et-parrains/{sponsor.pk}/").content.decode()
    assert "Roubaix" in page
    saved = data | {"version": sponsor.version, "commune": "", "commune_insee": ""}
    coordinator.post(f"/coordination/marraines-et-parrains/{sponsor.pk}/", saved)
    sponsor.refresh_from_db()
    assert sponsor.commune is None
