"""From first draft to decision or withdrawal: one effect each, whoever presses twice or comes second."""

import pytest

from territoires.audit.models import JournalEntry
from territoires.contributions import actions
from territoires.contributions.enums import ConsentGiven, Door, State
from territoires.contributions.models import Consent, Contribution
from territoires.contributions.signals import (
    contribution_completed,
    contribution_decided,
    contribution_sent,
    contribution_withdrawn,
)
from territoires.contributions.tests.factories import COORDINATION, NOW, make_decided, make_sent
from territoires.kit.actors import VISITOR, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Which facts were announced, and with what."""
    facts = []

    def hear(sender, signal, **facts_told):
        facts.append((names[signal], facts_told))

    names = {
        contribution_sent: "sent",
        contribution_completed: "completed",
        contribution_decided: "decided",
        contribution_withdrawn: "withdrawn",
    }
    for signal in names:
        signal.connect(hear, weak=False)
    yield facts
    for signal in names:
        signal.disconnect(hear)


def test_a_draft_has_a_reference_and_a_secret_address():
    draft = actions.start_draft(kind="message", now=NOW, by=VISITOR)
    assert draft.state == State.DRAFT
    assert len(draft.token) == 32
    assert draft.reference.count("-") == 1


def test_answers_are_merged_and_counted():
    draft = actions.start_draft(kind="message", now=NOW, by=VISITOR)
    actions.save_answers(draft=draft, answers={"a": 1}, now=NOW, by=VISITOR, speaker_name="Fatou")
    saved = actions.save_answers(draft=draft, answers={"b": 2}, now=NOW, by=VISITOR)
    assert saved.answers == {"a": 1, "b": 2}
    assert saved.speaker_name == "Fatou"
    assert saved.version == 3


def test_a_misspelt_column_is_a_mistake_told_at_once():
    draft = actions.start_draft(kind="message", now=NOW, by=VISITOR)
    with pytest.raises(TypeError):
        actions.save_answers(draft=draft, answers={}, now=NOW, by=VISITOR, telephone="0612345621")
    with pytest.raises(TypeError):
        actions.save_answers(draft=draft, answers={}, now=NOW, by=VISITOR, state=State.ACCEPTED)


def test_a_taken_reference_is_never_given_twice(monkeypatch):
    given = iter(["LUNE-4821", "LUNE-4821", "SOLEIL-1234"])
    monkeypatch.setattr(actions, "make_reference", lambda: next(given))
    actions.start_draft(kind="message", now=NOW, by=VISITOR)
    assert actions.start_draft(kind="message", now=NOW, by=VISITOR).reference == "SOLEIL-1234"


def test_sending_twice_has_one_effect(heard, django_capture_on_commit_callbacks):
    draft = actions.start_draft(kind="message", now=NOW, by=VISITOR)
    with django_capture_on_commit_callbacks(execute=True):
        first = actions.send(draft=draft, now=NOW, by=VISITOR)
        second = actions.send(draft=draft, now=NOW, by=VISITOR)
    assert first.version == second.version
    assert [name for name, _ in heard] == ["sent"]
    assert JournalEntry.objects.filter(verb="contributions.send").count() == 1


def test_what_was_decided_or_taken_back_cannot_be_sent_nor_changed():
    for ended in (make_decided(State.DONE), actions.withdraw(contribution=make_sent(), now=NOW, by=VISITOR)):
        with pytest.raises(actions.CannotChange):
            actions.send(draft=ended, now=NOW, by=VISITOR)
        with pytest.raises(actions.CannotChange):
            actions.save_answers(draft=ended, answers={"a": 1}, now=NOW, by=VISITOR)
        with pytest.raises(actions.CannotChange):
            actions.complete(contribution=ended, words="Encore", label="Ajout", now=NOW, by=VISITOR)


def test_the_first_of_two_decisions_wins():
    sent = make_sent()
    seen = sent.version
    actions.decide(contribution=sent, state=State.DONE, version=seen, now=NOW, by=COORDINATION)
    with pytest.raises(actions.CannotDecide):
        actions.decide(contribution=sent, state=State.REFUSED, version=seen, reason="Non", now=NOW, by=COORDINATION)
    sent.refresh_from_db()
    assert sent.state == State.DONE


def test_words_added_meanwhile_stop_a_decision(heard, django_capture_on_commit_callbacks):
    sent = make_sent()
    with django_capture_on_commit_callbacks(execute=True):
        completed = actions.complete(
            contribution=sent, words="Nous sommes trois.", label="Ajouté ensuite", now=NOW, by=VISITOR
        )
    assert completed.answers["complements"] == [{"on": "2026-03-03", "words": "Nous sommes trois."}]
    assert completed.said[-1] == ["Ajouté ensuite", "Nous sommes trois."]
    assert heard[-1][0] == "completed"
    with pytest.raises(actions.CannotDecide):
        actions.decide(contribution=sent, state=State.DONE, version=sent.version, now=NOW, by=COORDINATION)


def test_the_same_words_added_twice_are_kept_once_and_five_additions_are_enough():
    sent = make_sent()
    for words in ("un", "un", "deux", "trois", "quatre", "cinq"):
        actions.complete(contribution=sent, words=words, label="Ajout", now=NOW, by=VISITOR)
    with pytest.raises(actions.CannotChange):
        actions.complete(contribution=sent, words="six", label="Ajout", now=NOW, by=VISITOR)
    sent.refresh_from_db()
    assert [line["words"] for line in sent.answers["complements"]] == ["un", "deux", "trois", "quatre", "cinq"]


def test_withdrawing_empties_everything_personal_and_says_so_inside_the_transaction(heard, people):
    relay = people.relay
    sent = make_sent(door=Door.RELAY, relay_name="Karim", relay_contact="06 00 00 00 00", relay_id=relay.pk)
    actions.record_consent(
        contribution=sent, purpose="contact", given=ConsentGiven.ALOUD, text_version="relais-1", witness="Karim",
        now=NOW, by=Actor("user", relay.pk),
    )  # fmt: skip
    actions.withdraw(contribution=sent, now=NOW, by=VISITOR)
    row = Contribution.objects.values().get(pk=sent.pk)
    told = " ".join(str(value) for value in row.values())
    for words in ("Fatou", "fatou@", "12 34", "+336", "Karim", "06 00", "Bonjour", "Alma"):
        assert words not in told
    assert row["state"] == State.WITHDRAWN
    assert row["relay_id"] is None
    consent = Consent.objects.get()
    assert consent.revoked_at == NOW
    assert "Karim" not in consent.witness
    name, facts = heard[-1]
    assert name == "withdrawn"
    assert facts["erased"]["phone_e164"] == "+33612345621"
    assert facts["former_state"] == State.SENT


def test_withdrawing_twice_announces_once(heard):
    sent = make_sent()
    actions.withdraw(contribution=sent, now=NOW, by=VISITOR)
    actions.withdraw(contribution=sent, now=NOW, by=VISITOR)
    assert [name for name, _ in heard].count("withdrawn") == 1


def test_a_receiver_that_fails_leaves_everything_as_it_was():
    sent = make_sent()

    def fail(**facts):
        raise RuntimeError

    contribution_withdrawn.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            actions.withdraw(contribution=sent, now=NOW, by=VISITOR)
    finally:
        contribution_withdrawn.disconnect(fail)
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert sent.speaker_name == "Fatou"


def test_what_is_gone_cannot_be_changed():
    sent = make_sent()
    Contribution.objects.all().delete()
    with pytest.raises(actions.CannotChange):
        actions.withdraw(contribution=sent, now=NOW, by=VISITOR)
    with pytest.raises(actions.CannotDecide):
        actions.decide(contribution=sent, state=State.DONE, version=3, now=NOW, by=COORDINATION)


def test_the_journal_holds_no_word_of_anybody():
    actions.withdraw(contribution=make_sent(), now=NOW, by=VISITOR)
    kept = " ".join(str(entry) for entry in JournalEntry.objects.values())
    for words in ("Fatou", "fatou@", "Bonjour", "Alma", "0612"):
        assert words not in kept
