"""From the hand that sends a file to the page that shows it, and back."""

import datetime
from functools import partial

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.media import files, tasks
from territoires.media.enums import Kind, Lack, People, Refusal, State
from territoires.media.models import Picture, Sound
from territoires.media.queries import lack_of
from territoires.media.rules import SNIFF, is_taken
from territoires.media.signals import media_withdrawn

type AnyMedium = Picture | Sound


class CannotReceive(Exception):
    """The file is not one we take; `refusal` says why in kind words."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.label))
        self.refusal = refusal


class CannotShow(Exception):
    """Something is missing before it may be seen or heard; `lack` says what."""

    def __init__(self, lack: Lack) -> None:
        super().__init__(str(lack.label))
        self.lack = lack


def refusal_of(kind: Kind, file: UploadedFile) -> Refusal | None:
    """What the weight, the name and the first bytes of a file say against it. Nothing is decoded here."""
    most = settings.MEDIA_PICTURE_BYTES if kind == Kind.PICTURE else settings.MEDIA_SOUND_BYTES
    if (file.size or 0) > most:
        return Refusal.TOO_HARD
    file.seek(0)
    first = file.read(SNIFF)
    file.seek(0)
    return None if is_taken(kind, file.name or "", first) else Refusal.FORMAT


def receive_picture(
    *, file: UploadedFile, owner: str, alt: str, decorative: bool, people: str, now: datetime.datetime, by: Actor
) -> Picture:
    """Keep a picture in private and have it made ready. Without description it stays unseen.

    Errors: CannotReceive for what is no picture, or shows a child while the setting says that none is shown.
    """
    if people == People.CHILD and not settings.MEDIA_CHILDREN_FACES:
        raise CannotReceive(Refusal.CHILD)
    picture = Picture(owner=owner, alt="" if decorative else alt, decorative=decorative, people=people, received_at=now)
    _receive(picture, file, now, by)
    return picture


def receive_sound(*, file: UploadedFile, owner: str, transcript: str, now: datetime.datetime, by: Actor) -> Sound:
    """Keep a sound in private and have it made ready. Errors: CannotReceive for what is no sound."""
    sound = Sound(owner=owner, transcript=transcript, received_at=now)
    _receive(sound, file, now, by)
    return sound


RECEIVED = {Kind.PICTURE: "media.receive_picture", Kind.SOUND: "media.receive_sound"}


def _receive(medium: AnyMedium, file: UploadedFile, now: datetime.datetime, by: Actor) -> None:
    refusal = refusal_of(medium.kind, file)
    if refusal is not None:
        raise CannotReceive(refusal)
    medium.original = files.keep_original(file.chunks())
    try:
        with transaction.atomic():
            medium.save(force_insert=True)
            record(verb=RECEIVED[medium.kind], thing=medium, by=by, now=now, detail={"bytes": file.size or 0})
            transaction.on_commit(partial(tasks.enqueue, medium.KIND, medium.pk))
    except Exception:
        files.delete_original(medium.original)
        raise


def locked[M: AnyMedium](medium: M) -> M:
    """The row as it is now, held until the end of the transaction. Errors: CannotShow when it is gone."""
    found = type(medium)._default_manager.select_for_update().filter(pk=medium.pk).first()
    if found is None or found.state in (State.REMOVED, State.REFUSED):
        raise CannotShow(Lack.GONE)
    return found


def describe_picture(
    *, picture: Picture, alt: str, decorative: bool, people: str, now: datetime.datetime, by: Actor
) -> Picture:
    """Say what a picture shows, for who does not see it, and whether one recognises somebody.

    Errors: CannotReceive for a child while the setting says that none is shown; CannotShow when the picture is shown
    and would lose its description.
    """
    if people == People.CHILD and not settings.MEDIA_CHILDREN_FACES:
        raise CannotReceive(Refusal.CHILD)
    with transaction.atomic():
        row = locked(picture)
        row.alt, row.decorative, row.people = "" if decorative else alt, decorative, people
        if row.shown_since and not (row.alt or row.decorative):
            raise CannotShow(Lack.DESCRIPTION)
        row.save(update_fields=["alt", "decorative", "people"])
        record(verb="media.describe_picture", thing=row, by=by, now=now)
    return row


def write_transcript(*, sound: Sound, transcript: str, now: datetime.datetime, by: Actor) -> Sound:
    """Write down what is said, for who does not hear it."""
    with transaction.atomic():
        row = locked(sound)
        row.transcript = transcript
        row.save(update_fields=["transcript"])
        record(verb="media.write_transcript", thing=row, by=by, now=now)
    return row


def give_to(*, medium: AnyMedium, owner: str, now: datetime.datetime, by: Actor) -> None:
    """Hand a medium to another owner: from a draft to what came of it."""
    with transaction.atomic():
        row = locked(medium)
        row.owner = owner
        row.save(update_fields=["owner"])
        record(verb="media.give_to", thing=row, by=by, now=now)
    medium.owner = owner


def show(*, medium: AnyMedium, now: datetime.datetime, by: Actor, everyone: bool = True) -> None:
    """Let a medium be seen or heard, as soon as it is ready. `everyone=False`: only where the context above serves it.

    Errors: CannotShow while something is missing, an agreement above all. Nothing is written then.
    """
    with transaction.atomic():
        row = locked(medium)
        lack = lack_of(row, now)
        if lack is not None:
            raise CannotShow(lack)
        row.shown_since, row.for_everybody = row.shown_since or now, everyone
        row.save(update_fields=["shown_since", "for_everybody"])
        record(verb="media.show", thing=row, by=by, now=now, detail={"everyone": everyone})
    medium.shown_since, medium.for_everybody = row.shown_since, everyone


def hide(*, medium: AnyMedium, now: datetime.datetime, by: Actor) -> None:
    """Nobody sees or hears it any more, from the next request on. Hiding twice has one effect."""
    with transaction.atomic():
        row = locked(medium)
        if row.shown_since is not None:
            put_away(row, now)
            record(verb="media.hide", thing=row, by=by, now=now)
    medium.shown_since, medium.for_everybody = None, False


def put_away(row: AnyMedium, now: datetime.datetime) -> None:
    """For a locked row: unseen, and told to the contexts above in the same transaction."""
    row.shown_since, row.for_everybody = None, False
    row.save(update_fields=["shown_since", "for_everybody"])
    media_withdrawn.send(sender=type(row), kind=row.KIND, medium_id=row.pk, owner=row.owner, now=now)


def remove(*, medium: AnyMedium, now: datetime.datetime, by: Actor) -> None:
    """Take a medium back for good: words emptied, files deleted from the disk. Removing twice has one effect."""
    with transaction.atomic():
        row = type(medium)._default_manager.select_for_update().filter(pk=medium.pk).first()
        if row is None or row.state == State.REMOVED:
            return
        was_shown, original = row.shown_since is not None, row.original
        row.state, row.removed_at, row.shown_since, row.for_everybody = State.REMOVED, now, None, False
        row.original, row.original_deleted_at, row.refusal = "", row.original_deleted_at or now, ""
        _empty_words(row)
        row.save()
        row.renditions.all().delete()
        record(verb="media.remove", thing=row, by=by, now=now)
        if was_shown:
            media_withdrawn.send(sender=type(row), kind=row.KIND, medium_id=row.pk, owner=row.owner, now=now)
        transaction.on_commit(partial(files.delete_original, original))
        transaction.on_commit(partial(files.delete_renditions, row.token))
    medium.state, medium.shown_since = State.REMOVED, None


def _empty_words(row: AnyMedium) -> None:
    if isinstance(row, Picture):
        row.alt = ""
    else:
        row.transcript = ""
