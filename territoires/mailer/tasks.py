"""What an action leaves behind: one letter, sent once, safe to run twice.

At least once: a worker killed between the server's « 250 OK » and our own note sends the letter again, with the same
Message-ID, so that mail programs show it once.
"""

import datetime
import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.utils import timezone

from territoires.mailer import rules
from territoires.mailer.enums import LetterState
from territoires.mailer.models import Letter

logger = logging.getLogger(__name__)


@task
def deliver_letter(letter_id: int) -> None:
    """Send one letter, if it is still to be sent and nobody else is at it."""
    deliver(letter_id, timezone.now())


def enqueue_letter(letter_id: int) -> None:
    deliver_letter.enqueue(letter_id)


def deliver(letter_id: int, now: datetime.datetime) -> LetterState | None:
    """Lease, send, note. Returns the state the letter is left in; None when there was nothing to do."""
    letter = take(letter_id, now)
    if letter is None:
        return None
    if letter.to == rules.NOBODY:
        return settle(letter, LetterState.BLANK)
    if letter.useful_until and letter.useful_until <= now:
        return settle(letter, LetterState.FAILED, last_error="too late to be useful")
    if settings.MAIL_KEPT:
        return settle(letter, LetterState.KEPT)
    try:
        message_of(letter).send(using="default")
    except Exception as error:  # whatever happens, the letter is settled and says why
        return settle_failure(letter, error, now)
    return settle(letter, LetterState.SENT, sent_at=now)


def take(letter_id: int, now: datetime.datetime) -> Letter | None:
    """Lease a letter that is due. The count of attempts rises with each lease and is the fence of `settle`."""
    letter = Letter.objects.filter(pk=letter_id).first()
    if letter is None:
        return None
    mine = Letter.objects.due(now).filter(pk=letter_id, attempts=letter.attempts)
    if not mine.update(
        state=LetterState.SENDING, attempts=letter.attempts + 1, leased_until=now + rules.LEASE, next_attempt_at=None
    ):
        return None
    letter.refresh_from_db()
    return letter


def settle(letter: Letter, state: LetterState, **fields: object) -> LetterState | None:
    """Note what became of a letter, unless another worker has taken it over meanwhile."""
    still_mine = Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING, attempts=letter.attempts)
    changed = still_mine.update(state=state, leased_until=None, **fields)
    return state if changed else None


def settle_failure(letter: Letter, error: Exception, now: datetime.datetime) -> LetterState | None:
    name = rules.name_of(error)
    again_at = rules.next_attempt(letter.attempts, now) if rules.fate_of(error) is rules.Fate.LATER else None
    logger.warning("letter %s (%s) did not leave: %s", letter.pk, letter.kind, name)
    if again_at is None:
        return settle(letter, LetterState.FAILED, last_error=name)
    return settle(letter, LetterState.QUEUED, last_error=name, next_attempt_at=again_at)


def message_of(letter: Letter) -> EmailMessage:
    """Plain text to one person; Django refuses a line break in any header."""
    return EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.MAIL_FROM,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
