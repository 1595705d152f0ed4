"""Folding, closeness, distances and articles: pure rules."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from territoires.places.rules import bounding_box, distance_km, files, in_department, of_department
from territoires.places.rules.folding import fold, sound_of, spell_slashes, strong_words, words_of
from territoires.places.rules.keys import KeyTable

LAT, LON = st.floats(-85, 85), st.floats(-180, 180)
KEYS = st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("ŒUILLY", "oeuilly"),
        ("Mons-en-Barœul", "mons en baroeul"),
        ("18ᵉ", "18e"),
        ("ＲＯＵＢＡＩＸ", "roubaix"),
        ("e\u0301pinal", "epinal"),
        ("Plœuc–l’Hermitage", "ploeuc l hermitage"),
    ],
)
def test_names_are_made_comparable(name, folded):
    assert fold(name) == folded


def test_abbreviations_and_small_words():
    assert words_of("st jean s ste foy") == ["saint", "jean", "s", "sainte", "foy"]
    assert strong_words(["villeneuve", "d", "ascq"]) == ["villeneuve", "ascq"]
    assert strong_words(["le"]) == ["le"]
    assert fold(spell_slashes("Chalon s/ Saône")) == "chalon sur saone"
    assert fold(spell_slashes("Fontenay sous/Bois")) == "fontenay sous bois"


@pytest.mark.parametrize(("one", "other"), [("roubex", "roubaix"), ("nansi", "nancy"), ("mobeuge", "maubeuge")])
def test_other_spellings_sound_the_same(one, other):
    assert sound_of(one) == sound_of(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
    assert fold(text).replace(" ", "").isascii()


@given(KEYS, st.text("abcd", min_size=1, max_size=8), st.integers(1, 2))
def test_the_table_finds_what_a_plain_search_finds(keys, asked, distance):
    table = KeyTable(keys, range(len(keys)))
    assert sorted(table.exact(asked)) == [n for n, key in enumerate(keys) if key == asked]
    assert sorted(table.beginning_with(asked)) == [n for n, key in enumerate(keys) if key.startswith(asked)]
    near = {key: OSA.distance(asked, key) for key in keys}
    assert dict(table.near(asked, distance)) == {key: d for key, d in near.items() if 0 < d <= distance}


@given(LAT, LON, LAT, LON)
def test_a_distance_is_the_same_both_ways(lat1, lon1, lat2, lon2):
    there, back = distance_km(lat1, lon1, lat2, lon2), distance_km(lat2, lon2, lat1, lon1)
    assert math.isclose(there, back, abs_tol=1e-6)
    assert 0 <= there <= 20_016


@given(LAT, LON, st.floats(0.1, 2000), LAT, LON)
def test_a_box_holds_every_point_within_its_distance(lat, lon, km, other_lat, other_lon):
    south, west, north, east = bounding_box(lat, lon, km)
    if distance_km(lat, lon, other_lat, other_lon) <= km:
        assert south - 1e-9 <= other_lat <= north + 1e-9
        assert west - 1e-9 <= other_lon <= east + 1e-9


def test_known_distances():
    assert distance_km(50.6292, 3.0573, 48.8566, 2.3522) == pytest.approx(204, abs=2)  # Lille, Paris
    assert distance_km(48.8566, 2.3522, -20.8823, 55.4504) == pytest.approx(9360, abs=60)  # Paris, Saint-Denis


@pytest.mark.parametrize(
    ("name", "inside", "of"),
    [
        ("Nord", "dans le Nord", "du Nord"),
        ("Ain", "dans l'Ain", "de l'Ain"),
        ("Loire-Atlantique", "en Loire-Atlantique", "de la Loire-Atlantique"),
        ("Landes", "dans les Landes", "des Landes"),
        ("Bouches-du-Rhône", "dans les Bouches-du-Rhône", "des Bouches-du-Rhône"),
        ("Manche", "dans la Manche", "de la Manche"),
        ("Haute-Marne", "en Haute-Marne", "de la Haute-Marne"),
        ("Isère", "en Isère", "de l'Isère"),
        ("Eure-et-Loir", "en Eure-et-Loir", "d'Eure-et-Loir"),
        ("Maine-et-Loire", "en Maine-et-Loire", "de Maine-et-Loire"),
        ("Territoire de Belfort", "dans le Territoire de Belfort", "du Territoire de Belfort"),
        ("Paris", "à Paris", "de Paris"),
        ("Corse-du-Sud", "en Corse-du-Sud", "de la Corse-du-Sud"),
        ("Mayotte", "à Mayotte", "de Mayotte"),
        ("La Réunion", "à La Réunion", "de La Réunion"),
        ("Guyane", "en Guyane", "de la Guyane"),
        ("Nouvelle-Calédonie", "en Nouvelle-Calédonie", "de la Nouvelle-Calédonie"),
        ("Saint-Pierre-et-Miquelon", "à Saint-Pierre-et-Miquelon", "de Saint-Pierre-et-Miquelon"),
    ],
)
def test_departments_are_said_with_their_article(name, inside, of):
    article = next(area.article for area in files.departments() if area.name == name)
    assert (in_department(name, article), of_department(name, article)) == (inside, of)


@pytest.mark.parametrize(
    ("name", "inside", "of"),
    [
        ("Île-de-France", "en Île-de-France", "d'Île-de-France"),
        ("Hauts-de-France", "dans les Hauts-de-France", "des Hauts-de-France"),
        ("Grand Est", "dans le Grand Est", "du Grand Est"),
        ("Centre-Val de Loire", "en Centre-Val de Loire", "du Centre-Val de Loire"),
        ("Pays de la Loire", "dans les Pays de la Loire", "des Pays de la Loire"),
        ("Provence-Alpes-Côte d'Azur", "en Provence-Alpes-Côte d'Azur", "de Provence-Alpes-Côte d'Azur"),
        ("Bretagne", "en Bretagne", "de Bretagne"),
    ],
)
def test_regions_are_said_with_their_article(name, inside, of):
    article = next(area.article for area in files.regions() if area.name == name)
    assert (in_department(name, article), of_department(name, article)) == (inside, of)
