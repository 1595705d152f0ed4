"""Numbers are said as people say them."""

import pytest

from territoires.atlas.rules.words import distance_words, in_words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "zéro"), (1, "un"), (12, "douze"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"),
        (70, "soixante-dix"), (71, "soixante et onze"), (77, "soixante-dix-sept"), (80, "quatre-vingts"),
        (81, "quatre-vingt-un"), (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"),
        (101, "cent un"), (180, "cent quatre-vingts"), (200, "deux cents"), (201, "deux cent un"), (1000, "mille"),
        (1002, "mille deux"), (1080, "mille quatre-vingts"), (80_000, "quatre-vingt mille"),
        (35_000, "trente-cinq mille"), (200_000, "deux cent mille"), (200_200, "deux cent mille deux cents"),
    ],
)  # fmt: skip
def test_numbers_in_words(number, said):
    assert in_words(number) == said


def test_a_thousand_and_one_is_said_as_in_the_tale():
    assert in_words(1001) == "mille et un"
    assert in_words(1001, feminine=True) == "mille et une"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "une"), (21, "vingt et une"), (61, "soixante et une"), (101, "cent une")]
)
def test_numbers_agree_with_feminine_words(number, said):
    assert in_words(number, feminine=True) == said


def test_huge_numbers_are_figures():
    assert in_words(1_000_000) == "1\u00a0000\u00a0000"


def test_distances_need_no_metres():
    assert [distance_words(km) for km in (0.2, 1.4, 4.0, 41.6)] == ["à moins d'1 km", "à 1 km", "à 4 km", "à 42 km"]
