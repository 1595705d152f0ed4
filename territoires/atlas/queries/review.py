"""A proposed resource as the coordination reads it, with what may be the same; and the list of all resources."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from territoires.atlas.enums import ResourceKind
from territoires.atlas.models import Resource
from territoires.atlas.queries.truth import sort_name
from territoires.atlas.rules.likeness import NEAR_KM, likeness, looks_like
from territoires.contributions.enums import State
from territoires.contributions.models import Consent, Contribution
from territoires.kit.words import in_words
from territoires.places.models import Commune
from territoires.places.queries import bounding_box, distance_km
from territoires.vocabulary.models import Theme

SHOWN, LOOKED_AT = 8, 400


@dataclass(frozen=True)
class Near:
    """A resource near the proposal; `alike` when its name could be taken for the proposed one."""

    resource: Resource
    km: int
    alike: bool


@dataclass(frozen=True)
class Review:
    contribution: Contribution
    commune: Commune | None
    near: list[Near]
    others: list[Contribution]
    consents: list[Consent]
    outcome: Resource | None

    @property
    def is_open(self) -> bool:
        return self.contribution.state == State.SENT

    @property
    def name(self) -> str:
        return str(self.contribution.answers.get("name") or _("Ressource retirée"))

    @property
    def ready(self) -> dict[str, Any]:
        """What the form of acceptance starts with."""
        answers, contribution = self.contribution.answers, self.contribution
        own = answers.get("own") is True
        slugs = [slug for slug in answers.get("themes") or () if isinstance(slug, str)]
        known = answers.get("kind") in ResourceKind.values
        return {
            "kind": answers["kind"] if known else ResourceKind.PLACE,
            "name": str(answers.get("name") or "")[:120],
            "commune": self.commune,
            "description": str(answers.get("description") or ""),
            "themes": list(Theme.objects.filter(slug__in=slugs)),
            "proposed_by": str(answers.get("proposed_by") or contribution.speaker_name)[:120],
            "contact_email": contribution.email if own else "",
            "contact_phone": contribution.phone if own else "",
        }


def review_of(contribution: Contribution) -> Review:
    """The same number of queries whatever stands near."""
    answers = contribution.answers
    insee = answers.get("insee")
    commune = Commune.objects.select_related("department").filter(pk=insee).first() if isinstance(insee, str) else None
    return Review(
        contribution=contribution,
        commune=commune,
        near=likely_same(str(answers.get("name") or ""), commune),
        others=_others(contribution, commune),
        consents=list(contribution.consents.filter(revoked_at=None)),
        outcome=outcome_of(contribution),
    )


def likely_same(name: str, commune: Commune | None, besides: int | None = None) -> list[Near]:
    """Resources, hidden ones too, of the same town or within fifteen kilometres: names that look the same first, then
    the nearest."""
    if commune is None:
        return []
    south, west, north, east = bounding_box(commune.lat, commune.lon, NEAR_KM)
    here = Q(commune=commune) | Q(lat__range=(south, north), lon__range=(west, east))
    rows = Resource.objects.filter(here, merged_into=None).exclude(pk=besides or 0).select_related("commune")
    found = []
    for resource in rows.order_by("pk")[:LOOKED_AT]:
        same_town = resource.commune_id == commune.pk
        km = 0.0 if same_town else distance_km(commune.lat, commune.lon, resource.lat, resource.lon)
        alike = looks_like(name, resource.name)
        if km <= NEAR_KM and (alike or same_town):
            found.append((not alike, -likeness(name, resource.name), km, Near(resource, round(km), alike)))
    return [near for *_order, near in sorted(found, key=lambda line: line[:3])[:SHOWN]]


def _others(contribution: Contribution, commune: Commune | None) -> list[Contribution]:
    """Proposals of the same town that nobody has decided yet."""
    if commune is None:
        return []
    rows = Contribution.objects.of_kind(contribution.kind).waiting().filter(answers__insee=commune.pk)
    return list(rows.exclude(pk=contribution.pk).order_by("sent_at", "pk")[:SHOWN])


def outcome_of(contribution: Contribution) -> Resource | None:
    """The resource that came of it, or that it joined."""
    kind, _colon, key = contribution.outcome.partition(":")
    return Resource.objects.filter(pk=int(key)).first() if kind == "resource" and key.isdecimal() else None


def shows_a_person(contribution: Contribution) -> bool:
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


def all_resources(words: str, hidden: bool) -> QuerySet[Resource]:
    """For the coordination, by name: shown ones, or hidden ones."""
    rows = Resource.objects.filter(merged_into=None, shown_since__isnull=hidden).select_related("commune__department")
    if words:
        rows = rows.filter(
            Q(name__icontains=words) | Q(slug__contains=sort_name(words)) | Q(commune__name__icontains=words)
        )
    return rows.order_by("name", "pk")


def waiting_proposals() -> list[Contribution]:
    """Proposed resources that nobody has decided on, the oldest first."""
    return list(Contribution.objects.of_kind("resource-proposal").waiting().order_by("sent_at", "pk")[:50])
