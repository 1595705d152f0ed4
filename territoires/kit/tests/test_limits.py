"""How often something may be asked: counted in the database, by network, and forgotten."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import RequestFactory

from territoires.kit import limits
from territoires.kit.models import RateCount

NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.mark.django_db
def test_the_limit_is_reached_and_refuses():
    assert [limits.allow("message", "192.0.2.1", 3, 3600, NOW) for _post in range(5)] == [
        True,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.django_db
def test_names_people_and_windows_are_counted_apart():
    assert limits.allow("message", "192.0.2.1", 1, 3600, NOW)
    assert limits.allow("call", "192.0.2.1", 1, 3600, NOW)
    assert limits.allow("message", "192.0.2.2", 1, 3600, NOW)
    assert limits.allow("message", "192.0.2.1", 1, 3600, NOW + HOUR)
    assert not limits.allow("message", "192.0.2.1", 1, 3600, NOW)


@pytest.mark.django_db
def test_nobody_can_read_who_was_counted():
    limits.allow("message", "192.0.2.1", 1, 3600, NOW)
    row = RateCount.objects.get()
    assert "192" not in row.key
    assert len(row.key) == 64


@pytest.mark.django_db
def test_hash_depends_on_the_secret_key(settings):
    one = limits.hashed("a", "b")
    settings.SECRET_KEY = "another" * 10
    assert limits.hashed("a", "b") != one


def test_parts_are_not_run_together():
    assert limits.hashed("ab", "c") != limits.hashed("a", "bc")


@pytest.mark.django_db
def test_windows_that_are_over_are_forgotten():
    limits.allow("message", "a", 1, 3600, NOW)
    limits.allow("message", "b", 1, 24 * 3600, NOW)
    assert limits.purge(NOW + HOUR) == 1
    assert RateCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    """Twenty threads, five posts each: exactly forty pass."""
    passed = []

    def post():
        for _time in range(5):
            passed.append(limits.allow("message", "a", 40, 3600, NOW))
        connection.close()

    threads = [threading.Thread(target=post) for _person in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(passed), sum(passed)) == (100, 40)


def request_from(address: str, forwarded: str = ""):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR=address, **extra)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_network_of_an_address(address, network):
    assert limits.network_of(request_from(address)) == network


def test_words_of_the_sender_about_its_address_are_not_believed(settings):
    settings.TRUST_PROXY = False
    assert limits.network_of(request_from("192.0.2.1", "10.9.8.7")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        ("198.51.100.4", "198.51.100.4"),
        ("6.6.6.6, 198.51.100.4", "198.51.100.4"),
        ("6.6.6.6,7.7.7.7,  198.51.100.4", "198.51.100.4"),
        ("", "192.0.2.1"),
        ("198.51.100.4,", "192.0.2.1"),
        ("unknown", "unknown"),
    ],
)
def test_front_server_of_ours_is_believed_for_what_it_wrote_itself(settings, forwarded, network):
    """Only the last entry is its own; whatever comes before was sent by the client."""
    settings.TRUST_PROXY = True
    assert limits.network_of(request_from("192.0.2.1", forwarded)) == network
