"""What a form brought in, kept in one go: the file, what was said of it, and who agreed."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from territoires.kit.actors import Actor
from territoires.media.actions.consents import record_person_consent
from territoires.media.actions.media import (
    CannotReceive,
    describe_picture,
    give_to,
    receive_picture,
    receive_sound,
    write_transcript,
)
from territoires.media.enums import ConsentGiven, People
from territoires.media.models import Picture, Sound
from territoires.media.queries import held_key


@dataclass(frozen=True)
class GivenPicture:
    """A picture as a form gives it: a new file, or one `held` since an answer was missing."""

    file: UploadedFile | None = None
    held: Picture | None = None
    alt: str = ""
    decorative: bool = False
    people: str = People.NOBODY
    persons: tuple[str, ...] = ()
    given: str = ConsentGiven.ALOUD
    until_on: datetime.date | None = None
    both_parents_agreed: bool = False
    child_agreed: bool = False


@dataclass(frozen=True)
class GivenSound:
    """A voice as a form gives it. Without `person` it is the voice of whoever sends it."""

    file: UploadedFile | None = None
    held: Sound | None = None
    transcript: str = ""
    person: str = ""
    given: str = ConsentGiven.SELF


def receive_given_picture(
    *, given: GivenPicture, owner: str, witness: str, now: datetime.datetime, by: Actor
) -> Picture:
    """Keep a picture and the agreement of each person. `witness` is who fills the form in.

    Errors: CannotReceive as for receive_picture.
    """
    told: dict[str, Any] = {"alt": given.alt, "decorative": given.decorative, "people": given.people}
    with transaction.atomic():
        if given.held is not None:
            picture = describe_picture(picture=given.held, **told, now=now, by=by)
            give_to(medium=picture, owner=owner, now=now, by=by)
        else:
            assert given.file is not None
            picture = receive_picture(file=given.file, owner=owner, **told, now=now, by=by)
        for person in given.persons if given.people != People.NOBODY else ():
            record_person_consent(
                medium=picture,
                designation=person,
                given=given.given,
                witness=witness,
                until_on=given.until_on,
                is_child=given.people == People.CHILD,
                both_parents_agreed=given.both_parents_agreed,
                child_agreed=given.child_agreed,
                now=now,
                by=by,
            )
    return picture


def receive_given_sound(*, given: GivenSound, owner: str, witness: str, now: datetime.datetime, by: Actor) -> Sound:
    """Keep a voice and the agreement of the person: of `witness`, who fills the form in, when nobody else is named.

    Errors: CannotReceive as for receive_sound.
    """
    with transaction.atomic():
        if given.held is not None:
            sound = write_transcript(sound=given.held, transcript=given.transcript, now=now, by=by)
            give_to(medium=sound, owner=owner, now=now, by=by)
        else:
            assert given.file is not None
            sound = receive_sound(file=given.file, owner=owner, transcript=given.transcript, now=now, by=by)
        record_person_consent(
            medium=sound, designation=given.person or witness, given=given.given, witness=witness, now=now, by=by
        )
    return sound


def hold_picture(*, file: UploadedFile, now: datetime.datetime, by: Actor) -> Picture | None:
    """A form came back for another answer: its picture waits for a day, so that nobody has to choose it again."""
    try:
        return receive_picture(file=file, owner=held_key(by.label), alt="", decorative=False, people="", now=now, by=by)
    except CannotReceive:
        return None


def hold_sound(*, file: UploadedFile, now: datetime.datetime, by: Actor) -> Sound | None:
    """The same for a voice, which nobody says twice the same way."""
    try:
        return receive_sound(file=file, owner=held_key(by.label), transcript="", now=now, by=by)
    except CannotReceive:
        return None
