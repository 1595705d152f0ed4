"""The words of the path: the charter's own, short, sourced, and the same on paper."""

import json
from pathlib import Path

import pytest

import territoires
from territoires.journey.enums import Step, StepState
from territoires.journey.queries import content
from territoires.journey.queries.paper import canvas
from territoires.kit.wording import find_faults, readability

DATA = Path(content.DATA)
CHARTER = json.loads((Path(territoires.__file__).parent / "front" / "data" / "charter.json").read_text("utf-8"))


def read(name):
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def test_the_seven_steps_stand_in_their_order_with_their_numbers():
    assert [one.step for one in content.steps()] == Step.values
    assert [one.number for one in content.steps()] == list(range(1, 8))
    assert content.step_content("parents").questions[1].number == "3.2"


def test_each_step_has_its_words_and_keys_that_do_not_collide():
    for one in content.steps():
        assert one.plain
        assert one.why
        assert one.questions
        keys = [question.key for question in one.questions]
        assert len(set(keys)) == len(keys)
        assert not {"state", "first_name", "version", "place", "territory_label", "site_web", "depart"} & set(keys)


def test_the_reflection_about_families_never_asks_for_a_list():
    care = content.step_content("parents").care
    assert "liste" in care
    assert "aucune famille" in care


@pytest.mark.parametrize("part", ["base", "principles"])
def test_base_and_principles_are_those_of_the_charter(part):
    ours = [(row["title"], row["text"]) for row in read("base")[part]]
    assert ours == [(row["title"], row["text"]) for row in CHARTER[part]]


@pytest.mark.parametrize("rows", [read("steps"), read("base")["base"], read("base")["principles"]])
def test_everything_says_where_it_comes_from(rows):
    assert all(row["sources"] for row in rows)


def all_words(register):
    return "\n".join(words for part in content.story(register) for words in (*part.text, *part.points))


def test_the_story_in_plain_words_has_sentences_of_twelve_words():
    measured = readability(all_words("plain"))
    assert measured.longest <= 12, measured.longest_sentence
    assert measured.sentences >= 12


def test_the_whole_story_reads_easily_and_fits_one_page():
    measured = readability(all_words("full"))
    assert measured.mean <= 15
    assert measured.longest <= 25, measured.longest_sentence
    assert measured.words <= 330


def test_what_each_step_means_reads_in_one_breath():
    text = "\n".join(words for one in content.steps() for words in (*one.plain, one.why, one.care))
    measured = readability(text)
    assert measured.longest <= 12, measured.longest_sentence


def test_no_word_of_ours_wounds():
    for name in ("steps", "base", "telling"):
        assert not find_faults((DATA / f"{name}.json").read_text("utf-8"))


def test_a_blank_canvas_has_the_numbers_of_the_screens():
    blank = canvas()
    on_paper = [(one.number, [q.number for q in one.questions]) for one in blank.steps]
    assert on_paper == [(one.number, [q.number for q in one.questions]) for one in content.steps()]
    assert not blank.filled
    assert all(not one.state for one in blank.steps)
    assert blank.states == tuple(str(label) for label in StepState.labels)
    assert len(blank.steps[1].questions[0].rows) == 5
