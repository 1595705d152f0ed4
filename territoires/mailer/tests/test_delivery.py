"""A letter leaves once; it is neither lost nor doubled by what goes wrong on the way."""

import contextlib
import datetime
import smtplib

import pytest
from django.db import transaction
from django.utils import timezone

from territoires.mailer import clock, rules, tasks
from territoires.mailer.actions import post
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
NOW = timezone.now()
MINUTE = datetime.timedelta(minutes=1)


def write(**fields):
    given = {"kind": "tests.hello", "to": "fatou@exemple.fr", "subject": "Bonjour", "text": "Un mot.\n", "now": NOW}
    return post(**{**given, **fields})


def again(letter):
    letter.refresh_from_db()
    return letter


def test_a_letter_leaves_after_the_commit_and_not_before(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        letter = write(reply_to="coordination@exemple.fr")
        assert office.sent == []
    (message,) = office.sent
    assert again(letter).state == LetterState.SENT
    assert letter.sent_at is not None
    assert (message.to, message.reply_to) == (["fatou@exemple.fr"], ["coordination@exemple.fr"])
    assert message.message()["Message-ID"] == letter.message_id
    assert message.message()["Auto-Submitted"] == "auto-generated"
    assert not message.message().is_multipart()


def test_a_letter_written_in_a_transaction_that_fails_never_leaves(office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), contextlib.suppress(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert office.sent == []
    assert Letter.objects.count() == 0


def test_outside_production_a_letter_is_kept_and_nothing_is_sent(office, settings, django_capture_on_commit_callbacks):
    settings.MAIL_KEPT = True
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        letter = write()
    assert again(letter).state == LetterState.KEPT
    assert callbacks == []
    assert office.sent == []
    assert tasks.deliver(letter.pk, NOW) is None


def test_delivering_twice_sends_once(office):
    letter = write()
    assert tasks.deliver(letter.pk, NOW) == LetterState.SENT
    assert tasks.deliver(letter.pk, NOW) is None
    assert tasks.deliver(letter.pk, NOW + 10 * MINUTE) is None
    assert len(office.sent) == 1


def test_two_workers_at_once_send_once(office):
    letter = write()
    office.before_note.append(lambda: tasks.deliver(letter.pk, NOW))
    assert tasks.deliver(letter.pk, NOW) == LetterState.SENT
    assert len(office.sent) == 1


def test_a_letter_that_is_gone_is_no_worry(office):
    assert tasks.deliver(999_999, NOW) is None


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPServerDisconnected("gone"),
        smtplib.SMTPDataError(451, b"try later"),
        smtplib.SMTPConnectError(421, b"busy"),
        smtplib.SMTPRecipientsRefused({"fatou@exemple.fr": (450, b"greylisted")}),
        smtplib.SMTPSenderRefused(550, b"not you", "bonjour@exemple.fr"),
        smtplib.SMTPAuthenticationError(535, b"wrong password"),
        TimeoutError(),
        ConnectionRefusedError(),
    ],
)
def test_a_passing_failure_is_tried_again_later(office, error):
    letter = write()
    office.failures.append(error)
    assert tasks.deliver(letter.pk, NOW) == LetterState.QUEUED
    assert again(letter).next_attempt_at == NOW + MINUTE
    assert "fatou" not in letter.last_error
    assert tasks.deliver(letter.pk, NOW + MINUTE / 2) is None
    assert tasks.deliver(letter.pk, NOW + MINUTE) == LetterState.SENT
    assert office.sent[0].message()["Message-ID"] == letter.message_id


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPRecipientsRefused({"fatou@exemple.fr": (550, b"no such user")}),
        smtplib.SMTPDataError(554, b"refused"),
        smtplib.SMTPNotSupportedError("no SMTPUTF8"),
        ValueError("bad header"),
    ],
)
def test_a_refusal_for_good_is_not_tried_again(office, error):
    letter = write()
    office.failures.append(error)
    assert tasks.deliver(letter.pk, NOW) == LetterState.FAILED
    assert tasks.deliver(letter.pk, NOW + datetime.timedelta(days=2)) is None
    assert again(letter).last_error.startswith(type(error).__name__)
    assert office.sent == []


def test_a_server_that_stays_broken_is_given_up_after_two_days(office):
    letter, now, tries = write(), NOW, 0
    while again(letter).state == LetterState.QUEUED:
        office.failures[:] = [TimeoutError()]
        tasks.deliver(letter.pk, now)
        now, tries = again(letter).next_attempt_at or now, tries + 1
    assert letter.state == LetterState.FAILED
    assert tries == len(rules.WAITS) + 1
    assert now - NOW > datetime.timedelta(days=1)


def test_a_code_that_is_over_is_not_worth_sending(office):
    letter = write(useful_until=NOW + 15 * MINUTE)
    assert tasks.deliver(letter.pk, NOW + 15 * MINUTE) == LetterState.FAILED
    assert office.sent == []


def test_a_blank_letter_goes_nowhere(office):
    letter = write(to=rules.NOBODY)
    assert tasks.deliver(letter.pk, NOW) == LetterState.BLANK
    assert office.sent == []


def test_a_killed_worker_leaves_the_letter_to_the_next_one(office):
    letter = write()
    taken = tasks.take(letter.pk, NOW)
    assert taken.state == LetterState.SENDING
    assert tasks.deliver(letter.pk, NOW + MINUTE) is None
    assert tasks.deliver(letter.pk, NOW + rules.LEASE) == LetterState.SENT


def test_a_worker_that_lost_its_lease_changes_nothing(office):
    letter = write()
    slow = tasks.take(letter.pk, NOW)
    tasks.deliver(letter.pk, NOW + rules.LEASE)
    assert tasks.settle_failure(slow, TimeoutError(), NOW) is None
    assert again(letter).state == LetterState.SENT


def test_the_sweeper_asks_again_for_what_is_due_and_only_that(office, monkeypatch):
    asked = []
    monkeypatch.setattr(clock, "enqueue_letter", asked.append)
    fresh, waiting, orphan = write(), write(), write()
    Letter.objects.filter(pk=waiting.pk).update(attempts=1, next_attempt_at=NOW + 5 * MINUTE)
    tasks.take(orphan.pk, NOW)
    assert clock.send_due_letters(NOW) == 0
    assert clock.send_due_letters(NOW + rules.LEASE) == 2
    assert sorted(asked) == [fresh.pk, orphan.pk]
    asked.clear()
    clock.send_due_letters(NOW + 5 * MINUTE)
    assert waiting.pk in asked


def test_the_sweeper_really_sends(office):
    letter = write()
    clock.send_due_letters(NOW + 2 * MINUTE)
    assert again(letter).state in (LetterState.SENT, LetterState.QUEUED)
    tasks.deliver(letter.pk, NOW + 2 * MINUTE)
    assert again(letter).state == LetterState.SENT
