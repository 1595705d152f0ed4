"""Pure decisions about contributions: references people can say aloud, what is shown of them, how long they stay."""

import datetime
import random
import re
import unicodedata
from pathlib import Path

WORDS = tuple((Path(__file__).parent / "data" / "words.txt").read_text(encoding="utf-8").split())
KNOWN, LONG = frozenset(WORDS), 3
REFERENCE = re.compile(r"^[A-Z]{3,10}-[0-9]{4}$")
LOOKALIKES = str.maketrans("OIL", "011")  # what fingers type for a figure
FIGURE_FOR = str.maketrans("01", "OI")

MAX_GUESSES, GUESS_WINDOW = 10, 10 * 60  # references that do not exist, per network; seconds
MAX_TRIES = 60  # all look-ups of one network in that time: a social centre follows many people's
MAX_LOOKUPS, LOOKUP_WINDOW = 600, 3600  # of everybody together: past that, people are asked to wait or to phone

DRAFT_DAYS = 30
HANDLED_DAYS = 183  # six months after somebody dealt with it
UNANSWERED_DAYS = 365
WITHDRAWN_DAYS = 365  # an empty row stays, so that a restored backup can be emptied again

MAX_COMPLEMENTS = 5
DOT = "•"


def make_reference(rng: random.Random | None = None) -> str:
    """A word and four figures ("LUNE-4821"): easy to say, one in several millions to guess."""
    rng = rng or random.SystemRandom()
    return f"{rng.choice(WORDS)}-{rng.randrange(1000, 10000)}"


def read_reference(typed: str) -> str:
    """The reference somebody typed ("lune 4821", "Lune-4821", "LUNE-482O"), in its one form; empty when it is none.

    Accents, case, spaces and figures of any script are understood: "Théâtre ٤٨٢١" is THEATRE-4821.
    """
    reference = "-".join(_letters_and_figures(typed))
    return reference if REFERENCE.match(reference) else ""


def _letters_and_figures(typed: str) -> tuple[str, str]:
    plain = unicodedata.normalize("NFKD", typed[:80])
    figures = (str(unicodedata.decimal(char, char)) for char in plain)
    letters = re.sub(r"[^A-Z0-9]", "", "".join(figures).upper())
    return letters[:-4].translate(FIGURE_FOR), letters[-4:].translate(LOOKALIKES)


def make_long_reference(rng: random.Random | None = None) -> str:
    """Three words and four figures ("LUNE-TULIPE-BALCON-4821"): for what stays open for months and is changed by
    whoever holds it. One in nine hundred billion to guess (docs/adr/0012)."""
    rng = rng or random.SystemRandom()
    while True:
        words = [rng.choice(WORDS) for _ in range(LONG)]
        if len(_splits("".join(words), LONG)) == 1:
            return f"{'-'.join(words)}-{rng.randrange(1000, 10000)}"


def read_long_reference(typed: str) -> str:
    """The long reference somebody typed, with or without spaces and accents, in its one form; empty when it is none."""
    letters, figures = _letters_and_figures(typed)
    splits = _splits(letters, LONG) if re.fullmatch("[0-9]{4}", figures) else []
    return f"{'-'.join(splits[0])}-{figures}" if splits else ""


def _splits(letters: str, count: int) -> list[list[str]]:
    """Every way to read letters in a row as that many words of the list."""
    if count == 0:
        return [] if letters else [[]]
    heads = (letters[:size] for size in range(3, min(10, len(letters)) + 1))
    return [[head, *rest] for head in heads if head in KNOWN for rest in _splits(letters[len(head) :], count - 1)]


def masked_phone(number: str) -> str:
    """« 06 •• •• •• 21 »: enough to recognise one's own number, not enough to call it."""
    places = [index for index, char in enumerate(number) if char.isdigit()]
    hidden = set(places[2:-2] if len(places) > 5 else places)
    return "".join(DOT if index in hidden else char for index, char in enumerate(number))


def masked_email(address: str) -> str:
    """« p•••@•••.fr »."""
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}{DOT * 3}{at}{DOT * 3}.{domain.rpartition('.')[2]}" if name else ""


def answer_day(today: datetime.date, days: int) -> datetime.date:
    """The day before which somebody answers: a Saturday or a Sunday becomes the Monday after."""
    day = today + datetime.timedelta(days=days)
    return day + datetime.timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)


def days_before(now: datetime.datetime, days: int) -> datetime.datetime:
    return now - datetime.timedelta(days=days)


def reference_message(site_name: str, reference: str, address: str, phone: str) -> str:
    """What a person keeps in their phone: complete in itself."""
    call = f" ou au {phone}" if phone else ""
    return f"{site_name} : ma référence est {reference}. Pour suivre, compléter ou retirer : {address}{call}."
