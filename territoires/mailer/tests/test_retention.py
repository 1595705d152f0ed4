"""Words of letters are forgotten after thirty days, the rest after a year."""

import datetime

import pytest
from django.utils import timezone

from territoires.mailer import clock, tasks
from territoires.mailer.actions import forget_address, post
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def letter(days_ago, **fields):
    at = NOW - datetime.timedelta(days=days_ago)
    written = post(kind="tests.x", to="a@exemple.fr", subject="Bonjour", text="secret", reply_to="b@exemple.fr", now=at)
    Letter.objects.filter(pk=written.pk).update(**fields)
    return written


def test_words_and_addresses_go_after_thirty_days():
    old, young = letter(31), letter(29)
    assert clock.empty_old_letters(NOW) == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.to, old.reply_to, old.subject, old.text, old.kind) == ("", "", "", "", "tests.x")
    assert young.text == "secret"
    assert clock.empty_old_letters(NOW) == 0


def test_a_letter_that_failed_is_emptied_too():
    letter(31, state=LetterState.FAILED)
    assert clock.empty_old_letters(NOW) == 1


def test_a_letter_still_on_its_way_keeps_its_words():
    letter(31, state=LetterState.QUEUED)
    assert clock.empty_old_letters(NOW) == 0


def test_nothing_remains_after_a_year():
    letter(367)
    kept = letter(365)
    assert clock.forget_old_letters(NOW) == 1
    assert Letter.objects.get() == kept


def test_an_address_that_is_erased_leaves_no_letter_behind():
    kept, waiting = letter(1), letter(1, state=LetterState.QUEUED)
    other = post(kind="tests.x", to="c@exemple.fr", reply_to="A@exemple.fr", subject="s", text="t", now=NOW)
    assert forget_address(address="A@exemple.fr", now=NOW) == 2
    for row in (kept, waiting, other):
        row.refresh_from_db()
    assert (kept.to, kept.text, kept.state) == ("", "", LetterState.KEPT)
    assert (waiting.to, waiting.text, waiting.state) == ("", "", LetterState.BLANK)
    assert (other.to, other.text, other.reply_to) == ("c@exemple.fr", "t", "")
    assert tasks.deliver(waiting.pk, NOW + datetime.timedelta(days=1)) is None
