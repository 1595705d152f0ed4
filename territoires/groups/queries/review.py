"""A proposal as the coordination reads it, with what stands near: groups shown or not, other proposals."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from territoires.accounts.models import User
from territoires.accounts.queries import names_of
from territoires.contributions.enums import ConsentGiven, State
from territoires.contributions.models import Consent, Contribution
from territoires.groups.enums import Precision
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import proposals_for
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.start import commune_of, names_like, role_words
from territoires.groups.queries.tasks import door_of
from territoires.groups.rules import EXISTING, Proposal, looks_like
from territoires.kit.words import in_words
from territoires.places.models import Commune
from territoires.places.queries import bounding_box, distance_km
from territoires.vocabulary.models import CommunityRole

NEAR_KM, SHOWN = 15, 8


@dataclass(frozen=True)
class Near:
    """A group near the proposal; `alike` when its name could be taken for the proposed one."""

    group: LocalGroup
    km: int
    alike: bool


@dataclass(frozen=True)
class DeskLine:
    """A note of a call or a question asked, beside what somebody sent in."""

    at: datetime.datetime | None
    who: str
    words: str


@dataclass(frozen=True)
class Review:
    contribution: Contribution
    proposal: Proposal
    exists_already: bool
    commune: Commune | None
    role: str
    door: str
    age: str
    consents: list[Consent]
    near: list[Near]
    others: list[Contribution]
    names: list[str]
    notes: list[DeskLine]
    questions: list[DeskLine]
    into: LocalGroup | None

    @property
    def is_open(self) -> bool:
        return self.contribution.state == State.SENT

    @property
    def suggested_name(self) -> str:
        if self.proposal.name:
            return self.proposal.name[:120]
        place = self.proposal.territory_label or (self.commune.name if self.commune else "")
        return place[:1].upper() + place[1:120]

    @property
    def facts(self) -> dict[str, Any]:
        """What the new group takes over from the proposal as it is."""
        roles = CommunityRole.objects.filter(slug=self.proposal.role) if self.proposal.role else ()
        known = self.proposal.precision in Precision.values
        return {
            "territory_label": self.proposal.territory_label[:160],
            "precision": self.proposal.precision if known else Precision.TOWN,
            "carried_by": self.proposal.carried_by[:200],
            "roles_present": list(roles),
        }

    @property
    def agreed_how(self) -> str:
        """How the person agreed to what they sent, as the first receipt says."""
        return self.consents[0].given if self.consents else ConsentGiven.SELF


def review_of(user: User, contribution: Contribution, now: datetime.datetime) -> Review:
    """The same number of queries whatever stands near."""
    proposal = Proposal.from_answers(contribution.answers)
    commune = commune_of(proposal)
    name = proposal.name or proposal.territory_label
    notes, questions = desk_lines(contribution)
    return Review(
        contribution=contribution,
        proposal=proposal,
        exists_already=proposal.entry == EXISTING,
        commune=commune,
        role=role_words(proposal) if proposal.role else "",
        door=door_of(contribution),
        age=age_in_words(contribution.sent_at or contribution.created_at, now),
        consents=list(contribution.consents.filter(revoked_at=None)),
        near=_near(commune, name),
        others=_others(user, contribution, proposal),
        names=names_like(proposal.name)[:SHOWN] if proposal.name else [],
        notes=notes,
        questions=questions,
        into=outcome_group(contribution),
    )


def desk_lines(contribution: Contribution) -> tuple[list[DeskLine], list[DeskLine]]:
    """Notes of calls, then questions asked, each with who wrote it; one query."""
    kept = [contribution.answers.get(key) or [] for key in ("desk_notes", "questions")]
    names = names_of(line.get("by") for lines in kept for line in lines)
    notes, questions = (
        [DeskLine(parse_datetime(line["at"]), names.get(line["by"], ""), line["words"]) for line in lines]
        for lines in kept
    )
    return notes, questions


def _near(commune: Commune | None, name: str) -> list[Near]:
    """Groups, hidden ones too, of the same town or within fifteen kilometres; look-alikes first, then the nearest."""
    if commune is None:
        return []
    south, west, north, east = bounding_box(commune.lat, commune.lon, NEAR_KM)
    here = Q(commune=commune) | Q(lat__range=(south, north), lon__range=(west, east))
    found = []
    for group in LocalGroup.objects.filter(here).select_related("commune").order_by("pk")[:300]:
        km = 0.0 if group.commune_id == commune.pk else distance_km(commune.lat, commune.lon, group.lat, group.lon)
        if km <= NEAR_KM:
            found.append(Near(group, round(km), bool(name) and looks_like(name, group.name)))
    return sorted(found, key=lambda near: (not near.alike, near.km, near.group.name))[:SHOWN]


def _others(user: User, contribution: Contribution, proposal: Proposal) -> list[Contribution]:
    """Proposals of the same town that nobody has decided yet."""
    if not proposal.insee:
        return []
    rows = proposals_for(user).filter(state=State.SENT, answers__insee=proposal.insee).exclude(pk=contribution.pk)
    return list(rows.order_by("sent_at", "pk")[:SHOWN])


def outcome_group(contribution: Contribution) -> LocalGroup | None:
    """The group that came of it, or that it joined."""
    kind, _colon, key = contribution.outcome.partition(":")
    if kind != "localgroup" or not key.isdecimal():
        return None
    return LocalGroup.objects.filter(pk=int(key)).first()


def people_of(contribution: Contribution) -> bool:
    """True when reading it shows somebody's name, number or address: the reading is then journalled."""
    return any((contribution.speaker_name, contribution.email, contribution.phone, contribution.relay_contact))


def conflict_words(contribution: Contribution) -> str:
    """Why a decision came too late, in words: what happened meanwhile, and when."""
    if contribution.state == State.SENT:
        said = _("Ces mots ont changé %(moment)s. Rien n'est décidé. Relisez, puis décidez.")
        return said % {"moment": in_words(contribution.updated_at)}
    moment = contribution.withdrawn_at if contribution.state == State.WITHDRAWN else contribution.decided_at
    said = _("Trop tard, sans gravité : %(state)s %(moment)s. Votre choix n'a rien changé.")
    return said % {"state": contribution.get_state_display(), "moment": in_words(moment)}
