"""Nothing at the door tells whether an address has an account: not the page, not the work behind it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from territoires.accounts import timing
from territoires.accounts.models import User
from territoires.accounts.tests.steps import ask_code, browser, type_code
from territoires.mailer import queries
from territoires.mailer.models import Letter
from territoires.mailer.rules import NOBODY

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "sophie@exemple.fr", "absent@exemple.fr"


@pytest.fixture(autouse=True)
def sophie(people):
    assert people.animator.email == KNOWN
    return people.animator


def shape(queries):
    """What the database is asked, without the values."""
    return [re.sub(r"'[^']*'|\b\d+\b|s\d+_x\d+", "?", query["sql"].split("VALUES")[0])[:160] for query in queries]


def neutral(response, email):
    text = response.content.decode().replace(email, "ADDRESS")
    return re.sub(r'value="[\d.]+:[\w-]+"', "TOKEN", text)


def visible_headers(response):
    hidden = {"X-Request-ID", "ETag"}
    return {name: value for name, value in response.items() if name not in hidden}


def walk(email):
    """The whole way of somebody who has no code: ask, look at the page, try a code."""
    client = browser()
    asked = ask_code(client, email)
    page = client.get(asked["Location"])
    tried = type_code(client, "0000-0000")
    return client, (asked, page, tried)


def test_the_same_answers_word_for_word():
    _client, known = walk(KNOWN)
    _client, unknown = walk(UNKNOWN)
    for one, other in zip(known, unknown, strict=True):
        assert one.status_code == other.status_code
        assert one.get("Location") == other.get("Location")
        assert visible_headers(one) == visible_headers(other)
        assert neutral(one, KNOWN) == neutral(other, UNKNOWN)


def test_the_same_cookies():
    (one, _), (other, _) = walk(KNOWN), walk(UNKNOWN)
    assert set(one.cookies) == set(other.cookies) == {"session"}
    assert one.cookies["session"]["max-age"] == other.cookies["session"]["max-age"]


@pytest.mark.parametrize("step", [0, 1, 2])
def test_the_same_work_for_the_database(step):
    done = {}
    for email in (KNOWN, UNKNOWN):
        client = browser()
        steps = [
            lambda client=client, email=email: ask_code(client, email),
            lambda client=client: client.get(reverse("account_confirm_login_code")),
            lambda client=client: type_code(client, "0000-0000"),
        ]
        for number, go in enumerate(steps):
            with CaptureQueriesContext(connection) as captured:
                go()
            if number == step:
                done[email] = shape(captured.captured_queries)
                break
    assert done[KNOWN] == done[UNKNOWN]
    assert done[KNOWN]


def test_the_same_number_of_letters_one_of_them_to_nobody():
    walk(KNOWN)
    walk(UNKNOWN)
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted([KNOWN, NOBODY])
    lengths = {len(letter.text) for letter in Letter.objects.all()}
    assert len(lengths) == 1
    assert [letter.to for letter in queries.mailbox()] == [KNOWN]
    assert not Letter.objects.filter(text__contains=UNKNOWN).exists()


def test_the_code_of_the_blank_letter_opens_nothing():
    client = browser()
    ask_code(client, UNKNOWN)
    code = re.search(r"\d{4}-\d{4}", Letter.objects.get(to=NOBODY).text).group()
    assert type_code(client, code).status_code == 422
    assert type_code(client, "").status_code == 422
    assert "_auth_user_id" not in client.session


def test_the_same_five_tries():
    for email in (KNOWN, UNKNOWN):
        client = browser()
        ask_code(client, email)
        assert [type_code(client, "00000000").status_code for _ in range(5)] == [422, 422, 422, 422, 200]


def test_the_same_limit_of_letters():
    for email in (KNOWN, UNKNOWN):
        client = browser()
        assert [ask_code(client, email).status_code for _ in range(6)] == [302] * 5 + [422]


def test_the_figure_of_the_bench_can_be_computed():
    for number in range(3 + timing.WARM_UP):
        User.objects.create_user(f"known{number}@exemple.fr", "Sophie")
    known, unknown = timing.measure(pairs=3)
    assert (len(known), len(unknown)) == (3, 3)
    assert "difference" in timing.report(known, unknown)


def test_the_best_guess_sees_a_difference_when_there_is_one():
    assert timing.best_guess([1.0, 1.1, 1.2], [5.0, 5.1, 5.2]) == 1.0
    assert timing.best_guess([1.0, 5.0], [1.0, 5.0]) == 0.5
