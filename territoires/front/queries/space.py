"""« Mon espace »: what waits for a person, and the groups that are theirs."""

import datetime
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from territoires.accounts.models import User
from territoires.atlas.models import Resource
from territoires.contributions.models import Contribution
from territoires.front.queries.desk import Todo, about_words, resources_of_scopes, todo
from territoires.groups.models import Animator, LocalGroup, Member
from territoires.groups.permissions import animated_groups, network_groups
from territoires.groups.queries.ages import age_in_words
from territoires.groups.queries.people import memberships
from territoires.groups.queries.review import DeskLine, desk_lines
from territoires.groups.queries.tasks import door_of, group_of_scopes
from territoires.networks.models import Network
from territoires.networks.permissions import delegate_networks

PER_PAGE = 40


@dataclass(frozen=True)
class Space:
    todo: Todo
    mandates: list[Animator]
    memberships: list[Member]
    networks: list[Network]
    network_groups: Page | None

    @property
    def is_empty(self) -> bool:
        return not self.mandates and not self.networks and not self.memberships


def space_of(user: User, now: datetime.datetime, *, kind: str, page: str, groups_page: str) -> Space:
    """The number of queries does not depend on how much there is."""
    mandates = Animator.objects.filter(user=user, until=None, group__in=animated_groups(user))
    networks = list(delegate_networks(user).order_by("acronym"))
    followed = None
    if networks:
        animated = Animator.objects.filter(group=OuterRef("pk"), until=None)
        rows = network_groups(user).annotate(animated=Exists(animated)).select_related("commune")
        followed = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(groups_page)
    return Space(
        todo=todo(user, now, kind=kind, page=page),
        mandates=list(mandates.select_related("group__commune").order_by("group__name", "pk")),
        memberships=memberships(user),
        networks=networks,
        network_groups=followed,
    )


@dataclass(frozen=True)
class Sent:
    """Something a person sent in, on the page where it is answered."""

    contribution: Contribution
    age: str
    door: str
    about: str
    group: LocalGroup | None
    resource: Resource | None
    sponsor_id: int | None
    notes: list[DeskLine]
    is_open: bool


def sent_page(contribution: Contribution, now: datetime.datetime) -> Sent:
    local = group_of_scopes([contribution.scope])
    resources = resources_of_scopes({contribution.scope})
    return Sent(
        contribution=contribution,
        age=age_in_words(contribution.sent_at or contribution.created_at, now),
        door=door_of(contribution),
        about=about_words(contribution, local, resources),
        group=local.get(contribution.scope),
        resource=resources.get(contribution.scope),
        sponsor_id=_number_in(contribution.scope, "sponsor:"),
        notes=desk_lines(contribution)[0],
        is_open=contribution.state == "sent",
    )


def _number_in(scope: str, kind: str) -> int | None:
    key = scope.removeprefix(kind)
    return int(key) if scope.startswith(kind) and key.isdecimal() else None
