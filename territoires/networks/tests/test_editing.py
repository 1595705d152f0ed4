"""Saving, undoing, and two people at once."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from territoires.audit.models import JournalEntry
from territoires.kit.actors import Actor
from territoires.networks import actions
from territoires.networks.actions import editing
from territoires.networks.models import NetworkCategory, Partner, Sponsor
from territoires.networks.signals import sponsor_changed
from territoires.networks.tests.factories import NOW, make_network

CLAIRE, OUSMANE = Actor("user", 1), Actor("user", 2)


@pytest.fixture
def network(db):
    return make_network(start=datetime.date(2015, 1, 1))


def values(**changes):
    return {"signature": "Nouvelle phrase.", "relations": [], "former_names": [], **changes}


def test_saving_replaces_relations_and_names_together_and_is_journalled(network):
    ended = {"kind": "member", "start_on": datetime.date(2015, 1, 1), "end_on": NOW.date(), "note": ""}
    former = {"name": "Ancien", "acronym": "", "until_on": None}
    change = values(relations=[ended], former_names=[former])
    actions.save_network(network=network, version=1, values=change, now=NOW, by=CLAIRE)
    network.refresh_from_db()
    assert (network.signature, network.version) == ("Nouvelle phrase.", 2)
    assert network.relations.get().end_on == NOW.date()
    assert network.former_names.get().name == "Ancien"
    entry = JournalEntry.objects.get(verb="networks.save_network")
    assert (entry.actor_id, entry.detail) == (1, {"version": 2})


def test_the_second_person_to_save_is_told_and_writes_nothing(network):
    actions.save_network(network=network, version=1, values=values(), now=NOW, by=CLAIRE)
    with pytest.raises(actions.CannotOverwrite):
        actions.save_network(network=network, version=1, values=values(signature="Autre"), now=NOW, by=OUSMANE)
    network.refresh_from_db()
    assert network.signature == "Nouvelle phrase."
    assert JournalEntry.objects.filter(verb="networks.save_network").count() == 1


def test_undo_brings_everything_back_and_can_itself_be_undone(network):
    category = NetworkCategory.objects.create(slug="c", name="C")
    before = network.signature
    change = values(category=category, other_categories=[category])
    actions.save_network(network=network, version=1, values=change, now=NOW, by=CLAIRE)
    actions.undo_save(thing=network, version=2, now=NOW, by=CLAIRE)
    network.refresh_from_db()
    assert (network.signature, network.category, network.version) == (before, None, 3)
    assert network.relations.get().start_on == datetime.date(2015, 1, 1)
    assert not network.other_categories.exists()
    actions.undo_save(thing=network, version=3, now=NOW, by=CLAIRE)
    network.refresh_from_db()
    assert (network.signature, network.category) == ("Nouvelle phrase.", category)
    assert list(network.other_categories.all()) == [category]


def test_undo_survives_a_category_deleted_meanwhile(network):
    category = NetworkCategory.objects.create(slug="c", name="C")
    network.category = category
    network.save()
    actions.save_network(network=network, version=1, values=values(category=None), now=NOW, by=CLAIRE)
    category.delete()
    actions.undo_save(thing=network, version=2, now=NOW, by=CLAIRE)
    network.refresh_from_db()
    assert network.category is None


def test_there_is_nothing_to_undo_before_the_first_save(network):
    with pytest.raises(actions.CannotUndo):
        actions.undo_save(thing=network, version=1, now=NOW, by=CLAIRE)


def test_undo_is_refused_when_the_row_changed_meanwhile(network):
    actions.save_network(network=network, version=1, values=values(), now=NOW, by=CLAIRE)
    actions.save_network(network=network, version=2, values=values(), now=NOW, by=OUSMANE)
    with pytest.raises(actions.CannotOverwrite):
        actions.undo_save(thing=network, version=2, now=NOW, by=CLAIRE)


def test_partners_and_sponsors_undo_their_dates_too(db):
    given = {"name": "Ministère", "acronym": "", "kind": "support", "role": "Soutient.", "since_on": NOW.date()}
    partner = actions.add_partner(values=given, now=NOW, by=CLAIRE)
    actions.save_partner(partner=partner, version=2, values={"since_on": None}, now=NOW, by=CLAIRE)
    actions.undo_save(thing=partner, version=3, now=NOW, by=CLAIRE)
    assert Partner.objects.get().since_on == NOW.date()


def test_an_added_row_belongs_to_the_coordination_and_has_its_own_address(network):
    given = values(acronym="RVE", name="Un autre réseau")
    other = actions.add_network(values=given, now=NOW, by=CLAIRE)
    assert (other.slug, other.version) == ("rve-2", 2)


def test_a_network_called_rejoindre_does_not_take_the_address_of_a_page(db):
    given = values(acronym="Rejoindre", name="Rejoindre")
    assert actions.add_network(values=given, now=NOW, by=CLAIRE).slug != "rejoindre"


def test_words_that_nobody_agreed_to_cannot_be_kept(db):
    with pytest.raises(IntegrityError):
        Sponsor.objects.create(slug="x", name="X", title="marraine", domain="arts", words="Bravo")


def test_a_sponsor_on_the_map_moves_and_leaves_with_each_save(db):
    heard = []

    def hear(sponsor_id, **facts):
        heard.append((sponsor_id, transaction.get_connection().in_atomic_block))

    sponsor_changed.connect(hear)
    try:
        given = {"name": "Awa", "title": "marraine", "domain": "chanson"}
        sponsor = actions.add_sponsor(values=given, now=NOW, by=CLAIRE)
        actions.save_sponsor(sponsor=sponsor, version=2, values={"hidden": True}, now=NOW, by=CLAIRE)
        actions.undo_save(thing=sponsor, version=3, now=NOW, by=CLAIRE)
    finally:
        sponsor_changed.disconnect(hear)
    assert heard == [(sponsor.pk, True)] * 3


def test_two_people_adding_the_same_name_at_once_get_two_addresses(network, monkeypatch):
    offered = iter(["rve", "rve-2"])
    monkeypatch.setattr(editing, "_free_slug", lambda model, name: next(offered))
    assert actions.add_network(values=values(acronym="RVE", name="Encore"), now=NOW, by=CLAIRE).slug == "rve-2"
