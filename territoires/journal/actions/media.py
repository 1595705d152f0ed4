"""The pictures and the voice of an entry: received with it, shown with it, gone with it.

`media` knows an entry by its `media_key` only, refuses what nobody may see, and hides by itself what an agreement no
longer covers.
"""

import datetime

from django.db import transaction

from territoires.audit.actions import record
from territoires.journal.actions.refusals import CannotTell, check_running, lock_entry, save_entry
from territoires.journal.models import Entry
from territoires.journal.models.entries import MEDIA_OWNER
from territoires.kit.actors import CLOCK, Actor
from territoires.media import actions as media
from territoires.media.actions import GivenPicture, GivenSound
from territoires.media.enums import State
from territoires.media.models import Picture, Sound
from territoires.media.queries import lack_of

type Medium = Picture | Sound


def attach_media(
    entry: Entry,
    picture: GivenPicture | None,
    sound: GivenSound | None,
    *,
    witness: str,
    now: datetime.datetime,
    by: Actor,
) -> None:
    """Keep a picture and a voice with an entry. Call it in the transaction that writes the entry. `witness` is who
    fills the form in, and who heard people say yes.

    Errors: CannotReceive, of media, for a file that cannot be kept.
    """
    if picture is not None:
        media.receive_given_picture(given=picture, owner=entry.media_key, witness=witness, now=now, by=by)
    if sound is not None:
        media.receive_given_sound(given=sound, owner=entry.media_key, witness=witness, now=now, by=by)


def add_media(
    *,
    entry: Entry,
    picture: GivenPicture | None,
    sound: GivenSound | None,
    witness: str,
    now: datetime.datetime,
    by: Actor,
) -> None:
    """A picture or a voice joins an entry that is there already; it is shown with it once everybody has agreed.

    Errors: CannotTell when the group has ended or the words were taken back; those of attach_media.
    """
    with transaction.atomic():
        locked = lock_entry(entry, None, "change")
        check_running(locked)
        attach_media(locked, picture, sound, witness=witness, now=now, by=by)
        save_entry(locked, [], now=now)
        record(verb="journal.add_media", thing=locked, by=by, now=now)


def show_files(*, entry: Entry, version: int | None, now: datetime.datetime, by: Actor) -> Entry:
    """Show what has been agreed to meanwhile. Errors: CannotTell when the entry is not published, or changed."""
    with transaction.atomic():
        locked = lock_entry(entry, version, "withdraw")
        show_media(locked, now=now, by=by)
        record(verb="journal.show_files", thing=locked, by=by, now=now)
    return locked


def media_rows(entry: Entry) -> list[Medium]:
    """Everything that belongs to the entry, refused files too."""
    return [*Picture.objects.of_owner(entry.media_key), *Sound.objects.of_owner(entry.media_key)]


def lack_in(entry: Entry, now: datetime.datetime) -> str:
    """What is missing before a picture or a voice of the entry may be seen or heard, as a code of CannotTell; "" when
    nothing is. What could not be kept at all hinders nobody."""
    for medium in media_rows(entry):
        if medium.state != State.REFUSED and (lack := lack_of(medium, now)) is not None:
            return str(lack)
    return ""


def show_media(entry: Entry, *, now: datetime.datetime, by: Actor = CLOCK) -> None:
    """Show what is ready and agreed to; the rest joins when it is. For everybody only when the entry itself is."""
    for medium in media_rows(entry):
        if medium.state == State.READY:
            show_one(entry, medium, now=now, by=by)


def show_one(entry: Entry, medium: Medium, *, now: datetime.datetime, by: Actor = CLOCK) -> bool:
    """Show one medium of a published entry; False while something is missing."""
    try:
        media.show(medium=medium, everyone=entry.is_open_to_all, now=now, by=by)
    except media.CannotShow:
        return False
    return True


def hide_media(entry: Entry, *, now: datetime.datetime, by: Actor = CLOCK) -> None:
    """Nobody sees nor hears it, from the next request on."""
    for medium in media_rows(entry):
        if medium.shown_since is not None:
            media.hide(medium=medium, now=now, by=by)


def remove_media(entry: Entry, *, now: datetime.datetime, by: Actor) -> None:
    """Files are deleted from the disk and words emptied."""
    for medium in media_rows(entry):
        media.remove(medium=medium, now=now, by=by)


def remove_medium(*, entry: Entry, token: str, now: datetime.datetime, by: Actor) -> None:
    """Take one picture or one voice off an entry. Errors: CannotTell when it has none of that name."""
    found = [medium for medium in media_rows(entry) if medium.token == token]
    if not found:
        raise CannotTell("gone")
    media.remove(medium=found[0], now=now, by=by)


def keep_media_in_step(group_id: int, *, now: datetime.datetime) -> None:
    """The group is shown, or no longer: the addresses of its pictures and voices open or close with it."""
    entries = {
        entry.media_key: entry
        for entry in Entry.objects.filter(group_id=group_id, published_at__isnull=False).select_related("group")
    }
    if not entries:
        return
    for model in (Picture, Sound):
        for medium in model.objects.filter(owner__in=entries).exclude(shown_since=None):
            entry = entries[medium.owner]
            if medium.for_everybody != entry.is_open_to_all:
                show_one(entry, medium, now=now)


def entry_of(owner: str) -> Entry | None:
    """The entry behind a key of `media`."""
    number = owner.removeprefix(MEDIA_OWNER)
    if number == owner or not number.isdecimal():
        return None
    return Entry.objects.select_related("group").filter(pk=int(number)).first()
