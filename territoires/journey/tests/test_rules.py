"""Two texts written at once: nothing anybody wrote is lost."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.journey import rules

words = st.text(alphabet="abé \n", max_size=30).map(str.strip)
rows = st.lists(
    st.fixed_dictionaries({key: st.sampled_from(["", "x", "y"]) for key in rules.ROW_KEYS}), max_size=5
).map(rules.clean_rows)
answers = st.fixed_dictionaries({"a": words, "b": words, "rows": rows})


@given(words, words, words)
def test_each_text_stays_whole_unless_its_own_writer_took_it_back(base, theirs, mine):
    merged = rules.merge_words(base, theirs, mine)
    if theirs != base:
        assert theirs in merged or mine not in ("", base)
        assert theirs in merged
    if mine != base:
        assert mine in merged


@given(words, words)
def test_without_a_known_base_both_texts_stay(theirs, mine):
    merged = rules.merge_words(None, theirs, mine)
    assert theirs in merged
    assert mine in merged


@given(words, words)
def test_whoever_left_the_words_alone_takes_those_of_the_other(base, other):
    assert rules.merge_words(base, other, base) == other
    assert rules.merge_words(base, base, other) == other


@given(rows, rows, rows)
def test_rows_added_by_either_stay(base, theirs, mine):
    merged = rules.merge_rows(base, theirs, mine)
    assert all(row in merged for row in mine if row not in base)
    assert all(row in merged for row in theirs if row not in base)
    assert not [row for row in merged if row in base and (row not in theirs or row not in mine)]


@given(answers, answers, answers)
def test_a_clash_is_named_exactly_where_both_changed_the_same_words(base, theirs, mine):
    merge = rules.merge_answers(base, theirs, mine)
    for key in ("a", "b"):
        if key in merge.clashes:
            assert base[key] not in (theirs[key], mine[key])
            assert merge.answers[key] == f"{theirs[key]}\n\n{mine[key]}".strip()
        else:
            assert merge.answers[key] in (theirs[key], mine[key])
    assert "rows" not in merge.clashes


@given(answers, answers)
def test_merging_what_is_kept_already_changes_nothing(base, theirs):
    assert rules.merge_answers(base, theirs, theirs) == rules.Merge(theirs)


@given(answers, answers, answers)
def test_sending_the_same_words_again_changes_nothing(base, theirs, mine):
    once = rules.merge_answers(base, theirs, mine).answers
    again = rules.merge_answers(base, once, mine)
    assert all(again.answers[key] == once[key] for key in ("a", "b"))
    assert not again.clashes


@pytest.mark.parametrize("rows", [None, "x", [1, "a"], [{"who": "  "}], [{"other": "x"}]])
def test_rows_of_another_shape_are_none(rows):
    assert rules.clean_rows(rows) == []


def test_rows_have_a_limit_and_each_stands_once():
    many = [{"who": str(number), "how": "", "when": ""} for number in range(50)]
    assert len(rules.clean_rows(many)) == rules.MAX_ROWS
    assert rules.clean_rows([many[0], many[0]]) == [many[0]]


def test_silence_is_eighteen_months_and_the_page_warns_before():
    changed = datetime.date(2026, 1, 1)
    gone = rules.forgotten_on(changed)
    assert gone == datetime.date(2027, 7, 3)
    assert rules.is_nearly_forgotten(changed, gone - datetime.timedelta(days=60))
    assert not rules.is_nearly_forgotten(changed, gone - datetime.timedelta(days=61))


def test_what_is_sent_to_an_accomplice_is_complete_and_short():
    text = rules.share_text("Roubaix (Nord)", "LUNE-TULIPE-BALCON-4821")
    assert "LUNE-TULIPE-BALCON-4821" in text
    assert "Roubaix" in text
    assert len(text) <= 260
    assert "()" not in rules.share_text("", "LUNE-TULIPE-BALCON-4821")
