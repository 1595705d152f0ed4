"""The newspaper on the wall: what a group told everybody in one month, and its dates to come.

What is for the networks or for the group alone never hangs on a wall, whoever prints it.
"""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.safestring import SafeString

from territoires.accounts.models import User
from territoires.contributions.queries import qr_svg
from territoires.groups.models import LocalGroup
from territoires.groups.permissions import is_inside
from territoires.journal.enums import Visibility
from territoires.journal.models import Entry
from territoires.journal.models.entries import EntryQuerySet
from territoires.journal.queries.entries import entry_address, file_address
from territoires.journal.queries.meetings import Line, coming, line_of
from territoires.journal.rules.entries import month_bounds, month_in_words
from territoires.media.enums import Use
from territoires.media.models import Picture, Sound
from territoires.media.queries import Media, PicturePiece, media_of_many

MOST, DATES = 12, 6  # what one sheet holds in large print; the page of the journal has the rest


@dataclass(frozen=True)
class Piece:
    """One entry on paper. `picture` only when everybody in it agreed to paper; `listen` leads to the voice."""

    entry: Entry
    picture: PicturePiece | None
    listen: str

    @property
    def who(self) -> str:
        return self.entry.said_by or self.entry.group.name

    @property
    def listen_qr(self) -> SafeString:
        return qr_svg(self.listen)


@dataclass(frozen=True)
class Newspaper:
    """One month of a group, for a wall."""

    group: LocalGroup
    year: int
    month: int
    pieces: list[Piece]
    dates: list[Line]
    more: bool
    address: str

    @property
    def title(self) -> str:
        return month_in_words(self.year, self.month)

    @property
    def key(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def qr(self) -> SafeString:
        return qr_svg(self.address)

    @property
    def empty(self) -> bool:
        return not self.pieces and not self.dates


def month(group: LocalGroup, year: int, month: int, reader: User | AnonymousUser, *, today: datetime.date) -> Newspaper:
    """What hangs on the wall for a month. People of a group that is not shown yet may print their own."""
    first, after = month_bounds(year, month)
    rows = _rows(group, reader, today).filter(happened_on__gte=first, happened_on__lt=after)
    entries = list(rows.order_by("happened_on", "pk")[: MOST + 1])
    dates = [line_of(meeting, today) for meeting in coming(group, max(first, today))[:DATES]]
    address = settings.SITE_URL + reverse("journal:entries", args=[group.slug])
    pieces = _pieces(entries[:MOST], today)
    return Newspaper(group, year, month, pieces, dates, len(entries) > MOST, address)


def months_told(group: LocalGroup, reader: User | AnonymousUser, *, today: datetime.date) -> list[datetime.date]:
    """The months of which something can be printed, newest first; the last twelve."""
    return list(_rows(group, reader, today).dates("happened_on", "month", order="DESC")[:12])


def _rows(group: LocalGroup, reader: User | AnonymousUser, today: datetime.date) -> EntryQuerySet:
    rows = Entry.objects.public(today)
    if group.shown_since is None and is_inside(reader, group):
        rows = Entry.objects.published(today).filter(visibility=Visibility.PUBLIC)
    return rows.filter(group=group).exclude(words="").select_related("group")


def _pieces(entries: list[Entry], today: datetime.date) -> list[Piece]:
    by_key = {entry.media_key: entry for entry in entries}

    def address(medium: Picture | Sound, name: str) -> str:
        return file_address(by_key[medium.owner], medium, name)

    found = media_of_many(by_key, use=Use.PRINT, address=address, today=today) if by_key else {}
    return [_piece(entry, found.get(entry.media_key, Media())) for entry in entries]


def _piece(entry: Entry, media: Media) -> Piece:
    picture = next((one for one in media.pictures if one.src), None)
    sound = any(one.src for one in media.sounds)
    return Piece(entry, picture, settings.SITE_URL + entry_address(entry) if sound else "")
