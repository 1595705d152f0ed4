"""The box for a place, as it comes from a browser with or without script."""

import pytest
from django import forms
from django.http import QueryDict

from territoires.places.forms import PlaceField
from territoires.places.tests.factories import commune, few_places

pytestmark = pytest.mark.django_db


class Where(forms.Form):
    lieu = PlaceField()
    autre = PlaceField(required=False)


def filled(text="", insee="", **more):
    form = Where(QueryDict(mutable=True) | {"lieu": text, "lieu_insee": insee, **more})
    form.is_valid()
    return form


@pytest.fixture(autouse=True)
def _places():
    few_places()


@pytest.mark.parametrize(
    ("text", "insee"),
    [
        ("Roubaix", "59512"),
        ("roubaix (59)", "59512"),
        ("Roubaix (Nord, 59)", "59512"),
        ("59100", "59512"),
        ("st denis 93", "93066"),
        ("Paris", "75056"),
        ("Paris 18", "75118"),
        ("75018", "75118"),
        ("Paris 18e Arrondissement (Paris, 75)", "75118"),
        ("Bellegarde-sur-Valserine", "01033"),
        ("mans", "72181"),
    ],
)
def test_a_text_that_names_one_place_is_enough(text, insee):
    form = filled(text)
    assert form.errors == {}
    assert form.cleaned_data["lieu"].insee == insee


def test_the_place_comes_with_its_department_and_region(django_assert_num_queries):
    place = filled("Roubaix").cleaned_data["lieu"]
    with django_assert_num_queries(0):
        assert place.label == "Roubaix (Nord, 59)"
        assert place.department.region.name == "Hauts-de-France"


def test_several_places_of_one_name_come_back_as_a_list_to_choose_from():
    form = filled("Saint-Denis")
    assert form.errors["lieu"] == ["Plusieurs lieux portent ce nom. Choisissez le vôtre."]
    html = str(form["lieu"])
    assert 'value="Saint-Denis"' in html
    for insee, label in (("97411", "Saint-Denis (La Réunion, 974)"), ("93066", "Saint-Denis (Seine-Saint-Denis, 93)")):
        assert f'type="radio" name="lieu_insee" value="{insee}"' in html
        assert label in html


def test_a_choice_among_the_proposed_places_is_taken():
    assert filled("Saint-Denis", "93066").cleaned_data["lieu"].insee == "93066"


def test_the_last_code_sent_counts_when_the_box_also_sends_an_empty_one():
    form = Where(QueryDict("lieu=Saint-Denis&lieu_insee=&lieu_insee=93066"))
    assert form.is_valid()
    assert form.cleaned_data["lieu"].insee == "93066"


def test_a_choice_that_no_longer_answers_the_text_is_forgotten():
    assert filled("Roubaix", "93066").cleaned_data["lieu"].insee == "59512"
    assert "lieu" in filled("Saint-Denis", "59512").errors


def test_a_mistyped_name_is_never_taken_silently():
    form = filled("roubex")
    assert form.errors["lieu"] == ["Nous hésitons. Choisissez votre lieu dans la liste, ou écrivez son code postal."]
    assert "Roubaix (Nord, 59)" in str(form["lieu"])


def test_a_department_is_no_place_but_proposes_some():
    form = filled("Nord")
    assert "lieu" in form.errors
    assert "Lille (Nord, 59)" in str(form["lieu"])


def test_a_former_name_is_told_beside_the_place_of_today():
    html = str(filled("Bellegarde")["lieu"])
    assert "connu aussi comme Bellegarde" in html


def test_an_unknown_place_says_what_to_do():
    message = "Nous ne trouvons pas ce lieu. Écrivez le nom de la ville la plus proche, ou son code postal."
    assert filled("Qzxwvk").errors["lieu"] == [message]
    assert filled("", "00000").errors["lieu"] == [message]


def test_an_empty_box_asks_for_a_place_or_is_left_alone():
    form = filled("")
    assert form.errors == {"lieu": ["Écrivez le nom de votre ville ou de votre village, ou son code postal."]}
    assert filled("Roubaix").cleaned_data["autre"] is None


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a" * 64_000, "😀", "<b>", "\n"])
@pytest.mark.parametrize("insee", ["", "\x00", "é" * 64_000, "59512'--"])
def test_hostile_values_are_refused_with_words_and_kept_escaped(text, insee):
    form = filled(text, insee)
    assert "lieu" in form.errors
    assert "<b>" not in str(form["lieu"])


def test_an_edited_form_shows_the_place_it_has():
    form = Where(initial={"lieu": commune("93066")})
    html = str(form["lieu"])
    assert "Saint-Denis (Seine-Saint-Denis, 93)" in html
    assert 'name="lieu_insee" value="93066"' in html
    assert not form.fields["lieu"].has_changed(commune("93066"), form.fields["lieu"].widget.value_from_datadict(
        {"lieu": "Saint-Denis (Seine-Saint-Denis, 93)"}, {}, "lieu"))  # fmt: skip


def test_two_forms_never_share_their_doubts():
    assert filled("Saint-Denis").fields["lieu"].widget.choices
    assert filled("Roubaix").fields["lieu"].widget.choices == []


def test_the_box_works_in_a_search_by_get():
    form = Where(QueryDict("lieu=lille&lieu_insee="))
    assert form.is_valid()
    assert form.cleaned_data["lieu"].name == "Lille"
