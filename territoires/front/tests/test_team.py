"""Delegates are invited and end; a network that asks to join is answered once."""

import re

import pytest

from territoires.accounts.actions import accept_invitation
from territoires.accounts.models import Invitation
from territoires.contributions.actions import receive
from territoires.groups.tests.desk import NOW, make_delegate, make_network
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter
from territoires.networks.models import Delegate

TEAM = "/coordination/equipe/referents/"


def ask_to_join(email: str = "awa@exemple.fr"):
    return receive(
        kind="network-join", answers={"name": "Réseau ami"}, said=[["Le réseau", "Réseau ami"]], now=NOW, by=VISITOR,
        speaker_name="Awa", email=email, subject="un réseau",
    )  # fmt: skip


def test_a_delegate_is_invited_to_a_network_and_begins_by_accepting(coordinator):
    network = make_network()
    coordinator.post(TEAM, {"network": "acepp", "email": "ali@exemple.fr"})
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope) == ("delegate", "network:acepp")
    assert "ali@exemple.fr" in coordinator.get(TEAM).content.decode()
    token = re.search(r"/invitation/([\w-]+)/", Letter.objects.get(to="ali@exemple.fr").text).group(1)
    user = accept_invitation(token=token, display_name="Ali", now=invitation.created_at)
    assert Delegate.objects.get().network == network
    html = coordinator.get(TEAM).content.decode()
    assert "Ali" in html
    assert "ali@exemple.fr" not in html
    again = coordinator.post(TEAM, {"network": "acepp", "email": user.email})
    assert again.status_code == 422


def test_an_invitation_is_sent_again_or_taken_back(coordinator):
    make_network()
    coordinator.post(TEAM, {"network": "acepp", "email": "ali@exemple.fr"})
    first = Invitation.objects.get()
    coordinator.post(f"{TEAM}{first.pk}/relancer/")
    second = Invitation.objects.exclude(pk=first.pk).get()
    assert Letter.objects.filter(to="ali@exemple.fr").count() == 2
    coordinator.post(f"{TEAM}{second.pk}/reprendre/")
    second.refresh_from_db()
    assert second.revoked_at is not None
    assert coordinator.post(f"{TEAM}{second.pk}/relancer/").status_code == 404


def test_a_wrong_invitation_says_what_to_write(coordinator):
    answer = coordinator.post(TEAM, {"network": "inconnu", "email": "ali"})
    assert answer.status_code == 422
    assert "Il manque le signe @" in answer.content.decode()


def test_networks_with_and_without_somebody_are_listed(coordinator, people, django_assert_max_num_queries):
    make_delegate(make_network(), people.delegate)
    for number in range(20):
        make_network(f"r{number}", f"R{number}")
    with django_assert_max_num_queries(12):
        html = coordinator.get(TEAM).content.decode()
    assert "Marc" in html
    assert "R19" in html


def test_a_network_is_welcome_once(coordinator):
    asked = ask_to_join()
    page = f"/coordination/adhesions/{asked.reference}/"
    assert "Réseau ami" in coordinator.get(page).content.decode()
    answer = coordinator.post(page, {"version": asked.version, "accueillir": "1"})
    assert answer["Location"] == "/coordination/reseaux/ajouter/"
    assert Letter.objects.get(kind="front.join_welcome").to == "awa@exemple.fr"
    late = coordinator.post(page, {"version": asked.version, "refuser": "1", "reason": "Trop tard."})
    assert late.status_code == 409
    assert "acceptée" in late.content.decode()
    assert Letter.objects.count() == 1


def test_declining_needs_a_reason_that_is_told(coordinator):
    asked = ask_to_join()
    page = f"/coordination/adhesions/{asked.reference}/"
    assert coordinator.post(page, {"version": asked.version, "refuser": "1"}).status_code == 422
    coordinator.post(page, {"version": asked.version, "refuser": "1", "reason": "Parlons-en d'abord."})
    asked.refresh_from_db()
    assert (asked.state, asked.reason) == ("refused", "Parlons-en d'abord.")
    assert "Parlons-en d'abord." in Letter.objects.get(kind="front.join_declined").text


@pytest.mark.parametrize("who", ["relay", "animator", "delegate"])
def test_only_the_coordination_decides(request, who, people):
    asked, network = ask_to_join(), make_network()
    client = request.getfixturevalue(who)
    make_delegate(network, client.user)
    assert client.get(f"/coordination/adhesions/{asked.reference}/").status_code == 403
    assert client.post(TEAM, {"network": "acepp", "email": "ali@exemple.fr"}).status_code == 403
