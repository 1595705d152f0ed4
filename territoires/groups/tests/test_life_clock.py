"""« Toujours vrai ? », its reminders, « à confirmer », out of the lists; one letter in a quiet spell. Never twice."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from territoires.groups import emails
from territoires.groups.actions.asking import CannotAsk, ask_still_true
from territoires.groups.actions.edit import confirm_facts, update_group
from territoires.groups.actions.life import end_group, note_entry, note_meeting, rest_group
from territoires.groups.models import Asking, LocalGroup
from territoires.groups.tests.factories import make_animator
from territoires.groups.tests.life import LIFE_KINDS, by, day, letters, lively, on, pass_days, sent_on
from territoires.kit.actors import CLOCK
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
STILL_TRUE = ("groups.still_true", "groups.still_true_again", "groups.still_true_last")


def test_a_page_is_asked_after_six_months_with_two_reminders_then_said_to_confirm_then_leaves_the_lists(people):
    group = lively(people)
    note_meeting(group=group, on=day(180), now=on(1), by=CLOCK)
    pass_days(178, 223)
    assert sent_on(*STILL_TRUE) == [182, 196, 210]
    group.refresh_from_db()
    assert (group.unsure_since, group.faded_on) == (None, None)
    pass_days(224, 226)
    group.refresh_from_db()
    assert (group.unsure_since, group.faded_on) == (day(224), None)
    assert list(LocalGroup.objects.listed()) == [group]
    pass_days(360, 367)
    group.refresh_from_db()
    assert group.faded_on == day(365)
    assert not LocalGroup.objects.listed().exists()
    assert list(LocalGroup.objects.visible()) == [group]
    pass_days(380, 500)
    assert sent_on("groups.out_of_lists") == [365]
    assert sent_on(*STILL_TRUE)[3:] == []  # the coordination calls, nobody writes again


def test_one_word_brings_a_group_back_to_the_lists(people):
    group = lively(people, unsure_since=day(224), faded_on=day(365))
    confirm_facts(group=group, by=by(people.animator), now=on(400))
    group.refresh_from_db()
    assert (group.unsure_since, group.faded_on, group.last_confirmed_on) == (None, None, day(400))
    assert list(LocalGroup.objects.listed()) == [group]


def test_whoever_changes_the_page_confirms_it_and_is_asked_no_more(people):
    group = lively(people)
    pass_days(182, 183)
    update_group(group=group, version=None, changes={"meets_when": "Le jeudi"}, by=by(people.animator), now=on(184))
    pass_days(185, 240)
    assert sent_on(*STILL_TRUE) == [182]
    assert Asking.objects.get(kind="still-true").answer == "true"


def test_no_letter_leaves_twice_even_when_the_clock_runs_twice(people):
    group = lively(people)
    make_animator(group, people.other_animator)
    pass_days(60, 60, twice=True)
    pass_days(182, 211, twice=True)
    assert len(letters("groups.quiet")) == 2
    assert len(letters(*STILL_TRUE)) == 6
    assert Letter.objects.values("dedupe_key").distinct().count() == 8


def test_without_the_key_of_each_letter_and_its_question_there_would_be_two(people, monkeypatch):
    """The negative control: the count above would see it."""
    lively(people)
    monkeypatch.setattr(emails.life, "letter_key", lambda asking: f"free:{Letter.objects.count()}")
    for _time in range(2):
        Asking.objects.all().delete()
        pass_days(182, 182)
    assert len(letters("groups.still_true")) == 2


def test_a_group_without_animator_gets_no_letter_and_time_counts_all_the_same(people):
    group = lively(people, animated=False)
    pass_days(182, 230)
    group.refresh_from_db()
    assert letters() == []
    assert group.unsure_since == day(224)


@pytest.mark.parametrize("facts", [{"stage": "asleep"}, {"shown_since": None, "stage": "interested"}])
def test_a_group_that_rests_or_is_hidden_is_left_in_peace(people, facts):
    lively(people, **{"last_met_on": day(182), **facts})
    pass_days(182, 196)
    assert letters(*STILL_TRUE) == []


def test_asking_is_refused_where_nobody_may_ask(people):
    rests = lively(people, "Endormi", stage="asleep")
    ended = lively(people, "Fini", ended_on=day(0))
    asked = lively(people, "Demandes")
    hidden = lively(people, "Autre", shown_since=None, stage="interested")
    ask_still_true(group=asked, by=CLOCK, now=on(0))
    for group, code in ((rests, "rests"), (ended, "ended"), (asked, "asked"), (hidden, "hidden")):
        with pytest.raises(CannotAsk) as refusal:
            ask_still_true(group=group, by=CLOCK, now=on(0))
        assert refusal.value.code == code
    assert len(letters()) == 1


def test_sixty_quiet_days_give_one_letter_and_no_other_in_the_same_spell(people):
    group = lively(people)
    pass_days(55, 150)
    assert sent_on("groups.quiet") == [60]
    note_entry(group=group, at=on(150), now=on(150), by=by(people.animator))
    assert group.askings.get(kind="quiet").answer == "life"
    pass_days(151, 220)
    assert sent_on("groups.quiet") == [60, 210] or sent_on("groups.quiet") == [60]
    text = letters("groups.quiet")[0].text
    for words in ("coup de main", "groupe ami", "pause", "ne faites rien"):
        assert words in text


@pytest.mark.parametrize("sign", ["entry", "meeting", "confirmation"])
def test_any_sign_of_life_keeps_the_letter_away(people, sign):
    group = lively(people)
    if sign == "entry":
        note_entry(group=group, at=on(40), now=on(40), by=CLOCK)
    elif sign == "meeting":
        note_meeting(group=group, on=day(40), now=on(40), by=CLOCK)
    else:
        confirm_facts(group=group, by=by(people.animator), now=on(40))
    pass_days(60, 99)
    assert sent_on("groups.quiet") == []
    pass_days(100, 101)
    assert sent_on("groups.quiet") == [100]


def test_a_withdrawn_entry_is_recomputed_without_waking_anybody(people):
    group = lively(people)
    note_entry(group=group, at=on(10), now=on(10), by=CLOCK)
    rest_group(group=group, version=None, by=by(people.animator), now=on(11))
    note_entry(group=group, at=on(5), now=on(12), by=CLOCK)
    group.refresh_from_db()
    assert (group.last_entry_at, group.stage) == (on(5), "asleep")
    note_entry(group=group, at=None, now=on(13), by=CLOCK)
    group.refresh_from_db()
    assert (group.last_entry_at, group.stage) == (None, "asleep")


def test_the_database_itself_refuses_two_questions_at_once(people):
    group = lively(people)
    known = {"group": group, "since": day(0), "opened_on": day(1), "stepped_on": day(1)}
    Asking.objects.create(kind="still-true", **known)
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.create(kind="still-true", **known)
    Asking.objects.create(kind="quiet", **known)
    Asking.objects.filter(kind="quiet").update(answer="life", closed_at=on(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.create(kind="quiet", **known)


def test_an_ended_group_is_asked_nothing(people):
    group = lively(people)
    pass_days(182, 182)
    end_group(group=group, version=None, by=by(people.animator), now=on(183))
    pass_days(184, 240)
    assert sent_on(*STILL_TRUE) == [182]
    assert not group.askings.filter(closed_at=None).exists()


def test_periods_are_settings(people, settings):
    settings.GROUPS_CONFIRM_EVERY_DAYS, settings.GROUPS_REMIND_AFTER_DAYS = 30, 5
    settings.GROUPS_QUIET_AFTER_DAYS, settings.GROUPS_FADE_AFTER_DAYS = 10, 50
    group = lively(people)
    pass_days(1, 52)
    group.refresh_from_db()
    assert sent_on(*STILL_TRUE) == [30, 35, 40]
    assert sent_on("groups.quiet") == [10]
    assert (group.unsure_since, group.faded_on) == (day(45), day(50))


def test_many_groups_cost_the_clock_the_same_number_of_reads(people, django_assert_max_num_queries):
    for number in range(8):
        lively(people, f"Groupe {number}", last_met_on=day(170), animated=False)
    with django_assert_max_num_queries(10):
        pass_days(100, 100)


def test_words_of_a_letter_carry_no_hole(people):
    lively(people, "L'Alma & <amis>", slug="alma")
    pass_days(60, 60)
    pass_days(182, 224)
    pass_days(365, 365)
    assert len(letters(*LIFE_KINDS)) == 5
    for letter in letters():
        assert letter.text.startswith("Bonjour,\n\n")
        assert "« L'Alma & <amis> »" in letter.subject
        assert not set("{}") & set(letter.text)
        assert "None" not in letter.text
        assert letter.useful_until == letter.created_at + datetime.timedelta(days=45)
