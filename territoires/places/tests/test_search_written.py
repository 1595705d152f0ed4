"""The written set of queries (place_queries.csv): what people type, and the place they mean."""

import csv
from pathlib import Path

import pytest

from territoires.places.tests.factories import found, whole_index

QUERIES = Path(__file__).with_name("place_queries.csv")
HITS_KEPT = 3


def _rows():
    with QUERIES.open(encoding="utf-8", newline="") as lines:
        return [(row["query"], row["expected"], row["note"]) for row in csv.DictReader(lines, delimiter=";")]


def _wrong(answers):
    return [f"{query!r} ({note}): {expected} not in {hits}" for query, expected, note, hits in answers]


@pytest.fixture(scope="module")
def answers():
    return [(query, expected, note, found(query, HITS_KEPT)) for query, expected, note in _rows()]


def test_the_set_covers_what_people_type():
    rows = _rows()
    assert len({query for query, _, _ in rows}) >= 200
    index = whole_index()
    assert [expected for _, expected, _ in rows if index.place_of(expected) is None] == []


def test_the_expected_place_comes_first(answers):
    misses = [answer for answer in answers if answer[3][:1] != [answer[1]]]
    assert len(misses) <= 0.01 * len(answers), "\n".join(_wrong(misses))


def test_the_expected_place_is_in_the_first_three(answers):
    misses = [answer for answer in answers if answer[1] not in answer[3]]
    assert misses == [], "\n".join(_wrong(misses))
