"""The coordination owns the words; loading them again takes nothing away."""

import datetime

import pytest

from territoires.audit.models import JournalEntry
from territoires.kit.actors import INSTALLER, Actor
from territoires.vocabulary import actions
from territoires.vocabulary.models import CommunityRole, SpokenLanguage, Theme
from territoires.vocabulary.queries import find_word, word_lists

NOW = datetime.datetime(2026, 3, 3, 10, tzinfo=datetime.UTC)
CLAIRE = Actor("user", 1)


@pytest.fixture
def words(db):
    actions.load_words(now=NOW, by=INSTALLER)


def test_loading_brings_the_fifteen_roles_the_themes_and_the_languages(words):
    assert CommunityRole.objects.count() == 15
    assert set(Theme.objects.values_list("kind", flat=True)) == {"subject", "activity"}
    assert SpokenLanguage.objects.get(slug="ar").right_to_left
    assert SpokenLanguage.objects.get(slug="tr").own_name == "Türkçe"
    assert SpokenLanguage.objects.first().slug == "fr"


def test_every_word_says_where_it_comes_from(words):
    for listed in word_lists():
        assert [word.slug for word in listed.words if not word.sources] == []


def test_loading_twice_changes_nothing(words):
    assert actions.load_words(now=NOW, by=INSTALLER) == 0
    assert JournalEntry.objects.filter(verb="vocabulary.load_words").count() == 1


def test_loading_repairs_an_untouched_word(words):
    Theme.objects.filter(slug="decrochage").update(name="Faute de frappe")
    assert actions.load_words(now=NOW, by=INSTALLER) == 1
    assert Theme.objects.get(slug="decrochage").name == "Décrochage"


def test_loading_leaves_an_edited_word_alone(words):
    theme = Theme.objects.get(slug="decrochage")
    actions.save_word(word=theme, version=1, name="Raccrochage", explanation="", now=NOW, by=CLAIRE)
    actions.load_words(now=NOW, by=INSTALLER)
    assert Theme.objects.get(slug="decrochage").name == "Raccrochage"


def test_two_people_saving_the_same_word_get_one_refusal(words):
    theme = Theme.objects.get(slug="decrochage")
    actions.save_word(word=theme, version=1, name="Raccrochage", explanation="", now=NOW, by=CLAIRE)
    with pytest.raises(actions.CannotOverwriteWord):
        actions.save_word(word=theme, version=1, name="Autre mot", explanation="", now=NOW, by=Actor("user", 2))
    assert Theme.objects.get(slug="decrochage").name == "Raccrochage"


def test_a_list_never_holds_the_same_name_twice(words):
    with pytest.raises(actions.CannotRepeatWord):
        actions.add_word(words="themes", name="décrochage", explanation="", now=NOW, by=CLAIRE)
    theme = Theme.objects.get(slug="gouvernance")
    with pytest.raises(actions.CannotRepeatWord):
        actions.save_word(word=theme, version=1, name="Décrochage", explanation="", now=NOW, by=CLAIRE)


def test_an_added_word_comes_last_with_an_address_of_its_own(words):
    word = actions.add_word(words="themes", name="Jardin partagé !", explanation="", now=NOW, by=CLAIRE)
    assert word.slug == "jardin-partage-2"
    assert Theme.objects.last() == word


def test_a_word_in_another_script_still_gets_an_address(words):
    assert actions.add_word(words="roles", name="أهل", explanation="", now=NOW, by=CLAIRE).slug == "mot"


def test_moving_exchanges_neighbours_and_stops_at_the_ends(words):
    first, second = Theme.objects.all()[:2]
    actions.move_word(word=second, up=True, now=NOW, by=CLAIRE)
    assert list(Theme.objects.all()[:2]) == [second, first]
    actions.move_word(word=second, up=True, now=NOW, by=CLAIRE)
    assert Theme.objects.first() == second
    actions.load_words(now=NOW, by=INSTALLER)
    assert Theme.objects.first() == second


def test_a_hidden_word_leaves_the_choices_and_can_come_back(words):
    theme = Theme.objects.get(slug="pedt")
    actions.hide_word(word=theme, hidden=True, now=NOW, by=CLAIRE)
    assert theme not in Theme.objects.shown()
    actions.hide_word(word=theme, hidden=False, now=NOW, by=CLAIRE)
    assert theme in Theme.objects.shown()
    assert JournalEntry.objects.filter(verb__in=["vocabulary.hide_word", "vocabulary.show_word"]).count() == 2


def test_an_unknown_list_or_word_is_nothing(words):
    assert find_word("fleurs", 1) is None
    assert find_word("themes", 10**12) is None


def test_the_same_word_added_by_two_people_at_once_is_refused_once(words, monkeypatch):
    monkeypatch.setattr(actions, "_free_slug", lambda model, name: "decrochage")
    with pytest.raises(actions.CannotRepeatWord):
        actions.add_word(words="themes", name="Encore un mot", explanation="", now=NOW, by=CLAIRE)


@pytest.mark.parametrize("model", [Theme, CommunityRole, SpokenLanguage])
def test_every_shipped_word_fits_its_columns(words, model):
    """SQLite would not say it."""
    for word in model.objects.all():
        word.full_clean()
