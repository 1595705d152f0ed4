"""What stays, how long, and what an account leaves behind."""

import datetime
from itertools import pairwise

import pytest

from territoires.accounts.signals import collect_personal_data, erase_personal_data
from territoires.contributions import actions, clock
from territoires.contributions.enums import ConsentGiven, Door, State
from territoires.contributions.models import Consent, Contribution
from territoires.contributions.rules import DRAFT_DAYS, HANDLED_DAYS, UNANSWERED_DAYS, WITHDRAWN_DAYS
from territoires.contributions.tests.factories import NOW, make_decided, make_sent
from territoires.kit.actors import VISITOR, Actor

pytestmark = pytest.mark.django_db


def after(days: float) -> datetime.datetime:
    return NOW + datetime.timedelta(days=days)


def remains(contribution: Contribution) -> bool:
    return Contribution.objects.filter(pk=contribution.pk).exists()


def test_an_unfinished_draft_goes_after_thirty_days_without_news():
    draft = actions.start_draft(kind="group-proposal", now=NOW, by=VISITOR)
    clock.purge_contributions(after(DRAFT_DAYS - 1))
    assert remains(draft)
    actions.save_answers(draft=draft, answers={"a": 1}, now=after(29), by=VISITOR)
    clock.purge_contributions(after(DRAFT_DAYS + 1))
    assert remains(draft), "news from the person start the thirty days again"
    clock.purge_contributions(after(29 + DRAFT_DAYS + 1))
    assert not remains(draft)


@pytest.mark.parametrize("state", [State.DONE, State.REFUSED, State.MERGED])
def test_what_was_handled_goes_after_six_months(state):
    handled = make_decided(state)
    clock.purge_contributions(after(HANDLED_DAYS - 1))
    assert remains(handled)
    clock.purge_contributions(after(HANDLED_DAYS + 1))
    assert not remains(handled)
    assert not Consent.objects.exists()


def test_what_was_accepted_is_emptied_after_six_months_and_can_still_be_taken_back():
    accepted = make_decided(State.ACCEPTED)
    clock.purge_contributions(after(HANDLED_DAYS + 1))
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED
    assert accepted.outcome == "x:1"
    assert (accepted.speaker_name, accepted.phone, accepted.email, accepted.answers, accepted.said) == (
        "", "", "", {}, [],
    )  # fmt: skip
    taken_back = actions.withdraw(contribution=accepted, now=after(900), by=VISITOR)
    assert taken_back.state == State.WITHDRAWN


def test_what_nobody_answered_goes_after_a_year():
    sent = make_sent()
    clock.purge_contributions(after(UNANSWERED_DAYS - 1))
    assert remains(sent)
    clock.purge_contributions(after(UNANSWERED_DAYS + 1))
    assert not remains(sent)


def test_the_empty_trace_of_a_withdrawal_goes_after_a_year():
    gone = actions.withdraw(contribution=make_sent(), now=NOW, by=VISITOR)
    clock.purge_contributions(after(WITHDRAWN_DAYS - 1))
    assert remains(gone)
    clock.purge_contributions(after(WITHDRAWN_DAYS + 1))
    assert not remains(gone)


def test_purging_again_finds_nothing_and_says_nothing():
    make_decided(State.DONE)
    assert clock.purge_contributions(after(400)) == 1
    assert clock.purge_contributions(after(400)) == 0


def test_an_erased_account_leaves_no_name_on_what_it_typed_for_others(people):
    relay = people.relay
    sent = make_sent(door=Door.RELAY, relay_name="Karim", relay_contact="karim@exemple.fr", relay_id=relay.pk)
    actions.record_consent(
        contribution=sent, purpose="contact", given=ConsentGiven.ALOUD, text_version="relais-1", witness="Karim",
        now=NOW, by=Actor("user", relay.pk),
    )  # fmt: skip
    erase_personal_data.send(sender=type(relay), user_id=relay.pk, now=NOW)
    sent.refresh_from_db()
    assert (sent.relay_name, sent.relay_contact, sent.relay) == ("", "", None)
    assert sent.speaker_name == "Fatou", "the words of the other person are not the relay's to erase"
    assert "Karim" not in Consent.objects.get().witness


def test_the_export_of_an_account_names_what_it_typed_and_not_who_spoke(people):
    relay = people.relay
    sent = make_sent(door=Door.RELAY, relay_name="Karim", relay_contact="karim@exemple.fr", relay_id=relay.pk)
    answers = collect_personal_data.send(sender=type(relay), user_id=relay.pk)
    told = str([answer for _receiver, answer in answers])
    assert sent.reference in told
    assert "Karim" in told
    assert "Fatou" not in told


def test_retention_grows_from_drafts_to_traces():
    days = [DRAFT_DAYS, HANDLED_DAYS, UNANSWERED_DAYS, WITHDRAWN_DAYS]
    assert all(one <= two for one, two in pairwise(days))
