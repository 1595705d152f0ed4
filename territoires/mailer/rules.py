"""Pure decisions about letters."""

import datetime
import re
import smtplib
import unicodedata
from enum import Enum

LINE_BREAKS = re.compile(r"[\r\n\v\f\x00\x1c-\x1e\x85\u2028\u2029]+|%0[aAdD]")
WEB_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.)\S*|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE
)
NOBODY = "personne@nobody.invalid"  # the address of blank letters: RFC 2606 promises that it leads nowhere

LEASE = datetime.timedelta(minutes=2)
WAITS = tuple(datetime.timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 360, 720, 1440))
DAYS_WITH_TEXT, DAYS_WITH_TRACE = 30, 366


class Fate(Enum):
    """What becomes of a letter that did not leave."""

    LATER = "later"
    NEVER = "never"


def clean_line(value: str) -> str:
    """One line, without control characters: safe in a header."""
    flat = LINE_BREAKS.sub(" ", value)
    return "".join(c for c in flat if unicodedata.category(c) not in ("Cc", "Cs")).strip()


def plain_name(value: str) -> str:
    """The name somebody chose, fit for a letter to a third person: one line and no address to follow."""
    return " ".join(WEB_ADDRESS.sub(" ", clean_line(value)).split())[:80]


def domain_of(sender: str) -> str:
    """The domain in « Name <someone@exemple.fr> », for message numbers."""
    found = re.search(r"@([A-Za-z0-9.-]+)", sender)
    return found.group(1) if found else "territoires.invalid"


def fate_of(error: Exception) -> Fate:
    """Does it make sense to try again? 4xx and broken lines: yes. An address refused for good: no.

    What the server says of us (our sender, our password) is our fault, not the letter's: kept for later.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _by_code(max((code for code, _text in error.recipients.values()), default=550))
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError | smtplib.SMTPHeloError):
        return Fate.LATER
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Fate.NEVER
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_code(error.smtp_code)
    if isinstance(error, OSError):  # also smtplib.SMTPException without a code: disconnected, timed out
        return Fate.LATER
    return Fate.NEVER


def _by_code(code: int) -> Fate:
    return Fate.NEVER if code >= 500 else Fate.LATER


def next_attempt(attempts: int, now: datetime.datetime) -> datetime.datetime | None:
    """When to try again after so many attempts; None when it is enough."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


def name_of(error: Exception) -> str:
    """What may be kept of an error: its kind and code, never its text, which holds the address."""
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__} {code}" if isinstance(code, int) else type(error).__name__
