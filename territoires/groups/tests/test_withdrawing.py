"""Taking back one's words: what came of them goes with them, at once and everywhere one can look."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from territoires.contributions.enums import State
from territoires.contributions.models import Contribution
from territoires.groups.actions.edit import update_group
from territoires.groups.actions.follow_ups import add_note
from territoires.groups.actions.review import accept_proposal, merge_proposal
from territoires.groups.actions.stages import move_stage
from territoires.groups.models import FollowUp, LocalGroup, Revision
from territoires.groups.tests.factories import make_animator, make_commune, make_group
from territoires.groups.tests.starting import prepare, propose
from territoires.kit.actors import Actor
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
COORDINATION = Actor("user", None)
TODAY = datetime.date.today()


@pytest.fixture(autouse=True)
def _rows():
    prepare()


def accept(contribution: Contribution, *, shown: bool = True, stage: str = "interested", **facts) -> LocalGroup:
    return accept_proposal(
        contribution=contribution, version=contribution.version, name="Le café de l'Alma",
        commune=make_commune("Roubaix"), stage=stage, shown_on=TODAY if shown else None,
        shown_how="aloud" if shown else "", facts=facts, by=COORDINATION, now=timezone.now(),
    )  # fmt: skip


def take_back(client, contribution: Contribution) -> None:
    """By the reference alone, as anybody would."""
    found = client.post("/suivi/", {"reference": contribution.reference})
    answer = client.post(found["Location"] + "retirer/", follow=True)
    assert "C'est retiré" in answer.content.decode()


def page(client, group: LocalGroup) -> int:
    return client.get(reverse("groups:group_page", args=[group.slug])).status_code


def test_a_group_that_was_never_confirmed_is_hidden_in_the_same_stroke(visitor):
    sent = propose(visitor)
    group = accept(sent, phone="06 12 34 56 21", phone_e164="+33612345621")
    assert page(visitor, group) == 200
    take_back(visitor, sent)
    assert page(visitor, group) == 404
    group.refresh_from_db()
    assert group.shown_since is None
    assert (group.phone, group.phone_e164) == ("", "")


def test_a_confirmed_group_stays_without_the_person(visitor):
    sent = propose(visitor)
    group = accept(
        sent, stage="confirmed", phone="06 12 34 56 21", phone_e164="+33612345621", phone_public_since=TODAY,
        phone_public_until=TODAY + datetime.timedelta(days=30), who_answers="Fatou",
    )  # fmt: skip
    assert "06 12 34 56 21" in visitor.get(reverse("groups:group_page", args=[group.slug])).content.decode()
    take_back(visitor, sent)
    answer = visitor.get(reverse("groups:group_page", args=[group.slug])).content.decode()
    assert "12 34 56" not in answer
    assert "Fatou" not in answer
    group.refresh_from_db()
    assert group.shown_since is not None
    assert group.phone_public_since is None


def test_the_phone_of_somebody_else_stays(visitor):
    sent = propose(visitor)
    group = accept(sent, stage="confirmed", phone="03 20 00 00 00", phone_e164="+33320000000", who_answers="Fatoumata")
    take_back(visitor, sent)
    group.refresh_from_db()
    assert (group.phone, group.who_answers) == ("03 20 00 00 00", "Fatoumata")


def test_a_confirmed_group_asleep_is_still_everybody_s(visitor):
    sent = propose(visitor)
    group = accept(sent, stage="confirmed")
    move_stage(
        group=group, to="asleep", version=None, source="call", reason="Pause", by=COORDINATION, now=timezone.now()
    )
    take_back(visitor, sent)
    assert page(visitor, group) == 200


def test_the_notes_about_the_person_are_emptied_and_the_coordination_has_a_line_to_do(visitor):
    sent = propose(visitor)
    group = accept(sent, stage="confirmed")
    about = {"group": group, "agreed": True, "by": COORDINATION, "now": timezone.now()}
    hers = add_note(with_whom="Fatou, maman", said="Elle voudrait un café.", **about)
    other = add_note(with_whom="Marc, directeur", said="Il prête la salle.", **about)
    take_back(visitor, sent)
    hers.refresh_from_db()
    other.refresh_from_db()
    assert (hers.with_whom, hers.said, hers.agreed) == ("", "", False)
    assert other.said == "Il prête la salle."
    todo = FollowUp.objects.filter(group=group, done_at=None).exclude(next_step="").get()
    assert todo.next_on == timezone.localdate()
    assert "Fatou" not in todo.next_step


def test_all_notes_of_a_group_that_was_one_person_s_idea_are_emptied(visitor):
    sent = propose(visitor)
    group = accept(sent)
    add_note(group=group, with_whom="sa mère", said="Tout.", agreed=True, by=COORDINATION, now=timezone.now())
    take_back(visitor, sent)
    assert not FollowUp.objects.exclude(said="").exists()
    assert not FollowUp.objects.exclude(with_whom="").exists()


def test_the_words_of_one_person_leave_the_page_and_its_history(visitor):
    sent = propose(visitor)
    group = accept(sent, summary="Mon café à moi.", story="Chez moi, le soir.")
    changes = {"summary": "Mon café, encore."}
    update_group(group=group, version=None, changes=changes, by=COORDINATION, now=timezone.now())
    take_back(visitor, sent)
    kept = str(LocalGroup.objects.values().get()) + str(list(Revision.objects.values()))
    assert "café à moi" not in kept
    assert "encore" not in kept
    assert "Chez moi" not in kept


def test_a_group_that_others_animate_is_hidden_and_keeps_its_words(visitor, people):
    sent = propose(visitor)
    group = accept(sent, summary="Le café de Sophie.", who_answers="Fatou")
    make_animator(group, people.animator)
    take_back(visitor, sent)
    group.refresh_from_db()
    assert group.shown_since is None
    assert (group.summary, group.who_answers) == ("Le café de Sophie.", "")


def test_a_proposal_joined_to_a_group_leaves_that_group_as_it_is(visitor):
    known = make_group("Groupe connu", phone="06 12 34 56 21", phone_e164="+33612345621", stage="interested")
    sent = propose(visitor)
    merge_proposal(contribution=sent, version=sent.version, into=known, by=COORDINATION, now=timezone.now())
    take_back(visitor, sent)
    known.refresh_from_db()
    assert known.shown_since is not None
    assert known.phone == "06 12 34 56 21"


def test_letters_about_it_lose_their_words(visitor, people):
    group = make_group("Alma")
    make_animator(group, people.animator)
    words = {"first_name": "Fatou", "text": "Mon secret.", "email": "fatou@exemple.fr", "phone": ""}
    visitor.post(reverse("groups:write", args=[group.slug]), words)
    assert "Mon secret." in Letter.objects.get().text
    take_back(visitor, Contribution.objects.get())
    letter = Letter.objects.get()
    assert (letter.to, letter.reply_to, letter.subject, letter.text) == ("", "", "", "")


def test_a_message_taken_back_leaves_the_list_of_things_to_do(visitor, people):
    group = make_group("Alma")
    visitor.post(
        reverse("groups:call_back", args=[group.slug]),
        {"first_name": "P", "phone": "0612345621", "best_moment": "soir"},
    )
    sent = Contribution.objects.get()
    take_back(visitor, sent)
    sent.refresh_from_db()
    assert sent.state == State.WITHDRAWN
    assert not Contribution.objects.waiting().exists()
    assert "0612345621" not in str(Contribution.objects.values())


def test_a_draft_can_be_taken_back_before_it_is_sent(visitor):
    from_screen = propose(visitor)
    take_back(visitor, from_screen)
    assert visitor.get(reverse("groups:start_resume", args=[from_screen.token]))["Location"] == reverse(
        "groups:start_sent", args=[from_screen.token]
    )
    shown = visitor.get(reverse("groups:start_sent", args=[from_screen.token]), follow=True)
    assert "C'est retiré" in shown.content.decode()
    assert "Fatou" not in shown.content.decode()
