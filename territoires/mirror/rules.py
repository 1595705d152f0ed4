"""Decisions, without Django: values in, value out. What a group may see of its answers is decided here."""

import datetime
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

FIRST, MIDDLE, LAST = 0, 1, 2  # the three pictures, by place: pas encore, on essaie, on le vit


class Kind(StrEnum):
    """What a question looks like once everybody's answers lie beside each other."""

    TOGETHER = "together"
    NEIGHBOURS = "neighbours"
    APART = "apart"
    FEW = "few"


@dataclass(frozen=True)
class Outlook:
    """What may be said of a question, and the places of the pictures shown with it, in their own order."""

    kind: Kind
    places: tuple[int, ...] = ()


def outlook(places: Iterable[int], least: int) -> Outlook:
    """Say how answers lie, from how many chose each picture and nothing else: never who, when, nor how many.

    Unanimous and nearly so give the same sentence, so that it is nobody's answer in particular. One voice at the other
    end is enough to talk: it may be the parent whom nobody hears.
    """
    chosen = Counter(places)
    total = sum(chosen.values())
    if total < least:
        return Outlook(Kind.FEW)
    most = max(chosen, key=lambda place: (chosen[place], place == MIDDLE, -place))
    opposite = LAST - most if most != MIDDLE else None
    if total - chosen[most] <= max(1, total // 4) and not (opposite is not None and chosen[opposite]):
        return Outlook(Kind.TOGETHER, (most,))
    apart = bool(chosen[FIRST] and chosen[LAST])
    return Outlook(Kind.APART if apart else Kind.NEIGHBOURS, tuple(sorted(place for place in chosen if chosen[place])))


def big_enough[T](alone: Sequence[T], least: int) -> list[T]:
    """Answers given alone, or none of them when they are so few that somebody could be recognised."""
    return list(alone) if len(alone) >= least else []


def enough_to_look(alone: int, raised: int, least: int) -> bool:
    """Whether a group may look together: enough people answered alone, or enough hands went up on paper."""
    return alone >= least or raised >= least


def shuffled(words: Iterable[str], salt: str) -> list[str]:
    """Each saying once, in an order that stays the same and tells nothing of when or by whom it was written."""
    return sorted(set(words), key=lambda one: hashlib.sha256(f"{salt}\x1f{one}".encode()).digest())


def respondent_key(secret: str, mirror_id: int, person: str) -> str:
    """What stands for a person in one open round: the same for the same person, and readable by nobody."""
    text = f"mirror\x1f{mirror_id}\x1f{person}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()


def opens_again_on(looked_on: datetime.date, days: int) -> datetime.date:
    """The first day of a next round: two rounds close to each other would show whoever changed their answer."""
    return looked_on + datetime.timedelta(days=days)
