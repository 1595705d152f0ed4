"""A small world for route tests: a few real communes, groups seen and unseen, one contribution of each kind."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from territoires.accounts.models import Invitation, User
from territoires.atlas.models import Resource
from territoires.contributions.actions import receive, start_draft
from territoires.contributions.models import Contribution
from territoires.groups.models import Animator, FollowUp, LocalGroup, StageChange
from territoires.kit.actors import VISITOR
from territoires.mailer.models import Letter
from territoires.networks.models import Delegate, Network, NetworkCategory, Partner, Sponsor
from territoires.places.models import Commune
from territoires.vocabulary.models import Theme
from tests import life as lives

PROPOSAL = {
    "entry": "idea", "insee": "59512", "territory_label": "La Gare", "precision": "neighbourhood", "role": "parent",
    "role_other": "", "about": "Un café des parents.", "name": "", "carried_by": "", "show": False, "reach": "email",
}  # fmt: skip


@dataclass
class World:
    shown: LocalGroup
    hidden: LocalGroup
    other: LocalGroup
    network: Network
    resource: Resource
    contributions: dict[str, Contribution]
    follow_up: FollowUp
    other_note: FollowUp
    invitation: Invitation
    hidden_resource: Resource
    draft: Contribution
    change: StageChange
    letter: Letter
    life: lives.Life


def make_group(name: str, commune: Commune, *, shown: bool, stage: str = "confirmed") -> LocalGroup:
    now = timezone.now()
    return LocalGroup.objects.create(
        slug=slugify(name), name=name, commune=commune, stage=stage, summary="On se retrouve.",
        shown_since=now.date() if shown else None, lat=commune.lat, lon=commune.lon, created_at=now, updated_at=now,
        last_confirmed_on=now.date(),
    )  # fmt: skip


def make_resource(name: str, commune: Commune, *, shown: bool) -> Resource:
    now = timezone.now()
    return Resource.objects.create(
        slug=slugify(name), name=name, kind="place", commune=commune, description="Une salle.",
        proposed_by="une habitante", shown_since=now.date() if shown else None, lat=commune.lat, lon=commune.lon,
        created_at=now, updated_at=now,
    )  # fmt: skip


def _note(group: LocalGroup, user: User) -> FollowUp:
    return FollowUp.objects.create(
        group=group, at=timezone.now(), by=user, with_whom="Sophie", channel="phone", said="Bonjour", agreed=True
    )


def build(people) -> World:
    """Needs the reference rows of the `reference` fixture."""
    now = timezone.now()
    roubaix, lille = Commune.objects.get(insee="59512"), Commune.objects.get(insee="59350")
    shown = make_group("Groupe montré", roubaix, shown=True)
    hidden = make_group("Groupe caché", lille, shown=False, stage="interested")
    other = make_group("Autre groupe", lille, shown=True, stage="interested")
    network = Network.objects.order_by("pk").first()
    shown.networks.add(network)
    hidden.networks.add(network)
    Animator.objects.create(group=shown, user=people.animator, since=now)
    Animator.objects.create(group=other, user=people.other_animator, since=now)
    Delegate.objects.create(network=network, user=people.delegate, since=now)
    resource = make_resource("La salle du fond", roubaix, shown=True)
    return World(
        shown=shown,
        hidden=hidden,
        other=other,
        network=network,
        resource=resource,
        hidden_resource=make_resource("La salle en travaux", roubaix, shown=False),
        contributions=_contributions(shown, other, resource, now),
        draft=start_draft(kind="group-proposal", now=now, by=VISITOR),
        follow_up=_note(shown, people.coordinator),
        other_note=_note(other, people.coordinator),
        invitation=_invitation(shown, people.coordinator, now),
        change=StageChange.objects.create(
            group=shown, from_stage="interested", to_stage="confirmed", at=now, by=people.coordinator, source="call",
            reason="Le groupe est prêt.", next_step="Rappeler", next_on=now.date(),
        ),
        letter=Letter.objects.create(
            kind="essai", to="a@exemple.fr", subject="Essai", text="Bonjour", message_id="<essai>", created_at=now
        ),
        life=lives.build(shown, hidden, other, people),
    )  # fmt: skip


def _invitation(group: LocalGroup, by: User, now: datetime.datetime) -> Invitation:
    return Invitation.objects.create(
        email="invitee@exemple.fr", role="animator", scope=f"localgroup:{group.pk}", token_hash="0" * 64,
        invited_by=by, created_at=now, expires_at=now + datetime.timedelta(days=14),
    )  # fmt: skip


def _contributions(
    group: LocalGroup, other: LocalGroup, resource: Resource, now: datetime.datetime
) -> dict[str, Contribution]:
    mine, theirs = f"localgroup:{group.pk}", f"localgroup:{other.pk}"
    toys = {
        "kind": "place", "name": "La ludothèque", "insee": "59512", "description": "Des jeux.", "themes": [],
        "proposed_by": "une habitante",
    }  # fmt: skip
    sent = {
        "group-proposal": ("group-proposal", "", PROPOSAL),
        "message": ("message", mine, {"text": "Bonjour"}),
        "message-other": ("message", theirs, {"text": "Bonjour"}),
        "message-coordination": ("message", "coordination", {"text": "Bonjour"}),
        "call-back": ("call-back", mine, {"best_moment": "matin"}),
        "report": ("report", f"resource:{resource.pk}", {"reason": "ferme", "text": ""}),
        "report-group": ("report", mine, {"reason": "ferme", "text": ""}),
        "resource-proposal": ("resource-proposal", "", toys),
        "network-join": (
            "network-join",
            "",
            {"name": "Réseau ami", "signature": "Des amis.", "website": "", "why": "Agir."},
        ),
    }
    return {
        name: receive(
            kind=kind, scope=of, answers=answers, now=now, by=VISITOR, speaker_name="Fatou", phone="0199001001"
        )
        for name, (kind, of, answers) in sent.items()
    }


def references(world: World) -> list[tuple[str, str]]:
    """(kind, reference) of everything sent in, the message to another group included."""
    return [(kind, c.reference) for kind, c in world.contributions.items()]


def _numbers(world: World) -> dict[str, str]:
    """A real row for each numbered parameter."""
    return {
        "word_id": str(Theme.objects.order_by("pk").first().pk),
        "letter_id": str(world.letter.pk),
        "invitation_id": str(world.invitation.pk),
        "change_id": str(world.change.pk),
        "network_id": str(world.network.pk),
        "delegate_id": str(Delegate.objects.first().pk),
        "category_id": str(NetworkCategory.objects.first().pk),
        "partner_id": str(Partner.objects.first().pk),
        "sponsor_id": str(Sponsor.objects.first().pk),
        "key_id": "1",
        "user_id": str(User.objects.filter(staff_role="coordinator").first().pk),
        "number": "1",
    }


def _owned(world: World) -> dict[str, list[tuple[str, str]]]:
    """Rows that belong to a group: its own people may touch them, others not."""
    animators = Animator.objects.order_by("pk")
    return {
        "note_id": [("shown", str(world.follow_up.pk)), ("other", str(world.other_note.pk))],
        "animator_id": [("shown", str(animators[0].pk)), ("other", str(animators[1].pk))],
    }


def _slugs(route: str, world: World) -> list[tuple[str, str]]:
    if route.startswith(OF_GROUPS):
        return [("shown", world.shown.slug), ("hidden", world.hidden.slug), ("other", world.other.slug)]
    if route == "atlas:report_sponsor":
        return [("sponsor", Sponsor.objects.first().slug)]
    if route.startswith("atlas:"):
        return [("resource", world.resource.slug), ("hidden-resource", world.hidden_resource.slug)]
    return [("network", world.network.slug)]


OF_GROUPS = ("groups:", "handouts:", "journal:", "journey:", "mirror:")
KINDS_OF_ROUTE = {
    "groups:review_proposal": ("group-proposal",),
    "front:handle_message": ("message", "call-back", "message-other", "message-coordination"),
    "front:handle_report": ("report", "report-group"),
    "front:review_network": ("network-join",),
    "atlas:review_resource": ("resource-proposal",),
}


def variants(route: str, parameters: tuple[str, ...], world: World) -> dict[str, list[tuple[str, str]]]:
    """The objects a route is asked about in the table of roles: (label, value) for each of its parameters."""
    kinds = KINDS_OF_ROUTE.get(route, ("group-proposal",))
    token = world.draft.token if route.startswith("groups:") else world.contributions["message"].token
    if route == "accounts:invitation":
        token = "x" * 43
    known = {
        "slug": _slugs(route, world),
        "reference": [(kind, world.contributions[kind].reference) for kind in kinds],
        "token": [("draft" if route.startswith("groups:") else "message", token)],
        "region": [("-", "hauts-de-france")],
        "department": [("-", "nord")],
        "step": [("-", "lieu")],
        "entry": [("-", "idee")],
        "words": [("-", "themes")],
        "digest": [("-", "0" * 12)],
        **_owned(world),
        **{name: [("-", value)] for name, value in _numbers(world).items()},
        **lives.variants(route, world.life),
    }
    return {parameter: known[parameter] for parameter in parameters}


def known_values(world: World) -> dict[str, list[str]]:
    """Real values for the parameters of routes, by parameter name, for the nasty requests."""
    slugs = [g.slug for g in (world.shown, world.hidden, world.resource, world.network)]
    slugs += [Sponsor.objects.first().slug, Partner.objects.first().slug]
    owned = {name: [value for _, value in values] for name, values in _owned(world).items()}
    lived = lives.known_values(world.life)
    ours = {
        "slug": slugs,
        "reference": [reference for _, reference in references(world)],
        "token": [world.draft.token, *(c.token for c in world.contributions.values())],
        "region": ["hauts-de-france"],
        "department": ["nord"],
        "step": ["lieu", "vous", "idee", "joindre"],
        "entry": ["idee", "groupe"],
        "words": ["themes", "roles", "langues"],
        **owned,
        **{name: [value] for name, value in _numbers(world).items()},
    }
    return {**lived, **{name: [*values, *lived.get(name, [])] for name, values in ours.items()}}
