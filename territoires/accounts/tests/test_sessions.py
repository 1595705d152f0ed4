"""Sessions are listed, closed, and end by themselves; a new device is told."""

import datetime

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from territoires.accounts import clock
from territoires.accounts.actions import CannotSignIn, end_sessions, sign_in_as
from territoires.accounts.queries.people import device_words
from territoires.accounts.tests.steps import PHONE, browser, come_in, come_in_fully, is_in, last_letter
from territoires.kit.actors import CLOCK
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
LIST = "/compte/sessions/"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"


def come_from(user, agent):
    client = browser(**{"user-agent": agent})
    come_in(client, user.email)
    return client


def test_devices_are_listed_in_words_without_an_address(people):
    come_from(people.animator, LAPTOP)
    here = come_from(people.animator, PHONE)
    page = here.get(LIST).content.decode()
    assert "Chrome, sur Linux" in page
    assert "Firefox, sur Android" in page
    assert "celui-ci" in page
    assert "127.0.0.0" not in page


def test_one_device_is_closed(people):
    away = come_from(people.animator, LAPTOP)
    here = come_from(people.animator, PHONE)
    number = UserSession.objects.get(session_key=away.session.session_key).pk
    here.post(LIST, {"device": str(number)})
    assert away.get("/compte/")["Location"].startswith("/connexion/")
    assert here.get("/compte/").status_code == 200
    assert "Chrome" not in here.get(LIST).content.decode()


def test_nobody_closes_the_device_of_somebody_else(people):
    sophie = come_from(people.animator, PHONE)
    marc = come_from(people.delegate, PHONE)
    number = UserSession.objects.get(user=people.animator).pk
    marc.post(LIST, {"device": str(number)})
    assert sophie.get("/compte/").status_code == 200


@pytest.mark.parametrize("number", ["", "0", "-1", "abc", "9" * 30, "²", "1' OR 1=1"])
def test_odd_numbers_close_nothing(people, number):
    here = come_from(people.animator, PHONE)
    assert here.post(LIST, {"device": number})["Location"] == LIST
    assert here.get("/compte/").status_code == 200


def test_all_the_others_are_closed_at_once(people):
    others = [come_from(people.animator, LAPTOP) for _ in range(3)]
    here = come_from(people.animator, PHONE)
    here.post(LIST, {"others": "1"})
    assert all(other.get("/compte/").status_code == 302 for other in others)
    assert here.get("/compte/").status_code == 200


def test_ending_every_session_also_ends_those_that_no_list_knows(people, sign_in):
    unlisted = sign_in(people.animator)
    copy = {**unlisted.session}
    end_sessions(user=people.animator, by=CLOCK, now=timezone.now())
    assert unlisted.get("/compte/").status_code == 302
    restored = browser()
    store = restored.session
    store.update(copy)
    store.save()
    assert restored.get("/compte/").status_code == 302


def test_going_out_asks_first_and_then_ends_the_session(people):
    here = come_from(people.animator, PHONE)
    key = here.session.session_key
    assert "Sur un appareil partagé" in here.get(reverse("account_logout")).content.decode()
    assert is_in(here)
    assert here.post(reverse("account_logout"))["Location"] == "/"
    assert not Session.objects.filter(session_key=key).exists()


@pytest.mark.parametrize(("hours", "still_in"), [(11.9, True), (12.1, False)])
def test_staff_are_signed_out_after_twelve_hours_away(people, time_machine, hours, still_in):
    client = browser()
    come_in_fully(client, people.coordinator)
    client.get("/coordination/journal/")
    time_machine(hours=hours)
    assert (client.get("/coordination/journal/").status_code == 200) is still_in


@pytest.mark.parametrize(("days", "still_in"), [(29, True), (31, False)])
def test_others_after_thirty_days(people, monkeypatch, time_machine, days, still_in):
    client = come_from(people.animator, PHONE)
    client.get("/compte/")
    Session.objects.update(expire_date=timezone.now() + datetime.timedelta(days=90))
    time_machine(days=days)
    assert (client.get("/compte/").status_code == 200) is still_in


def test_somebody_who_is_there_every_day_stays_in(people, time_machine):
    client = browser()
    come_in_fully(client, people.coordinator)
    for hours in (8, 16, 24, 32):
        time_machine(hours=hours)
        assert client.get("/coordination/journal/").status_code == 200


def test_a_signed_out_session_asks_for_the_door_and_comes_back(people, time_machine):
    client = browser()
    come_in_fully(client, people.coordinator)
    client.get("/compte/")
    time_machine(hours=13)
    assert client.get("/compte/sessions/")["Location"] == "/connexion/?next=/compte/sessions/"


def test_the_first_entry_is_told_to_nobody_a_new_device_is(people):
    come_from(people.animator, PHONE)
    assert last_letter(people.animator.email, "accounts.new_device") is None
    come_from(people.animator, LAPTOP)
    letter = last_letter(people.animator.email, "accounts.new_device")
    assert "Chrome, sur Linux" in letter.text
    assert "/compte/sessions/" in letter.text


def test_a_known_device_is_not_told_again(people):
    client = come_from(people.animator, PHONE)
    client.post(reverse("account_logout"))
    come_in(client, people.animator.email)
    assert is_in(client)
    assert not Letter.objects.filter(kind="accounts.new_device").exists()


def test_a_device_shared_by_two_people_is_new_for_the_second_one(people):
    come_from(people.delegate, PHONE)
    client = come_from(people.animator, PHONE)
    client.post(reverse("account_logout"))
    come_in(client, people.delegate.email)
    assert Letter.objects.filter(kind="accounts.new_device", to=people.delegate.email).count() == 1


