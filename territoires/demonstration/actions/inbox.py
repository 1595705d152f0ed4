"""Give the desk something to do: proposals, messages, call-backs of several ages, through the verbs of the real doors."""

import datetime
import random

from territoires.accounts.models import User
from territoires.atlas.actions.proposals import ProposedResource, propose_resource
from territoires.atlas.enums import ResourceKind
from territoires.contributions.actions import save_answers
from territoires.contributions.enums import Door
from territoires.contributions.models import Contribution
from territoires.demonstration.rules import fictional_phone
from territoires.front.actions.contact import ask_call_back as ask_coordination_to_call
from territoires.front.actions.contact import send_message
from territoires.groups.actions.contact import ask_call_back, write_to_group
from territoires.groups.actions.proposals import send_proposal, start_proposal
from territoires.groups.models import LocalGroup
from territoires.kit.actors import VISITOR, Actor
from territoires.kit.fields import PhoneNumber
from territoires.places.models import Commune

PROPOSALS = (
    ("idea", "31555", "quartier Les Glycines", "parents", "On voudrait un café des parents devant l'école.", "Amina"),
    (
        "existing",
        "69387",
        "collège de la Plaine",
        "enseignants",
        "On se réunit depuis un an avec des familles.",
        "Julien",
    ),
    ("idea", "59512", "quartier de la Gare", "parents", "Parler de l'entrée au collège entre parents.", "Samira"),
    ("idea", "97411", "Bellepierre", "animateurs", "Un jardin partagé avec l'école.", "Jean-Max"),
    ("existing", "35238", "Maurepas", "benevoles", "Nous aidons aux devoirs avec les parents.", "Odile"),
)
RELAYED = ("idea", "13203", "Belle de Mai", "parents", "Rencontrer la maîtresse sans rendez-vous.", "Fatou")


def fill_inbox(*, rng: random.Random, cast: dict[str, User], now: datetime.datetime) -> None:
    """Send in what several people would."""
    for age, proposal in enumerate(PROPOSALS, 1):
        _propose(proposal, by=VISITOR, now=now - datetime.timedelta(days=age * 2), phone=fictional_phone(rng))
    relay = cast["relais"]
    _propose(
        RELAYED, by=Actor("user", relay.pk), now=now - datetime.timedelta(hours=5), relay_name=relay.display_name,
        relay_contact=fictional_phone(rng), relay_id=relay.pk, door=Door.RELAY,
    )  # fmt: skip
    group = LocalGroup.objects.order_by("pk").first()
    if group is not None:
        _reach_group(rng, group, now)
    _reach_coordination(rng, now - datetime.timedelta(days=3))
    _offer_resource(now - datetime.timedelta(days=4))


def _propose(proposal: tuple[str, ...], *, by: Actor, now: datetime.datetime, **columns: object) -> Contribution | None:
    entry, insee, label, role, about, name = proposal
    if not Commune.objects.filter(insee=insee).exists():
        return None
    where = {"entry": entry, "insee": insee, "territory_label": label, "precision": "neighbourhood"}
    draft = start_proposal(answers=where, by=by, now=now)
    relayed = "relay_name" in columns
    answers = {
        "role": role, "about": about, "name": "", "show": entry == "existing", "carried_by": "",
        "reach": "relay" if relayed else "phone", "agreed": "aloud" if relayed else "",
        "done": ["lieu", "vous", "projet", "contact", "relais", "accord"],
    }  # fmt: skip
    draft = save_answers(draft=draft, answers=answers, by=by, now=now, speaker_name=name, **columns)
    return send_proposal(draft=draft, by=by, now=now)


def _number(rng: random.Random) -> PhoneNumber:
    raw = fictional_phone(rng)
    return PhoneNumber(raw=raw, e164="+33" + raw.replace(" ", "")[1:])


def _reach_group(rng: random.Random, group: LocalGroup, now: datetime.datetime) -> None:
    write_to_group(
        group=group, first_name="Leïla", text="Bonjour, est-ce que je peux venir avec mon bébé ?",
        email="leila@exemple.fr", phone=None, by=VISITOR, now=now - datetime.timedelta(days=2),
    )  # fmt: skip
    ask_call_back(
        group=group, first_name="Paulo", phone=_number(rng), best_moment="matin", by=VISITOR,
        now=now - datetime.timedelta(hours=20),
    )  # fmt: skip


def _reach_coordination(rng: random.Random, now: datetime.datetime) -> None:
    words: dict[str, object] = {"first_name": "Yasmine", "email": "yasmine@exemple.fr", "phone": None}
    send_message(
        topic="demander", words={**words, "text": "Qui peut venir nous aider à commencer ?"}, now=now, by=VISITOR
    )
    words = {"first_name": "Robert", "email": "", "phone": _number(rng)}
    ask_coordination_to_call(words=words, best_moment="le soir", now=now, by=VISITOR)


def _offer_resource(now: datetime.datetime) -> None:
    commune = Commune.objects.select_related("department").filter(pk="62498").first() or Commune.objects.first()
    if commune is None:
        return
    offered = ProposedResource(
        kind=ResourceKind.PLACE, name="Le préau couvert", commune=commune, proposed_by="une voisine",
        description="Un grand préau, libre le mercredi, avec des tables et de l'eau.",
    )  # fmt: skip
    propose_resource(proposed=offered, by=VISITOR, now=now)
