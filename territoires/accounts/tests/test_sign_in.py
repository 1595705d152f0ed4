"""By code or link received by e-mail: single use, fifteen minutes, bound to the browser that asked."""

import time

import pytest
from django.urls import reverse

from territoires.accounts.tests.steps import (
    ask_code,
    browser,
    code_in,
    come_in,
    is_in,
    last_letter,
    link_in,
    type_code,
)
from territoires.audit.models import JournalEntry
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def sophie(people):
    return people.animator


def wait(monkeypatch, seconds):
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + seconds)


def wrong(code):
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def test_the_door_asks_for_an_address_and_sets_no_cookie():
    client = browser()
    page = client.get(reverse("account_login"))
    assert page.status_code == 200
    assert "Recevoir un code" in page.content.decode()
    assert not client.cookies


def test_the_code_of_the_letter_opens_the_door(sophie):
    client = browser()
    asked = ask_code(client, sophie.email)
    assert (asked.status_code, asked["Location"]) == (302, "/connexion/code/")
    assert not is_in(client)
    answer = type_code(client, code_in(last_letter(sophie.email)))
    assert (answer.status_code, answer["Location"]) == (302, "/espace/")
    assert is_in(client)
    assert JournalEntry.objects.filter(verb="accounts.sign_in", actor_id=sophie.pk).count() == 1


@pytest.mark.parametrize("written", ["{a}{b}", "{a} {b}", " {a}–{b} ", "{a}-{b}\u200b"])
def test_a_code_may_be_typed_in_many_ways(sophie, written):
    client = browser()
    ask_code(client, sophie.email)
    a, b = code_in(last_letter(sophie.email)).split("-")
    type_code(client, written.format(a=a, b=b))
    assert is_in(client)


def test_figures_of_another_script_are_figures(sophie):
    client = browser()
    ask_code(client, sophie.email)
    arabic = code_in(last_letter(sophie.email)).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    type_code(client, arabic)
    assert is_in(client)


def test_the_link_opens_the_page_with_the_code_filled_in_and_signs_nobody_in(sophie):
    client = browser()
    ask_code(client, sophie.email)
    letter = last_letter(sophie.email)
    page = client.get(link_in(letter))
    assert f'value="{code_in(letter)}"' in page.content.decode()
    assert not is_in(client)
    client.post(link_in(letter), {"code": code_in(letter)})
    assert is_in(client)


def test_a_scanner_of_letters_that_follows_the_link_uses_nothing_up(sophie):
    client = browser()
    ask_code(client, sophie.email)
    letter = last_letter(sophie.email)
    for _ in range(3):
        assert browser().get(link_in(letter)).status_code == 200
    type_code(client, code_in(letter))
    assert is_in(client)


def test_in_another_browser_link_and_code_explain_and_open_nothing(sophie):
    ask_code(browser(), sophie.email)
    letter, other = last_letter(sophie.email), browser()
    page = other.get(link_in(letter))
    assert page.status_code == 200
    assert "là où vous l'avez demandé" in page.content.decode().replace("&#x27;", "'")
    assert "no-store" in page["Cache-Control"]
    other.post(link_in(letter), {"code": code_in(letter)})
    type_code(other, code_in(letter))
    assert not is_in(other)
    assert not other.cookies


def test_another_browser_waiting_for_its_own_code_refuses_that_one(sophie, people):
    ask_code(browser(), sophie.email)
    code = code_in(last_letter(sophie.email))
    other = browser()
    ask_code(other, people.relay.email)
    assert type_code(other, code).status_code == 422
    assert not is_in(other)


def test_a_used_code_opens_nothing_a_second_time(sophie):
    client = browser()
    come_in(client, sophie.email)
    code = code_in(last_letter(sophie.email))
    client.post(reverse("account_logout"), {"csrfmiddlewaretoken": ""})
    client.cookies.clear()
    type_code(client, code)
    assert not is_in(client)


def test_a_used_code_is_dead_even_with_the_old_cookie(sophie):
    client = browser()
    ask_code(client, sophie.email)
    old_cookie, code = client.cookies["session"].value, code_in(last_letter(sophie.email))
    type_code(client, code)
    thief = browser()
    thief.cookies["session"] = old_cookie
    type_code(thief, code)
    assert not is_in(thief)
    assert is_in(client)


def test_signing_in_changes_the_session_key(sophie):
    client = browser()
    ask_code(client, sophie.email)
    before = client.session.session_key
    type_code(client, code_in(last_letter(sophie.email)))
    assert client.session.session_key != before


def test_after_fifteen_minutes_the_code_is_over(sophie, monkeypatch):
    client = browser()
    ask_code(client, sophie.email)
    code = code_in(last_letter(sophie.email))
    wait(monkeypatch, 15 * 60 + 1)
    page = type_code(client, code)
    assert "Demander un code" in page.content.decode()
    assert not is_in(client)


def test_just_before_fifteen_minutes_it_still_works(sophie, monkeypatch):
    client = browser()
    ask_code(client, sophie.email)
    wait(monkeypatch, 15 * 60 - 5)
    type_code(client, code_in(last_letter(sophie.email)))
    assert is_in(client)