def test_the_mark_of_a_device_is_shut_up_well(people, settings):
    settings.SESSION_COOKIE_SECURE = True
    mark = come_from(people.animator, PHONE).cookies["appareil"]
    assert (mark["path"], mark["httponly"], mark["samesite"], mark["secure"]) == ("/connexion/", True, "Lax", True)
    assert str(people.animator.pk) not in mark.value.split(":")[0] or len(mark.value.split(":")[0]) == 16


def test_a_forged_mark_is_ignored(people):
    come_from(people.animator, PHONE)
    client = browser()
    client.cookies["appareil"] = "x:y:z"
    come_in(client, people.animator.email)
    assert is_in(client)
    assert last_letter(people.animator.email, "accounts.new_device")


def test_only_the_network_is_kept_of_an_address(people):
    client = browser()
    client.defaults["REMOTE_ADDR"] = "203.0.113.77"
    come_in(client, people.animator.email)
    assert UserSession.objects.get(user=people.animator).ip == "203.0.113.0"


@pytest.mark.parametrize(
    ("address", "kept"), [("2001:db8:1:2::7", "2001:db8:1::"), ("", "0.0.0.0"), ("unix:", "0.0.0.0")]
)
def test_also_for_other_kinds_of_addresses(people, address, kept):
    client = browser()
    client.defaults["REMOTE_ADDR"] = address
    come_in(client, people.animator.email)
    assert UserSession.objects.get(user=people.animator).ip == kept


def test_the_clock_forgets_sessions_that_are_over(people):
    here = come_from(people.animator, PHONE)
    over = come_from(people.animator, LAPTOP)
    past = timezone.now() - datetime.timedelta(minutes=1)
    Session.objects.filter(session_key=over.session.session_key).update(expire_date=past)
    assert clock.forget_sessions(timezone.now()) == 1
    assert UserSession.objects.get(user=people.animator).session_key == here.session.session_key


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "Safari, sur iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/120 Safari/537 Edg/120", "Edge, sur Windows"),
        ("", "un appareil"),
        ("curl/8", "un appareil"),
        ("<script>alert(1)</script>", "un appareil"),
    ],
)
def test_a_device_in_words(agent, words):
    assert device_words(agent) == words


# -- the door of the demonstration ----------------------------------------------------------------------------------


def request_of(client, rf):
    request = rf.get("/")
    request.session, request.user = client.session, AnonymousUser()
    return request


def test_the_demonstration_door_opens_only_in_the_demonstration(people, settings, rf):
    request = request_of(browser(), rf)
    settings.DEMONSTRATION, settings.MODE = False, "production"
    with pytest.raises(CannotSignIn):
        sign_in_as(request=request, user=people.coordinator, now=timezone.now())
    assert "_auth_user_id" not in request.session
    settings.DEMONSTRATION, settings.MODE = True, "demo"
    sign_in_as(request=request, user=people.coordinator, now=timezone.now())
    assert request.session["_auth_user_id"] == str(people.coordinator.pk)


def test_a_part_of_the_play_needs_no_second_factor_but_its_flag_is_worth_nothing_elsewhere(people, settings, sign_in):
    staff = type(people.coordinator).objects.create_user("play@exemple.fr", "Claire", staff_role="coordinator")
    client = sign_in(staff)
    session = client.session
    session["demonstration"] = True
    session.save()
    settings.DEMONSTRATION, settings.MODE = True, "demo"
    assert client.get("/coordination/journal/").status_code == 200
    settings.DEMONSTRATION, settings.MODE = False, "production"
    assert client.get("/coordination/journal/")["Location"] == "/compte/securite/"


def test_a_closed_account_plays_no_part(people, rf):
    people.animator.is_active = False
    with pytest.raises(CannotSignIn):
        sign_in_as(request=request_of(browser(), rf), user=people.animator, now=timezone.now())


# -- accounts that sleep --------------------------------------------------------------------------------------------


def asleep(user, days):
    seen = timezone.now() - datetime.timedelta(days=days)
    type(user).objects.filter(pk=user.pk).update(last_login=seen, created_at=seen)


def test_an_account_asleep_for_three_years_is_warned_then_emptied(people, time_machine):
    user = people.animator
    asleep(user, 3 * 365 - 29)
    now = timezone.now()
    assert clock.warn_sleeping_accounts(now) == 1
    assert clock.warn_sleeping_accounts(now) == 0
    assert "nous effaçons votre compte" in last_letter(user.email, "accounts.sleeping").text
    assert clock.erase_sleeping_accounts(now + datetime.timedelta(days=29)) == 0
    assert clock.erase_sleeping_accounts(now + datetime.timedelta(days=31)) == 1
    user.refresh_from_db()
    assert (user.email, user.is_active) == (f"erased-{user.pk}@invalid", False)


def test_never_without_a_warning(people):
    asleep(people.animator, 3 * 365 + 400)
    assert clock.erase_sleeping_accounts(timezone.now()) == 0


def test_coming_back_once_is_enough(people):
    user = people.animator
    asleep(user, 3 * 365 - 29)
    clock.warn_sleeping_accounts(timezone.now())
    come_from(user, PHONE)
    user.refresh_from_db()
    assert user.sleep_warned_at is None
    assert clock.erase_sleeping_accounts(timezone.now() + datetime.timedelta(days=40)) == 0


def test_the_last_administrator_may_sleep(people):
    asleep(people.administrator, 3 * 365 + 1)
    now = timezone.now()
    clock.warn_sleeping_accounts(now)
    assert clock.erase_sleeping_accounts(now + datetime.timedelta(days=31)) == 0


def test_a_person_seen_yesterday_is_left_alone(people):
    asleep(people.animator, 1)
    assert clock.warn_sleeping_accounts(timezone.now()) == 0
