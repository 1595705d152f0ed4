"""The national team is in the hands of administrators, and never without one."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from territoires.accounts.actions import CannotTakeRole, take_role_away
from territoires.accounts.models import Invitation, User
from territoires.accounts.tests.steps import browser, come_in_fully, is_in, last_letter, totp_code
from territoires.audit.models import JournalEntry
from territoires.kit.actors import Actor

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def ousmane(people):
    """An administrator who has just come in with both steps."""
    client = browser()
    come_in_fully(client, people.administrator)
    client.user = people.administrator
    return client


@pytest.fixture
def second_administrator(people):
    return people._make("Aicha", "administrator")


def test_the_team_is_listed_with_what_is_missing(ousmane, people):
    assert people.coordinator.is_coordinator
    assert people.animator
    User.objects.create_user("new@exemple.fr", "Nouveau", staff_role="coordinator")
    page = ousmane.get(reverse("accounts:team")).content.decode()
    assert people.coordinator.email in page
    assert "à installer" in page
    assert people.animator.email not in page


@pytest.mark.parametrize("who", ["animator", "coordinator"])
def test_nobody_else_sees_or_changes_it(request, people, who):
    client = request.getfixturevalue(who)
    member = people.administrator
    for name, args in (("team", []), ("take_role", [member.pk]), ("reset_factor", [member.pk]), ("revoke", [1])):
        path = reverse(f"accounts:{name}", args=args)
        assert client.get(path).status_code == 403
        assert client.post(path, {"email": "x@exemple.fr", "role": "administrator"}).status_code == 403
    assert User.objects.get(pk=member.pk).is_administrator
    assert not Invitation.objects.exists()


def test_visitors_are_sent_to_the_door(visitor):
    assert visitor.get(reverse("accounts:team"))["Location"].startswith("/connexion/?next=")


def test_a_session_without_recent_proof_is_asked_again(administrator, people):
    answer = administrator.post(reverse("accounts:team"), {"email": "x@exemple.fr", "role": "administrator"})
    assert answer["Location"].startswith("/compte/confirmer/")
    assert not Invitation.objects.exists()
    administrator.post(answer["Location"], {"code": totp_code(people.administrator)})
    administrator.post(reverse("accounts:team"), {"email": "x@exemple.fr", "role": "administrator"})
    assert Invitation.objects.get().role == "administrator"


def test_an_administrator_invites(ousmane):
    ousmane.post(reverse("accounts:team"), {"email": "Nadia@Exemple.fr", "role": "coordinator"})
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.scope) == ("nadia@exemple.fr", "coordinator", "")
    assert last_letter("nadia@exemple.fr", "accounts.invitation")
    assert "nadia@exemple.fr" in ousmane.get(reverse("accounts:team")).content.decode()


ODD = [
    {"email": "", "role": "coordinator"},
    {"email": "x@exemple.fr", "role": "animator"},
    {"email": "pas une adresse", "role": "coordinator"},
    {"email": "x@exemple.fr"},
]


@pytest.mark.parametrize("data", ODD)
def test_odd_invitations_are_explained(ousmane, data):
    assert ousmane.post(reverse("accounts:team"), data).status_code == 422
    assert not Invitation.objects.exists()


def test_who_is_already_in_is_not_invited_again(ousmane, people):
    page = ousmane.post(reverse("accounts:team"), {"email": people.coordinator.email, "role": "coordinator"})
    assert page.status_code == 422
    assert "déjà ce rôle" in page.content.decode()


def test_an_invitation_is_taken_back(ousmane):
    ousmane.post(reverse("accounts:team"), {"email": "nadia@exemple.fr", "role": "coordinator"})
    invitation = Invitation.objects.get()
    path = reverse("accounts:revoke", args=[invitation.pk])
    assert ousmane.get(path).status_code == 200
    ousmane.post(path)
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_the_invitations_of_groups_are_no_business_of_this_page(ousmane):
    other = Invitation.objects.create(
        email="x@exemple.fr", role="animator", scope="localgroup:1", token_hash="h", created_at=NOW, expires_at=NOW
    )
    assert ousmane.post(reverse("accounts:revoke", args=[other.pk])).status_code == 404


def test_a_role_ends_sessions_close_and_a_letter_says_so(ousmane, people):
    claire = browser()
    come_in_fully(claire, people.coordinator)
    path = reverse("accounts:take_role", args=[people.coordinator.pk])
    assert "Tous ses appareils se ferment" in ousmane.get(path).content.decode()
    assert ousmane.post(path)["Location"] == "/compte/equipe/"
    assert User.objects.get(pk=people.coordinator.pk).staff_role == ""
    assert claire.get("/compte/")["Location"].startswith("/connexion/")
    assert "a pris fin" in last_letter(people.coordinator.email, "accounts.role_ended").text
    entry = JournalEntry.objects.get(verb="accounts.take_role_away")
    assert (entry.actor_id, entry.thing) == (ousmane.user.pk, f"user:{people.coordinator.pk}")


def test_the_last_administrator_stays(ousmane, people):
    page = ousmane.post(reverse("accounts:take_role", args=[people.administrator.pk]))
    assert page.status_code == 422
    assert "dernière personne" in page.content.decode()
    assert User.objects.get(pk=people.administrator.pk).is_administrator


def test_a_second_administrator_lets_the_first_one_go(ousmane, people, second_administrator):
    answer = ousmane.post(reverse("accounts:take_role", args=[people.administrator.pk]))
    assert answer["Location"] == "/connexion/"
    assert not User.objects.get(pk=people.administrator.pk).is_administrator
    with pytest.raises(CannotTakeRole):
        take_role_away(user=second_administrator, by=Actor("user", second_administrator.pk), now=NOW)


def test_a_role_is_not_ended_twice(people):
    by = Actor("user", people.administrator.pk)
    take_role_away(user=people.coordinator, by=by, now=NOW)
    with pytest.raises(CannotTakeRole):
        take_role_away(user=people.coordinator, by=by, now=NOW)


@pytest.mark.parametrize("number", [0, 999_999, 999_999_999_999_999])
def test_unknown_numbers_lead_nowhere(ousmane, number):
    assert ousmane.post(reverse("accounts:take_role", args=[number])).status_code == 404


def test_a_colleague_is_helped_after_losing_the_telephone(ousmane, people):
    path = reverse("accounts:reset_factor", args=[people.coordinator.pk])
    assert "de vive voix" in ousmane.get(path).content.decode()
    ousmane.post(path)
    assert not Authenticator.objects.filter(user=people.coordinator).exists()
    assert last_letter(people.coordinator.email, "accounts.security_change")


def test_but_nobody_lifts_their_own_second_factor_that_way(ousmane):
    assert ousmane.post(reverse("accounts:reset_factor", args=[ousmane.user.pk])).status_code == 403


# -- the first administrator ----------------------------------------------------------------------------------------


def printed(capsys, *args):
    call_command("create_administrator", *args)
    return capsys.readouterr().out


def test_the_first_administrator_comes_by_a_link_that_works_once(capsys):
    path = printed(capsys, "--email", "Premiere@Exemple.fr").split("http://127.0.0.1:8000")[1].strip()
    client = browser()
    assert client.get(path).status_code == 200
    assert client.post(path, {"display_name": "Ousmane"}).status_code == 302
    assert is_in(client)
    assert User.objects.get(email="premiere@exemple.fr").is_administrator
    assert client.get("/compte/equipe/")["Location"] == "/compte/securite/"
    assert browser().post(path, {"display_name": "Encore"}).status_code == 410


def test_the_command_writes_no_letter_and_no_secret_in_the_journal(capsys):
    path = printed(capsys, "--email", "premiere@exemple.fr").strip().split("/")[-2]
    assert last_letter("premiere@exemple.fr", "accounts.invitation") is None
    assert path not in str(list(JournalEntry.objects.values()))
    assert JournalEntry.objects.get(verb="accounts.invite").actor_kind == "installer"


def test_the_command_refuses_odd_addresses_and_known_administrators(people):
    with pytest.raises(CommandError, match="ressemble"):
        call_command("create_administrator", "--email", "pas une adresse")
    with pytest.raises(CommandError, match="lost-phone"):
        call_command("create_administrator", "--email", people.administrator.email)


def test_the_command_helps_an_administrator_without_telephone(people, capsys):
    assert Authenticator.objects.filter(user=people.administrator).exists()
    assert "retirée" in printed(capsys, "--email", people.administrator.email, "--lost-phone")
    assert not Authenticator.objects.filter(user=people.administrator).exists()
    with pytest.raises(CommandError, match="Aucun compte"):
        call_command("create_administrator", "--email", "absent@exemple.fr", "--lost-phone")
