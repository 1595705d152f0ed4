"""What may follow what, for every possible history."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from territoires.groups import rules
from territoires.groups.rules import Step

STAGES = st.sampled_from(rules.STAGES)


@given(STAGES, STAGES, st.booleans())
def test_any_stage_may_follow_any_other_but_confirmed_needs_the_agreement(before, after, agreed):
    refusal = rules.refusal_to_move(from_stage=before, to_stage=after, agreed_to_be_shown=agreed)
    if before == after:
        assert refusal == "same"
    elif after == "confirmed" and not agreed:
        assert refusal == "agreement"
    else:
        assert refusal == ""


@given(STAGES, st.text(max_size=20).filter(lambda word: word not in rules.STAGES))
def test_a_stage_nobody_knows_is_refused(before, after):
    assert rules.refusal_to_move(from_stage=before, to_stage=after, agreed_to_be_shown=True) == "unknown"


@given(STAGES, STAGES, STAGES, st.booleans())
def test_only_the_newest_line_is_undone_and_never_into_a_confirmed_group_without_agreement(before, after, now, agreed):
    refusal = rules.refusal_to_undo(last=Step(before, after), stage=now, agreed_to_be_shown=agreed)
    if now != after:
        assert refusal == "moved"
    elif before == after:
        assert refusal == "same"
    else:
        assert refusal == ("agreement" if before == "confirmed" and not agreed else "")


def test_the_first_line_and_an_empty_history_cannot_be_undone():
    assert rules.refusal_to_undo(last=None, stage="interested", agreed_to_be_shown=True) == "nothing"
    first = Step("", "interested")
    assert rules.refusal_to_undo(last=first, stage="interested", agreed_to_be_shown=True) == "nothing"


@given(st.lists(st.tuples(STAGES, STAGES).filter(lambda pair: pair[0] != pair[1]), max_size=12))
def test_a_group_wakes_to_the_stage_it_had_before_sleeping(moves):
    history = [Step(before, after) for before, after in moves]
    falls = [step.from_stage for step in history if step.to_stage == "asleep"]
    assert rules.stage_to_wake_to(history) == (falls[0] if falls else "first-contact")


@given(STAGES)
def test_a_hidden_group_is_never_left_confirmed(stage):
    once = rules.stage_once_hidden(stage)
    assert once != "confirmed"
    assert once == stage or stage == "confirmed"


@given(st.text(max_size=40))
def test_no_cell_can_begin_a_formula(text):
    cell = rules.harmless_cell(text)
    assert not cell.lstrip(" \u00a0\ufeff").startswith(rules.FORMULA_STARTS)
    assert text.replace("\x00", "") in cell


@given(st.integers(0, 60), st.integers(0, 60))
def test_two_ranks_never_share_a_place(one, other):
    here, there = rules.spread(50.69, 3.18, one), rules.spread(50.69, 3.18, other)
    assert (here == there) == (one == other)
    assert abs(here[0] - 50.69) < 0.05


def test_the_coordination_takes_over_after_seven_days():
    sent = datetime.datetime(2026, 3, 3, 9, tzinfo=datetime.UTC)
    assert not rules.left_too_long(sent, sent + datetime.timedelta(days=6, hours=23))
    assert rules.left_too_long(sent, sent + datetime.timedelta(days=7))
