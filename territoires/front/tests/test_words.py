"""« Les mots »: for the coordination, kindly refused when two people write at once."""

import pytest

from territoires.front.tests.test_pages import NOW
from territoires.kit.actors import INSTALLER
from territoires.kit.texts import page_text
from territoires.vocabulary.actions import load_words
from territoires.vocabulary.models import CommunityRole, Theme

WORDS = "/coordination/mots/"


@pytest.fixture
def theme(db):
    load_words(now=NOW, by=INSTALLER)
    return Theme.objects.get(slug="decrochage")


def test_the_page_lists_the_three_lists(theme, coordinator):
    page = coordinator.get(WORDS).content.decode()
    for name in ("Décrochage", "Bénévoles", "Turc", "Les langues parlées"):
        assert name in page


@pytest.mark.parametrize("address", [WORDS, WORDS + "themes/ajouter/", WORDS + "themes/1/"])
def test_only_the_coordination_comes_in(theme, visitor, animator, address):
    assert visitor.get(address).status_code == 302
    assert animator.get(address).status_code == 403


def test_a_word_is_renamed_and_keeps_its_address(theme, coordinator):
    address = f"{WORDS}themes/{theme.pk}/"
    assert coordinator.post(address, {"version": 1, "name": "Raccrochage", "explanation": ""}).status_code == 302
    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Raccrochage", "decrochage")


def test_two_people_at_once_one_word_and_one_kind_message(theme, coordinator, administrator):
    address = f"{WORDS}themes/{theme.pk}/"
    coordinator.post(address, {"version": 1, "name": "Raccrochage"})
    response = administrator.post(address, {"version": 1, "name": "Mot d'Ousmane"})
    page = response.content.decode().replace("&#x27;", "'")
    assert response.status_code == 422
    assert "Une autre personne vient d'écrire « Raccrochage »" in page_text(page)
    assert "Mot d'Ousmane" in page
    assert administrator.post(address, {"version": 2, "name": "Mot d'Ousmane"}).status_code == 302


@pytest.mark.parametrize(("name", "advice"), [("", "Écrivez le mot."), ("gouvernance partagée", "déjà dans la liste")])
def test_refusals_say_what_to_do(theme, coordinator, name, advice):
    for address in (f"{WORDS}themes/{theme.pk}/", f"{WORDS}themes/ajouter/"):
        response = coordinator.post(address, {"version": 1, "name": name, "explanation": "Gardée"})
        assert response.status_code == 422
        assert advice in response.content.decode()
        assert "Gardée" in response.content.decode()


def test_a_word_is_added_moved_hidden_and_shown(theme, coordinator):
    coordinator.post(f"{WORDS}roles/ajouter/", {"name": "Grands-parents"})
    word = CommunityRole.objects.get(name="Grands-parents")
    order = f"{WORDS}roles/{word.pk}/ordre/"
    coordinator.post(order, {"faire": "monter"})
    assert list(CommunityRole.objects.all())[-2] == word
    coordinator.post(order, {"faire": "cacher"})
    assert word not in CommunityRole.objects.shown()
    coordinator.post(order, {"faire": "montrer"})
    assert word in CommunityRole.objects.shown()


@pytest.mark.parametrize("address", ["fleurs/ajouter/", "fleurs/1/", "themes/999999/", "themes/999999999999999/"])
def test_unknown_lists_and_words_are_not_found(theme, coordinator, address):
    assert coordinator.get(WORDS + address).status_code == 404


def test_an_unknown_wish_changes_nothing(theme, coordinator):
    before = list(Theme.objects.values_list("pk", "hidden"))
    assert coordinator.post(f"{WORDS}themes/{theme.pk}/ordre/", {"faire": "danser"}).status_code == 302
    assert list(Theme.objects.values_list("pk", "hidden")) == before
