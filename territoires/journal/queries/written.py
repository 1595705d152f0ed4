"""One entry for those who write it: where it stands and what is missing."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from territoires.journal.enums import EntryStatus, Visibility
from territoires.journal.models import Entry
from territoires.journal.queries.entries import Told, one_told
from territoires.journal.rules.entries import TRASH_DAYS, may, share_words
from territoires.kit.spotting import Spot, spot_private
from territoires.media.models import Picture, Sound
from territoires.media.queries import PicturePiece, SoundPiece, lack_of


@dataclass(frozen=True)
class File:
    """A picture or a voice, and what it still lacks in words."""

    piece: PicturePiece | SoundPiece
    lack: str
    wants_consent: bool

    @property
    def medium(self) -> Picture | Sound:
        return self.piece.picture if isinstance(self.piece, PicturePiece) else self.piece.sound

    @property
    def is_picture(self) -> bool:
        return isinstance(self.piece, PicturePiece)

    @property
    def hidden(self) -> bool:
        """Ready and agreed to, and yet not shown: one tap shows it."""
        return not self.lack and not self.piece.waiting and not self.piece.refused and self.medium.shown_since is None


@dataclass(frozen=True)
class Written:
    """What the page of one entry shows to its animators."""

    told: Told
    files: list[File]
    spots: list[Spot]
    share: str
    url: str
    month: str
    thrown_until: datetime.date | None
    can_undo: bool
    agreement_ended: bool

    @property
    def entry(self) -> Entry:
        return self.told.entry

    @property
    def lacks(self) -> list[str]:
        return [one.lack for one in self.files if one.lack]

    @property
    def can_publish(self) -> bool:
        return may("publish", self.entry.status) and self.entry.status != EntryStatus.WITHDRAWN

    @property
    def is_read_by_all(self) -> bool:
        return self.entry.is_open_to_all

    @property
    def waits_for_the_group(self) -> bool:
        """For everybody, in a group that is not shown yet: nobody outside reads it today."""
        return self.entry.visibility != Visibility.GROUP and self.entry.group.shown_since is None


def written_page(entry: Entry, now: datetime.datetime) -> Written:
    today = timezone.localdate(now)
    seen = one_told(entry, today=today, shown=False)
    url = settings.SITE_URL + seen.address
    thrown = entry.trashed_at
    files = [_file(piece, now) for piece in seen.media.pictures]
    files += [_file(piece, now) for piece in seen.media.sounds]
    return Written(
        told=seen,
        files=files,
        spots=spot_private(entry.words),
        share=share_words(entry.words, entry.group.name, entry.group.commune.name, url),
        url=url,
        month=reverse("journal:newspaper", args=[entry.group.slug, f"{entry.happened_on:%Y-%m}"]),
        thrown_until=timezone.localdate(thrown) + datetime.timedelta(days=TRASH_DAYS) if thrown else None,
        can_undo=may("change", entry.status) and entry.versions.exists(),
        agreement_ended=entry.agreed_until is not None and entry.agreed_until < today,
    )


def _file(piece: PicturePiece | SoundPiece, now: datetime.datetime) -> File:
    medium = piece.picture if isinstance(piece, PicturePiece) else piece.sound
    lack = None if piece.refused else lack_of(medium, now)
    return File(piece=piece, lack=str(lack.label) if lack else "", wants_consent=lack == "consent")
