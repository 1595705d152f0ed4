"""Delegates: the mandate begins with the accepted invitation and goes with the account."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from territoires.accounts.signals import collect_personal_data, erase_personal_data, invitation_accepted
from territoires.kit.actors import Actor
from territoires.networks import actions, permissions
from territoires.networks.models import Delegate
from territoires.networks.tests.factories import NOW, make_network

CLAIRE = Actor("user", 1)


@pytest.fixture
def network(db):
    return make_network()


def accept(user, scope="network:rve", role="delegate"):
    invitation_accepted.send(sender=None, user_id=user.pk, role=role, scope=scope)


def test_an_accepted_invitation_begins_the_mandate_once(network, people):
    accept(people.delegate)
    accept(people.delegate)
    assert Delegate.objects.count() == 1
    assert list(permissions.delegate_networks(people.delegate)) == [network]


def test_another_role_or_another_scope_begins_nothing(network, people):
    accept(people.delegate, role="animator", scope="network:rve")
    accept(people.delegate, scope="localgroup:1")
    accept(people.delegate, scope="network:inconnu")
    assert not Delegate.objects.exists()


def test_an_ended_mandate_opens_nothing_any_more(network, people):
    accept(people.delegate)
    actions.end_delegate(delegate=Delegate.objects.get(), now=NOW, by=CLAIRE)
    assert not permissions.delegate_networks(people.delegate).exists()
    with pytest.raises(PermissionDenied):
        permissions.fetch_network_for(people.delegate, network.pk)
    accept(people.delegate)
    assert Delegate.objects.count() == 2


def test_a_delegate_follows_the_own_network_only_and_edits_none(network, people):
    other = make_network("AUT", "Autre")
    accept(people.delegate)
    assert permissions.fetch_network_for(people.delegate, network.pk) == network
    with pytest.raises(PermissionDenied):
        permissions.fetch_network_for(people.delegate, other.pk)
    with pytest.raises(PermissionDenied):
        permissions.fetch_network_for(people.delegate, network.pk, to="edit")
    with pytest.raises(Http404):
        permissions.fetch_network_for(people.coordinator, 10**12, to="edit")
    assert permissions.fetch_network_for(people.coordinator, other.pk, to="edit") == other


def test_a_closed_account_follows_nothing(network, people):
    accept(people.delegate)
    people.delegate.is_active = False
    assert not permissions.delegate_networks(people.delegate).exists()


def test_export_tells_the_mandates_and_erasure_removes_them(network, people):
    accept(people.delegate)
    answers = [answer for _receiver, answer in collect_personal_data.send(sender=None, user_id=people.delegate.pk)]
    assert {"Réseaux suivis": [{"réseau": "RVE", "depuis": _today(), "jusqu'au": ""}]} in answers
    erase_personal_data.send(sender=None, user_id=people.delegate.pk, now=NOW)
    assert not Delegate.objects.exists()


def _today():
    return datetime.datetime.now(datetime.UTC).date().isoformat()
