"""Compulsory for the national team, possible for everybody: an application, a key, codes on paper."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions.data import CannotErase, erase_account
from territoires.accounts.actions.team import reset_second_factor
from territoires.accounts.models import User
from territoires.accounts.queries.people import recovery_codes_of
from territoires.accounts.tests.steps import (
    browser,
    code_of_secret,
    come_in,
    come_in_fully,
    is_in,
    last_letter,
    totp_code,
)
from territoires.audit.models import JournalEntry
from territoires.kit.actors import INSTALLER, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_staff(db):
    """A coordinator who has not set anything up."""
    return User.objects.create_user("amina@exemple.fr", "Amina", staff_role="coordinator")


def post_code(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def set_up(client):
    """Link an application, as a person does: look at the page, type what the telephone shows."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    return client.post(reverse("mfa_activate_totp"), {"code": code_of_secret(secret)})


def test_the_code_alone_does_not_let_staff_in(people):
    client = browser()
    answer = come_in(client, people.coordinator.email)
    assert answer["Location"] == "/connexion/deuxieme-etape/"
    assert not is_in(client)
    assert client.get("/coordination/journal/").status_code == 302


def test_code_then_application_let_staff_in(people):
    client = browser()
    answer = come_in_fully(client, people.coordinator)
    assert answer["Location"] == "/coordination/"
    assert is_in(client)


def test_an_animator_who_chose_a_second_factor_needs_it_too(people):
    user = people.animator
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    client = browser()
    assert come_in(client, user.email)["Location"] == "/connexion/deuxieme-etape/"
    post_code(client, code_of_secret(secret))
    assert is_in(client)


def test_the_second_step_without_the_first_goes_back_to_the_door(people):
    client = browser()
    assert client.get(reverse("mfa_authenticate"))["Location"] == "/connexion/"
    assert post_code(client, totp_code(people.coordinator))["Location"] == "/connexion/"
    assert not is_in(client)


def test_the_second_factor_of_somebody_else_opens_nothing(people):
    client = browser()
    come_in(client, people.coordinator.email)
    assert post_code(client, totp_code(people.administrator)).status_code == 422
    assert not is_in(client)


def test_a_code_of_the_application_works_once(people):
    code = totp_code(people.coordinator)
    first = browser()
    come_in(first, people.coordinator.email)
    post_code(first, code)
    assert is_in(first)
    second = browser()
    come_in(second, people.coordinator.email)
    assert post_code(second, code).status_code == 422
    assert not is_in(second)


def test_an_old_code_of_the_application_is_refused(people):
    client = browser()
    come_in(client, people.coordinator.email)
    assert post_code(client, totp_code(people.coordinator, steps=-5)).status_code == 422


def test_five_wrong_codes_close_the_second_step_for_a_while(people):
    client = browser()
    come_in(client, people.coordinator.email)
    for _ in range(5):
        post_code(client, "000000")
    page = post_code(client, totp_code(people.coordinator))
    assert page.status_code == 422
    assert "Attendez cinq minutes" in page.content.decode()
    assert not is_in(client)


def test_but_not_for_the_same_person_on_another_network(people):
    client = browser()
    come_in(client, people.coordinator.email)
    for _ in range(6):
        post_code(client, "000000")
    elsewhere = browser()
    elsewhere.defaults["REMOTE_ADDR"] = "192.0.2.7"
    come_in(elsewhere, people.coordinator.email)
    post_code(elsewhere, totp_code(people.coordinator))
    assert is_in(elsewhere)


@pytest.mark.parametrize("code", ["", "-", "é", "123", "\x00" * 6, "1" * 400])
def test_odd_second_codes_are_refused_without_a_crash(people, code):
    client = browser()
    come_in(client, people.coordinator.email)
    assert post_code(client, code).status_code == 422


def test_secrets_are_not_readable_in_the_database(people):
    row = Authenticator.objects.get(user=people.coordinator)
    stored = row.data["secret"]
    assert decrypt(stored) != stored
    assert len(decrypt(stored)) == 32


