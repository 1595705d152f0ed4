"""Several machines on one PostgreSQL: what one changes, the others hear."""

import time

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from territoires.kit.edge import listen
from territoires.kit.edge.changes import Changes
from territoires.kit.edge.sql import ANYTHING, slot_of
from territoires.kit.models import FloodBreaker, RateCount

pytestmark = [
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is on one machine by nature"),
    pytest.mark.django_db(transaction=True),
]
TABLE = slot_of(FloodBreaker._meta.db_table)


@pytest.fixture
def other_machine(monkeypatch):
    """The change numbers of another machine, and the thread that keeps them."""
    numbers = Changes()
    monkeypatch.setattr(listen, "changes", lambda: numbers)
    monkeypatch.setattr(listen, "AGAIN", 0.1)
    listener = listen.start()
    assert listener.listening.wait(10)
    yield numbers, listener
    listener.stopping.set()
    listener.join(10)


def becomes_true(question, seconds: float = 5) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.01)
    return False


def save(name: str) -> None:
    FloodBreaker.objects.create(form=name, tripped_until=timezone.now())


def test_change_is_heard_within_a_second(other_machine):
    numbers, _listener = other_machine
    before = numbers.values[TABLE]
    started = time.monotonic()
    save("Roubaix")
    assert becomes_true(lambda: numbers.values[TABLE] != before)
    assert time.monotonic() - started < 1


def test_change_is_heard_once_committed_and_not_before(other_machine):
    numbers, _listener = other_machine
    before = numbers.values[TABLE]
    with transaction.atomic():
        save("Roubaix")
        time.sleep(0.3)
        assert numbers.values[TABLE] == before
    assert becomes_true(lambda: numbers.values[TABLE] != before)


def test_what_is_rolled_back_is_not_heard(other_machine):
    numbers, _listener = other_machine
    before = numbers.values[TABLE]
    with transaction.atomic():
        save("Roubaix")
        transaction.set_rollback(True)
    time.sleep(0.3)
    assert numbers.values[TABLE] == before


def test_what_changes_all_the_time_is_not_told(other_machine):
    numbers, _listener = other_machine
    before = numbers.values[0]
    RateCount.objects.create(key="k", expires_at=timezone.now())
    time.sleep(0.3)
    assert numbers.values[0] == before


def test_after_a_lost_connection_everything_is_doubted(other_machine):
    numbers, listener = other_machine
    before = numbers.values[ANYTHING]
    listener.listening.clear()
    with psycopg.connect(**listener.parameters, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = %s AND pid <> pg_backend_pid()",
            [listen.NAME],
        )
    assert becomes_true(lambda: numbers.values[ANYTHING] != before)
    before = numbers.values[TABLE]
    assert listener.listening.wait(5)
    save("Lille")
    assert becomes_true(lambda: numbers.values[TABLE] != before)
