"""The letters of the public side read well: no hole, no stray mark, the promise and the way back."""

import re

import pytest
from django.urls import reverse

from territoires.contributions.models import Contribution
from territoires.groups.tests.factories import make_animator, make_group
from territoires.groups.tests.starting import prepare, propose
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(visitor, people) -> dict[str, Letter]:
    """One letter of each kind."""
    assert people.coordinator
    prepare()
    group = make_group("L'Alma & <amis>", slug="alma", answer_days=3)
    make_animator(group, people.animator)
    words = {
        "first_name": "Zoé & Léa",
        "text": "Bonjour !\n\nC'est <où> ?",
        "phone": "0612345621",
        "email": "z@exemple.fr",
    }
    visitor.post(reverse("groups:write", args=["alma"]), words)
    visitor.post(reverse("groups:call_back", args=["alma"]), {**words, "best_moment": "soir"})
    visitor.post(reverse("groups:report", args=["alma"]), {"reason": "hurts", "text": "Un nom d'enfant."})
    propose(visitor, contact={"reach": "email", "first_name": "Zoé", "email": "z@exemple.fr", "phone": ""})
    return {letter.kind.removeprefix("groups."): letter for letter in Letter.objects.all()}


def test_there_is_one_of_each_kind(letters):
    assert set(letters) == {"message", "call_back", "report_arrived", "proposal_received", "proposal_arrived"}


@pytest.mark.parametrize("kind", ["message", "call_back", "report_arrived", "proposal_received", "proposal_arrived"])
def test_a_letter_is_plain_text_without_holes(letters, kind):
    letter = letters[kind]
    assert letter.text.startswith("Bonjour,\n\n")
    assert not re.search(r"\n{3,}|&#|&amp;|&lt;|\{|\}|None|  ", letter.text), letter.text
    assert len(letter.subject) <= 80
    assert "\n" not in letter.subject


def test_words_arrive_as_they_were_typed(letters):
    assert "Bonjour !\n\nC'est <où> ?" in letters["message"].text
    assert "Prénom : Zoé & Léa" in letters["message"].text
    assert "« L'Alma & <amis> »" in letters["message"].subject


def test_a_call_back_says_whom_when_and_before_when(letters):
    text = letters["call_back"].text
    for words in ("Zoé & Léa", "0612345621", "Le soir", "avant le"):
        assert words in text


def test_a_promise_is_in_the_letter_to_the_person(letters):
    text = letters["proposal_received"].text
    reference = Contribution.objects.get(kind="group-proposal").reference
    assert f"http://127.0.0.1:8000/suivi/{reference}/" in text
    assert "avant le" in text
    assert "Retirer" in text


def test_line_breaks_in_a_name_never_reach_a_header(visitor, people):
    group = make_group("Alma", slug="alma")
    make_animator(group, people.animator)
    for number, breaking in enumerate(("\r\nBcc: x@exemple.fr", "%0aBcc: x@exemple.fr", "\u2028Bcc: x@exemple.fr")):
        words = {"first_name": f"F{number}{breaking}", "text": f"mot {number}", "email": "", "phone": ""}
        assert visitor.post(reverse("groups:write", args=["alma"]), words).status_code == 302
    for letter in Letter.objects.all():
        assert "Bcc" not in letter.subject
        assert "\n" not in letter.subject
        assert letter.reply_to == ""
