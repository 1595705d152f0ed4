"""The invented year: it runs on the real verbs, says what it asked of the coordination, and would see a letter sent
twice."""

import dataclasses
import datetime

import pytest

from territoires.demonstration.actions.year import print_year, simulate_year
from territoires.demonstration.actions.year.post import Sent, sent_twice
from territoires.demonstration.actions.year.report import Year
from territoires.groups.models import LocalGroup

AT = datetime.datetime(2027, 3, 1, 9, 2, tzinfo=datetime.UTC)
ASKED = Sent("groups.still_true", "a@exemple.fr", "« Un » : toujours vrai ?", "Bonjour 1", "asking:1:1:1", AT)


@pytest.mark.django_db
def test_a_few_weeks_of_a_few_groups_ask_little_and_send_nothing_twice(reference):
    year = simulate_year(groups=6, weeks=3, seed=7)
    said: list[str] = []
    print_year(year, said.append)
    text = "\n".join(said)
    assert year.twice == []
    assert LocalGroup.objects.count() >= 6
    assert sum(line.lstrip().startswith(("1 |", "2 |", "3 |")) for line in said) == 3
    for words in ("Hypothèses. Minutes par acte", "minutes par semaine en moyenne", "Lettres parties deux fois : 0."):
        assert words in text


@pytest.mark.parametrize(
    "again",
    [
        dataclasses.replace(ASKED),
        dataclasses.replace(ASKED, text="Bonjour 2", at=AT + datetime.timedelta(minutes=5)),
        dataclasses.replace(ASKED, text="Bonjour 2", key="asking:2:1:1", at=AT + datetime.timedelta(days=19)),
        dataclasses.replace(ASKED, key="", at=AT + datetime.timedelta(days=90)),
    ],
    ids=["the same", "the same key", "too soon", "the same words"],
)
def test_the_detector_sees_a_letter_sent_twice(again):
    assert sent_twice([ASKED, again])


def test_two_letters_in_one_week_are_seen_too():
    monday = dataclasses.replace(ASKED, kind="front.monday", key="monday:1:2027-W09")
    other = dataclasses.replace(monday, text="Autre", key="monday:1:x", at=AT + datetime.timedelta(days=2))
    assert sent_twice([monday, other])
    assert not sent_twice([monday, dataclasses.replace(other, at=AT + datetime.timedelta(days=7))])


@pytest.mark.parametrize(
    "other",
    [
        dataclasses.replace(ASKED, to="b@exemple.fr", key="asking:1:1:2"),
        dataclasses.replace(ASKED, kind="groups.still_true_again", text="Rappel", key="asking:1:2:1"),
        dataclasses.replace(ASKED, subject="« Deux »", text="Deux", key="asking:2:1:1"),
        dataclasses.replace(ASKED, text="Bonjour 2", key="asking:9:1:1", at=AT + datetime.timedelta(days=182)),
        dataclasses.replace(ASKED, key="asking:9:1:1", at=AT + datetime.timedelta(days=182)),
    ],
    ids=["somebody else", "a reminder", "another group", "half a year later", "the same words of another event"],
)
def test_and_lets_every_other_letter_pass(other):
    assert sent_twice([ASKED, other]) == []


def test_minutes_come_from_the_printed_table():
    year = Year(groups=1, weeks=2, seed=1)
    year.acts = {0: {"help": 2, "monday": 1}, 1: {"what is new": 1}}  # type: ignore[dict-item]
    assert (year.minutes(0), year.minutes(1), year.mean_minutes, year.worst_minutes) == (45, 5, 25, 45)
