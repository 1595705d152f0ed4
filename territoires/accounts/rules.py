"""Pure decisions about accounts: how long things last, who outranks whom, how a browser is called."""

import datetime
import hashlib
import re
import secrets
import unicodedata

CODE_LASTS = datetime.timedelta(minutes=15)
CODE_TRIES = 5
LETTERS_PER_HOUR = 5
CONFIRMED_FOR = datetime.timedelta(minutes=15)
INVITATION_LASTS = datetime.timedelta(days=14)
INVITATION_KEPT = datetime.timedelta(days=30)

STAFF_IDLE = datetime.timedelta(hours=12)
OTHERS_IDLE = datetime.timedelta(days=30)
SEEN_EVERY = datetime.timedelta(minutes=10)

SLEEP_AFTER = datetime.timedelta(days=3 * 365)
SLEEP_WARNING = datetime.timedelta(days=30)

RANKS = ("", "coordinator", "administrator")
BROWSERS = (
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Edge", r"\bEdg(A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Chrome", r"\b(Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bSafari/"),
)
MACHINES = (
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("Mac", r"\bMac OS X\b"),
    ("Linux", r"\b(Linux|X11)\b"),
)


def normal_address(email: str) -> str:
    """The one form of an address under which accounts are kept."""
    return email.strip().lower()


def new_token() -> tuple[str, str]:
    """A secret for a link, and what we keep of it."""
    token = secrets.token_urlsafe(32)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def figures(typed: str) -> str:
    """The figures of a code, in any script; spaces and dashes do not count."""
    return "".join(str(unicodedata.digit(char)) for char in typed if char.isdigit())


def same_code(typed: str, expected: str) -> bool:
    """Compare in constant time. An empty expectation is never met."""
    wanted = figures(expected)
    return secrets.compare_digest(figures(typed), wanted) and bool(wanted)


def higher_role(one: str, other: str) -> str:
    """The stronger of two national roles: an administrator invited as coordinator stays administrator."""
    return max(one, other, key=RANKS.index)


def is_idle(seen_at: float, is_staff: bool, now: datetime.datetime) -> bool:
    """Has this session slept too long? `seen_at` is a timestamp."""
    asleep = now.timestamp() - seen_at
    return asleep > (STAFF_IDLE if is_staff else OTHERS_IDLE).total_seconds()


def device_parts(user_agent: str) -> tuple[str, str]:
    """("Firefox", "Android"): enough to recognise one's own device, and no more."""
    browser = next((name for name, pattern in BROWSERS if re.search(pattern, user_agent)), "")
    machine = next((name for name, pattern in MACHINES if re.search(pattern, user_agent)), "")
    return browser, machine


def when_to_warn(now: datetime.datetime) -> datetime.datetime:
    """An account last seen before this moment is warned that it sleeps."""
    return now - SLEEP_AFTER + SLEEP_WARNING
