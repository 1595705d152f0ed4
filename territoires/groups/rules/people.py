"""People of a group, their cards and links, how a role is passed on."""

import datetime
import random
import re

LINK_DAYS, LINK_USES = 30, 30
CARD_DAYS, CARDS_AT_ONCE, CARDS_WAITING = 365, 24, 60
FORGET_CLOSED_DAYS = 30
CONTACT_DAYS = 365  # an agreement to be reached lasts a year at most
NAME_DAYS = 30  # then the first name of somebody who left goes; until then an animator's mistake can be undone
HAND_OVER_UNDO = datetime.timedelta(hours=72)

# The key in a card's address: 12 signs among 31, 8 x 10^17. At a thousand tries a second for the year a card lives,
# with ten thousand cards in hands, the chance to find one is 4 in 10 000: reading a card's page needs no counter.
CARD_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
CARD_CODE = re.compile(rf"[{CARD_SIGNS}]{{12}}")
# What one says or types is a long reference, three words and four figures: 9 x 10^11. Tries are counted: ten misses in
# ten minutes from one network, 120 in an hour from everybody together. Even if somebody kept that full for a whole
# year, with ten thousand cards in hands, the chance to find one would be one in a hundred.
CARD_MISSES, CARD_TRIES, CARD_WINDOW = 10, 60, 10 * 60
CARD_MISSES_OF_ALL, CARD_LONG_WINDOW = 120, 3600


def make_card_code(rng: random.Random) -> str:
    return "".join(rng.choice(CARD_SIGNS) for _sign in range(12))


def is_card_code(code: str) -> bool:
    return CARD_CODE.fullmatch(code) is not None


def contact_until(agreed_on: datetime.date, days: int = CONTACT_DAYS) -> datetime.date:
    """The day an agreement to be reached ends: a year later at most, whatever was asked."""
    return agreed_on + datetime.timedelta(days=max(1, min(days, CONTACT_DAYS)))


def can_undo_hand_over(*, at: datetime.datetime, now: datetime.datetime) -> bool:
    return now < at + HAND_OVER_UNDO
