"""The seven sentences are those of the collective, once, wherever they are said."""

import json
from pathlib import Path

import territoires
from territoires.kit.wording import find_faults
from territoires.mirror.queries.landmarks import landmarks
from territoires.mirror.queries.paper import sheet

CHARTER = Path(territoires.__file__).parent / "front" / "data" / "charter.json"


def test_the_landmarks_are_those_of_the_charter():
    charter = json.loads(CHARTER.read_text(encoding="utf-8"))["landmarks"]
    assert [(one.number, one.text) for one in landmarks()] == [(row["number"], row["text"]) for row in charter]


def test_each_is_said_in_one_or_two_short_sentences():
    for one in landmarks():
        assert not find_faults(one.saying)
        assert all(len(part.split()) <= 12 for part in one.saying.split(".") if part)


def test_the_sheet_holds_seven_rows_and_three_drawings():
    assert len(sheet().landmarks) == 7
    assert [hand.value for hand in sheet().hands] == ["pas-encore", "on-essaie", "on-le-vit"]