def test_a_new_code_ends_the_old_one(sophie):
    client = browser()
    ask_code(client, sophie.email)
    old = code_in(last_letter(sophie.email))
    ask_code(client, sophie.email)
    new = code_in(last_letter(sophie.email))
    assert type_code(client, old).status_code == 422
    assert not is_in(client)
    type_code(client, new)
    assert is_in(client)


def test_a_wrong_code_is_said_kindly_and_another_try_is_possible(sophie):
    client = browser()
    ask_code(client, sophie.email)
    code = code_in(last_letter(sophie.email))
    page = type_code(client, wrong(code))
    assert page.status_code == 422
    assert "pas le bon code" in page.content.decode()
    assert "<title>Erreur :" in page.content.decode()
    type_code(client, code)
    assert is_in(client)


def test_after_five_wrong_codes_even_the_right_one_is_refused(sophie):
    client = browser()
    ask_code(client, sophie.email)
    code = code_in(last_letter(sophie.email))
    answers = [type_code(client, wrong(code)).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 200]
    type_code(client, code)
    assert not is_in(client)


def test_a_hundred_tries_at_once_with_one_session_are_five_tries(sophie):
    client = browser()
    ask_code(client, sophie.email)
    code, key = code_in(last_letter(sophie.email)), client.cookies["session"].value
    store = client.session
    waiting = dict(store.items())
    for _ in range(5):
        type_code(client, wrong(code))
        store.clear()
        store.update(waiting)  # what a request that arrived at the same moment still sees
        store.save()
        client.cookies["session"] = key
    type_code(client, code)
    assert not is_in(client)


@pytest.mark.parametrize("code", ["", "-", "0", "00000000", "é" * 8, "²²²²²²²²", "1" * 4000, "\x00", "';--"])
def test_odd_codes_are_refused_without_a_crash(sophie, code):
    client = browser()
    ask_code(client, sophie.email)
    assert type_code(client, code).status_code == 422
    assert not is_in(client)


def test_the_sixth_letter_in_an_hour_is_not_sent(sophie):
    client = browser()
    for _ in range(5):
        assert ask_code(client, sophie.email.upper()).status_code == 302
    page = ask_code(client, sophie.email)
    assert page.status_code == 422
    assert "Attendez une heure" in page.content.decode()
    assert Letter.objects.filter(to=sophie.email, kind="accounts.code").count() == 5


def test_the_twenty_first_asking_from_one_network_is_not_heard():
    client = browser()
    answers = [ask_code(client, f"nobody{number}@exemple.fr").status_code for number in range(21)]
    assert answers == [302] * 20 + [429]


def test_a_post_from_another_site_is_refused(sophie):
    client = browser(**{"sec-fetch-site": "cross-site"})
    assert ask_code(client, sophie.email).status_code == 403
    assert not Letter.objects.exists()


def test_a_closed_account_gets_no_code(sophie):
    sophie.is_active = False
    sophie.save()
    ask_code(browser(), sophie.email)
    assert last_letter(sophie.email) is None


def test_a_robot_that_fills_the_trap_writes_to_nobody(sophie):
    answer = browser().post(reverse("account_login"), {"email": sophie.email, "site_web": "x"})
    assert answer.status_code == 302
    assert not Letter.objects.exists()


def test_people_go_where_they_wanted_to_go(sophie):
    client = browser()
    assert ask_code(client, sophie.email, next="/compte/")["Location"] == "/connexion/code/?next=%2Fcompte%2F"
    answer = type_code(client, code_in(last_letter(sophie.email)), next="/compte/")
    assert answer["Location"] == "/compte/"


ELSEWHERE = [
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "javascript:alert(1)",
    "/\\evil.example",
    "evil",
    "{}",
    "٣",
    "\x00",
    "/" + "x" * 600,
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_but_never_to_another_site(sophie, elsewhere):
    client = browser()
    assert ask_code(client, sophie.email, next=elsewhere)["Location"] == "/connexion/code/"
    answer = type_code(client, code_in(last_letter(sophie.email)), next=elsewhere)
    assert answer["Location"] == "/espace/"
    assert client.get(reverse("account_login", query={"next": elsewhere}))["Location"] == "/espace/"


def test_the_letter_has_code_link_signature_and_no_word_of_a_stranger(sophie, settings):
    ask_code(browser(), sophie.email)
    letter = last_letter(sophie.email)
    assert letter.subject == "Votre code pour entrer"
    assert letter.text.startswith(f"Bonjour,\n\nVotre code : {code_in(letter)}\n")
    assert f"{settings.SITE_URL}/connexion/code/?code={code_in(letter)}" in letter.text
    assert settings.COORDINATION_PHONE in letter.text
    assert letter.useful_until is not None


def test_no_password_opens_anything(sophie, client):
    sophie.set_password("motdepasse")
    sophie.save()
    client.post("/connexion/", {"email": sophie.email, "login": sophie.email, "password": "motdepasse"})
    assert not is_in(client)
    for path in ("/signup/", "/password/reset/", "/login/", "/connexion/inscription/"):
        assert client.get(path).status_code == 404
