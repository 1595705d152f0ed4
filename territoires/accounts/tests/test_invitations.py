"""Accounts begin with an invitation: single use, two weeks, taken back at any time."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from territoires.accounts import clock, rules
from territoires.accounts.actions import (
    CannotAccept,
    CannotInvite,
    accept_invitation,
    invite,
    revoke_invitation,
)
from territoires.accounts.models import Invitation, User
from territoires.accounts.queries import pending_invitations
from territoires.accounts.signals import invitation_accepted
from territoires.accounts.tests.steps import browser, come_in, is_in, last_letter, link_in
from territoires.audit.models import JournalEntry
from territoires.kit.actors import Actor
from territoires.mailer.models import Letter

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def claire(people):
    return Actor("user", people.coordinator.pk)


@pytest.fixture
def heard():
    """What the contexts above are told."""
    facts = []

    def listen(sender, **given):
        given.pop("signal")
        facts.append({**given, "in_transaction": transaction.get_connection().in_atomic_block})

    invitation_accepted.connect(listen)
    yield facts
    invitation_accepted.disconnect(listen)


def write_to(email, by, **given):
    fields = {"role": "animator", "scope": "localgroup:12", "scope_label": "Les parents de Roubaix", "now": NOW}
    return invite(email=email, by=by, **{**fields, **given})


def address(email):
    return link_in(last_letter(email, "accounts.invitation"))


def accept(client, email, name="Fatou"):
    return client.post(address(email), {"display_name": name})


def token_of(email):
    return address(email).strip("/").split("/")[-1]


def test_an_invitation_is_a_letter_that_says_who_for_what_until_when(claire):
    write_to("Fatou@Exemple.fr", claire)
    letter = last_letter("fatou@exemple.fr", "accounts.invitation")
    assert "Claire, de Mille et un territoires, vous invite." in letter.text
    assert "animatrice ou animateur d'un groupe" in letter.text
    assert "Les parents de Roubaix" in letter.text
    assert "mot de passe" in letter.text


def test_the_secret_of_the_link_is_not_in_the_database_outside_the_letter(claire):
    invitation = write_to("fatou@exemple.fr", claire)
    token = token_of("fatou@exemple.fr")
    assert invitation.token_hash == rules.token_hash(token)
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(JournalEntry.objects.values()))


def test_looking_at_the_invitation_accepts_nothing(claire):
    write_to("fatou@exemple.fr", claire)
    page = browser().get(address("fatou@exemple.fr"))
    assert page.status_code == 200
    assert "Les parents de Roubaix" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert not User.objects.filter(email="fatou@exemple.fr").exists()


def test_accepting_makes_the_account_and_opens_the_door(claire, heard):
    write_to("fatou@exemple.fr", claire)
    client = browser()
    answer = accept(client, "fatou@exemple.fr")
    user = User.objects.get(email="fatou@exemple.fr")
    assert answer["Location"] == "/espace/"
    assert is_in(client)
    assert (user.display_name, user.staff_role, user.has_usable_password()) == ("Fatou", "", False)
    told = {"user_id": user.pk, "role": "animator", "scope": "localgroup:12", "in_transaction": True}
    assert heard == [told]
    assert JournalEntry.objects.filter(verb="accounts.accept_invitation", actor_id=user.pk).exists()


def test_a_receiver_that_fails_undoes_everything(claire):
    def fail(sender, **facts):
        raise RuntimeError("the group is gone")

    invitation_accepted.connect(fail)
    try:
        write_to("fatou@exemple.fr", claire)
        with pytest.raises(RuntimeError):
            accept_invitation(token=token_of("fatou@exemple.fr"), display_name="Fatou", now=NOW)
    finally:
        invitation_accepted.disconnect(fail)
    assert not User.objects.filter(email="fatou@exemple.fr").exists()
    assert Invitation.objects.get().accepted_at is None


def test_an_invitation_works_once(claire, heard):
    write_to("fatou@exemple.fr", claire)
    accept(browser(), "fatou@exemple.fr")
    second = browser()
    page = accept(second, "fatou@exemple.fr", name="Voleur")
    assert page.status_code == 410
    assert "a déjà servi" in page.content.decode()
    assert not is_in(second)
    assert User.objects.get(email="fatou@exemple.fr").display_name == "Fatou"
    assert len(heard) == 1


def test_two_acceptances_at_once_are_one(claire, heard, monkeypatch):
    """The second one read the invitation before the first one wrote: the update decides."""
    invitation = write_to("fatou@exemple.fr", claire)
    token = token_of("fatou@exemple.fr")
    accept_invitation(token=token, display_name="Fatou", now=NOW)
    stale = Invitation(pk=invitation.pk, email=invitation.email, role="animator", expires_at=invitation.expires_at)
    monkeypatch.setattr("territoires.accounts.actions.invitations.open_invitation", lambda token, now: stale)
    with pytest.raises(CannotAccept):
        accept_invitation(token=token, display_name="Fatou", now=NOW)
    assert len(heard) == 1


def test_after_two_weeks_it_is_too_old(claire, time_machine):
    write_to("fatou@exemple.fr", claire)
    time_machine(days=14, seconds=5)
    client = browser()
    assert client.get(address("fatou@exemple.fr")).status_code == 410
    assert accept(client, "fatou@exemple.fr").status_code == 410
    assert not is_in(client)


def test_just_before_it_still_works(claire, time_machine):
    write_to("fatou@exemple.fr", claire)
    time_machine(days=13, hours=23)
    assert accept(browser(), "fatou@exemple.fr").status_code == 302


def test_taken_back_it_opens_nothing(claire):
    invitation = write_to("fatou@exemple.fr", claire)
    assert revoke_invitation(invitation=invitation, by=claire, now=NOW)
    assert not revoke_invitation(invitation=invitation, by=claire, now=NOW)
    client = browser()
    assert accept(client, "fatou@exemple.fr").status_code == 410
    assert not User.objects.filter(email="fatou@exemple.fr").exists()


def test_an_accepted_invitation_cannot_be_taken_back(claire):
    invitation = write_to("fatou@exemple.fr", claire)
    accept(browser(), "fatou@exemple.fr")
    assert not revoke_invitation(invitation=invitation, by=claire, now=NOW)
    assert Invitation.objects.get().revoked_at is None


def test_inviting_again_replaces_the_first_invitation(claire):
    write_to("fatou@exemple.fr", claire)
    old = address("fatou@exemple.fr")
    write_to("fatou@exemple.fr", claire)
    assert browser().get(old).status_code == 410
    assert browser().get(address("fatou@exemple.fr")).status_code == 200
    assert pending_invitations(NOW, scope="localgroup:12").count() == 1


def test_two_groups_may_invite_the_same_person(claire):
    write_to("fatou@exemple.fr", claire)
    write_to("fatou@exemple.fr", claire, scope="localgroup:13")
    assert pending_invitations(NOW, scope="localgroup:12").count() == 1
    assert pending_invitations(NOW, scope="localgroup:13").count() == 1


@pytest.mark.parametrize("token", ["a" * 43, "-" * 20, "_" * 60])
def test_a_guessed_link_opens_nothing(token):
    assert browser().get(reverse("accounts:invitation", args=[token])).status_code == 410


def test_guessing_is_slowed_down():
    client = browser()
    path = reverse("accounts:invitation", args=["a" * 43])
    answers = [client.post(path, {"display_name": "x"}).status_code for _ in range(31)]
    assert answers[-1] == 429


def test_somebody_with_an_account_keeps_it_and_gains_the_role(claire, people, heard):
    sophie = people.animator
    write_to(sophie.email, claire)
    client = browser()
    page = client.get(address(sophie.email))
    assert "déjà un compte" in page.content.decode()
    accept(client, sophie.email, name="Autre nom")
    assert is_in(client)
    assert heard[0]["user_id"] == sophie.pk
    assert User.objects.get(pk=sophie.pk).display_name == "Sophie"


def test_signed_in_as_somebody_else_nothing_is_taken(claire, animator):
    write_to("fatou@exemple.fr", claire)
    assert animator.get(address("fatou@exemple.fr")).status_code == 409
    assert accept(animator, "fatou@exemple.fr").status_code == 409
    assert not User.objects.filter(email="fatou@exemple.fr").exists()


def test_new_staff_set_up_their_second_factor_first(claire):
    write_to("fatou@exemple.fr", claire, role="coordinator", scope="", scope_label="")
    client = browser()
    accept(client, "fatou@exemple.fr")
    assert User.objects.get(email="fatou@exemple.fr").is_coordinator
    assert client.get("/coordination/journal/")["Location"] == "/compte/securite/"


def test_an_invitation_is_no_way_round_the_second_factor(claire, people):
    """Whoever reads the letters of a coordinator still needs her telephone."""
    write_to(people.coordinator.email, claire, role="animator")
    client = browser()
    answer = accept(client, people.coordinator.email)
    assert answer["Location"] == "/connexion/deuxieme-etape/"
    assert not is_in(client)


def test_a_role_received_closes_the_other_sessions(claire, people, sign_in):
    elsewhere = sign_in(people.animator)
    write_to(people.animator.email, claire, role="coordinator", scope="", scope_label="")
    client = browser()
    accept(client, people.animator.email)
    assert is_in(client)
    assert elsewhere.get("/compte/")["Location"].startswith("/connexion/")


def test_an_administrator_invited_to_coordinate_stays_administrator(claire, people):
    write_to(people.administrator.email, claire, role="coordinator", scope="", scope_label="")
    accept_invitation(token=token_of(people.administrator.email), display_name="x", now=NOW)
    assert User.objects.get(pk=people.administrator.pk).is_administrator


def test_nobody_is_invited_to_the_national_role_they_have(claire, people):
    with pytest.raises(CannotInvite):
        write_to(people.coordinator.email, claire, role="coordinator", scope="", scope_label="")
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    "name", ["Gagnez http://arnaque.example/x", "Fatou\r\nBcc: tous@exemple.fr", "www.arnaque.example"]
)
def test_names_carry_no_link_and_no_header_into_the_letters_of_others(people, name):
    people.coordinator.display_name = name
    people.coordinator.save()
    write_to("fatou@exemple.fr", Actor("user", people.coordinator.pk), scope_label="Groupe https://arnaque.example")
    letter = last_letter("fatou@exemple.fr", "accounts.invitation")
    assert "arnaque" not in letter.text + letter.subject
    assert "\nBcc" not in letter.text


def test_an_empty_name_is_asked_for(claire):
    write_to("fatou@exemple.fr", claire)
    page = accept(browser(), "fatou@exemple.fr", name="  ")
    assert page.status_code == 422
    assert "Écrivez votre prénom." in page.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_old_invitations_are_forgotten(claire):
    write_to("a@exemple.fr", claire)
    write_to("b@exemple.fr", claire)
    accept_invitation(token=token_of("a@exemple.fr"), display_name="A", now=NOW)
    assert clock.forget_invitations(NOW + datetime.timedelta(days=29)) == 0
    assert clock.forget_invitations(NOW + datetime.timedelta(days=31)) == 1
    assert Invitation.objects.get().email == "b@exemple.fr"
    assert clock.forget_invitations(NOW + datetime.timedelta(days=45)) == 1


def test_a_second_factor_is_not_lost_by_an_invitation(claire, people):
    before = Authenticator.objects.filter(user=people.coordinator).count()
    write_to(people.coordinator.email, claire, role="delegate", scope="network:acepp")
    accept_invitation(token=token_of(people.coordinator.email), display_name="x", now=NOW)
    assert Authenticator.objects.filter(user=people.coordinator).count() == before


def test_somebody_signed_in_takes_a_national_role_and_goes_on(claire, people):
    client = browser()
    come_in(client, people.animator.email)
    write_to(people.animator.email, claire, role="coordinator", scope="", scope_label="")
    assert accept(client, people.animator.email).status_code == 302
    assert is_in(client)
    assert client.get("/coordination/journal/")["Location"] == "/compte/securite/"
