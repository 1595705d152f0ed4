"""What somebody proposes, read back to them, and the groups that exist near there already."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoires.contributions.models import Contribution
from territoires.contributions.queries import masked_email, masked_phone
from territoires.groups import rules
from territoires.groups.models import LocalGroup
from territoires.groups.rules import Proposal
from territoires.networks.models import Network
from territoires.places.models import Commune
from territoires.places.queries import bounding_box, distance_km
from territoires.vocabulary.models import CommunityRole

NEAR_KM, NEAR_SHOWN, NEAR_READ = 10, 3, 300


@dataclass(frozen=True)
class Line:
    """One answer on the page that checks them all; `step` is where it is changed."""

    step: str
    label: str
    value: str


@dataclass(frozen=True)
class NearGroup:
    name: str
    slug: str
    place: str
    summary: str
    km: int


def commune_of(proposal: Proposal) -> Commune | None:
    return Commune.objects.select_related("department").filter(pk=proposal.insee).first()


def town_words(proposal: Proposal) -> str:
    """« Roubaix (Nord) »."""
    commune = commune_of(proposal)
    return f"{commune.name} ({commune.department.name})" if commune else ""


def place_words(proposal: Proposal) -> str:
    """« Roubaix (Nord), autour de l'école Jean-Macé »."""
    return ", ".join(words for words in (town_words(proposal), proposal.territory_label) if words)


def role_words(proposal: Proposal) -> str:
    if proposal.role == rules.OTHER_ROLE:
        return proposal.role_other or _("Autre, ou je ne sais pas")
    return CommunityRole.objects.filter(slug=proposal.role).values_list("name", flat=True).first() or ""


def reach_words(contribution: Contribution, proposal: Proposal, *, in_full: bool) -> str:
    """In full only for the page where one checks what one has just typed."""
    email, phone = contribution.email, contribution.phone
    ways = {
        rules.EMAIL: _("Par e-mail : %s") % (email if in_full else masked_email(email)),
        rules.PHONE: _("Par téléphone : %s") % (phone if in_full else masked_phone(phone)),
        rules.RELAY: _("Par une personne relais"),
        rules.NONE: _("Je reviens moi-même avec ma référence"),
    }
    return ways.get(proposal.reach, "")


def told_lines(proposal: Proposal) -> list[Line]:
    """What was said, without names nor addresses."""
    existing = proposal.entry == rules.EXISTING
    about = _("Ce que fait le groupe") if existing else _("Votre idée")
    lines = [
        Line(rules.PLACE_STEP, _("Où"), place_words(proposal)),
        Line(rules.ROLE_STEP, _("Vous êtes"), role_words(proposal)),
        Line(rules.ABOUT_STEP, about, proposal.about),
        Line(rules.ABOUT_STEP, _("Nom du groupe"), proposal.name),
    ]
    if existing:
        shown = _("Oui, dès maintenant") if proposal.show else _("Pas avant d'être confirmé")
        lines += [
            Line(rules.AGREE_STEP, _("Montrer le groupe"), shown),
            Line(rules.AGREE_STEP, _("Le groupe est porté par"), proposal.carried_by),
        ]
    return lines


def check_lines(contribution: Contribution, *, in_full: bool) -> list[Line]:
    """Every answer, in the order of the questions, empty ones too: each can be changed."""
    proposal = Proposal.from_answers(contribution.answers)
    told = told_lines(proposal)
    reach = [
        Line(rules.REACH_STEP, _("Votre prénom"), contribution.speaker_name),
        Line(rules.REACH_STEP, _("Pour vous répondre"), reach_words(contribution, proposal, in_full=in_full)),
    ]
    if proposal.reach == rules.RELAY:
        contact = f", {contribution.relay_contact}" if in_full else ""
        relay = f"{contribution.relay_name}{contact}"
        reach.append(Line(rules.RELAY_STEP, _("La personne relais"), relay))
    before = [line for line in told if line.step != rules.AGREE_STEP]
    return [*before, *reach, *(line for line in told if line.step == rules.AGREE_STEP)]


def groups_near(commune: Commune | None) -> list[NearGroup]:
    """Groups everybody can see in this commune or within ten kilometres, nearest first."""
    if commune is None:
        return []
    shown = LocalGroup.objects.listed().select_related("commune")
    here = [(0.0, group) for group in shown.filter(commune=commune)[:NEAR_SHOWN]]
    south, west, north, east = bounding_box(commune.lat, commune.lon, NEAR_KM)
    around = shown.filter(lat__range=(south, north), lon__range=(west, east)).exclude(commune=commune)
    there = [(distance_km(commune.lat, commune.lon, group.lat, group.lon), group) for group in around[:NEAR_READ]]
    near = here + sorted((pair for pair in there if pair[0] <= NEAR_KM), key=lambda pair: (pair[0], pair[1].pk))
    return [
        NearGroup(group.name, group.slug, group.commune.name, group.summary, round(km))
        for km, group in near[:NEAR_SHOWN]
    ]


def names_like(name: str) -> list[str]:
    """Names of groups, shown or not, and of networks that one could take for this one: for the coordination only."""
    groups = LocalGroup.objects.order_by("name").values_list("name", flat=True)
    names = [*groups, *Network.objects.values_list("name", flat=True)]
    names += [acronym for acronym in Network.objects.values_list("acronym", flat=True) if acronym]
    return [known for known in names if rules.looks_like(name, known)]
