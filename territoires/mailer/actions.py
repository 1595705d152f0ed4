"""Write a letter in the transaction of the action that needs it; it leaves after commit."""

import datetime
from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from territoires.mailer import emails
from territoires.mailer.enums import OPEN_STATES, LetterState
from territoires.mailer.models import Letter
from territoires.mailer.rules import NOBODY, clean_line, domain_of, plain_name
from territoires.mailer.tasks import enqueue_letter

__all__ = ["NOBODY", "forget_address", "plain_name", "post", "write"]


def post(
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    now: datetime.datetime,
    reply_to: str = "",
    dedupe_key: str | None = None,
    useful_until: datetime.datetime | None = None,
) -> Letter:
    """Queue one letter to one person.

    The same `dedupe_key` never gives two letters: the first one is returned. Subject and addresses lose any line
    break, so that nobody's words can add a header. Outside production the letter stays in the local mailbox.
    """
    fields = {
        "kind": kind,
        "to": clean_line(to),
        "subject": clean_line(subject)[:200],
        "text": text,
        "reply_to": clean_line(reply_to),
        "message_id": f"<{uuid4().hex}@{domain_of(settings.MAIL_FROM)}>",
        "dedupe_key": dedupe_key,
        "created_at": now,
        "next_attempt_at": now,
        "useful_until": useful_until,
    }
    if settings.MAIL_KEPT:
        kept = LetterState.BLANK if fields["to"] == NOBODY else LetterState.KEPT
        return _write_once(dedupe_key, {**fields, "state": kept, "next_attempt_at": None})[0]
    letter, is_new = _write_once(dedupe_key, fields)
    if is_new:
        transaction.on_commit(partial(enqueue_letter, letter.pk))
    return letter


def write(
    *,
    template: str,
    to: str,
    now: datetime.datetime,
    context: dict[str, Any] | None = None,
    kind: str = "",
    reply_to: str = "",
    dedupe_key: str | None = None,
    useful_until: datetime.datetime | None = None,
) -> Letter:
    """Queue a letter written as a template: its `subject` partial is the subject, the rest is the text.

    `kind` is the name of the template unless said otherwise: "accounts/letters/code.txt" gives "accounts.code".
    """
    subject, text = emails.render(template, context or {})
    return post(
        kind=kind or emails.kind_of(template),
        to=to,
        subject=subject,
        text=text,
        now=now,
        reply_to=reply_to,
        dedupe_key=dedupe_key,
        useful_until=useful_until,
    )


def forget_address(*, address: str, now: datetime.datetime) -> int:
    """Empty every letter to an address, and those not yet sent go nowhere: the person is erased."""
    Letter.objects.filter(reply_to__iexact=address).update(reply_to="")
    return _forget(Letter.objects.filter(to__iexact=address), now)


def forget_about(*, keys: Iterable[str], now: datetime.datetime) -> int:
    """Empty the letters written under these dedupe keys, "message:12" and "message:12:3" alike; those not yet sent go
    nowhere: whoever they speak of took their words back."""
    wanted = Q()
    for key in keys:
        wanted |= Q(dedupe_key=key) | Q(dedupe_key__startswith=f"{key}:")
    return _forget(Letter.objects.filter(wanted), now) if wanted else 0


def _forget(letters: QuerySet[Letter], now: datetime.datetime) -> int:
    letters.filter(state__in=OPEN_STATES).update(state=LetterState.BLANK, last_error="erased", leased_until=None)
    return letters.update(to="", reply_to="", subject="", text="", emptied_at=now)


def _write_once(dedupe_key: str | None, fields: dict[str, Any]) -> tuple[Letter, bool]:
    if dedupe_key is None:
        return Letter.objects.create(**fields), True
    if known := Letter.objects.filter(dedupe_key=dedupe_key).first():
        return known, False
    try:
        with transaction.atomic():
            return Letter.objects.create(**fields), True
    except IntegrityError:  # another request was faster
        return Letter.objects.get(dedupe_key=dedupe_key), False
