"""Periodic work: one plain list of lines, run by whichever clock takes the lease of a line first.

A line may run a little late, never twice at the same time. What it calls must be safe to run again: a clock killed in
the middle leaves a lease that ends, then the line runs once more.
"""

import datetime
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import Error as DatabaseError
from django.db import close_old_connections
from django.db.models import F, Q
from django.utils import timezone

from territoires.kit.models import ClockRun

logger = logging.getLogger(__name__)

LOOK_EVERY = 5.0  # seconds
LEASE = datetime.timedelta(minutes=15)
FIRST_RETRY, LONGEST_RETRY = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
HEARTBEAT = "heartbeat"


@dataclass(frozen=True)
class Line:
    """One thing to do again and again: `every` so often, or each day `at` that local time, or on one `weekday` only
    (Monday is 0)."""

    name: str
    run: Callable[[datetime.datetime], Any]
    every: datetime.timedelta | None = None
    at: datetime.time | None = None
    weekday: int | None = None

    def due_after(self, moment: datetime.datetime) -> datetime.datetime:
        """When it is due next, once it has run at `moment`."""
        if self.every is not None:
            return moment + self.every
        assert self.at is not None
        local = timezone.localtime(moment)
        today = datetime.datetime.combine(local.date(), self.at, local.tzinfo)
        if self.weekday is None:
            days = 0 if today > local else 1
        else:
            days = (self.weekday - local.weekday()) % 7 or (0 if today > local else 7)
        return datetime.datetime.combine(local.date() + datetime.timedelta(days=days), self.at, local.tzinfo)


def every(name: str, run: Callable[[datetime.datetime], Any], *, minutes: int) -> Line:
    return Line(name, run, every=datetime.timedelta(minutes=minutes))


def daily(name: str, run: Callable[[datetime.datetime], Any], at: str) -> Line:
    return Line(name, run, at=datetime.time.fromisoformat(at))


def weekly(name: str, run: Callable[[datetime.datetime], Any], *, on: int, at: str) -> Line:
    """A clock that was stopped on that day runs the line when it is back."""
    return Line(name, run, at=datetime.time.fromisoformat(at), weekday=on)


def retry_after(failures: int) -> datetime.timedelta:
    """A line that fails is tried again after 1, 2, 4… minutes, at most an hour."""
    return min(LONGEST_RETRY, FIRST_RETRY * 2 ** min(failures - 1, 10))


def take(line: Line, now: datetime.datetime) -> str | None:
    """Lease a line that is due; None when it is not, or when another clock has it."""
    lease = secrets.token_hex(8)
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    mine = ClockRun.objects.filter(free, name=line.name, due_at__lte=now)
    return lease if mine.update(lease=lease, leased_until=now + LEASE, started_at=now) else None


def give_back(line: Line, lease: str, **changes: Any) -> None:
    """Note how it went, unless the lease ended meanwhile and another clock has taken over."""
    ClockRun.objects.filter(name=line.name, lease=lease).update(lease="", leased_until=None, **changes)


def run_line(line: Line, lease: str, started: datetime.datetime) -> None:
    try:
        line.run(started)
    except Exception as error:
        logger.exception("the clock could not run %s", line.name)
        failures = ClockRun.objects.values_list("failures", flat=True).get(name=line.name) + 1
        now = timezone.now()
        due_at = min(now + retry_after(failures), line.due_after(now))
        name = type(error).__name__
        give_back(line, lease, ended_at=now, due_at=due_at, failures=F("failures") + 1, last_error=name)
    else:
        now = timezone.now()
        give_back(
            line, lease, ended_at=now, succeeded_at=now, due_at=line.due_after(started), failures=0, last_error=""
        )


class Clock:
    def __init__(self, schedule: Sequence[Line]) -> None:
        self.schedule = schedule
        self.stopping = threading.Event()

    def prepare(self) -> None:
        """Give each line its row. A line that is daily waits for its hour, another runs at once."""
        now = timezone.now()
        rows = [
            ClockRun(name=line.name, due_at=line.due_after(now) if line.at else now, succeeded_at=None)
            for line in self.schedule
        ]
        ClockRun.objects.bulk_create([*rows, ClockRun(name=HEARTBEAT)], ignore_conflicts=True)
        ClockRun.objects.exclude(name__in=[HEARTBEAT, *(line.name for line in self.schedule)]).delete()

    def tick(self) -> int:
        """Run what is due; how many lines that was."""
        self.prepare()
        return self.look()

    def look(self) -> int:
        now = timezone.now()
        due = set(ClockRun.objects.filter(due_at__lte=now).values_list("name", flat=True))
        done = 0
        for line in self.schedule:
            if line.name in due and not self.stopping.is_set() and (lease := take(line, now)):
                run_line(line, lease, now)
                done += 1
        minute_ago = now - datetime.timedelta(minutes=1)
        beat = Q(succeeded_at=None) | Q(succeeded_at__lt=minute_ago)
        ClockRun.objects.filter(beat, name=HEARTBEAT).update(succeeded_at=now)
        return done

    def run(self) -> None:
        """Look every few seconds until asked to stop. A database that is away is waited for."""
        ready = False
        while not self.stopping.is_set():
            try:
                close_old_connections()
                if not ready:
                    self.prepare()
                    ready = True
                self.look()
            except DatabaseError as error:
                logger.warning("the clock waits for the database (%s)", type(error).__name__)
            self.stopping.wait(LOOK_EVERY)
        close_old_connections()


def is_beating(now: datetime.datetime) -> bool:
    """True when a clock has looked in the last three minutes."""
    return ClockRun.objects.filter(name=HEARTBEAT, succeeded_at__gte=now - datetime.timedelta(minutes=3)).exists()
