"""A flood of posts asks for a little silent work, and shuts the door to nobody."""

import datetime
from collections.abc import Sequence

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from territoires.kit import breaker
from territoires.kit.access import public_form
from territoires.kit.models import FloodBreaker

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 21, 10, 30, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
EASY = 6  # bits, so that tests work little


@pytest.fixture(autouse=True)
def _easy_work(monkeypatch):
    monkeypatch.setattr(breaker, "WORK_BITS", EASY)
    monkeypatch.setattr(breaker.is_solved, "__defaults__", (EASY,))


def post(answer: str = "") -> HttpRequest:
    return RequestFactory().post("/", {breaker.WORK_FIELD: answer} if answer else {}, REMOTE_ADDR="192.0.2.1")


def solve(challenge: str, skip: int = 0, unlike: Sequence[str] = ()) -> str:
    """An answer to the challenge; so easy work may solve another one by chance, so `unlike` names those it must not."""
    found = (
        str(n)
        for n in range(100_000)
        if breaker.is_solved(challenge, str(n), EASY)
        and not any(breaker.is_solved(other, str(n), EASY) for other in unlike)
    )
    return [next(found) for _time in range(skip + 1)][-1]


def flood(posts: int, form: str = "message", now: datetime.datetime = NOW) -> None:
    for _post in range(posts):
        breaker.count_post(form, now, posts_an_hour=5)


def test_quiet_days_ask_for_nothing():
    flood(5)
    assert breaker.challenge_for_page("message", NOW) == ""
    assert not breaker.is_held(post(), "message", NOW)


def test_flood_trips_the_breaker_of_that_form_only():
    flood(6)
    assert breaker.is_tripped("message", NOW)
    assert breaker.challenge_for_page("message", NOW)
    assert not breaker.is_tripped("call-back", NOW)


def test_post_without_work_is_taken_and_held():
    flood(6)
    assert breaker.is_held(post(), "message", NOW)


def test_post_with_work_goes_on():
    flood(6)
    answer = solve(breaker.challenge_of("message", NOW))
    assert not breaker.is_held(post(answer), "message", NOW)


def test_work_counts_once():
    flood(6)
    answer = solve(breaker.challenge_of("message", NOW))
    assert not breaker.is_held(post(answer), "message", NOW)
    assert breaker.is_held(post(answer), "message", NOW)
    assert not breaker.is_held(post(solve(breaker.challenge_of("message", NOW), skip=1)), "message", NOW)


def test_work_of_the_hour_before_counts_and_older_does_not():
    later = [breaker.challenge_of("message", NOW + n * HOUR) for n in (1, 2)]
    answer = solve(breaker.challenge_of("message", NOW), unlike=later)
    assert breaker.has_worked(post(answer), "message", NOW + HOUR)
    assert not breaker.has_worked(post(answer), "message", NOW + 2 * HOUR)


def test_work_for_another_form_does_not_count():
    answer = solve(breaker.challenge_of("call-back", NOW), unlike=[breaker.challenge_of("message", NOW)])
    assert breaker.has_worked(post(answer), "call-back", NOW)
    assert not breaker.has_worked(post(answer), "message", NOW)


@pytest.mark.parametrize("answer", ["", "é", "x" * 21, "12 ", "٣"])
def test_nonsense_is_no_work(answer):
    assert not breaker.is_solved(breaker.challenge_of("message", NOW), answer, 17)


def test_work_is_what_the_browser_computes():
    """The same words as kit/work.js: SHA-256 of « challenge:answer », leading zero bits. 75,919 was found by hand."""
    challenge = "0" * 32
    answer = next(str(n) for n in range(10**6) if breaker.is_solved(challenge, str(n), 12))
    assert breaker.is_solved(challenge, answer, 12)
    assert not breaker.is_solved(challenge, answer + "0", 60)


def test_breaker_closes_again_after_an_hour_of_calm():
    flood(6)
    assert not breaker.is_tripped("message", NOW + HOUR)
    assert breaker.purge(NOW + HOUR + datetime.timedelta(seconds=1)) == 1


def test_flood_that_goes_on_keeps_it_tripped_with_few_writes(django_assert_max_num_queries):
    flood(6)
    with django_assert_max_num_queries(3):
        breaker.count_post("message", NOW, posts_an_hour=5)
    half_an_hour = NOW + datetime.timedelta(minutes=20)
    breaker.count_post("message", half_an_hour, posts_an_hour=5)
    assert FloodBreaker.objects.get().tripped_until == half_an_hour + HOUR


def test_view_of_a_public_form_knows_whether_the_post_is_held(monkeypatch):
    seen = []

    @public_form(name="message")
    def view(request):
        seen.append(getattr(request, "held", None))
        return HttpResponse("")

    request = post()
    request.META["HTTP_SEC_FETCH_SITE"] = "same-origin"
    view(request)
    breaker.trip("message", timezone.now())
    view(request)
    assert seen == [False, True]


def test_page_of_a_form_asks_for_work_during_a_flood_only(client, monkeypatch):
    """In its head, for the one form that is flooded; forms of other names stay as they are."""
    address = reverse("front:contact")
    monkeypatch.setattr(breaker, "challenge_for_page", lambda form, now: "")
    assert b"kit-work" not in client.get(address).content
    monkeypatch.setattr(breaker, "challenge_for_page", lambda form, now: "a" * 32)
    asked = client.get(address).content.decode()
    assert f'data-challenge="{"a" * 32}" data-bits="{EASY}"' in asked
    assert "work.js" in asked
