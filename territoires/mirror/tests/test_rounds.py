"""Rounds: answering once, looking once, nothing left that leads to a person."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from territoires.accounts.actions.data import erase_account
from territoires.accounts.signals import collect_personal_data
from territoires.audit.models import JournalEntry
from territoires.groups.signals import member_left
from territoires.groups.tests.factories import make_group
from territoires.kit.actors import CLOCK, INSTALLER, Actor
from territoires.mirror.actions import (
    CannotAnswer,
    CannotHand,
    CannotOpen,
    CannotSee,
    CannotTry,
    choose_try,
    end_try,
    forget_old_rounds,
    give_up_round,
    hand_text,
    look_together,
    open_mirror,
    postpone_try,
    read_text,
    remove_text,
    save_answer,
    save_tallies,
    take_answer_back,
    take_text_back,
    write_text,
)
from territoires.mirror.enums import TryEnd
from territoires.mirror.models import Answer, HandedText, Mirror, Tally
from territoires.mirror.permissions import person_of_member, person_of_user
from territoires.mirror.queries.rounds import can_look, questions_for
from territoires.mirror.queries.together import seen_together
from territoires.mirror.tests.factories import answer, make_member, make_open, make_seen

pytestmark = pytest.mark.django_db
NOW = timezone.now()
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def group():
    return make_group()


@pytest.fixture
def mirror(group):
    return make_open(group, NOW)


def test_a_person_answers_once_and_may_change(mirror):
    answer(mirror, "member:1", 3, "on-essaie", "On y va.")
    answer(mirror, "member:1", 3, "on-le-vit", "Ça y est.")
    answer(mirror, "member:2", 3, "pas-encore")
    assert Answer.objects.count() == 2
    mine = questions_for(mirror, "member:1")[2].answer
    assert (mine.hand, mine.words) == ("on-le-vit", "Ça y est.")


def test_nobody_reads_the_answers_of_another(mirror):
    answer(mirror, "member:1", 3, "on-essaie", "On y va.")
    assert not any(one.answered for one in questions_for(mirror, "member:2"))


def test_a_question_may_be_passed_or_taken_back(mirror):
    answer(mirror, "member:1", 3, "on-essaie")
    take_answer_back(mirror=mirror, person="member:1", landmark=3)
    assert not Answer.objects.exists()


def test_an_empty_answer_is_refused(mirror):
    with pytest.raises(CannotAnswer):
        answer(mirror, "member:1", 3)


def test_the_database_refuses_a_second_answer_of_one_person(mirror):
    answer(mirror, "member:1", 3, "on-essaie")
    kept = Answer.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(mirror=mirror, landmark=3, hand="on-essaie", respondent=kept.respondent)


def test_what_is_kept_does_not_name_the_person(mirror):
    answer(mirror, "member:1", 3, "on-essaie")
    assert "member" not in Answer.objects.get().respondent
    assert "at" not in {field.name for field in Answer._meta.get_fields()}


def test_answering_leaves_no_journal_entry(mirror):
    before = JournalEntry.objects.count()
    answer(mirror, "member:1", 3, "on-essaie", "On y va.")
    take_answer_back(mirror=mirror, person="member:1", landmark=3)
    assert JournalEntry.objects.count() == before


def test_one_round_at_a_time(group, mirror):
    with pytest.raises(CannotOpen) as refused:
        open_mirror(group=group, by=INSTALLER, now=NOW)
    assert refused.value.code == "open"
    with pytest.raises(IntegrityError), transaction.atomic():
        Mirror.objects.create(group=group, opened_at=NOW)


def test_a_next_round_waits_a_month(group):
    make_seen(group, ["on-essaie"] * 3, now=NOW)
    with pytest.raises(CannotOpen) as refused:
        open_mirror(group=group, by=INSTALLER, now=NOW + 20 * A_DAY)
    assert refused.value.code == "soon"
    assert open_mirror(group=group, by=INSTALLER, now=NOW + 31 * A_DAY).pk


def test_two_answers_are_too_few_to_look(mirror):
    answer(mirror, "member:1", 1, "on-essaie")
    answer(mirror, "member:2", 1, "on-essaie")
    assert not can_look(mirror)
    with pytest.raises(CannotSee) as refused:
        look_together(mirror=mirror, by=INSTALLER, now=NOW)
    assert refused.value.code == "few"
    assert Answer.objects.exclude(respondent="").count() == 2


def test_an_open_round_is_seen_by_nobody(mirror):
    with pytest.raises(ValueError, match="open"):
        seen_together(mirror)


def test_looking_cuts_the_link_to_people(mirror):
    for person in ("member:1", "member:2", "member:3", "user:1"):
        for landmark in (1, 2, 3):
            answer(mirror, person, landmark, "on-essaie", f"{person} {landmark}")
    before = set(Answer.objects.values_list("pk", flat=True))
    look_together(mirror=mirror, by=INSTALLER, now=NOW)
    rows = list(Answer.objects.order_by("pk"))
    assert len(rows) == 12
    assert {row.respondent for row in rows} == {""}
    assert not before & {row.pk for row in rows}
    orders = [[row.words.split()[0] for row in rows if row.landmark == number] for number in (1, 2, 3)]
    assert len({tuple(order) for order in orders}) > 1, "the numbers of rows must not join a person's answers"


def test_nothing_changes_after_looking(group):
    seen = make_seen(group, ["on-essaie"] * 3, now=NOW)
    with pytest.raises(CannotAnswer):
        save_answer(mirror=seen, person="member:9", landmark=1, hand="pas-encore", words="")
    with pytest.raises(CannotAnswer):
        take_answer_back(mirror=seen, person="member:9", landmark=1)
    with pytest.raises(CannotSee):
        look_together(mirror=seen, by=INSTALLER, now=NOW)
    with pytest.raises(CannotSee):
        save_tallies(mirror=seen, raised={(1, "on-essaie"): 5}, by=INSTALLER, now=NOW)
    with pytest.raises(CannotSee):
        give_up_round(mirror=seen, by=INSTALLER, now=NOW)


def test_what_the_group_sees(group):
    seen = make_seen(group, ["on-essaie", "on-essaie", "on-le-vit"], ["Un café.", "Un goûter.", ""], NOW)
    first, second, *_ = seen_together(seen)
    assert first.sentence == "Nous disons presque tous : on essaie."
    assert sorted(first.words) == ["Un café.", "Un goûter."]
    assert second.sentence.startswith("Trop peu de réponses")
    assert (second.hands, second.words) == ([], [])
    assert [one.landmark.number for one in seen_together(seen)] == list(range(1, 8))


def test_a_question_with_two_answers_shows_nothing_of_them(mirror):
    for number in (1, 2, 3):
        answer(mirror, f"member:{number}", 1, "on-essaie")
    answer(mirror, "member:1", 2, "pas-encore", "Personne ne vient.")
    answer(mirror, "member:2", 2, "on-le-vit", "Tout va bien.")
    seen = seen_together(look_together(mirror=mirror, by=INSTALLER, now=NOW))
    assert seen[1].sentence.startswith("Trop peu")
    assert seen[1].words == []


def test_no_figure_is_shown(group):
    seen = seen_together(make_seen(group, ["on-essaie"] * 5 + ["pas-encore", "on-le-vit"], now=NOW))
    assert not any(char.isdigit() or char == "%" for one in seen for char in one.sentence)


def test_hands_on_paper_are_enough(mirror):
    save_tallies(mirror=mirror, raised={(1, "on-essaie"): 7, (1, "on-le-vit"): 0}, by=INSTALLER, now=NOW)
    save_tallies(mirror=mirror, raised={(1, "on-essaie"): 6}, by=INSTALLER, now=NOW)
    assert Tally.objects.get().raised == 6
    seen = seen_together(look_together(mirror=mirror, by=INSTALLER, now=NOW))
    assert seen[0].sentence == "Nous disons presque tous : on essaie."


def test_one_answer_beside_hands_on_paper_stays_hidden(mirror):
    """Everybody saw the hands: a sentence that the one answer changed would give it away."""
    save_tallies(mirror=mirror, raised={(1, "on-le-vit"): 7}, by=INSTALLER, now=NOW)
    answer(mirror, "member:1", 1, "pas-encore", "Pas moi.")
    seen = seen_together(look_together(mirror=mirror, by=INSTALLER, now=NOW))
    assert seen[0].sentence == "Nous disons presque tous : on le vit."
    assert seen[0].words == []


def test_giving_up_erases_everything_unseen(mirror):
    answer(mirror, "member:1", 1, "pas-encore", "Pas moi.")
    give_up_round(mirror=mirror, by=INSTALLER, now=NOW)
    assert not Answer.objects.exists()
    assert not Mirror.objects.exists()


def test_one_thing_to_try(group, mirror):
    day = NOW.date() + 30 * A_DAY
    chosen = {"words": "Inviter deux parents.", "try_by": day, "landmark": 2, "by": INSTALLER, "now": NOW}
    with pytest.raises(CannotTry) as refused:
        choose_try(mirror=mirror, **chosen)
    assert refused.value.code == "open"
    give_up_round(mirror=mirror, by=INSTALLER, now=NOW)
    seen = make_seen(group, ["on-essaie"] * 3, now=NOW)
    with pytest.raises(CannotTry) as refused:
        end_try(mirror=seen, end=TryEnd.DONE, told="", by=INSTALLER, now=NOW)
    assert refused.value.code == "none"
    choose_try(mirror=seen, **chosen)
    assert postpone_try(mirror=seen, try_by=day + A_DAY, by=INSTALLER, now=NOW).try_by == day + A_DAY
    end_try(mirror=seen, end=TryEnd.DONE, told="Quatre sont venus.", by=INSTALLER, now=NOW)
    with pytest.raises(CannotTry) as refused:
        choose_try(mirror=seen, **chosen)
    assert refused.value.code == "ended"


def test_a_text_is_handed_over_and_taken_back(group, people):
    by = Actor("user", people.animator.pk)
    text = write_text(group=group, words="Nous avançons.", by=by, now=NOW)
    with pytest.raises(CannotHand):
        take_text_back(text=text, by=by, now=NOW)
    with pytest.raises(CannotHand):
        read_text(text=text, by=by, now=NOW)
    hand_text(text=text, by=by, now=NOW)
    with pytest.raises(CannotHand):
        hand_text(text=text, by=by, now=NOW)
    with pytest.raises(CannotHand):
        write_text(group=group, words="Autre chose.", text=text, by=by, now=NOW)
    read_text(text=text, by=by, now=NOW)
    read_text(text=text, by=by, now=NOW)
    take_text_back(text=text, by=by, now=NOW)
    with pytest.raises(CannotHand):
        read_text(text=text, by=by, now=NOW)
    write_text(group=group, words="Autre chose.", text=text, by=by, now=NOW)
    remove_text(text=text, by=by, now=NOW)
    assert not HandedText.objects.exists()
    assert "avançons" not in str(list(JournalEntry.objects.values()))


def test_two_years_later_everything_goes(group):
    old = NOW - 731 * A_DAY
    make_seen(group, ["on-essaie"] * 3, ["Un café.", "", ""], old)
    recent = make_seen(group, ["on-essaie"] * 3, now=NOW)
    HandedText.objects.create(group=group, words="Ancien.", written_at=old)
    assert forget_old_rounds(now=NOW, by=CLOCK) == 2
    assert list(Mirror.objects.all()) == [recent]
    assert not Answer.objects.filter(words="Un café.").exists()
    assert not HandedText.objects.exists()
    assert forget_old_rounds(now=NOW, by=CLOCK) == 0


def test_a_round_that_nobody_looked_at_goes_too(group):
    answer(make_open(group, NOW - 731 * A_DAY), "member:1", 1, "on-essaie")
    assert forget_old_rounds(now=NOW, by=CLOCK) == 1
    assert not Answer.objects.exists()


def test_whoever_leaves_takes_their_open_answers_along(group, mirror):
    stays, leaves = make_member(group), make_member(group)
    answer(mirror, person_of_member(stays.pk), 1, "on-essaie")
    answer(mirror, person_of_member(leaves.pk), 1, "pas-encore", "Je pars.")
    member_left.send(sender=None, group_id=group.pk, member_id=leaves.pk, forget_name=True)
    assert [row.words for row in Answer.objects.all()] == [""]


def test_an_erased_account_leaves_nothing_in_an_open_round(group, mirror, people):
    member = make_member(group, user=people.relay)
    answer(mirror, person_of_member(member.pk), 1, "pas-encore", "Je pars.")
    text = write_text(group=group, words="Un texte.", by=Actor("user", people.relay.pk), now=NOW)
    erase_account(user=people.relay, by=Actor("user", people.relay.pk), now=NOW)
    assert not Answer.objects.exists()
    assert HandedText.objects.get(pk=text.pk).written_by is None


def _told(user):
    return str([told for _receiver, told in collect_personal_data.send(sender=None, user_id=user.pk)])


def test_a_person_reads_their_own_open_answers_and_nobody_elses(group, mirror, people):
    member = make_member(group, user=people.relay)
    answer(mirror, person_of_member(member.pk), 1, "pas-encore", "Les miens.")
    answer(mirror, person_of_user(people.animator.pk), 1, "pas-encore", "Ceux de Sophie.")
    assert "Les miens." in _told(people.relay)
    assert "Ceux de Sophie." not in _told(people.relay)


def test_once_looked_at_answers_are_nobodys(group, mirror, people):
    member = make_member(group, user=people.relay)
    for person in (person_of_member(member.pk), "member:98", "member:99"):
        answer(mirror, person, 1, "pas-encore", "Des mots.")
    look_together(mirror=mirror, by=INSTALLER, now=NOW)
    assert "Des mots." not in _told(people.relay)
