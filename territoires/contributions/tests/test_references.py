"""References that people say aloud, write down and type back."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.contributions.rules import (
    WORDS,
    make_long_reference,
    make_reference,
    masked_email,
    masked_phone,
    read_long_reference,
    read_reference,
)

references = st.integers(0, 2**32).map(lambda seed: make_reference(random.Random(seed)))


@given(references)
def test_a_reference_is_read_back_as_it_was_made(reference):
    assert read_reference(reference) == reference


@given(references, st.sampled_from([" ", "", "-", " - ", "–", "_", ".", "\u00a0", "\n"]), st.booleans())
def test_case_and_what_stands_between_do_not_matter(reference, between, small):
    word, figures = reference.split("-")
    typed = f"  {word}{between}{figures} "
    assert read_reference(typed.lower() if small else typed) == reference


@given(references)
def test_figures_of_another_script_are_understood(reference):
    word, figures = reference.split("-")
    arabic = "".join(chr(0x660 + int(figure)) for figure in figures)
    assert read_reference(f"{word} {arabic}") == reference


@given(st.text(max_size=300))
def test_any_text_gives_a_reference_or_nothing(typed):
    found = read_reference(typed)
    assert found == "" or (found[-5] == "-" and found[-4:].isdecimal() and found[:-5].isalpha())


def test_accents_and_letters_typed_for_figures_are_forgiven():
    assert read_reference("Théâtre 1234") == "THEATRE-1234"
    assert read_reference("lune 482O") == "LUNE-4820"
    assert read_reference("LUNE-l234") == "LUNE-1234"
    assert read_reference("CACA0-1234") == "CACAO-1234"


def test_what_is_no_reference_is_refused():
    for typed in ("", "LUNE", "4821", "LUNE-48", "LU-4821", "A" * 10_000, "\x00", "'; DROP TABLE--", "LUNE-48215x9"):
        assert read_reference(typed) == ""


def test_words_are_plain_distinct_and_enough_to_discourage_guessing():
    assert len(set(WORDS)) == len(WORDS)
    assert all(word.isascii() and word.isalpha() and 3 <= len(word) <= 10 for word in WORDS)
    assert len(WORDS) * 9000 > 4_000_000


@given(st.from_regex(r"\+?[0-9 .]{0,24}", fullmatch=True))
def test_a_masked_number_never_shows_more_than_four_figures(number):
    masked = masked_phone(number)
    assert sum(char.isdigit() for char in masked) <= 4
    assert len(masked) == len(number)


def test_a_number_and_an_address_are_recognised_by_their_owner_only():
    assert masked_phone("06 12 34 56 21") == "06 •• •• •• 21"
    assert masked_phone("1234") == "••••"
    assert masked_phone("") == ""
    assert masked_email("fatou@exemple.fr") == "f•••@•••.fr"
    assert masked_email("") == ""


def test_every_word_may_stand_at_every_place_of_a_long_reference():
    """Short words too, the last one included: the chance to guess is counted on it."""
    rng = random.Random(7)
    made = [make_long_reference(rng).split("-") for _time in range(3000)]
    for place in range(3):
        assert len({reference[place] for reference in made}) > 400
        assert min(len(reference[place]) for reference in made) == 3


def test_a_long_reference_is_three_words_and_four_figures():
    reference = make_long_reference(random.Random(3))
    *words, figures = reference.split("-")
    assert len(words) == 3
    assert set(words) <= set(WORDS)
    assert re.fullmatch("[1-9][0-9]{3}", figures)


@given(st.integers(min_value=0), st.sampled_from([" ", "", "-", " - ", "."]), st.booleans())
def test_a_long_reference_is_understood_however_it_is_typed(seed, between, small):
    reference = make_long_reference(random.Random(seed))
    typed = reference.replace("-", between)
    assert read_long_reference(typed.lower() if small else typed) == reference


@given(st.text(max_size=60))
def test_anything_else_is_no_long_reference(typed):
    known = read_long_reference(typed)
    assert known == "" or read_long_reference(known) == known


@pytest.mark.parametrize("typed", ["LUNE-4821", "LUNE-LUNE-4821", "LUNE-LUNE-LUNE-482", "XXXX-YYYY-ZZZZ-4821", ""])
def test_a_word_too_few_or_unknown_is_none(typed):
    assert read_long_reference(typed) == ""
