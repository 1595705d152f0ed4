"""An address says what is shown, always in the same order; what is unknown is left aside."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.atlas.rules.filters import MapFilter, read_page

NAMES = (
    "couche", "etape", "reseau", "theme", "langue", "region", "departement", "lieu", "lieu_insee", "rayon", "manque",
)  # fmt: skip
WORDS = st.sampled_from(
    ["groupes", "ressources", "marraines-et-parrains", "confirme", "en-sommeil", "acepp", "nord", "59512", "2A004",
     "Roubaix", "10", "50", "1", "", "\0", "é" * 500, "-", "../etc", "<script>", "999999999999999999999"]
)  # fmt: skip


def read(**parameters: list[str]) -> MapFilter:
    return MapFilter.read(parameters)


def test_an_empty_address_shows_everything():
    assert read() == MapFilter()
    assert read().query == ""
    assert read().categories == frozenset("abcdrs")


def test_the_order_of_parameters_and_values_does_not_matter():
    one = read(etape=["en-sommeil", "confirme"], couche=["ressources", "groupes"])
    other = read(couche=["groupes", "ressources", "groupes"], etape=["confirme", "en-sommeil"])
    assert one.query == other.query == "?couche=groupes&couche=ressources&etape=confirme&etape=en-sommeil"


def test_all_layers_are_the_same_as_none():
    assert read(couche=["ressources", "groupes", "marraines-et-parrains"]) == MapFilter()


@pytest.mark.parametrize("name", NAMES)
def test_unknown_values_are_left_aside(name):
    asked = read(**{name: ["\0\0", "DROP TABLE", ""]})
    assert asked.query in ("", "?lieu=DROP+TABLE")


def test_a_radius_means_something_only_near_a_place():
    assert read(rayon=["50"]) == MapFilter()
    assert read(rayon=["50"], lieu=["Roubaix"]).query == "?lieu=Roubaix&rayon=50"
    assert read(rayon=["25"], lieu=["Roubaix"]).query == "?lieu=Roubaix"
    assert read(rayon=["7"], lieu=["Roubaix"]).radius == 25


@pytest.mark.parametrize(
    ("parameters", "letters"),
    [
        ({"couche": ["groupes"]}, "abcd"),
        ({"couche": ["ressources"]}, "r"),
        ({"etape": ["confirme"]}, "a"),
        ({"etape": ["confirme"], "couche": ["ressources"]}, ""),
        ({"reseau": ["acepp"]}, "abcd"),
        ({"langue": ["ar"]}, "abcd"),
        ({"theme": ["partenariat"]}, "abcdr"),
        ({"manque": ["1"]}, "r"),
    ],
)
def test_a_fact_of_some_layers_leaves_the_others_out(parameters, letters):
    assert read(**parameters).categories == frozenset(letters)


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(WORDS | st.text(max_size=20), max_size=4)))
def test_reading_an_address_back_gives_the_same_wish(parameters):
    asked = MapFilter.read(parameters)
    again = MapFilter.read(parse_qs(asked.query.removeprefix("?")))
    assert again == asked
    assert again.query == asked.query


def test_taking_a_filter_away_leaves_the_others():
    asked = read(couche=["groupes"], etape=["confirme", "interesse"], lieu=["Roubaix"])
    assert asked.without("etape", "confirme").query == "?couche=groupes&etape=interesse&lieu=Roubaix"
    assert asked.without("couche", "groupes").layers == ()
    assert asked.everywhere.query == "?couche=groupes&etape=confirme&etape=interesse"


@pytest.mark.parametrize(
    ("typed", "page"), [("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("99999999999", 1), ("²", 1), ("20000", 10_000)]
)
def test_any_page_number_is_a_page(typed, page):
    assert read_page([typed]) == page
