"""How an entry is said in few words, and what may become of it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.journal.enums import EntryStatus
from territoires.journal.rules import entries as rules

ADDRESS = "https://exemple.fr/groupes/le-cafe-des-parents/journal/abcdefghj/"


@given(st.text(max_size=400), st.integers(5, 200))
def test_shortened_never_says_more_than_asked(words, most):
    assert len(rules.shortened(words, most)) <= most


@given(st.text(max_size=1500), st.text(max_size=120), st.text(max_size=80))
def test_what_one_sends_on_fits_in_300_characters_with_its_address(words, group, place):
    assert len(f"{rules.share_words(words, group, place, ADDRESS)} {ADDRESS}") <= rules.LONGEST_SHARE


def test_a_share_says_who_and_what():
    said = rules.share_words("On a goûté ensemble.", "Le café des parents", "Douai", ADDRESS)
    assert said == "Le café des parents, Douai : « On a goûté ensemble. »"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("On a goûté ensemble.", "On a goûté ensemble"),
        ("Quel goûter ! Il y avait des crêpes.", "Quel goûter !"),
        ("mot " * 60, "mot " * 21 + "mot…"),
        ("", ""),
    ],
)
def test_headlines(words, said):
    assert rules.headline(words) == said


@given(st.text(max_size=600))
def test_a_headline_is_short_and_on_one_line(words):
    said = rules.headline(words)
    assert len(said) <= 90
    assert "\n" not in said


@given(st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2100, 1, 1)))
def test_each_day_is_in_its_month_and_in_no_other(day):
    first, after = rules.month_bounds(day.year, day.month)
    assert first <= day < after
    assert (after - first).days in (28, 29, 30, 31)


def test_every_state_of_a_rule_is_a_state():
    assert set().union(*rules.ALLOWED_FROM.values()) <= set(EntryStatus.values)


def test_words_that_somebody_sent_are_read_before_anything_else():
    assert [verb for verb in rules.ALLOWED_FROM if rules.may(verb, rules.WAITING)] == ["read"]
