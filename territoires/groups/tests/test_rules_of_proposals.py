"""Pure decisions: what is left to answer, what is shared, what looks alike."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoires.groups import rules
from territoires.groups.rules import Proposal

DAY = datetime.date(2026, 3, 3)
words = st.text(max_size=120)


keys = st.one_of(st.sampled_from(["entry", "insee", "reach", "show", "done", "role"]), st.text(max_size=12))
values = st.one_of(st.none(), st.text(max_size=9), st.integers(), st.booleans(), st.lists(st.text(max_size=4)))


@given(st.dictionaries(keys, values))
def test_any_answers_make_a_proposal(answers):
    proposal = Proposal.from_answers(answers)
    assert proposal.entry in rules.QUESTIONS
    assert proposal.first_unanswered in proposal.steps or not proposal.first_unanswered


def test_answers_of_another_shape_count_as_missing():
    odd = {"entry": "x", "insee": 59512, "about": None, "show": "oui", "done": [1, "lieu"], "reach": ["relay"]}
    assert Proposal.from_answers(odd) == Proposal(done=("lieu",))


def test_an_idea_has_four_questions_and_a_group_five():
    assert Proposal(entry="idea").steps == ("lieu", "vous", "projet", "contact")
    assert Proposal(entry="existing").steps == ("lieu", "vous", "projet", "contact", "accord")
    assert Proposal(entry="idea").question_count == 4


def test_the_relay_s_page_belongs_to_the_question_before_it():
    proposal = Proposal(entry="existing", reach="relay")
    assert proposal.steps == ("lieu", "vous", "projet", "contact", "relais", "accord")
    assert proposal.question_number("relais") == proposal.question_number("contact") == 4
    assert proposal.question_number("accord") == proposal.question_count == 5
    assert proposal.step_before("accord") == "relais"
    assert proposal.step_before("lieu") == ""


@given(st.sampled_from(["idea", "existing"]), st.sampled_from(["email", "phone", "relay", "none"]), st.data())
def test_answering_the_first_unanswered_again_and_again_ends(entry, reach, data):
    proposal = Proposal(entry=entry, reach=reach)
    for _ in range(7):
        if not proposal.first_unanswered:
            break
        done = proposal.done_after(proposal.first_unanswered, reach)
        proposal = Proposal(entry=entry, reach=reach, done=tuple(done))
    assert proposal.first_unanswered == ""


def test_a_relay_asked_away_is_asked_again_when_it_comes_back():
    done = ("lieu", "vous", "projet", "contact", "relais")
    assert Proposal(entry="idea", reach="relay", done=done).first_unanswered == ""
    without = Proposal(entry="idea", reach="phone", done=done).done_after("contact", "phone")
    assert Proposal(entry="idea", reach="relay", done=tuple(without)).first_unanswered == "relais"


@pytest.mark.parametrize(
    ("label", "population", "precision"),
    [
        ("autour de l'École Jean-Macé", 90_000, "school"),
        ("le collège", 900, "school"),
        ("Quartier de l'Alma", 90_000, "neighbourhood"),
        ("Cité des Fleurs", 900, "neighbourhood"),
        ("la vallée et ses communes", 900, "communes"),
        ("", 900, "village"),
        ("", 90_000, "town"),
        ("félicité", 90_000, "town"),
    ],
)
def test_the_precision_comes_from_people_s_own_words(label, population, precision):
    assert rules.guessed_precision(label, population) == precision


@given(words, words, words, words, st.sampled_from(["", "06 12 34 56 78"]), st.text("abc/:.", min_size=5, max_size=120))
def test_what_is_shared_never_exceeds_300_characters_and_keeps_its_address(name, place, when, where, phone, address):
    text = rules.share_text(name=name, place=place, when=when, where=where, phone=phone, address=address)
    assert len(f"{text} {address}") <= 300
    assert phone in text


def test_what_is_shared_is_complete_and_drops_the_least_needed_first():
    facts = {
        "name": "Les parents de l'Alma", "place": "Roubaix", "when": "le mardi à 9 h", "where": "Maison de quartier",
        "phone": "03 20 00 00 00", "address": "https://exemple.fr/groupes/alma/",
    }  # fmt: skip
    assert rules.share_text(**facts) == (
        "Les parents de l'Alma (Roubaix). On se retrouve : le mardi à 9 h, Maison de quartier. Tél. 03 20 00 00 00."
    )
    assert rules.share_text(**{**facts, "where": "x" * 200}).endswith("le mardi à 9 h. Tél. 03 20 00 00 00.")
    assert "…" in rules.share_text(**{**facts, "name": "y" * 400})


def test_a_phone_is_public_between_its_two_dates_only():
    since, until = DAY, DAY + datetime.timedelta(days=10)
    day_before, day_after = DAY - datetime.timedelta(days=1), until + datetime.timedelta(days=1)
    assert rules.public_phone_on(DAY, "06", since, until) == "06"
    assert rules.public_phone_on(until, "06", since, until) == "06"
    assert rules.public_phone_on(day_before, "06", since, until) == ""
    assert rules.public_phone_on(day_after, "06", since, until) == ""
    assert rules.public_phone_on(DAY, "06", None, until) == ""
    assert rules.public_phone_on(DAY, "06", since, None) == ""
    assert rules.public_phone_on(DAY, "", since, until) == ""


@given(st.text(max_size=200))
def test_an_address_is_made_of_small_letters_figures_and_single_hyphens(text):
    slug = rules.make_slug(text)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug
    assert len(slug) <= 100


def test_an_address_keeps_the_words_readable():
    assert rules.make_slug("L'Œuvre à Étables, nº 3 !") == "l-oeuvre-a-etables-no-3"
    assert rules.make_slug("مجموعة") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Roubaix", "R0ubaix"),
        ("Parents de Roubaix", "Pаrents de Rоubаix"),  # Cyrillic letters
        ("Les parents de l'Alma", "Association des parents : ALMA"),
        ("ACEPP", "АСЕРР"),  # Cyrillic letters
        ("Collectif Belle de Mai", "Collectif Belle de Maï"),
        ("Lien des familles", "Lien des famllles"),
    ],
)
def test_names_one_may_take_for_the_other_are_told(one, other):
    assert rules.looks_like(one, other)
    assert rules.looks_like(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Lille", "Lyon"), ("Alma", "Almar"), ("", ""), ("🙂", "🙃"), ("Roubaix", "")]
)
def test_names_that_differ_are_left_alone(one, other):
    assert not rules.looks_like(one, other)


@given(words)
def test_a_name_with_a_skeleton_looks_like_itself(name):
    assert rules.looks_like(name, name) is bool(rules.skeleton(name))


def test_a_line_names_a_person_by_whole_words():
    assert rules.mentions("Fatou, maman de deux enfants", "fatou")
    assert rules.mentions("avec FATOÚ.", "Fatou")
    assert not rules.mentions("Fatoumata", "Fatou")
    assert not rules.mentions("Fatou", "")


@given(st.floats(-60, 60), st.floats(-170, 170), st.integers(0, 400), st.integers(0, 400))
def test_groups_that_share_a_centre_stand_apart_and_near(lat, lon, one, other):
    here, there = rules.spread(lat, lon, one), rules.spread(lat, lon, other)
    assert rules.spread(lat, lon, one) == here
    if one != other:
        assert here != there
    assert abs(here[0] - lat) < 0.06
