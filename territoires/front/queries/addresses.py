"""Every public address, for search engines and for the plan of the site. Only what a visitor may see."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from territoires.atlas.models import Resource
from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry
from territoires.networks.models import Network
from territoires.places.models import Department, Region

PAGE_SIZE = 10_000  # addresses per file of the sitemap
PLAIN_PAGES = (
    "front:home", "front:story", "front:about", "front:contact", "front:tell", "front:help", "front:join_network",
    "front:legal", "front:privacy", "front:accessibility", "front:rules", "front:open_data", "front:plan",
    "atlas:map", "groups:start", "journey:start", "journey:base", "journey:story", "journey:story_plain",
    "networks:directory", "networks:partners", "networks:sponsors",
)  # fmt: skip


@dataclass(frozen=True)
class Address:
    path: str
    changed_on: datetime.date | None = None


def lively_departments() -> QuerySet[Department]:
    """Departments with at least one visible group or resource."""
    groups = LocalGroup.objects.listed().values("commune__department")
    resources = Resource.objects.visible().values("commune__department")
    return Department.objects.filter(Q(pk__in=groups) | Q(pk__in=resources)).select_related("region").order_by("code")


def lively_regions() -> list[tuple[Region, list[Department]]]:
    """The same, under their regions, in alphabetical order."""
    found: dict[Region, list[Department]] = {}
    for department in lively_departments():
        found.setdefault(department.region, []).append(department)
    return sorted(found.items(), key=lambda pair: pair[0].name)


def few_addresses() -> list[Address]:
    """The pages of the site, the places where something lives, the networks."""
    pages = [Address(reverse(name)) for name in PLAIN_PAGES]
    for region, departments in lively_regions():
        pages.append(Address(reverse("atlas:region", args=[region.slug])))
        pages += [Address(reverse("atlas:department", args=[region.slug, one.slug])) for one in departments]
    slugs = Network.objects.order_by("slug").values_list("slug", flat=True)
    return pages + [Address(reverse("networks:network_page", args=[slug])) for slug in slugs]


def sitemap_pages() -> int:
    """How many files the sitemap needs: the first holds pages and places, the others groups, resources, entries."""
    many = LocalGroup.objects.listed().count() + Resource.objects.visible().count() + entries_told().count()
    return 1 + -(-many // PAGE_SIZE)


def sitemap_page(number: int) -> list[Address]:
    """The addresses of file `number`, from 1; empty past the last one."""
    if not 1 <= number <= sitemap_pages():
        return []
    if number == 1:
        return few_addresses()
    start = (number - 2) * PAGE_SIZE
    sources: tuple[tuple[QuerySet[Any], Callable[..., list[Address]]], ...] = (
        (LocalGroup.objects.listed(), partial(_slice, "groups:group_page")),
        (Resource.objects.visible(), partial(_slice, "atlas:resource_page")),
        (entries_told(), _entries),
    )
    found: list[Address] = []
    for rows, addresses in sources:
        room = PAGE_SIZE - len(found)
        if room > 0:
            found += addresses(rows, max(0, start), room)
        start -= rows.count()
    return found


def entries_told() -> QuerySet[Entry]:
    """What groups tell everybody today."""
    return Entry.objects.public(timezone.localdate())


def whole_sitemap() -> list[Address]:
    """Everything in one file, for a site that fits in it."""
    return [address for number in range(1, sitemap_pages() + 1) for address in sitemap_page(number)]


def _entries(rows: QuerySet[Entry], start: int, size: int) -> list[Address]:
    found = rows.order_by("pk").values_list("group__slug", "key", "updated_at")[start : start + size]
    return [Address(reverse("journal:entry", args=[slug, key]), changed.date()) for slug, key, changed in found]


def _slice[M: Model](name: str, rows: QuerySet[M], start: int, size: int) -> list[Address]:
    if size <= 0:
        return []
    found: Iterable[tuple[str, datetime.datetime]] = rows.order_by("pk").values_list("slug", "updated_at")[
        start : start + size
    ]
    return [Address(reverse(name, args=[slug]), changed.date()) for slug, changed in found]
