"""Pure decisions about local groups: what may follow what, who takes care of what and when."""

import datetime
import math
import random
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from rapidfuzz.distance import OSA

FIRST_CONTACT, INTERESTED, CONFIRMED, ASLEEP = "first-contact", "interested", "confirmed", "asleep"
STAGES = (FIRST_CONTACT, INTERESTED, CONFIRMED, ASLEEP)
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
SPREAD_KM, KM_PER_DEGREE = 0.25, 111.32
LEAVE_TO_ANIMATORS_DAYS = 7  # then the coordination sees what nobody answered


@dataclass(frozen=True)
class Step:
    """One line of a group's history, as far as decisions need it."""

    from_stage: str
    to_stage: str


def refusal_to_move(*, from_stage: str, to_stage: str, agreed_to_be_shown: bool) -> str:
    """Why a group cannot move to a stage: "same", "agreement" or "unknown"; empty when it can.

    Any stage may follow any other: a relation goes back and forth. Only a confirmed group must have agreed to be shown.
    """
    if to_stage not in STAGES:
        return "unknown"
    if from_stage == to_stage:
        return "same"
    if to_stage == CONFIRMED and not agreed_to_be_shown:
        return "agreement"
    return ""


def refusal_to_undo(*, last: Step | None, stage: str, agreed_to_be_shown: bool) -> str:
    """Why the newest line cannot be undone: "nothing", "moved" (the group is elsewhere) or "agreement"; else empty."""
    if last is None or not last.from_stage:
        return "nothing"
    if last.to_stage != stage:
        return "moved"
    return refusal_to_move(from_stage=stage, to_stage=last.from_stage, agreed_to_be_shown=agreed_to_be_shown)


def stage_to_wake_to(history: list[Step]) -> str:
    """The stage a sleeping group had before it fell asleep; `history` is newest first."""
    for step in history:
        if step.to_stage == ASLEEP and step.from_stage:
            return step.from_stage
    return FIRST_CONTACT


def stage_once_hidden(stage: str) -> str:
    """A confirmed group that no longer wants to be shown is known as interested."""
    return INTERESTED if stage == CONFIRMED else stage


def left_too_long(sent_at: datetime.datetime, now: datetime.datetime) -> bool:
    """True when the animators of a group had their time to answer: the coordination takes over."""
    return now - sent_at >= datetime.timedelta(days=LEAVE_TO_ANIMATORS_DAYS)


def to_confirm_since(
    last_confirmed_on: datetime.date | None, shown_since: datetime.date, every_days: int
) -> datetime.date:
    """The day from which somebody should say again that a page is still true."""
    return (last_confirmed_on or shown_since) + datetime.timedelta(days=every_days)


def spread(lat: float, lon: float, rank: int) -> tuple[float, float]:
    """Where the group of that rank stands when several share a centre: the first on it, the next ones in a spiral
    around it, always at the same place, a few hundred metres apart."""
    if rank <= 0:
        return lat, lon
    distance = SPREAD_KM * math.sqrt(rank) / KM_PER_DEGREE
    angle = rank * GOLDEN_ANGLE
    across = max(math.cos(math.radians(lat)), 0.01)
    return round(lat + distance * math.sin(angle), 6), round(lon + distance * math.cos(angle) / across, 6)


# -- a proposal, as its questions leave it ---------------------------------------------------------------------------

