"""Periodic work: in time, by one clock at a time, tried again when it fails."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.utils import timezone

from territoires.kit import clock as kit_clock
from territoires.kit import clockwork
from territoires.kit.clockwork import HEARTBEAT, Clock, daily, every
from territoires.kit.models import ClockRun, OnceKey, RateCount

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def at(monkeypatch):
    """at(moment) sets the clock on the wall."""

    def set_time(moment):
        monkeypatch.setattr(clockwork.timezone, "now", lambda: moment)

    set_time(NOW)
    return set_time


@pytest.fixture
def calls():
    return []


@pytest.mark.django_db
class TestClock:
    def test_runs_what_is_due_and_not_before_it_is_due_again(self, at, calls):
        clock = Clock([every("a", calls.append, minutes=10)])
        assert [clock.tick(), clock.tick()] == [1, 0]
        at(NOW + 9 * MINUTE)
        assert clock.tick() == 0
        at(NOW + 10 * MINUTE)
        assert clock.tick() == 1
        assert calls == [NOW, NOW + 10 * MINUTE]

    def test_daily_work_waits_for_its_hour(self, at, calls):
        clock = Clock([daily("a", calls.append, at="03:10")])
        assert clock.tick() == 0
        tomorrow = datetime.datetime(2026, 11, 22, 3, 10, tzinfo=PARIS)
        at(tomorrow - MINUTE)
        assert clock.tick() == 0
        at(tomorrow + MINUTE)
        assert clock.tick() == 1
        assert ClockRun.objects.get(name="a").due_at == tomorrow + datetime.timedelta(days=1)

    def test_two_clocks_do_the_work_once(self, at, calls):
        one, two = (Clock([every("a", calls.append, minutes=10)]) for _clock in range(2))
        one.prepare()
        two.prepare()
        line = one.schedule[0]
        lease = clockwork.take(line, NOW)
        assert clockwork.take(line, NOW) is None
        assert two.look() == 0
        clockwork.run_line(line, lease, NOW)
        assert two.look() == 0
        assert calls == [NOW]

    def test_work_of_a_killed_clock_is_taken_over(self, at, calls):
        clock = Clock([every("a", calls.append, minutes=10)])
        clock.prepare()
        dead = clockwork.take(clock.schedule[0], NOW)
        at(NOW + clockwork.LEASE)
        assert clock.look() == 1
        clockwork.give_back(clock.schedule[0], dead, due_at=NOW)  # it was not dead, only slow: it has no say any more
        assert ClockRun.objects.get(name="a").due_at > NOW

    def test_failure_is_noted_and_tried_again_later_and_later(self, at, caplog):
        def fail(now):
            raise LookupError("Fatima, 06 12 34 56 78")

        clock = Clock([daily("a", fail, at="03:10")])
        clock.prepare()
        ClockRun.objects.filter(name="a").update(due_at=NOW)
        waits = []
        for _time in range(3):
            clock.look()
            row = ClockRun.objects.get(name="a")
            waits.append(row.due_at - clockwork.timezone.now())
            at(row.due_at)
        assert waits == [MINUTE, 2 * MINUTE, 4 * MINUTE]
        assert (row.failures, row.last_error, row.succeeded_at) == (3, "LookupError", None)
        assert clockwork.retry_after(50) == clockwork.LONGEST_RETRY

    def test_one_failure_does_not_stop_the_others(self, at, calls):
        def fail(now):
            raise LookupError

        clock = Clock([every("a", fail, minutes=10), every("b", calls.append, minutes=10)])
        assert clock.tick() == 2
        assert calls == [NOW]

    def test_success_clears_the_failures(self, at, calls):
        clock = Clock([every("a", calls.append, minutes=10)])
        clock.prepare()
        ClockRun.objects.filter(name="a").update(failures=4, last_error="X")
        clock.look()
        row = ClockRun.objects.get(name="a")
        assert (row.failures, row.last_error, row.succeeded_at) == (0, "", NOW)

    def test_line_taken_off_the_schedule_is_forgotten(self, at, calls):
        Clock([every("a", calls.append, minutes=10)]).prepare()
        Clock([]).prepare()
        assert set(ClockRun.objects.values_list("name", flat=True)) == {HEARTBEAT}

    def test_clock_beats(self, at):
        assert not clockwork.is_beating(NOW)
        Clock([]).tick()
        assert clockwork.is_beating(NOW + MINUTE)
        assert not clockwork.is_beating(NOW + 4 * MINUTE)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-03-28T12:00", "2026-03-29T03:10"),  # the night that loses an hour
        ("2026-10-24T12:00", "2026-10-25T03:10"),  # the night that has one twice
        ("2026-11-21T03:10", "2026-11-22T03:10"),
        ("2026-11-21T03:09", "2026-11-21T03:10"),
    ],
)
def test_daily_hour_is_the_hour_on_the_wall(moment, due):
    line = daily("a", print, at="03:10")
    found = line.due_after(datetime.datetime.fromisoformat(moment).replace(tzinfo=PARIS))
    assert found.astimezone(PARIS).isoformat()[:16] == due


@pytest.mark.django_db
def test_what_is_past_is_forgotten():
    RateCount.objects.create(key="old", expires_at=NOW - MINUTE)
    OnceKey.objects.create(key="old", expires_at=NOW - MINUTE)
    RateCount.objects.create(key="new", expires_at=NOW + MINUTE)
    assert kit_clock.forget_counts(NOW) == 2
    assert kit_clock.forget_tasks(timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_real_schedule_runs_from_end_to_end(settings):
    """Every line of the schedule, once, on an empty site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    call_command("run_jobs", once=True)
    ClockRun.objects.update(due_at=NOW)
    call_command("run_jobs", once=True)
    assert set(ClockRun.objects.exclude(name=HEARTBEAT).values_list("last_error", flat=True)) == {""}
    assert not ClockRun.objects.filter(succeeded_at=None).exists()