def test_a_former_secret_key_still_opens_what_it_closed(people, settings):
    row = Authenticator.objects.get(user=people.coordinator)
    plain = decrypt(row.data["secret"])
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5
    assert decrypt(row.data["secret"]) == plain


# -- the fence ------------------------------------------------------------------------------------------------------


def test_new_staff_are_led_to_set_up_and_nowhere_else(new_staff):
    client = browser()
    come_in(client, new_staff.email)
    assert is_in(client)
    for path in (
        "/",
        "/coordination/journal/",
        "/compte/mes-donnees/",
        "/carte/",
        "/lieux?q=x",
    ):
        assert client.get(path)["Location"] == "/compte/securite/", path
    assert client.post("/coordination/journal/")["Location"] == "/compte/securite/"
    for path in (
        "/compte/securite/",
        "/compte/",
        "/deconnexion/",
        "/compte/sessions/",
        "/compte/securite/application/",
    ):
        assert client.get(path).status_code == 200, path


def test_every_other_address_is_fenced(new_staff, sign_in, all_routes):
    client = sign_in(new_staff)
    free = {"/compte/", "/compte/securite/", "/compte/securite/application/", "/compte/securite/cles/ajouter/",
            "/compte/confirmer/", "/compte/sessions/", "/deconnexion/", "/connexion/"}  # fmt: skip
    checked = 0
    for path in all_routes:
        if path in free:
            assert client.get(path).status_code in (200, 302)
            continue
        for method in (client.get, client.post):
            answer = method(path)
            if answer.status_code != 404:
                assert answer.get("Location") == "/compte/securite/", (path, answer.status_code)
                checked += 1
    assert checked > 60


