"""Guards for the whole suite, and the cast: people with names whom every test can call."""

import os

import hypothesis
import pytest
from django.test import Client
from django.utils import timezone

from territoires.kit.actors import INSTALLER
from territoires.networks.actions import load_networks
from territoires.places.tests.factories import few_places
from territoires.vocabulary.actions import load_words
from tests import guards

# A busy machine is no mistake of the code, and one commit has one verdict: new examples are looked for with
# TERRITOIRES_EXPLORE=1.
hypothesis.settings.register_profile(
    "suite",
    deadline=None,
    derandomize="TERRITOIRES_EXPLORE" not in os.environ,
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large],
)
hypothesis.settings.load_profile("suite")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser driver runs an event loop in this thread


@pytest.fixture(autouse=True, scope="session")
def _no_network():
    """Nothing but this machine: a test that reaches further fails at once."""
    with guards.only_loopback():
        yield


@pytest.fixture(autouse=True, scope="session")
def _journal_lifted_between_tests():
    """The database refuses to empty the journal; only the emptying after a test with real transactions may."""
    with guards.journal_lifted_for_flush():
        yield


@pytest.fixture(autouse=True)
def _guarded_client(request, monkeypatch):
    """Reading cannot write, no N+1, no form without token: for every request of the test client."""
    if "unguarded" not in request.keywords:
        guards.guard_client(monkeypatch)


@pytest.fixture(autouse=True)
def _quick_forms(settings):
    """A test fills a form faster than any person; the trap has its own tests."""
    settings.KIT_FORM_MIN_SECONDS = 0


def _client(user=None) -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    if user is not None:
        client.force_login(user)
        client.user = user
    return client


@pytest.fixture
def visitor() -> Client:
    """Somebody passing by, on our own pages."""
    return _client()


@pytest.fixture
def people(db):
    """The cast as accounts, made on demand: people.coordinator, people.animator…"""
    return guards.People()


@pytest.fixture
def reference(db):
    """Every region and department, some sixty communes, the words and the networks."""
    now = timezone.now()
    few_places()
    load_words(now=now, by=INSTALLER)
    load_networks(now=now, by=INSTALLER)


@pytest.fixture
def sign_in():
    """sign_in(user) → a client of that person."""
    return _client


@pytest.fixture
def relay(people) -> Client:
    """A signed-in person without mandate, who types for others."""
    return _client(people.relay)


@pytest.fixture
def animator(people) -> Client:
    """A signed-in person; give her a group in the test."""
    return _client(people.animator)


@pytest.fixture
def delegate(people) -> Client:
    """A signed-in person; give him a network in the test."""
    return _client(people.delegate)


@pytest.fixture
def coordinator(people) -> Client:
    return _client(people.coordinator)


@pytest.fixture
def administrator(people) -> Client:
    return _client(people.administrator)