IDEA, EXISTING = "idea", "existing"
EMAIL, PHONE, RELAY, NONE = "email", "phone", "relay", "none"
PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP, AGREE_STEP = "lieu", "vous", "projet", "contact", "accord"
RELAY_STEP = "relais"  # the second half of the question on how to reach somebody, when a relay types
QUESTIONS = {
    IDEA: (PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP),
    EXISTING: (PLACE_STEP, ROLE_STEP, ABOUT_STEP, REACH_STEP, AGREE_STEP),
}
OTHER_ROLE = "autre"


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes: the answers of a contribution of kind "group-proposal", whatever the door.

    entry: "idea" or "existing" · insee: the commune · territory_label: the place in people's own words ·
    precision: a value of enums.Precision · role: slug of a CommunityRole, or "autre" · role_other: its own words ·
    about: what they have in mind, or what the group does · name: of the group · carried_by: for an existing group ·
    show: True when an existing group agrees to be shown before it is confirmed · reach: "email", "phone", "relay" or
    "none". First name, address and number are columns of the contribution, not answers.
    """

    entry: str = IDEA
    insee: str = ""
    territory_label: str = ""
    precision: str = ""
    role: str = ""
    role_other: str = ""
    about: str = ""
    name: str = ""
    carried_by: str = ""
    show: bool = False
    reach: str = NONE
    done: tuple[str, ...] = ()

    @classmethod
    def from_answers(cls, answers: Mapping[str, Any]) -> "Proposal":
        """Read what was kept; a key that is missing or of another shape counts as not answered."""
        words = {
            field.name: str(answers[field.name])
            for field in fields(cls)
            if field.type in (str, "str") and isinstance(answers.get(field.name), str)
        }
        kept = answers.get("done")
        done = tuple(step for step in kept if isinstance(step, str)) if isinstance(kept, list | tuple) else ()
        proposal = cls(**words, show=answers.get("show") is True, done=done)  # type: ignore[arg-type]
        return proposal if proposal.entry in QUESTIONS else replace(proposal, entry=IDEA)

    @property
    def steps(self) -> tuple[str, ...]:
        """The pages of this proposal, in order."""
        steps = QUESTIONS[self.entry]
        if self.reach != RELAY:
            return steps
        after = steps.index(REACH_STEP) + 1
        return (*steps[:after], RELAY_STEP, *steps[after:])

    @property
    def first_unanswered(self) -> str:
        """The page to go on with; empty when everything is answered."""
        return next((step for step in self.steps if step not in self.done), "")

    def done_after(self, step: str, reach: str) -> list[str]:
        """The pages answered once this one is: without the relay's when nobody relays any more."""
        done = self.done if step in self.done else (*self.done, step)
        return [known for known in done if known != RELAY_STEP or reach == RELAY]

    def step_before(self, step: str) -> str:
        index = self.steps.index(step)
        return self.steps[index - 1] if index else ""

    def question_number(self, step: str) -> int:
        """The relay's page goes with the question before it."""
        questions = QUESTIONS[self.entry]
        return questions.index(REACH_STEP if step == RELAY_STEP else step) + 1

    @property
    def question_count(self) -> int:
        return len(QUESTIONS[self.entry])


PRECISIONS = (
    ("school", re.compile(r"\b(?:ecole|college|lycee|maternelle|creche|primaire|cantine)s?\b")),
    ("neighbourhood", re.compile(r"\b(?:quartier|cite|residence|faubourg|secteur|ilot|zac|grand ensemble)s?\b")),
    ("communes", re.compile(r"\b(?:communes|vallees?|communaute de|canton|agglomeration|rpi|pays de|alentours)\b")),
)
VILLAGE_POPULATION = 2000


def guessed_precision(label: str, population: int) -> str:
    """How precisely a territory is known, from people's own words: nobody is asked one more question."""
    words = plain(label)
    for precision, hints in PRECISIONS:
        if hints.search(words):
            return precision
    return "village" if population < VILLAGE_POPULATION else "town"


# -- names and addresses ---------------------------------------------------------------------------------------------

LOOKALIKES = str.maketrans(
    {
        **dict.fromkeys("аαа@4", "a"), **dict.fromkeys("вβ8", "b"), **dict.fromkeys("сςϲ", "c"), "ԁ": "d",
        **dict.fromkeys("еεё3€", "e"), **dict.fromkeys("ԍɡ9", "g"), **dict.fromkeys("нһη", "h"),
        **dict.fromkeys("іιı1|!ӏł", "i"), "ј": "j", **dict.fromkeys("кκ", "k"), "l": "i", "м": "m",
        **dict.fromkeys("пν", "n"), **dict.fromkeys("оοσ0ø", "o"), **dict.fromkeys("рρ", "p"), "ԛ": "q",
        **dict.fromkeys("ѕ5$", "s"), **dict.fromkeys("тτ7+", "t"), **dict.fromkeys("υѵ", "u"), "ԝ": "w",
        **dict.fromkeys("хχ", "x"), **dict.fromkeys("уγ", "y"), "ζ": "z", "œ": "oe", "æ": "ae", "ß": "ss",
    }
)  # fmt: skip
COMMON = (
    "groupe local collectif association parents parent ecole ecoles mille et un territoires 1001"
    " de du des d la le les l en pour avec a au aux"
)
COMMON_WORDS = frozenset(COMMON.translate(LOOKALIKES).split(" "))
ALIKE = 0.86


