"""Alive, and able to work: told apart, quickly, and honestly."""

import shutil
import time

import pytest
from django.db import OperationalError

from territoires.kit import health, schema
from territoires.kit.clockwork import Clock


@pytest.fixture(autouse=True)
def _not_yet_migrated():
    schema._migrated.clear()


def test_alive_without_touching_anything(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db(transaction=True)
class TestReady:
    def test_ready_when_all_is_well(self, client, monkeypatch):
        monkeypatch.setattr(schema, "migrations_on_disk", lambda: set())
        Clock([]).tick()
        told = client.get("/readyz").json()
        assert told["ready"] is True
        assert {told[name] for name in ("database", "migrations", "disk", "clock")} == {"ok"}

    def test_late_clock_is_told_and_does_not_close_the_site(self, client, monkeypatch):
        monkeypatch.setattr(schema, "migrations_on_disk", lambda: set())
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json()["clock"] == "late"

    def test_missing_migration_closes_it(self, client, monkeypatch):
        monkeypatch.setattr(schema, "migrations_on_disk", lambda: {("kit", "9999_tomorrow")})
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["migrations"] == "failing"

    def test_database_away_closes_it(self, client, monkeypatch):
        def fail():
            raise OperationalError

        monkeypatch.setattr(health, "database_answers", fail)
        response = client.get("/readyz")
        assert (response.status_code, response.json()["database"]) == (503, "failing")

    def test_question_that_hangs_is_not_waited_for(self, client, monkeypatch):
        monkeypatch.setattr(health, "database_answers", lambda: time.sleep(2) or True)
        started = time.monotonic()
        assert client.get("/readyz").status_code == 503
        assert time.monotonic() - started < 1.3

    def test_full_disk_closes_it(self, client, monkeypatch):
        full = shutil.disk_usage("/")._replace(free=1000)
        monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: full)
        assert client.get("/readyz").json()["disk"] == "failing"


@pytest.mark.django_db
def test_real_migrations_are_found_on_disk(settings):
    settings.MIGRATION_MODULES = {}
    found = schema.migrations_on_disk()
    assert ("kit", "0001_kit") in found
    assert ("sessions", "0001_initial") in found
