"""Page-shaped reads: what belongs to an owner, as pieces ready for a page; what may be opened, and what is missing."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from territoires.kit.files import OpenFile
from territoires.media.enums import Format, Kind, Lack, People, State, Use
from territoires.media.files import rendition_path
from territoires.media.models import PersonConsent, Picture, Rendition, Sound
from territoires.media.rules import length_in_words, weight_in_words

type AnyMedium = Picture | Sound
type Address = Callable[[AnyMedium, str], str]
TYPES = {Format.AVIF: "image/avif", Format.WEBP: "image/webp", Format.JPEG: "image/jpeg", Format.M4A: "audio/mp4"}
BEST_FIRST = (Format.AVIF, Format.WEBP, Format.JPEG)
CARD_WIDTH = 480


@dataclass(frozen=True)
class Source:
    """One line of a <picture>."""

    type: str
    srcset: str
    small: str  # the address of the one for a card, 40 kB at most


@dataclass(frozen=True)
class PicturePiece:
    """What media/picture.html shows."""

    picture: Picture
    sources: tuple[Source, ...] = ()
    src: str = ""
    width: int = 0
    height: int = 0

    @property
    def alt(self) -> str:
        return self.picture.alt

    @property
    def waiting(self) -> bool:
        return self.picture.state == State.RECEIVED

    @property
    def refused(self) -> bool:
        return self.picture.state == State.REFUSED


@dataclass(frozen=True)
class SoundPiece:
    """What media/sound.html shows."""

    sound: Sound
    src: str = ""
    weight: int = 0

    @property
    def transcript(self) -> str:
        return self.sound.transcript

    @property
    def length(self) -> str:
        return length_in_words(self.sound.seconds)

    @property
    def weight_in_words(self) -> str:
        return weight_in_words(self.weight)

    @property
    def waiting(self) -> bool:
        return self.sound.state == State.RECEIVED

    @property
    def refused(self) -> bool:
        return self.sound.state == State.REFUSED


@dataclass(frozen=True)
class Media:
    """What belongs to one owner."""

    pictures: tuple[PicturePiece, ...] = ()
    sounds: tuple[SoundPiece, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pictures or self.sounds)


def public_address(medium: AnyMedium, name: str) -> str:
    return reverse("media:rendition", args=[medium.token, name])


def media_of(
    owner: str,
    *,
    shown: bool = True,
    use: str = Use.SITE,
    address: Address = public_address,
    today: datetime.date | None = None,
) -> Media:
    """What an owner has. `shown=False` for those who prepare a page: with what waits, is refused or misses something.
    `address` leads elsewhere than to the public address: to a view that serves the file under its own permission."""
    return media_of_many([owner], shown=shown, use=use, address=address, today=today).get(owner, Media())


def media_of_many(
    owners: Iterable[str],
    *,
    shown: bool = True,
    use: str = Use.SITE,
    address: Address = public_address,
    today: datetime.date | None = None,
) -> dict[str, Media]:
    """The same for a list of owners, in four queries at most. Owners without anything are left out."""
    wanted = list(owners)
    today = today or timezone.localdate()
    everyone = address is public_address  # the public address opens nothing else
    pictures = _rows(Picture, wanted, shown, use, today, everyone)
    sounds = _rows(Sound, wanted, shown, use, today, everyone)
    return {
        owner: Media(
            tuple(picture_piece(one, address) for one in pictures.get(owner, ())),
            tuple(sound_piece(one, address) for one in sounds.get(owner, ())),
        )
        for owner in wanted
        if owner in pictures or owner in sounds
    }


def _rows[M: (Picture, Sound)](
    model: type[M], owners: list[str], shown: bool, use: str, today: datetime.date, everyone: bool
) -> dict[str, list[M]]:
    rows: QuerySet[M] = model.objects.of_owner(*owners)
    if shown:
        rows = model.objects.agreed(today, use).of_owner(*owners).exclude(shown_since=None)
    if shown and everyone:
        rows = rows.filter(for_everybody=True)
    found: dict[str, list[M]] = {}
    for row in rows.prefetch_related(Prefetch("renditions", Rendition.objects.order_by("width", "format"))):
        found.setdefault(row.owner, []).append(row)
    return found


def picture_piece(picture: Picture, address: Address = public_address) -> PicturePiece:
    """A picture with its files, smallest first, best format first."""
    files = sorted(picture.renditions.all(), key=lambda one: one.width)
    if picture.state != State.READY or not files:
        return PicturePiece(picture)
    by_format = {form: [one for one in files if one.format == form] for form in BEST_FIRST}
    sources = tuple(_source(picture, form, by_format[form], address) for form in BEST_FIRST)
    card = _card(by_format[Format.JPEG])
    return PicturePiece(picture, sources, address(picture, card.name), card.width, card.height)


def _card(files: list[Rendition]) -> Rendition:
    return next((one for one in files if one.width >= CARD_WIDTH), files[-1])


def _source(picture: Picture, form: Format, files: list[Rendition], address: Address) -> Source:
    srcset = ", ".join(f"{address(picture, one.name)} {one.width}w" for one in files)
    return Source(TYPES[form], srcset, address(picture, _card(files).name))


def sound_piece(sound: Sound, address: Address = public_address) -> SoundPiece:
    files = list(sound.renditions.all())
    if sound.state != State.READY or not files:
        return SoundPiece(sound)
    return SoundPiece(sound, address(sound, files[0].name), files[0].weight)


# -- what may be opened ---------------------------------------------------------------------------------------------
def open_rendition(
    medium: AnyMedium, name: str, *, preview: bool = False, today: datetime.date | None = None
) -> OpenFile | None:
    """A file ready to be answered with `kit.files.answer`; None when it may not be opened today.

    The caller has decided that the person may see the medium. `preview=True` for those who prepare it: before it is
    shown, and whatever is missing.
    """
    today = today or timezone.localdate()
    if not preview and not type(medium).objects.shown(today).filter(pk=medium.pk).exists():
        return None
    found = medium.renditions.filter(name=name).first()
    if found is None or medium.state != State.READY:
        return None
    return OpenFile(
        rendition_path(medium.token, name),
        TYPES[Format(found.format)],
        name,
        found.digest,
        found.weight,
        medium.kind == Kind.SOUND,
    )


def picture_file(
    picture: Picture, *, use: str = Use.PRINT, width: int = 1600, today: datetime.date | None = None
) -> Path | None:
    """The JPEG on the disk, nearest to a width, for what is printed; None when somebody did not agree to that use."""
    if not Picture.objects.shown(today or timezone.localdate(), use).filter(pk=picture.pk).exists():
        return None
    files = list(picture.renditions.filter(format=Format.JPEG).order_by("width"))
    wide = [one for one in files if one.width >= width] or files[-1:]
    return rendition_path(picture.token, wide[0].name) if wide else None


def held_key(sender: str) -> str:
    """The owner of files that wait for a form to be sent again."""
    return f"held:{sender}"


def find_held(kind: Kind, token: str, sender: str) -> AnyMedium | None:
    """A file that this person sent with a form that came back; None for anybody else's."""
    model = Picture if kind == Kind.PICTURE else Sound
    waiting = model.objects.of_owner(held_key(sender)).exclude(state=State.REFUSED)
    return waiting.filter(token=token).first()


# -- what is missing ------------------------------------------------------------------------------------------------
def lack_of(medium: AnyMedium, now: datetime.datetime) -> Lack | None:
    """What is missing before it may be shown."""
    if medium.state not in (State.RECEIVED, State.READY):
        return Lack.GONE
    if isinstance(medium, Picture):
        if not (medium.alt.strip() or medium.decorative):
            return Lack.DESCRIPTION
        if not medium.people:
            return Lack.PEOPLE
        if medium.people == People.CHILD and not settings.MEDIA_CHILDREN_FACES:
            return Lack.CHILD
    agreed = type(medium).objects.agreed(timezone.localdate(now)).filter(pk=medium.pk).exists()
    return None if agreed else Lack.CONSENT


def consents_of(medium: AnyMedium) -> QuerySet[PersonConsent]:
    return medium.personconsents.all()


def consents_recorded_by(recorder: str) -> list[dict[str, Any]]:
    """For the export of an account ("user:12"): the agreements it recorded, without the names of the persons."""
    rows = PersonConsent.objects.filter(recorder=recorder)
    return [dict(row) for row in rows.values("given", "witness", "given_at", "until_on", "revoked_at")]
