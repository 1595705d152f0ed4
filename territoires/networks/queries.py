"""Networks, partners and sponsors as pages show them."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from territoires.networks.enums import PartnerKind, Relation
from territoires.networks.models import Delegate, Network, NetworkCategory, NetworkRelation, Partner, Sponsor
from territoires.networks.rules import runs_on


@dataclass(frozen=True)
class Section:
    """A category with its members of today; `category` is None for those nobody has placed yet."""

    category: NetworkCategory | None
    networks: list[Network]


@dataclass(frozen=True)
class Directory:
    """Everything the directory page says; `member_count` is always computed, never written down."""

    sections: list[Section]
    accompanying: list[Network]
    associates: list[Network]
    former: list[Network]

    @property
    def member_count(self) -> int:
        return sum(len(section.networks) for section in self.sections)


@dataclass(frozen=True)
class Line:
    """A relation of a network, told on a day."""

    relation: NetworkRelation
    running: bool


def has_relation(network: Network, kind: Relation, day: datetime.date) -> bool:
    """On prefetched relations: no query."""
    return any(line.kind == kind and runs_on(line.start_on, line.end_on, day) for line in network.relations.all())


def had_relation(network: Network, kind: Relation, day: datetime.date) -> bool:
    """A relation that began, and may have ended."""
    return any(
        line.kind == kind and (line.start_on is None or line.start_on <= day) for line in network.relations.all()
    )


def directory(day: datetime.date) -> Directory:
    """The networks by category, then those who accompany, those of the research-action, and former members."""
    networks = list(
        Network.objects.select_related("category").prefetch_related("relations", "former_names", "other_categories")
    )
    members = [network for network in networks if has_relation(network, Relation.MEMBER, day)]
    others = [network for network in networks if network not in members]
    accompanying = [network for network in others if has_relation(network, Relation.ACCOMPANIES, day)]
    others = [network for network in others if network not in accompanying]
    former = [network for network in others if had_relation(network, Relation.MEMBER, day)]
    associates = [
        network for network in others if network not in former and had_relation(network, Relation.ASSOCIATE, day)
    ]
    sections = [
        Section(category, [network for network in members if network.category_id == category.pk])
        for category in NetworkCategory.objects.all()
    ]
    sections.append(Section(None, [network for network in members if network.category_id is None]))
    return Directory([section for section in sections if section.networks], accompanying, associates, former)


def members_today(day: datetime.date) -> list[Network]:
    """The members of that day, by acronym; its length is the number the site shows."""
    return list(Network.objects.members_on(day))


def find_network(slug: str) -> Network | None:
    """A network with all its page shows."""
    return (
        Network.objects.select_related("category")
        .prefetch_related("relations", "former_names", "other_categories")
        .filter(slug=slug)
        .first()
    )


def relation_lines(network: Network, day: datetime.date) -> list[Line]:
    """The relations of a network, each with whether it runs on that day."""
    return [Line(line, runs_on(line.start_on, line.end_on, day)) for line in network.relations.all()]


@dataclass(frozen=True)
class PartnerSection:
    kind: PartnerKind
    partners: list[Partner]


def partner_sections(day: datetime.date) -> list[PartnerSection]:
    """Partners by kind, those whose support has begun; an ended support is told with its year."""
    partners = list(Partner.objects.filter(Q(since_on=None) | Q(since_on__lte=day)))
    sections = [PartnerSection(kind, [one for one in partners if one.kind == kind]) for kind in PartnerKind]
    return [section for section in sections if section.partners]


def sponsors() -> list[Sponsor]:
    """Those who lend their name, as the public page lists them."""
    return list(Sponsor.objects.visible().select_related("commune__department"))


def all_sponsors() -> list[Sponsor]:
    """For the coordination: hidden ones too."""
    return list(Sponsor.objects.all())


def all_partners() -> list[Partner]:
    return list(Partner.objects.all())


def all_networks() -> list[Network]:
    """For the coordination's list, former members too."""
    return list(Network.objects.all())


def active_delegates(network: Network) -> list[Delegate]:
    return list(network.delegates.filter(until=None).select_related("user"))


def all_categories() -> list[NetworkCategory]:
    return list(NetworkCategory.objects.all())


def find_category(category_id: int) -> NetworkCategory | None:
    return NetworkCategory.objects.filter(pk=category_id).first()


def find_partner(partner_id: int) -> Partner | None:
    return Partner.objects.filter(pk=partner_id).first()


def find_sponsor(sponsor_id: int) -> Sponsor | None:
    return Sponsor.objects.select_related("commune").filter(pk=sponsor_id).first()


def delegations_of(user_id: int) -> list[Delegate]:
    """Every mandate of an account, ended ones too."""
    return list(Delegate.objects.filter(user_id=user_id).select_related("network"))
