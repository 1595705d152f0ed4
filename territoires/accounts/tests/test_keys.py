"""Passkeys: the ceremony of a real browser is in tests/browser; here, whoever lies is refused without a crash."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from territoires.accounts.tests.steps import browser, come_in, come_in_fully, is_in

pytestmark = pytest.mark.django_db
DOOR = "/connexion/cle/"
HOSTILE = [
    "",
    "x",
    "null",
    "[]",
    "5",
    '"text"',
    "{}",
    '{"id": 1}',
    '{"response": null}',
    '{"response": {"userHandle": 5}}',
    '{"response": {"userHandle": "MQ"}}',
    '{"response": {"userHandle": "' + "A" * 5000 + '"}}',
    '{"id": "\\ud800", "rawId": "x", "response": {}}',
    "[" * 9000,
    "{" * 19999,
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"},
        }
    ),
]


def test_the_door_asks_what_to_ask_the_key():
    client = browser()
    answer = client.post(DOOR, {"begin": "1"})
    questions = answer.json()["publicKey"]
    assert questions["userVerification"] == "required"
    assert questions["rpId"] == "testserver"
    assert len(questions["challenge"]) > 20
    assert "allowCredentials" not in questions or questions["allowCredentials"] == []


def test_looking_at_the_door_begins_nothing():
    client = browser()
    assert client.get(DOOR)["Location"] == "/connexion/"
    assert not client.cookies


def test_another_site_cannot_begin_a_ceremony():
    assert browser(**{"sec-fetch-site": "cross-site"}).post(DOOR, {"begin": "1"}).status_code == 403


@pytest.mark.parametrize("credential", HOSTILE)
@pytest.mark.parametrize("begun", [True, False])
def test_a_false_key_does_not_open_the_door(people, credential, begun):
    assert people.animator
    client = browser()
    if begun:
        client.post(DOOR, {"begin": "1"})
    answer = client.post(DOOR, {"credential": credential})
    assert answer.status_code == 422
    assert "Demandez plutôt un code" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("credential", HOSTILE)
def test_a_false_key_is_no_second_step(people, credential):
    client = browser()
    come_in(client, people.coordinator.email)
    client.post(reverse("mfa_authenticate"), {"begin": "1"})
    answer = client.post(reverse("mfa_authenticate"), {"credential": credential})
    assert answer.status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("credential", HOSTILE)
def test_a_false_key_is_not_added(people, credential):
    client = browser()
    come_in(client, people.animator.email)
    client.post(reverse("mfa_add_webauthn"), {"begin": "1"})
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "clé", "credential": credential})
    assert answer.status_code == 422
    assert not Authenticator.objects.filter(user=people.animator).exists()


@pytest.mark.parametrize("credential", HOSTILE)
def test_a_false_key_confirms_nothing(people, sign_in, credential):
    client = sign_in(people.coordinator)
    client.post(reverse("mfa_reauthenticate"), {"begin": "1"})
    assert client.post(reverse("mfa_reauthenticate"), {"credential": credential}).status_code == 422
    assert client.get(reverse("accounts:my_data"))["Location"].startswith("/compte/confirmer/")


def test_the_questions_for_a_new_key_name_its_owner_and_want_a_person(people):
    client = browser()
    come_in(client, people.animator.email)
    questions = client.post(reverse("mfa_add_webauthn"), {"begin": "1"}).json()["publicKey"]
    assert questions["user"]["name"] == people.animator.email
    assert questions["authenticatorSelection"]["userVerification"] == "required"
    assert questions["authenticatorSelection"]["residentKey"] == "required"
    assert questions["rp"]["name"] == "1001 territoires"


def test_pages_with_keys_have_no_inline_script_and_another_way(people):
    page = browser().get("/connexion/").content.decode()
    assert "<accounts-passkey" in page
    assert 'data-mode="get" hidden' in page
    assert "onclick" not in page
    client = browser()
    come_in_fully(client, people.coordinator)
    page = client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "application à codes" in page


def test_a_key_of_somebody_else_cannot_be_removed(people):
    key = Authenticator.objects.create(
        user=people.delegate, type="webauthn", data={"name": "clé de Marc", "credential": {}}
    )
    client = browser()
    come_in(client, people.animator.email)
    path = reverse("mfa_remove_webauthn", args=[key.pk])
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_ones_own_key_can(people):
    client = browser()
    come_in(client, people.animator.email)
    key = Authenticator.objects.create(user=people.animator, type="webauthn", data={"name": "mon téléphone"})
    path = reverse("mfa_remove_webauthn", args=[key.pk])
    client.post(reverse("mfa_reauthenticate"), {"send": "1"})
    page = client.get(path)
    assert page.status_code == 302  # a second factor exists now: it is asked for
    assert "/compte/confirmer/" in page["Location"]
