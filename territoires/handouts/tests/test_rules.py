"""What fits on a page, and which words paper can carry."""

import itertools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from territoires.handouts.queries.press import size_of_title, widths
from territoires.handouts.rules.fitting import Step, fullest, steps_of
from territoires.handouts.rules.greetings import GREETINGS, greetings
from territoires.handouts.rules.words import (
    BREAK,
    breakable,
    printable,
    reads_from_the_right,
    shortened,
    widest_word,
)

SOME = dict.fromkeys(map(ord, "abcdefghijklmnopqrstuvwxyzéàç'’.,…ABC0123456789سلام中"), 0.6)


@given(st.integers(0, 40), st.integers(0, 60))
def test_the_fullest_step_that_fits_is_found(pieces, first):
    steps = steps_of(pieces)
    asked = []

    def fits(step: Step) -> bool:
        asked.append(step)
        return steps.index(step) >= first

    found = fullest(steps, fits)
    assert found == (steps[first] if first < len(steps) else None)
    assert len(asked) <= 2 + len(steps).bit_length()


def test_nothing_to_try_fits_nowhere():
    assert fullest([], lambda _step: True) is None
    assert fullest([Step(1, 0, 1)], lambda _step: False) is None


@given(st.integers(0, 40))
def test_each_step_asks_for_less_room_than_the_one_before(pieces):
    steps = steps_of(pieces)
    for before, after in itertools.pairwise(steps):
        assert after != before
        assert (after.scale, after.signs, after.pieces) < (before.scale, before.signs, before.pieces)
        assert after.scale <= before.scale
        assert after.signs <= before.signs
        assert after.pieces <= before.pieces
    assert steps[-1].pieces == 0


@given(st.text(max_size=400), st.integers(20, 300))
def test_only_letters_that_can_be_drawn_are_left(text, longest):
    clean = printable(text, SOME, longest=longest)
    assert len(clean.replace(BREAK, "")) <= longest
    for sign in clean:
        assert ord(sign) in SOME or sign in (BREAK, " ", "\n", "…")
    assert clean == clean.strip()
    assert "  " not in clean


@given(st.text(alphabet="abW é\n", max_size=300), st.floats(2, 20))
def test_no_word_is_wider_than_its_place(text, widest):
    clean = breakable(text, widths(), widest)
    assert clean.replace(BREAK, "") == text
    assert widest_word(clean, widths()) <= widest + 0.001
    if widest_word(text, widths()) <= widest:
        assert BREAK not in clean


def test_a_title_is_as_large_as_its_widest_word_lets_it():
    sizes = ((20, 3.0), (60, 2.0))
    assert size_of_title("Le café", sizes, 30) == 3
    assert size_of_title("Le café des parents du quartier", sizes, 30) == 2
    assert size_of_title("Le café des parents " * 9, sizes, 30) == 2
    assert size_of_title("W" * 19, sizes, 30) < 2
    assert size_of_title("", sizes, 30) == 3


@given(st.text(max_size=200), st.integers(10, 100))
def test_a_shortened_text_begins_like_the_whole(text, longest):
    short = shortened(text, longest)
    assert len(short) <= longest
    assert short == text or text.startswith(short.removesuffix("…"))


def test_typography():
    assert printable("l'école   d'à\u00a0côté\r\n\r\n\tici", widths()) == "l'école d'à\u00a0côté\nici"
    assert printable("e\u0301cole", widths()) == "école"
    assert printable("abc\u202edef\u0000", widths()) == "abcdef"
    assert printable("a" + "\u0301" * 40 + "b", widths()) == "á\u0301\u0301b"
    assert len(printable("ligne\n" * 200, widths()).splitlines()) == 40
    assert shortened("un deux trois", 9) == "un deux…"


def test_the_side_words_are_read_from():
    assert reads_from_the_right("  12 سلام abc")
    assert not reads_from_the_right("abc سلام")
    assert not reads_from_the_right("12 !")


def test_every_greeting_can_be_printed():
    for words in GREETINGS.values():
        assert printable(words, widths()) == unicodedata.normalize("NFC", words)


def test_each_welcome_is_said_once_and_only_when_we_are_sure():
    assert greetings(["fr", "fa", "prs", "tr", "xx"]) == [("fa", "خوش آمدید"), ("tr", "Hoş geldiniz")]
    assert len(greetings(GREETINGS)) == 4
    assert greetings([]) == []


def test_the_fonts_hold_the_alphabets_we_promise():
    assert set(map(ord, "àâæçéèêëîïôœùûüÿÀŒ«»€ğşıİățñßłПриветΑωسلامپچکگ’…·—ạ")) <= set(widths())
    assert ord("中") not in widths()
