"""Two thousand nasty requests; `./run fuzz` sends ten thousand."""

import os

import pytest

from tests import fuzz
from tests import world as worlds

pytestmark = [pytest.mark.django_db, pytest.mark.unguarded, pytest.mark.slow]
COUNT = int(os.environ.get("TERRITOIRES_FUZZ", "2000"))
SEED = int(os.environ.get("TERRITOIRES_FUZZ_SEED", "20261121"))


@pytest.fixture
def clients(people, sign_in, visitor, reference):
    roles = ("relay", "member", "animator", "other_animator", "delegate", "coordinator", "administrator")
    return {"visitor": visitor} | {role: sign_in(getattr(people, role)) for role in roles}


def test_no_request_makes_the_site_fail(people, clients, capsys):
    known = worlds.known_values(worlds.build(people))
    outcome = fuzz.attack(clients=clients, known=known, count=COUNT, seed=SEED)
    with capsys.disabled():
        print(f"\nfuzz: {outcome.sent} requests, seed {SEED}, {len(outcome.failures)} problems")
    assert not outcome.failures, "\n".join(outcome.failures[:40])


def test_the_fuzz_sees_a_failure(people, clients, monkeypatch):
    """Negative control: a view that fails is reported."""
    worlds.build(people)

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("territoires.places.queries.search", broken)
    monkeypatch.setattr("territoires.places.views.queries.search", broken, raising=False)
    monkeypatch.setattr("territoires.places.views.search_places", broken, raising=False)
    outcome = fuzz.attack(clients=clients, known={}, count=600, seed=SEED)
    assert outcome.failures