def plain(text: str) -> str:
    """Small letters without accents; figures and marks stay."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def skeleton(name: str) -> str:
    """What the eye sees of a name: look-alikes of other alphabets become our letters, common words are left out."""
    words = re.findall(r"[^\W_]+", plain(name).translate(LOOKALIKES))
    return "".join([word for word in words if word not in COMMON_WORDS] or words)


def looks_like(name: str, other: str) -> bool:
    """True when one name may be taken for the other: same skeleton, or one slip of the finger in six letters.

    Never refuses anything: it asks a person to look twice.
    """
    one, two = skeleton(name), skeleton(other)
    if not one or not two:
        return False
    return one == two or (min(len(one), len(two)) >= 6 and OSA.normalized_similarity(one, two) >= ALIKE)


def mentions(text: str, first_name: str) -> bool:
    """True when a line names a person: « Fatou, maman » names Fatou, « Fatoumata » does not."""
    name = plain(first_name).strip()
    return bool(name) and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain(text)) is not None


def make_slug(text: str) -> str:
    """The words of an address: small letters, figures and hyphens; empty when nothing of it can be written so."""
    letters = plain(text).replace("œ", "oe").replace("æ", "ae")
    return re.sub(r"[^a-z0-9]+", "-", letters)[:100].strip("-")


# -- what a page may say ---------------------------------------------------------------------------------------------

SHARE_LENGTH = 300


def public_phone_on(day: datetime.date, phone: str, since: datetime.date | None, until: datetime.date | None) -> str:
    """The number to show on that day: only by a choice with its two dates, both included; otherwise nothing."""
    chosen = phone and since is not None and until is not None and since <= day <= until
    return phone if chosen else ""


def share_text(*, name: str, place: str, when: str, where: str, phone: str, address: str) -> str:
    """What is sent by message, complete in itself; with a space and the address after it, at most 300 characters.

    What is least needed goes first: the place of the meeting, then its moment; then the name is cut.
    """
    call = f" Tél. {phone}." if phone else ""
    room = SHARE_LENGTH - len(address) - 1 - len(call)
    for parts in ((when, where), (when,), ()):
        meeting = ", ".join(part for part in parts if part)
        words = f"{name} ({place})." + (f" On se retrouve : {meeting}." if meeting else "")
        if len(words) <= room:
            return words + call
    return f"{words[: room - 1].rstrip()}…{call}" if room > 1 else ""


# -- tables to take away ---------------------------------------------------------------------------------------------

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def harmless_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that could begin one gets an apostrophe before it."""
    flat = text.replace("\x00", "")
    return f"'{flat}" if flat.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else flat


# -- people and their cards -----------------------------------------------------------------------------------------

LINK_DAYS, LINK_USES = 30, 30
CARD_DAYS, CARDS_AT_ONCE, CARDS_WAITING = 365, 24, 60
CONTACT_DAYS = 365  # an agreement to be reached lasts a year at most
NAME_DAYS = 30  # then the first name of somebody who left goes; until then an animator's mistake can be undone
HAND_OVER_UNDO = datetime.timedelta(hours=72)

# The key in a card's address: 12 signs among 31, 8 x 10^17. At a thousand tries a second for the year a card lives,
# with ten thousand cards in hands, the chance to find one is 4 in 10 000: reading a card's page needs no counter.
CARD_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
CARD_CODE = re.compile(rf"^[{CARD_SIGNS}]{{12}}$")
# What one says or types: two words and six figures, 2 x 10^11 with our 470 words. Tries are counted: ten misses in ten
# minutes from one network, 120 in an hour from everybody together. Even if somebody kept that full for a whole year,
# with ten thousand cards in hands, the chance to find one would be under one in twenty.
SPOKEN_CODE = re.compile(r"^[A-Z]{3,10}-[A-Z]{3,10}-[0-9]{6}$")
CARD_MISSES, CARD_TRIES, CARD_WINDOW = 10, 60, 10 * 60
CARD_MISSES_OF_ALL, CARD_LONG_WINDOW = 120, 3600
CARD_FIGURES = str.maketrans("OIL", "011")  # what fingers type for a figure


def make_card_code(rng: random.Random) -> str:
    return "".join(rng.choice(CARD_SIGNS) for _sign in range(12))


def is_card_code(code: str) -> bool:
    return CARD_CODE.match(code) is not None


def make_spoken_code(words: Sequence[str], rng: random.Random) -> str:
    """« LUNE-JARDIN-482193 »."""
    return f"{rng.choice(words)}-{rng.choice(words)}-{rng.randrange(100_000, 1_000_000)}"


def read_spoken_code(typed: str) -> str:
    """The code somebody typed (« lune jardin 48 21 93 », « Théâtre - Lune - 482l93 ») in its one form; empty when it is
    none. Accents, case and figures of any script are understood; the two words need something between them."""
    known = unicodedata.normalize("NFKD", typed[:80])
    figures = "".join(str(unicodedata.decimal(char, char)) for char in known if not unicodedata.combining(char))
    parts = re.findall(r"[A-Z0-9]+", figures.upper())
    if len(parts) < 3:
        return ""
    code = f"{parts[0]}-{parts[1]}-{''.join(parts[2:]).translate(CARD_FIGURES)}"
    return code if SPOKEN_CODE.match(code) else ""


def contact_until(agreed_on: datetime.date, days: int = CONTACT_DAYS) -> datetime.date:
    """The day an agreement to be reached ends: a year later at most, whatever was asked."""
    return agreed_on + datetime.timedelta(days=max(1, min(days, CONTACT_DAYS)))


def can_undo_hand_over(*, at: datetime.datetime, undone: bool, now: datetime.datetime) -> bool:
    return not undone and now < at + HAND_OVER_UNDO
