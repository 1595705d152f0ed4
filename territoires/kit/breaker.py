"""A flood of posts to a public form trips its breaker: for an hour its pages ask the browser for a little silent work.

Never a puzzle. Without JavaScript, or with a browser that is too slow, the form still works: what it brings is marked
as held, and waits for a person.

The challenge depends on the form and the hour only, so that a kept page can carry it. A solution counts once.
"""

import datetime
import hashlib

from django.http import HttpRequest

from territoires.kit import limits
from territoires.kit.models import FloodBreaker

HOUR = 3600
EVERYBODY = "everybody"
POSTS_AN_HOUR = 300  # of one form, from the whole country: far above a busy day
TRIPPED_FOR = datetime.timedelta(hours=1)
WORK_FIELD = "travail"
WORK_BITS = 17  # about 130,000 hashes: a second on a ten-year-old phone, twenty minutes of a core for 1,000 posts


def is_tripped(form: str, now: datetime.datetime) -> bool:
    return FloodBreaker.objects.filter(form=form, tripped_until__gt=now).exists()


def count_post(form: str, now: datetime.datetime, posts_an_hour: int = POSTS_AN_HOUR) -> bool:
    """Count one more post of this form, and trip the breaker when it is too many. True when it is tripped."""
    if limits.count(f"flood:{form}", EVERYBODY, HOUR, now) > posts_an_hour:
        trip(form, now)
    return is_tripped(form, now)


def trip(form: str, now: datetime.datetime) -> None:
    """Trip it, or keep it tripped. A row written at each post would be a load of its own: once in five minutes."""
    until = now + TRIPPED_FOR
    nearly = until - datetime.timedelta(minutes=5)
    if not FloodBreaker.objects.filter(form=form, tripped_until__gt=nearly).exists():
        FloodBreaker.objects.update_or_create(form=form, defaults={"tripped_until": until})


def challenge_of(form: str, now: datetime.datetime) -> str:
    """What the browser works on: changes every hour, cannot be known in advance."""
    return limits.hashed("work", form, str(int(now.timestamp()) // HOUR))[:32]


def challenge_for_page(form: str, now: datetime.datetime) -> str:
    """The challenge to put in the page; empty, as nearly always, when the breaker is not tripped."""
    return challenge_of(form, now) if is_tripped(form, now) else ""


def is_solved(challenge: str, answer: str, bits: int = WORK_BITS) -> bool:
    """True when SHA-256 of « challenge:answer » starts with that many zero bits."""
    if not answer.isascii() or len(answer) > 20:
        return False
    digest = hashlib.sha256(f"{challenge}:{answer}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def has_worked(request: HttpRequest, form: str, now: datetime.datetime) -> bool:
    """True when the post carries a solution for this hour or the one before, that nobody has used yet."""
    answer = request.POST.get(WORK_FIELD, "")
    for moment in (now, now - datetime.timedelta(seconds=HOUR)):
        challenge = challenge_of(form, moment)
        if is_solved(challenge, answer):
            return limits.allow("work", f"{challenge}:{answer}", 1, 3 * HOUR, now)
    return False


def is_held(request: HttpRequest, form: str, now: datetime.datetime) -> bool:
    """True when this post came during a flood without the work: it is taken, and waits for a person."""
    return count_post(form, now) and not has_worked(request, form, now)


def purge(now: datetime.datetime) -> int:
    """Forget breakers that are closed again; called by the clock."""
    return FloodBreaker.objects.filter(tripped_until__lt=now).delete()[0]
