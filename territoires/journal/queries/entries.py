"""Entries ready for a page: their words, their pictures and voice, whose they are, where they are read."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Page, Paginator
from django.urls import reverse

from territoires.accounts.models import User
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import CardHolder
from territoires.journal.enums import EntryStatus
from territoires.journal.models import Entry
from territoires.journal.models.entries import EntryQuerySet
from territoires.journal.permissions.entries import readable_entries
from territoires.journal.rules.entries import headline, share_words
from territoires.kit.spotting import Spot, spot_private
from territoires.media.models import Picture, Sound
from territoires.media.queries import Media, media_of_many

LATEST, PER_PAGE = 3, 12


@dataclass(frozen=True)
class Told:
    """One entry as a page shows it."""

    entry: Entry
    media: Media
    address: str

    @property
    def title(self) -> str:
        return headline(self.entry.words)

    @property
    def who(self) -> str:
        """Whoever chose to be named; the group otherwise."""
        return self.entry.said_by or self.entry.group.name

    @property
    def is_published(self) -> bool:
        return self.entry.status == EntryStatus.PUBLISHED

    @property
    def in_preparation(self) -> list[str]:
        """What is not there yet: "picture", "sound"."""
        pictures = any(piece.waiting for piece in self.media.pictures)
        sounds = any(piece.waiting for piece in self.media.sounds)
        return [kind for kind, waits in (("picture", pictures), ("sound", sounds)) if waits]


def public_entries(group: LocalGroup, today: datetime.date) -> EntryQuerySet:
    """What everybody may read of a group, newest first."""
    return Entry.objects.public(today).filter(group=group).select_related("group")


def entries_for(user: User | AnonymousUser, group: LocalGroup, today: datetime.date) -> EntryQuerySet:
    """What this person may read of a group, newest first."""
    return readable_entries(user, today).filter(group=group).select_related("group")


def entry_address(entry: Entry) -> str:
    return reverse("journal:entry", args=[entry.group.slug, entry.key])


def file_address(entry: Entry, medium: Picture | Sound, name: str) -> str:
    """Where a file is served: at its public address, or by the journal under its own permission."""
    if medium.for_everybody:
        return reverse("media:rendition", args=[medium.token, name])
    return reverse("journal:entry_file", args=[entry.group.slug, entry.key, medium.token, name])


def told(rows: Iterable[Entry], *, today: datetime.date, shown: bool = True) -> list[Told]:
    """Entries with what they show, in a number of queries that does not depend on how many there are."""
    entries = list(rows)
    by_key = {entry.media_key: entry for entry in entries}

    def address(medium: Picture | Sound, name: str) -> str:
        return file_address(by_key[medium.owner], medium, name)

    found = media_of_many(by_key, shown=shown, address=address, today=today) if by_key else {}
    return [Told(entry, found.get(entry.media_key, Media()), entry_address(entry)) for entry in entries]


def one_told(entry: Entry, *, today: datetime.date, shown: bool = True) -> Told:
    return told([entry], today=today, shown=shown)[0]


def latest(user: User | AnonymousUser, group: LocalGroup, today: datetime.date) -> list[Told]:
    """The newest entries, for the page of the group."""
    return told(entries_for(user, group, today)[:LATEST], today=today)


def latest_for_card(holder: CardHolder, today: datetime.date) -> list[Told]:
    """For the page of a card: a member of the group reads all of it; the code on the wall what everybody reads.

    Only files that everybody may open go with it: a card has no account to serve the others under.
    """
    rows = Entry.objects.published(today) if holder.member is not None else Entry.objects.public(today)
    found = told(rows.filter(group=holder.group).select_related("group")[:LATEST], today=today)
    return [replace(one, media=open_to_all(one.media)) for one in found]


def open_to_all(media: Media) -> Media:
    return Media(
        pictures=tuple(piece for piece in media.pictures if piece.picture.for_everybody),
        sounds=tuple(piece for piece in media.sounds if piece.sound.for_everybody),
    )


def journal_page(user: User | AnonymousUser, group: LocalGroup, today: datetime.date, page: str) -> Page[Any]:
    """One page of the journal. Its `object_list` holds Told."""
    found: Page[Any] = Paginator(entries_for(user, group, today), PER_PAGE).get_page(page)
    found.object_list = told(found.object_list, today=today)
    return found


@dataclass(frozen=True)
class EntryPage:
    """One entry, whole."""

    told: Told
    share: str
    url: str
    in_preparation: list[str]
    months: str


def entry_page(entry: Entry, today: datetime.date) -> EntryPage:
    shown = one_told(entry, today=today)
    waiting = one_told(entry, today=today, shown=False).in_preparation
    url = settings.SITE_URL + shown.address
    words = share_words(entry.words, entry.group.name, entry.group.commune.name, url)
    month = reverse("journal:newspaper", args=[entry.group.slug, f"{entry.happened_on:%Y-%m}"])
    return EntryPage(told=shown, share=words, url=url, in_preparation=waiting, months=month)


def networks_of(group: LocalGroup) -> list[str]:
    """Those who support the group: the credit of what it tells."""
    return [str(network) for network in group.networks.all()]


# -- for those who write ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Desk:
    """The journal as its animators see it."""

    waiting: list[Told]
    kept: list[Told]
    published: Page
    withdrawn: list[Told]
    thrown: list[Told]


def desk(group: LocalGroup, today: datetime.date, page: str) -> Desk:
    rows = Entry.objects.filter(group=group, emptied_at=None).select_related("group", "contribution")
    kept = rows.filter(trashed_at=None)
    lists = {
        "waiting": kept.filter(status=EntryStatus.WAITING).order_by("created_at", "pk")[:40],
        "kept": kept.filter(status__in=[EntryStatus.DRAFT, EntryStatus.SCHEDULED])[:40],
        "withdrawn": kept.filter(status=EntryStatus.WITHDRAWN)[:40],
        "thrown": rows.filter(trashed_at__isnull=False)[:40],
    }
    published: Page[Any] = Paginator(kept.filter(status=EntryStatus.PUBLISHED), PER_PAGE).get_page(page)
    every = [entry for found in lists.values() for entry in found]
    seen = told([*every, *published.object_list], today=today, shown=False)
    by_pk = {one.entry.pk: one for one in seen}
    published.object_list = [by_pk[entry.pk] for entry in published.object_list]
    return Desk(published=published, **{name: [by_pk[one.pk] for one in found] for name, found in lists.items()})


def spots_of(words: str) -> list[Spot]:
    """What to read again before it appears."""
    return spot_private(words)
