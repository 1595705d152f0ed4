"""What a text may say of somebody without meaning to."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.kit.spotting import ADDRESS, CHILD, KINDS, MAIL, NAME, PHONE, spot_private

SAID = [
    ("Appelez le 06 12 34 56 78.", PHONE, "06 12 34 56 78"),
    ("Appelez le 06.12.34.56.78 ce soir", PHONE, "06.12.34.56.78"),
    ("Mon numéro : +33 6 12 34 56 78", PHONE, "+33 6 12 34 56 78"),
    ("Depuis Papeete, 87 12 34 56.", PHONE, "87 12 34 56"),
    ("Écrivez à fatou.d@exemple.org.", MAIL, "fatou.d@exemple.org"),
    ("On se voit au 12 bis rue des Lilas, demain.", ADDRESS, "12 bis rue des Lilas"),
    ("Elle habite dans la rue des Lilas.", ADDRESS, "habite dans la rue des Lilas"),
    ("Sonnez, appartement 12.", ADDRESS, "appartement 12"),
    ("Merci à Mme Benali pour le thé.", NAME, "Mme Benali"),
    ("La famille Diallo est venue.", NAME, "famille Diallo"),
    ("Fatou Diallo a raconté une histoire.", NAME, "Fatou Diallo"),
    ("Lucas, 8 ans, a dessiné.", CHILD, "Lucas, 8 ans"),
    ("À l'école, Lucas a pleuré.", CHILD, "Lucas"),
    ("Inès est en CM2 cette année.", CHILD, "Inès"),
]
HARMLESS = [
    "On a goûté ensemble, il y avait vingt personnes.",
    "Fatou a raconté une histoire.",
    "Rendez-vous à l'école Jules Ferry le 12 novembre 2026 à 18 h 30.",
    "Le collège Jean Moulin nous prête la salle Nelson Mandela.",
    "Nous sommes 12 parents et 3 enseignantes.",
    "Le 22/11/2026, on fête les 10 ans du groupe.",
    "",
]


@pytest.mark.parametrize(("text", "kind", "excerpt"), SAID)
def test_points_at_what_says_too_much(text, kind, excerpt):
    assert [(spot.kind, spot.excerpt) for spot in spot_private(text)] == [(kind, excerpt)]


@pytest.mark.parametrize("text", HARMLESS)
def test_leaves_ordinary_words_alone(text):
    assert spot_private(text) == []


def test_several_are_said_in_the_order_of_the_text():
    text = "Lucas, 8 ans, habite 3 rue des Lilas. Sa maman : 06 12 34 56 78."
    assert [spot.kind for spot in spot_private(text)] == [CHILD, ADDRESS, PHONE]


def test_the_name_of_a_school_hides_no_child():
    spots = spot_private("À l'école Jules Ferry, Inès a lu.")
    assert [(spot.kind, spot.excerpt) for spot in spots] == [(CHILD, "Inès")]


@given(st.text(max_size=400))
def test_any_text_is_read_without_harm(text):
    spots = spot_private(text)
    assert spots == sorted(spots, key=lambda spot: spot.start)
    for spot in spots:
        assert spot.kind in KINDS
        assert spot.excerpt == text[spot.start : spot.end]
    assert all(before.end <= after.start for before, after in itertools.pairwise(spots))


@given(
    before=st.text(alphabet="abcdefgh éè,;!\n", max_size=60),
    after=st.text(alphabet="abcdefgh éè,;!\n", max_size=60),
    figures=st.lists(st.integers(0, 99), min_size=4, max_size=4),
    between=st.sampled_from([" ", ".", "-", "", "\u00a0", "\u202f"]),
)
def test_a_number_is_seen_wherever_it_stands(before, after, figures, between):
    number = between.join(["06", *(f"{figure:02}" for figure in figures)])
    assert PHONE in {spot.kind for spot in spot_private(f"{before} {number} {after}")}


@pytest.mark.parametrize(
    "nasty", ["a" * 50_000, "A" * 50_000, "0 " * 20_000, "Fatou " * 8_000, "a@a." * 10_000, "12 rue " * 6000]
)
def test_long_texts_are_read_quickly_and_say_little(nasty):
    assert len(spot_private(nasty * 20_000)) <= 12
