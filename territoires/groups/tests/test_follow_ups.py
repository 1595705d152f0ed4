"""The log: words are kept with agreement only, dates come back, a delegate reads their own lines."""

import datetime

import pytest
from django.utils import timezone

from territoires.audit.models import JournalEntry
from territoires.groups.actions.follow_ups import add_note, empty_old_notes, erase_note, settle_note
from territoires.groups.models import FollowUp
from territoires.groups.tests.desk import NOW, by, make_delegate, make_network
from territoires.groups.tests.factories import make_animator, make_group
from territoires.kit.actors import CLOCK

TOLD = {
    "with_whom": "Fatou, maman", "channel": "phone", "said": "Elle cherche une salle.", "next_step": "Rappeler",
    "next_on": "2026-03-10",
}  # fmt: skip


@pytest.fixture
def me(people):
    return by(people.coordinator)


@pytest.fixture
def followed(delegate):
    """A hidden group of the network that Marc follows."""
    group, network = make_group(shown=False, stage="interested"), make_network()
    group.networks.add(network)
    make_delegate(network, delegate.user)
    return group


def page_of(group) -> str:
    return f"/espace/groupes/{group.slug}/suivi/"


def test_without_agreement_neither_words_nor_person_are_kept(me):
    note = add_note(
        group=make_group(), by=me, now=NOW, with_whom="Fatou", said="Elle est fatiguée.", next_step="Rappeler"
    )
    assert (note.with_whom, note.said, note.agreed, note.next_step) == ("", "", False, "Rappeler")
    assert JournalEntry.objects.get(verb="groups.add_note").detail == {"note": note.pk, "kept": False}


def test_with_agreement_they_are(me):
    note = add_note(group=make_group(), by=me, now=NOW, with_whom="Fatou, maman", said="Une salle.", agreed=True)
    assert (note.with_whom, note.said, note.by_id) == ("Fatou, maman", "Une salle.", me.user_id)


def test_a_note_is_settled_once_and_erased_for_good(me):
    note = add_note(
        group=make_group(), by=me, now=NOW, said="Une salle.", agreed=True, next_on=datetime.date(2026, 3, 10)
    )
    settle_note(note=note, by=me, now=NOW)
    settle_note(note=note, by=me, now=NOW + datetime.timedelta(days=1))
    note.refresh_from_db()
    assert note.done_at == NOW
    erase_note(note=note, by=me, now=NOW)
    note.refresh_from_db()
    assert (note.said, note.with_whom, note.next_step, note.agreed, note.at) == ("", "", "", False, NOW)
    assert JournalEntry.objects.filter(verb="groups.erase_note").count() == 1


def test_words_go_after_three_years(me):
    old = add_note(group=make_group(), by=me, now=NOW, said="Une salle.", agreed=True)
    new = add_note(group=old.group, by=me, now=NOW + datetime.timedelta(days=40), said="Deux salles.", agreed=True)
    assert empty_old_notes(now=NOW + datetime.timedelta(days=1096), by=CLOCK) == 1
    assert empty_old_notes(now=NOW + datetime.timedelta(days=1096), by=CLOCK) == 0
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.said, old.agreed, new.said) == ("", False, "Deux salles.")


def test_the_form_asks_for_the_agreement_and_loses_no_word(coordinator):
    group = make_group()
    answer = coordinator.post(page_of(group), TOLD)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Sans cet accord, les mots ne sont pas gardés." in html
    assert "Elle cherche une salle." in html
    assert FollowUp.objects.count() == 0
    assert coordinator.post(page_of(group), {**TOLD, "agreed": "on"}).status_code == 302
    assert FollowUp.objects.get().said == "Elle cherche une salle."


def test_or_keeps_only_the_date_when_asked_to(coordinator):
    coordinator.post(page_of(make_group()), {**TOLD, "without_words": "1"})
    note = FollowUp.objects.get()
    assert (note.said, note.with_whom, note.next_on) == ("", "", datetime.date(2026, 3, 10))


def test_an_empty_note_says_what_to_write(coordinator):
    answer = coordinator.post(page_of(make_group()), {"channel": "phone"})
    assert answer.status_code == 422
    assert "la prochaine étape." in answer.content.decode()


def test_a_delegate_writes_and_reads_her_own_lines_only(delegate, followed, people):
    add_note(group=followed, by=by(people.coordinator), now=timezone.now(), said="Entre nous.", agreed=True)
    assert delegate.post(page_of(followed), {**TOLD, "agreed": "on"}).status_code == 302
    html = delegate.get(f"/espace/groupes/{followed.slug}/").content.decode()
    assert "Elle cherche une salle." in html
    assert "Entre nous." not in html
    theirs = FollowUp.objects.get(said="Entre nous.")
    mine = FollowUp.objects.exclude(pk=theirs.pk).get()
    assert delegate.get(f"/espace/suivi/{theirs.pk}/effacer/").status_code == 404
    assert delegate.post(f"/espace/suivi/{theirs.pk}/fait/").status_code == 404
    assert delegate.post(f"/espace/suivi/{mine.pk}/fait/").status_code == 302
    assert "Elle cherche une salle." in delegate.get(f"/espace/suivi/{mine.pk}/effacer/").content.decode()
    delegate.post(f"/espace/suivi/{mine.pk}/effacer/")
    mine.refresh_from_db()
    assert mine.said == ""


def test_the_log_is_not_for_animators_nor_for_other_networks(delegate, followed, people, sign_in):
    make_animator(followed, people.animator)
    elsewhere = make_group("Ailleurs", "Lille")
    assert sign_in(people.animator).get(page_of(followed)).status_code == 403
    assert "Le suivi" not in sign_in(people.animator).get(f"/espace/groupes/{followed.slug}/").content.decode()
    assert delegate.get(page_of(elsewhere)).status_code == 403
    assert sign_in(people.relay).get(page_of(followed)).status_code == 404
    make_delegate(make_network("fcpe", "FCPE"), people.other_animator)
    assert sign_in(people.other_animator).get(page_of(followed)).status_code == 404


def test_a_delegate_whose_mandate_ended_sees_nothing_more(delegate, followed):
    delegate.user.delegations.update(until=timezone.now())
    assert delegate.get(f"/espace/groupes/{followed.slug}/").status_code == 404
