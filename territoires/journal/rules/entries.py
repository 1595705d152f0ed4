"""What may become of an entry, and how it is said in few words."""

import datetime

from territoires.kit.words import MONTHS

LONGEST_WORDS = 1500
LONGEST_SHARE = 300
TRASH_DAYS, VERSION_DAYS = 30, 30
AGREED_DAYS = 3 * 365  # words told for the journal: asked again after three years
UNREAD_DAYS = 360  # words that nobody read: gone before the row of the contribution, and its files with them
LATEST_SCHEDULE = datetime.timedelta(days=366)

DRAFT, SCHEDULED, WAITING, PUBLISHED, WITHDRAWN = "draft", "scheduled", "waiting", "published", "withdrawn"
ALLOWED_FROM = {
    "publish": {DRAFT, SCHEDULED, WITHDRAWN},
    "schedule": {DRAFT, SCHEDULED},
    "keep": {DRAFT, SCHEDULED},
    "change": {DRAFT, SCHEDULED, PUBLISHED},
    "withdraw": {PUBLISHED},
    "trash": {DRAFT, SCHEDULED, WITHDRAWN},
    "read": {WAITING},
}
WIDENING = ("group", "network", "public")


def may(verb: str, status: str) -> bool:
    """Does an entry in this state allow this?"""
    return status in ALLOWED_FROM[verb]


def is_wider(visibility: str, than: str) -> bool:
    """Would more people read it?"""
    return WIDENING.index(visibility) > WIDENING.index(than)


def shortened(words: str, most: int) -> str:
    """The beginning of a text, cut between two words."""
    flat = " ".join(words.split())
    if len(flat) <= most:
        return flat
    cut = flat[: most - 1]
    head, space, _rest = cut.rpartition(" ")
    return (head if space and len(head) > most // 2 else cut).rstrip(" ,;:.!?…") + "…"


def headline(words: str) -> str:
    """What stands in a title, a list of links, a feed: the first sentence when it is short."""
    flat = " ".join(words.split())
    for mark in (". ", "! ", "? ", "… "):
        first, found, _rest = flat.partition(mark)
        if found and len(first) <= 80:
            flat = first + mark.strip()
    return shortened(flat.removesuffix("."), 90)


def share_words(words: str, group: str, place: str, address: str) -> str:
    """What one sends on: complete in itself, and at most 300 characters with its address."""
    frame = f"{group}, {place} : « » {address}"
    room = LONGEST_SHARE - len(frame)
    if room < 20:
        return shortened(f"{group}, {place}", LONGEST_SHARE - len(address) - 1)
    return f"{group}, {place} : « {shortened(words, room - 2)} »"


def month_bounds(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """The first day of a month, and the first of the next."""
    first = datetime.date(year, month, 1)
    return first, datetime.date(year + month // 12, month % 12 + 1, 1)


def month_in_words(year: int, month: int) -> str:
    """« novembre 2026 »."""
    return f"{MONTHS[month - 1]} {year}"


def read_month(key: str) -> tuple[int, int]:
    """ "2026-11" → (2026, 11). Errors: ValueError."""
    year, _dash, month = key.partition("-")
    return int(year), datetime.date(int(year), int(month), 1).month
