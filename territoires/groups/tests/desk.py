"""What the desk's tests begin with: a proposal, a message, a network with its delegate."""

import datetime

from django.utils import timezone

from territoires.contributions.actions import receive
from territoires.contributions.models import Contribution
from territoires.groups.tests.factories import make_commune
from territoires.kit.actors import VISITOR, Actor
from territoires.networks.models import Delegate, Network

NOW = datetime.datetime(2026, 3, 3, 9, 12, tzinfo=datetime.UTC)  # a Tuesday, 10 h 12 in Paris


def by(user) -> Actor:
    return Actor("user", user.pk)


def make_proposal(*, town: str = "Roubaix", sent=None, email: str = "amina@exemple.fr", **answers) -> Contribution:
    commune = make_commune(town)
    told = {
        "entry": "idea", "insee": commune.pk, "territory_label": "quartier de la Gare", "precision": "neighbourhood",
        "role": "parent", "role_other": "", "about": "Un café des parents.", "name": "", "carried_by": "",
        "show": False, "reach": "email",
    }  # fmt: skip
    return receive(
        kind="group-proposal", answers={**told, **answers}, now=sent or timezone.now(), by=VISITOR,
        speaker_name="Amina", email=email, phone="01 99 00 10 02", said=[["Votre idée", "Un café des parents."]],
        subject=f"un nouveau groupe : {commune.name}",
    )  # fmt: skip


def make_message(
    scope: str, *, kind: str = "message", sent=None, email: str = "leila@exemple.fr", **answers
) -> Contribution:
    return receive(
        kind=kind, scope=scope, answers={"text": "Puis-je venir avec mon bébé ?", **answers},
        said=[["Votre message", "Puis-je venir avec mon bébé ?"]], now=sent or timezone.now(), by=VISITOR,
        speaker_name="Leïla", email=email, phone="01 99 00 10 03",
    )  # fmt: skip


def make_network(slug: str = "acepp", acronym: str = "ACEPP") -> Network:
    known = {"acronym": acronym, "name": f"Réseau {acronym}", "signature": "Des parents accueillent."}
    return Network.objects.get_or_create(slug=slug, defaults=known)[0]


def make_delegate(network: Network, user) -> Delegate:
    return Delegate.objects.create(network=network, user=user, since=timezone.now())
