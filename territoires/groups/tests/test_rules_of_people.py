"""Codes, agreements and delays."""

import datetime
import random

from hypothesis import given
from hypothesis import strategies as st

from territoires.groups.rules import (
    CARD_SIGNS,
    HAND_OVER_UNDO,
    can_undo_hand_over,
    contact_until,
    is_card_code,
    make_card_code,
)

DAYS = st.dates(datetime.date(2000, 1, 1), datetime.date(2100, 1, 1))


@given(st.integers())
def test_a_code_we_make_is_a_code_we_read(seed):
    assert is_card_code(make_card_code(random.Random(seed)))


@given(st.text(max_size=30))
def test_only_twelve_of_our_signs_are_a_code(text):
    assert is_card_code(text) == (len(text) == 12 and set(text) <= set(CARD_SIGNS))


def test_no_sign_can_be_taken_for_another():
    assert not set(CARD_SIGNS) & set("ilo01")
    assert not is_card_code("abcdefghjkm\n")
    assert not is_card_code("abcdefghjkmn\n")


@given(DAYS, st.integers(-1000, 100_000))
def test_an_agreement_lasts_a_day_at_least_and_a_year_at_most(day, days):
    assert 1 <= (contact_until(day, days) - day).days <= 365


MOMENTS = st.datetimes(datetime.datetime(2000, 1, 1), datetime.datetime(2100, 1, 1))


@given(MOMENTS, st.timedeltas(datetime.timedelta(), HAND_OVER_UNDO))
def test_a_hand_over_is_undone_before_three_days_and_never_after(at, before):
    assert can_undo_hand_over(at=at, now=at + HAND_OVER_UNDO) is False
    if before < HAND_OVER_UNDO:
        assert can_undo_hand_over(at=at, now=at + before) is True
