"""Invented words: French that reads well, the same for the same seed, numbers that nobody has."""

import random
import re

import pytest

from territoires.demonstration.rules import AT, OF, a_group, fictional_phone, with_article


@pytest.mark.parametrize(
    ("place", "of", "at"),
    [
        ("Les Tilleuls", "des Tilleuls", "aux Tilleuls"),
        ("Le Havre", "du Havre", "au Havre"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("école du Moulin", "de l'école du Moulin", "à l'école du Moulin"),
        ("Angers", "d'Angers", "à Angers"),
        ("Lille", "de Lille", "à Lille"),
    ],
)
def test_names_take_their_article(place, of, at):
    assert with_article(place, OF, "de") == of
    assert with_article(place, AT, "à") == at


def test_the_same_seed_invents_the_same_group():
    assert a_group(random.Random(1), "Lille") == a_group(random.Random(1), "Lille")


def test_a_group_that_is_not_shown_is_never_confirmed():
    rng = random.Random(2)
    assert "confirmed" not in {a_group(rng, "Lille", shown=False).stage for _ in range(300)}


def test_numbers_are_kept_for_fiction():
    assert re.fullmatch(r"01 99 00 \d\d \d\d", fictional_phone(random.Random(3)))
