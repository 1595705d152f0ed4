"""Dates of a group: the clock of its place, repeated dates, what is over, how a day and its hours are said."""

import calendar
import datetime
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from territoires.kit.words import PARIS, hour_in_words, in_words

ONCE, WEEKLY, FORTNIGHTLY, MONTHLY = "once", "week", "fortnight", "month"
MOST_DATES = 12
FARTHEST_DAYS = 2 * 365
CORRECTING = datetime.timedelta(hours=1)  # a date changed so soon was a slip of the finger: nobody planned with it
WEEK = datetime.timedelta(days=7)
OVERSEAS = {
    "971": "America/Guadeloupe", "972": "America/Martinique", "973": "America/Cayenne", "974": "Indian/Reunion",
    "975": "America/Miquelon", "976": "Indian/Mayotte", "977": "America/St_Barthelemy", "978": "America/Marigot",
    "986": "Pacific/Wallis", "987": "Pacific/Tahiti", "988": "Pacific/Noumea",
}  # fmt: skip
MARQUESAS = frozenset(("98718", "98723", "98731", "98746", "98756", "98757"))
GAMBIER = "98719"
HOURS = re.compile(r"^(\d{1,2})\s*(?:h|:|\.|heures?)?\s*(\d{2})?\s*(?:min(?:utes?)?)?$", re.IGNORECASE)


def zone_of(department: str, insee: str = "") -> ZoneInfo:
    """The clock of a place: Paris, but for the places across the seas."""
    if insee in MARQUESAS:
        return ZoneInfo("Pacific/Marquesas")
    if insee == GAMBIER:
        return ZoneInfo("Pacific/Gambier")
    return ZoneInfo(OVERSEAS[department]) if department in OVERSEAS else PARIS


def moment(day: datetime.date, hour: datetime.time, zone: ZoneInfo) -> datetime.datetime:
    """That hour of that day on the clock of the place. An hour that spring skips is the same distance from midnight."""
    return datetime.datetime.combine(day, hour, tzinfo=zone)


def today_there(now: datetime.datetime, zone: ZoneInfo) -> datetime.date:
    return now.astimezone(zone).date()


def is_over(day: datetime.date, now: datetime.datetime, zone: ZoneInfo) -> bool:
    """True once the day has passed where the group lives."""
    return day < today_there(now, zone)


def read_hour(text: str) -> datetime.time | None:
    """« 18 h », « 18h30 », « 18:30 », « 9 heures »; None for anything else."""
    found = HOURS.match(" ".join(text.split()))
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


def repeated(first: datetime.date, every: str, times: int) -> list[datetime.date]:
    """The dates announced together, the first included, twelve at most. « Chaque mois » keeps the day of the week:
    the second Tuesday stays the second Tuesday, a fifth one becomes the last."""
    count = 1 if every == ONCE else max(1, min(times, MOST_DATES))
    if every == MONTHLY:
        return [_same_weekday(first, month) for month in range(count)]
    step = WEEK * (2 if every == FORTNIGHTLY else 1)
    return [first + step * number for number in range(count)]


def _same_weekday(first: datetime.date, months_later: int) -> datetime.date:
    rank = (first.day - 1) // 7
    year, month = divmod(first.year * 12 + first.month - 1 + months_later, 12)
    days = list(_weekdays(year, month + 1, first.weekday()))
    return days[min(rank, len(days) - 1)] if rank < 4 else days[-1]


def _weekdays(year: int, month: int, weekday: int) -> Iterator[datetime.date]:
    for day in range(1, calendar.monthrange(year, month)[1] + 1):
        found = datetime.date(year, month, day)
        if found.weekday() == weekday:
            yield found


def postponed_from(
    *, was: datetime.date, before: datetime.date | None, to: datetime.date, announced: datetime.datetime,
    now: datetime.datetime,
) -> datetime.date | None:  # fmt: skip
    """The day a date was first announced for, to be said beside its new day; None when nothing has to be said."""
    first = before or was
    if to == first:
        return None
    if before is None and (to == was or now - announced < CORRECTING):
        return None
    return first


def day_words(day: datetime.date, today: datetime.date | None = None) -> str:
    """« mardi 3 mars » ; with its year when it is not the year that runs."""
    said = in_words(day)
    return said if today is None or day.year != today.year else said.rsplit(" ", 1)[0]


def hours_words(starts: datetime.time, ends: datetime.time | None) -> str:
    """« à 18 h », « de 18 h à 20 h »."""
    if ends is None:
        return f"à {hour_in_words(starts)}"
    return f"de {hour_in_words(starts)} à {hour_in_words(ends)}"