def test_recovery_codes_alone_are_no_second_factor(new_staff, sign_in):
    Authenticator.objects.create(user=new_staff, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    assert sign_in(new_staff).get("/coordination/journal/")["Location"] == "/compte/securite/"


def test_a_volunteer_is_not_fenced(animator):
    assert animator.get("/compte/mes-donnees/").status_code != 500
    assert animator.get("/compte/").status_code == 200


def test_setting_up_opens_the_fence_and_shows_recovery_codes(new_staff):
    client = browser()
    come_in(client, new_staff.email)
    answer = set_up(client)
    assert answer["Location"] == "/compte/securite/codes-de-secours/"
    page = client.get(answer["Location"])
    codes = recovery_codes_of(new_staff)
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    assert client.get("/coordination/journal/").status_code == 200
    assert JournalEntry.objects.filter(verb="accounts.add_second_factor", actor_id=new_staff.pk).exists()
    assert "a été ajoutée" in last_letter(new_staff.email, "accounts.security_change").text


def test_setting_up_closes_the_sessions_begun_without_it(new_staff, sign_in):
    elsewhere = sign_in(new_staff)
    client = browser()
    come_in(client, new_staff.email)
    set_up(client)
    assert is_in(client)
    assert elsewhere.get("/compte/")["Location"].startswith("/connexion/")


def test_a_wrong_first_code_links_nothing(new_staff):
    client = browser()
    come_in(client, new_staff.email)
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert page.status_code == 422
    assert not Authenticator.objects.filter(user=new_staff).exists()


def test_a_recovery_code_opens_once(new_staff):
    client = browser()
    come_in(client, new_staff.email)
    set_up(client)
    code = recovery_codes_of(new_staff)[3]
    other = browser()
    come_in(other, new_staff.email)
    post_code(other, code)
    assert is_in(other)
    assert len(recovery_codes_of(new_staff)) == 9
    third = browser()
    come_in(third, new_staff.email)
    assert post_code(third, code).status_code == 422


def test_new_recovery_codes_end_the_old_ones(new_staff):
    client = browser()
    come_in(client, new_staff.email)
    set_up(client)
    before = recovery_codes_of(new_staff)
    client.post(reverse("mfa_view_recovery_codes"))
    after = recovery_codes_of(new_staff)
    assert len(after) == 10
    assert not set(before) & set(after)


def test_staff_do_not_remove_their_last_second_factor(people):
    client = browser()
    come_in_fully(client, people.coordinator)
    page = client.post(reverse("mfa_deactivate_totp"))
    assert page.status_code == 422
    assert "Votre rôle demande une deuxième étape" in page.content.decode()
    assert Authenticator.objects.filter(user=people.coordinator, type="totp").exists()


def test_a_volunteer_may(people):
    client = browser()
    come_in(client, people.animator.email)
    set_up(client)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == "/compte/securite/"
    assert not Authenticator.objects.filter(user=people.animator).exists()
    assert "retirée" in last_letter(people.animator.email, "accounts.security_change").text


def test_somebody_who_lost_the_telephone_is_helped_back_in(people):
    user = people.coordinator
    client = browser()
    come_in_fully(client, user)
    reset_second_factor(user=user, by=Actor("user", people.administrator.pk), now=timezone.now())
    assert client.get("/compte/")["Location"].startswith("/connexion/")
    again = browser()
    come_in(again, user.email)
    assert again.get("/coordination/journal/")["Location"] == "/compte/securite/"


# -- is it still you? -----------------------------------------------------------------------------------------------

SENSITIVE = ["mfa_activate_totp", "mfa_view_recovery_codes", "mfa_add_webauthn", "accounts:my_data", "accounts:erase"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_what_matters_asks_again_after_a_while(people, sign_in, name):
    client = sign_in(people.animator)  # a session without any recent proof
    answer = client.get(reverse(name))
    assert answer["Location"].startswith("/compte/confirmer/?next=")
    assert client.post(reverse(name))["Location"].startswith("/compte/confirmer/?next=")
    assert User.objects.get(pk=people.animator.pk).is_active


def test_somebody_without_second_factor_confirms_by_letter(people, sign_in):
    client = sign_in(people.animator)
    confirm = client.get(reverse("accounts:my_data"))["Location"]
    assert "Recevoir un code" in client.get(confirm).content.decode()
    client.post(confirm, {"send": "1"})
    letter = last_letter(people.animator.email, "accounts.confirmation")
    code = letter.text.split("Votre code : ")[1][:9]
    assert client.post(confirm, {"code": "0000-0000"}).status_code == 422
    assert client.post(confirm, {"code": code})["Location"] == "/compte/mes-donnees/"
    assert client.get(reverse("accounts:my_data")).status_code == 200
    assert client.post(confirm, {"code": code}).status_code == 422  # used


def test_five_wrong_confirmations_and_a_new_code_is_needed(people, sign_in):
    client = sign_in(people.animator)
    confirm = reverse("mfa_reauthenticate")
    client.post(confirm, {"send": "1"})
    code = last_letter(people.animator.email, "accounts.confirmation").text.split("Votre code : ")[1][:9]
    for _ in range(5):
        client.post(confirm, {"code": "00000000"})
    assert client.post(confirm, {"code": code}).status_code == 422
    assert client.get(reverse("accounts:erase"))["Location"].startswith("/compte/confirmer/")


def test_staff_confirm_with_their_second_factor_and_not_by_letter(people, sign_in):
    client = sign_in(people.coordinator)
    confirm = client.get(reverse("accounts:my_data"))["Location"]
    client.post(confirm, {"send": "1"})
    assert last_letter(people.coordinator.email, "accounts.confirmation") is None
    assert client.post(confirm, {"code": "000000"}).status_code == 422
    assert client.post(confirm, {"code": totp_code(people.coordinator)})["Location"] == "/compte/mes-donnees/"
    assert client.get(reverse("accounts:my_data")).status_code == 200


def test_a_confirmation_is_over_after_fifteen_minutes(people, monkeypatch, time_machine):
    client = browser()
    come_in_fully(client, people.coordinator)
    assert client.get(reverse("accounts:my_data")).status_code == 200
    time_machine(minutes=16)
    assert client.get(reverse("accounts:my_data"))["Location"].startswith("/compte/confirmer/")


def test_the_last_administrator_is_never_erased(people):
    with pytest.raises(CannotErase):
        erase_account(user=people.administrator, by=INSTALLER, now=timezone.now())
    assert User.objects.get(pk=people.administrator.pk).is_administrator
