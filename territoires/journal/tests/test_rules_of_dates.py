"""Repeated dates, clocks of places, hours as people write them."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.journal.rules import calendar

DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2100, 12, 31))
TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
REPEATS = st.sampled_from([calendar.ONCE, calendar.WEEKLY, calendar.FORTNIGHTLY, calendar.MONTHLY])
NOON = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)
DAY = datetime.date(2026, 12, 1)


@given(first=DAYS, every=REPEATS, times=st.integers(-3, 500))
def test_repeated_dates_keep_the_day_of_the_week_and_are_twelve_at_most(first, every, times):
    days = calendar.repeated(first, every, times)
    assert days[0] == first or (every == calendar.MONTHLY and first.day > 28)
    assert 1 <= len(days) <= calendar.MOST_DATES
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {first.weekday()}
    if every == calendar.ONCE:
        assert days == [first]


@given(first=DAYS, times=st.integers(2, 12))
def test_each_month_once(first, times):
    months = [(day.year, day.month) for day in calendar.repeated(first, calendar.MONTHLY, times)]
    assert len(set(months)) == times


def test_the_second_tuesday_stays_the_second_tuesday():
    assert calendar.repeated(datetime.date(2026, 12, 8), calendar.MONTHLY, 3) == [
        datetime.date(2026, 12, 8), datetime.date(2027, 1, 12), datetime.date(2027, 2, 9),
    ]  # fmt: skip


def test_a_fifth_monday_becomes_the_last_of_the_month():
    assert calendar.repeated(datetime.date(2026, 11, 30), calendar.MONTHLY, 2)[1] == datetime.date(2026, 12, 28)


@pytest.mark.parametrize(
    ("department", "insee", "zone"),
    [
        ("59", "59512", "Europe/Paris"), ("2A", "2A004", "Europe/Paris"), ("971", "97105", "America/Guadeloupe"),
        ("973", "97302", "America/Cayenne"), ("974", "97411", "Indian/Reunion"), ("976", "97608", "Indian/Mayotte"),
        ("975", "97502", "America/Miquelon"), ("987", "98735", "Pacific/Tahiti"), ("987", "98731", "Pacific/Marquesas"),
        ("987", "98719", "Pacific/Gambier"), ("988", "98818", "Pacific/Noumea"),
    ],
)  # fmt: skip
def test_each_place_has_its_clock(department, insee, zone):
    assert calendar.zone_of(department, insee) == ZoneInfo(zone)


def test_a_day_is_over_where_the_group_lives():
    evening = datetime.datetime(2026, 12, 1, 22, 30, tzinfo=datetime.UTC)  # the 2nd on La Réunion, the 1st in Paris
    assert calendar.is_over(DAY, evening, calendar.zone_of("974"))
    assert not calendar.is_over(DAY, evening, calendar.zone_of("59"))
    assert not calendar.is_over(DAY, evening + datetime.timedelta(hours=5), calendar.zone_of("971"))


@given(TIMES)
def test_hours_are_read_as_they_are_said(moment):
    for said in (f"{moment.hour} h {moment.minute:02}", f"{moment.hour}h{moment.minute:02}", f"{moment:%H:%M}"):
        assert calendar.read_hour(said) == moment


@pytest.mark.parametrize(("text", "hour"), [("18h", 18), ("9 heures", 9), ("7 H", 7), (" 18 h ", 18)])
def test_whole_hours(text, hour):
    assert calendar.read_hour(text) == datetime.time(hour)


@given(st.text(max_size=20))
def test_any_text_is_an_hour_or_nothing(text):
    assert isinstance(calendar.read_hour(text), datetime.time | None)


@pytest.mark.parametrize("text", ["", "midi", "25 h", "18 h 75", "h30", "18-30"])
def test_what_is_not_an_hour(text):
    assert calendar.read_hour(text) is None


@given(was=DAYS, before=st.none() | DAYS, to=DAYS, hours=st.integers(0, 500))
def test_a_date_back_on_its_first_day_is_not_postponed(was, before, to, hours):
    said = calendar.postponed_from(
        was=was, before=before, to=to, announced=NOON - datetime.timedelta(hours=hours), now=NOON
    )  # fmt: skip
    assert said in (None, before or was)
    assert said != to


def test_a_slip_corrected_at_once_is_no_postponement():
    moved = {"was": DAY, "before": None, "to": DAY + datetime.timedelta(1), "now": NOON}
    assert calendar.postponed_from(**moved, announced=NOON - datetime.timedelta(minutes=5)) is None
    assert calendar.postponed_from(**moved, announced=NOON - datetime.timedelta(days=1)) == DAY


def test_days_and_hours_in_words():
    assert calendar.day_words(DAY, NOON.date()) == "mardi 1er\u00a0décembre"
    assert calendar.day_words(datetime.date(2027, 1, 5), NOON.date()) == "mardi 5\u00a0janvier 2027"
    assert calendar.hours_words(datetime.time(18), None) == "à 18\u00a0h"
    assert calendar.hours_words(datetime.time(18), datetime.time(20, 30)) == "de 18\u00a0h à 20\u00a0h\u00a030"
