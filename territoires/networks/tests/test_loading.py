"""The facts of the collective are shipped with the site and never overwrite what the coordination wrote."""

import datetime

import pytest

from territoires.kit.actors import Actor
from territoires.networks import actions, queries
from territoires.networks.models import FormerName, Network, NetworkCategory, NetworkRelation, Partner, Sponsor
from territoires.networks.tests.factories import DAY, NOW, load

CLAIRE = Actor("user", 1)


@pytest.fixture
def facts(db):
    load()


def test_all_the_known_networks_partners_and_sponsors_are_there(facts):
    assert NetworkCategory.objects.count() == 7
    assert Network.objects.count() == 21  # twenty of the collective, and the MRIE of the research-action
    assert Partner.objects.count() == 7
    assert set(Sponsor.objects.values_list("name", flat=True)) == {
        "Barbara Pompili", "Valérie Corre", "Jean-Paul Delahaye", "Marie-Aleth Grard",
    }  # fmt: skip


def test_loading_twice_changes_nothing(facts):
    assert load() == 0


def test_everything_says_where_it_comes_from(facts):
    for model in (Network, Partner, Sponsor):
        assert [row for row in model.objects.all() if not row.sources] == []


def test_pouvoir_d_agir_is_a_former_member_since_2017(facts):
    network = Network.objects.get(slug="pouvoir-d-agir")
    assert network not in Network.objects.members_on(DAY)
    assert network in Network.objects.members_on(datetime.date(2016, 6, 1))
    assert network.relations.get().end_on.year == 2017


def test_the_anlci_accompanies_without_being_a_member(facts):
    directory = queries.directory(DAY)
    assert [network.slug for network in directory.accompanying] == ["anlci"]
    assert [network.slug for network in directory.associates] == ["mrie"]
    assert [network.slug for network in directory.former] == ["pouvoir-d-agir"]


def test_the_number_of_members_follows_the_relations(facts):
    assert queries.directory(DAY).member_count == Network.objects.members_on(DAY).count() == 18
    Network.objects.get(slug="fcpe").relations.update(end_on=DAY)
    assert queries.directory(DAY).member_count == 17


def test_founders_former_names_and_several_categories_are_kept(facts):
    founders = Network.objects.filter(founder=True).values_list("slug", flat=True)
    assert set(founders) == {"acepp", "atd-quart-monde", "fcpe", "fcsf", "irdsu", "pep", "prisme"}
    assert "associations" in Network.objects.get(slug="cnlaps").former_names.get().name
    assert "CGET" in Partner.objects.get(slug="anct").former_name
    acepp = Network.objects.get(slug="acepp")
    assert acepp.category.slug == "education-populaire-nouvelle"
    assert list(acepp.other_categories.values_list("slug", flat=True)) == ["parents-eleves"]


def test_loading_leaves_what_the_coordination_saved(facts):
    sponsor = Sponsor.objects.get(slug="valerie-corre")
    actions.save_sponsor(sponsor=sponsor, version=1, values={"domain": "école"}, now=NOW, by=CLAIRE)
    network = Network.objects.get(slug="gfen")
    values = {"signature": "Nos mots.", "relations": [], "former_names": []}
    actions.save_network(network=network, version=1, values=values, now=NOW, by=CLAIRE)
    load()
    assert Sponsor.objects.get(slug="valerie-corre").domain == "école"
    network.refresh_from_db()
    assert network.signature == "Nos mots."
    assert not network.relations.exists()


def test_loading_repairs_an_untouched_row_with_what_hangs_on_it(facts):
    network = Network.objects.get(slug="cnlaps")
    Network.objects.filter(pk=network.pk).update(signature="Faute")
    network.former_names.all().delete()
    assert load() == 1
    network.refresh_from_db()
    assert network.signature != "Faute"
    assert network.former_names.count() == 1


def test_a_sponsor_has_no_words_that_were_not_given(facts):
    assert set(Sponsor.objects.values_list("words", flat=True)) == {""}


@pytest.mark.parametrize("model", [NetworkCategory, Network, FormerName, NetworkRelation, Partner, Sponsor])
def test_every_shipped_row_fits_its_columns(facts, model):
    """SQLite would not say it."""
    for row in model.objects.all():
        row.full_clean()
