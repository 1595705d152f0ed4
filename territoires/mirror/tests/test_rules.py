"""What may be said of answers: from how many chose each drawing, and from nothing else."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.mirror.rules import (
    FIRST,
    LAST,
    MIDDLE,
    Kind,
    big_enough,
    enough_to_look,
    opens_again_on,
    outlook,
    respondent_key,
    shuffled,
)

PLACES = st.lists(st.sampled_from([FIRST, MIDDLE, LAST]), max_size=60)
ENOUGH = st.lists(st.sampled_from([FIRST, MIDDLE, LAST]), min_size=3, max_size=60)


@pytest.mark.parametrize(
    ("places", "kind", "shown"),
    [
        ([MIDDLE] * 3, Kind.TOGETHER, (MIDDLE,)),
        ([MIDDLE, MIDDLE, LAST], Kind.TOGETHER, (MIDDLE,)),
        ([FIRST, FIRST, MIDDLE], Kind.TOGETHER, (FIRST,)),
        ([FIRST, MIDDLE, LAST], Kind.APART, (FIRST, MIDDLE, LAST)),
        ([FIRST] * 3 + [MIDDLE] * 3, Kind.NEIGHBOURS, (FIRST, MIDDLE)),
        ([MIDDLE] * 4 + [LAST] * 6, Kind.NEIGHBOURS, (MIDDLE, LAST)),
        ([LAST] * 19 + [FIRST], Kind.APART, (FIRST, LAST)),
        ([MIDDLE] * 18 + [FIRST, LAST], Kind.TOGETHER, (MIDDLE,)),
        ([LAST, LAST], Kind.FEW, ()),
        ([], Kind.FEW, ()),
    ],
)
def test_sentences(places, kind, shown):
    seen = outlook(places, 3)
    assert (seen.kind, seen.places) == (kind, shown)


@given(PLACES, st.randoms(use_true_random=False))
def test_only_the_multiset_counts(places, chance):
    other = list(places)
    chance.shuffle(other)
    assert outlook(places, 3) == outlook(other, 3)


@given(st.lists(st.sampled_from([FIRST, MIDDLE, LAST]), max_size=2))
def test_fewer_than_three_say_nothing(places):
    assert outlook(places, 3).kind == Kind.FEW
    assert outlook(places, 3).places == ()


@given(ENOUGH)
def test_a_sentence_shows_only_drawings_that_were_chosen_in_their_own_order(places):
    seen = outlook(places, 3)
    assert set(seen.places) <= set(places)
    assert list(seen.places) == sorted(seen.places)
    assert seen.kind != Kind.FEW


@given(ENOUGH)
def test_opposite_voices_are_heard_unless_nearly_all_stand_between_them(places):
    if FIRST in places and LAST in places:
        seen = outlook(places, 3)
        assert seen.kind == Kind.APART or seen.places == (MIDDLE,)


@given(st.sampled_from([FIRST, MIDDLE, LAST]), st.integers(3, 40))
def test_unanimous_and_nearly_so_read_the_same(place, count):
    neighbour = MIDDLE if place != MIDDLE else LAST
    assert outlook([place] * count, 3) == outlook([place] * (count - 1) + [neighbour], 3)


@given(st.lists(st.text(max_size=20), max_size=12))
def test_few_answers_given_alone_are_all_left_out(alone):
    assert big_enough(alone, 3) in ([], alone)
    assert big_enough(alone[:2], 3) == []


@given(st.lists(st.text(max_size=30), max_size=20), st.text(max_size=10))
def test_words_come_in_an_order_that_tells_nothing(words, salt):
    mixed = list(words)
    random.Random(1).shuffle(mixed)
    assert shuffled(words, salt) == shuffled(mixed, salt)
    assert set(shuffled(words, salt)) == set(words)


def test_the_order_of_words_changes_with_the_question():
    words = [f"phrase {number}" for number in range(12)]
    assert shuffled(words, "1:1") != shuffled(words, "1:2")
    assert shuffled(words, "1:1") != words


@pytest.mark.parametrize(
    ("alone", "raised", "enough"), [(0, 0, False), (2, 2, False), (3, 0, True), (0, 3, True), (1, 12, True)]
)
def test_when_a_group_may_look(alone, raised, enough):
    assert enough_to_look(alone, raised, 3) is enough


@given(st.integers(1, 10**6), st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_a_key_stands_for_one_person_in_one_round(mirror, one, other):
    key = respondent_key("secret", mirror, one)
    assert key == respondent_key("secret", mirror, one)
    assert one not in key or len(one) < 3
    assert key != respondent_key("secret", mirror + 1, one)
    assert (key == respondent_key("secret", mirror, other)) is (one == other)


def test_a_next_round_waits():
    assert opens_again_on(datetime.date(2026, 11, 22), 30) == datetime.date(2026, 12, 22)
