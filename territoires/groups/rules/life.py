"""Pure decisions about the life of a group: when one asks, when one doubts, whom one calls first."""

import datetime
from dataclasses import dataclass

LETTERS = 3  # « toujours vrai ? » and its two reminders
HELP, STEP, ALONE, SILENT, UNSURE = "help", "step", "alone", "silent", "unsure"
REASONS = (HELP, STEP, ALONE, SILENT, UNSURE)  # whom one calls first


def newest(*days: datetime.date | None) -> datetime.date | None:
    """The latest of the days that are known."""
    return max((day for day in days if day is not None), default=None)


def is_over(since: datetime.date, days: int, today: datetime.date) -> bool:
    """True when so many days have passed since that day."""
    return today - since >= datetime.timedelta(days=days)


def reminder_due(*, step: int, stepped_on: datetime.date, today: datetime.date, remind_after: int) -> bool:
    """True when the question waits for its next letter; there are two reminders and no more."""
    return step < LETTERS and is_over(stepped_on, remind_after, today)


def to_doubt(*, step: int, stepped_on: datetime.date, today: datetime.date, remind_after: int) -> bool:
    """True when the last reminder had its time too: the page says « à confirmer »."""
    return step >= LETTERS and is_over(stepped_on, remind_after, today)


def to_fade(
    *, unsure_since: datetime.date | None, known_true_on: datetime.date, today: datetime.date, fade_after: int
) -> bool:
    """True when nobody said for so long that the page is true, and the group was asked in vain."""
    return unsure_since is not None and is_over(known_true_on, fade_after, today)


def can_reopen(ended_on: datetime.date, today: datetime.date, days: int) -> bool:
    return not is_over(ended_on, days + 1, today)


@dataclass(frozen=True)
class Facts:
    """What decides whether somebody should call a group. Days of rest and of end are not here: nobody is called then.

    asked_help_on: the group asked for a hand or a buddy and nobody called since · step_on: a next step promised ·
    alone_since: nobody animates it · silent_since: the letter to a quiet group stays without answer · true_on: the day
    the page was last known to be true · called_on: the last exchange.
    """

    today: datetime.date
    asked_help_on: datetime.date | None = None
    step_on: datetime.date | None = None
    alone_since: datetime.date | None = None
    silent_since: datetime.date | None = None
    true_on: datetime.date | None = None
    called_on: datetime.date | None = None


def reason_to_call(
    facts: Facts, *, confirm_after: int, answer_within: int, call_again_after: int, leave_to_delegates: int = 0
) -> tuple[str, datetime.date] | None:
    """Why to call and since when; None when there is no reason, or somebody called a short while ago.

    What was asked for or promised is not put off by an earlier call; the rest waits until that call is a while ago,
    and, for who comes after a delegate, that many days more.
    """
    if facts.asked_help_on is not None:
        return HELP, facts.asked_help_on
    if facts.step_on is not None and facts.step_on <= facts.today:
        return STEP, facts.step_on
    if facts.called_on is not None and not is_over(facts.called_on, call_again_after, facts.today):
        return None
    waits = (
        (ALONE, facts.alone_since, 0),
        (SILENT, facts.silent_since, answer_within),
        (UNSURE, facts.true_on, confirm_after),
    )
    for reason, since, days in waits:
        if since is not None and is_over(since, days + leave_to_delegates, facts.today):
            return reason, since
    return None


KM_FOR_A_THEME = 30


def nearness(km: float, shared_themes: int) -> float:
    """What sorts groups that could accompany another: kilometres, less some for each theme in common."""
    return km - KM_FOR_A_THEME * shared_themes
