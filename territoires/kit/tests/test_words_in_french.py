import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.kit import words

UTC, PARIS = datetime.UTC, ZoneInfo("Europe/Paris")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (datetime.date(2026, 3, 3), "mardi 3 mars 2026"),
        (datetime.date(2026, 5, 1), "vendredi 1er mai 2026"),
        (datetime.date(2028, 2, 29), "mardi 29 février 2028"),
        (datetime.datetime(2026, 3, 3, 18, 0, tzinfo=PARIS), "mardi 3 mars 2026 à 18 h"),
        (datetime.datetime(2026, 3, 3, 18, 30, tzinfo=PARIS), "mardi 3 mars 2026 à 18 h 30"),
        (datetime.datetime(2026, 3, 3, 9, 5, tzinfo=PARIS), "mardi 3 mars 2026 à 9 h 05"),
        (datetime.datetime(2026, 7, 31, 22, 30, tzinfo=UTC), "samedi 1er août 2026 à 0 h 30"),
    ],
)
def test_a_date_is_said_with_its_weekday(value, said):
    assert plain(words.in_words(value)) == said


def test_no_date_says_nothing():
    assert words.in_words(None) == ""
    assert words.hour_in_words(None) == ""


def test_an_hour_is_said_alone_too():
    assert plain(words.hour_in_words(datetime.time(18, 30))) == "18 h 30"


def test_day_and_month_stay_on_one_line():
    assert "3\u00a0mars" in words.in_words(datetime.date(2026, 3, 3))


@given(st.dates())
def test_every_day_is_said_in_four_words(day):
    weekday, number, month, year = plain(words.in_words(day)).split()
    assert weekday in words.WEEKDAYS
    assert int(number.removesuffix("er")) == day.day
    assert words.MONTHS[day.month - 1] == month
    assert int(year) == day.year


def test_punctuation_stays_with_its_word():
    assert words.bind_punctuation("Une question ?") == "Une question\u202f?"
    assert words.bind_punctuation("Ici : « oui »") == "Ici\u00a0: «\u00a0oui\u00a0»"
    assert words.bind_punctuation("de 10 h à 16 h") == "de 10\u00a0h à 16\u00a0h"


@pytest.mark.parametrize(("value", "said"), [(7, "7"), (1001, "1 001"), (1234567, "1 234 567"), (-1001, "-1 001")])
def test_numbers_are_grouped_by_three(value, said):
    assert plain(words.number(value)) == said
