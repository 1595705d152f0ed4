"""Decisions on the life of groups, without Django."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from territoires.groups.rules.life import (
    ALONE,
    HELP,
    LETTERS,
    SILENT,
    STEP,
    UNSURE,
    Facts,
    can_reopen,
    is_over,
    nearness,
    newest,
    reason_to_call,
    reminder_due,
    to_doubt,
)

days = st.dates(datetime.date(2020, 1, 1), datetime.date(2040, 1, 1))
some = st.none() | days
PERIODS = {"confirm_after": 274, "answer_within": 14, "call_again_after": 30}


@given(st.integers(1, 9), days, days, st.integers(1, 400))
def test_a_question_waits_for_a_letter_or_for_a_doubt_never_for_both(step, stepped_on, today, wait):
    told = {"step": step, "stepped_on": stepped_on, "today": today, "remind_after": wait}
    assert not (reminder_due(**told) and to_doubt(**told))
    assert (reminder_due(**told) or to_doubt(**told)) == is_over(stepped_on, wait, today)
    assert reminder_due(**told) <= (step < LETTERS)


@given(st.lists(some))
def test_the_newest_day_is_one_of_them_and_none_is_later(found):
    known = [day for day in found if day is not None]
    assert newest(*found) == (max(known) if known else None)


@given(st.builds(Facts, today=days, asked_help_on=some, step_on=some, alone_since=some, silent_since=some,
                 true_on=some, called_on=some))  # fmt: skip
def test_a_call_always_has_a_fact_behind_it_and_what_was_asked_comes_first(facts):
    found = reason_to_call(facts, **PERIODS)
    behind = {
        HELP: facts.asked_help_on, STEP: facts.step_on, ALONE: facts.alone_since, SILENT: facts.silent_since,
        UNSURE: facts.true_on,
    }  # fmt: skip
    if found is not None:
        assert behind[found[0]] == found[1]
    if facts.asked_help_on is not None:
        assert found == (HELP, facts.asked_help_on)


@given(days, st.integers(0, 29))
def test_a_fresh_call_puts_off_what_nobody_asked_for(today, ago):
    called = today - datetime.timedelta(days=ago)
    long_ago = today - datetime.timedelta(days=900)
    facts = Facts(today=today, alone_since=long_ago, silent_since=long_ago, true_on=long_ago, called_on=called)
    assert reason_to_call(facts, **PERIODS) is None


@given(days, st.integers(0, 13))
def test_a_delegate_comes_first_for_a_while(today, ago):
    facts = Facts(today=today, alone_since=today - datetime.timedelta(days=ago))
    assert reason_to_call(facts, **PERIODS) is not None
    assert reason_to_call(facts, **PERIODS, leave_to_delegates=14) is None


@given(days, st.integers(0, 60))
def test_an_end_is_undone_for_thirty_days(ended_on, later):
    assert can_reopen(ended_on, ended_on + datetime.timedelta(days=later), 30) == (later <= 30)


@given(st.floats(0, 1000), st.integers(0, 5))
def test_a_theme_in_common_brings_nearer(km, shared):
    assert nearness(km, shared + 1) < nearness(km, shared)
