"""Pure decisions about local groups: what may follow what, who takes care of what and when."""

import datetime
import math
from dataclasses import dataclass

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


def spread(lat: float, lon: float, rank: int) -> tuple[float, float]:
    """Where the group of that rank stands when several share a centre: the first on it, the next ones in a spiral
    around it, always at the same place, a few hundred metres apart."""
    if rank <= 0:
        return lat, lon
    distance = SPREAD_KM * math.sqrt(rank) / KM_PER_DEGREE
    angle = rank * GOLDEN_ANGLE
    across = max(math.cos(math.radians(lat)), 0.01)
    return round(lat + distance * math.sin(angle), 6), round(lon + distance * math.cos(angle) / across, 6)
