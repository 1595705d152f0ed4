"""Letters about words that were taken back."""

import pytest
from django.utils import timezone

from territoires.mailer.actions import forget_about, post
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


def letter(key: str | None) -> Letter:
    return post(
        kind="x.y", to="a@exemple.fr", subject="Un mot", text="Le secret.", now=timezone.now(), dedupe_key=key,
        reply_to="b@exemple.fr",
    )  # fmt: skip


def test_letters_under_a_key_lose_their_words_and_addresses():
    mine = [letter("message:12"), letter("message:12:3")]
    others = [letter("message:123"), letter("message:13"), letter(None)]
    assert forget_about(keys=["message:12", "answer:12"], now=timezone.now()) == 2
    for one in mine:
        one.refresh_from_db()
        assert (one.to, one.reply_to, one.subject, one.text) == ("", "", "", "")
        assert one.emptied_at is not None
    for other in others:
        other.refresh_from_db()
        assert other.text == "Le secret."


def test_a_letter_that_waits_never_leaves(settings):
    settings.MAIL_KEPT = False
    waiting = letter("message:12")
    Letter.objects.update(state=LetterState.QUEUED)
    forget_about(keys=["message:12"], now=timezone.now())
    waiting.refresh_from_db()
    assert waiting.state == LetterState.BLANK


def test_no_key_forgets_nothing():
    kept = letter(None)
    assert forget_about(keys=[], now=timezone.now()) == 0
    kept.refresh_from_db()
    assert kept.text
