"""Entries, pictures and voices for the tests of what a group tells."""

import datetime
import hashlib
import random
import secrets

from django.utils import timezone

from territoires.groups.models import Card, Member
from territoires.groups.rules import make_card_code
from territoires.groups.tests.factories import make_animator, make_group
from territoires.journal.actions.entries import publish_entry, write_entry
from territoires.journal.models import Entry
from territoires.kit.actors import Actor
from territoires.media.actions import record_person_consent, show
from territoires.media.files import rendition_path
from territoires.media.models import Picture, Rendition, Sound

BY = Actor("user", None)
WORDS = "On a préparé des crêpes avec tout le monde."
JPEG = b"\xff\xd8\xff" + b"0" * 400


def written(group, words=WORDS, **told) -> Entry:
    return write_entry(group=group, told={"words": words, **told}, now=timezone.now(), by=BY)


def published(group, words=WORDS, **told) -> Entry:
    entry = written(group, words, **told)
    return publish_entry(entry=entry, version=entry.version, now=timezone.now(), by=BY)


def make_picture(entry: Entry, *, people: str = "nobody", ready: bool = True, alt: str = "Une table") -> Picture:
    """A picture made ready, with one small file on the disk."""
    now = timezone.now()
    picture = Picture.objects.create(
        owner=entry.media_key, alt=alt, people=people, received_at=now, state="ready" if ready else "received",
        width=480, height=320,
    )  # fmt: skip
    if ready:
        for form in ("avif", "webp", "jpeg"):
            _file(picture, f"480.{form[:4]}", form, picture=picture, width=480)
    return picture


def make_sound(entry: Entry, *, agreed: bool = True) -> Sound:
    now = timezone.now()
    sound = Sound.objects.create(
        owner=entry.media_key, transcript="On est contents.", seconds=12, received_at=now, state="ready"
    )  # fmt: skip
    _file(sound, "voix.m4a", "m4a", sound=sound)
    if agreed:
        agree(sound)
    return sound


def agree(medium, **facts):
    known = {"designation": "une maman", "given": "aloud", "witness": "Nadia", "now": timezone.now(), "by": BY}
    return record_person_consent(medium=medium, **{**known, **facts})


def shown_picture(entry: Entry, **facts) -> Picture:
    picture = make_picture(entry, **facts)
    if picture.people != "nobody":
        agree(picture)
    show(medium=picture, everyone=entry.is_open_to_all, now=timezone.now(), by=BY)
    return picture


def _file(medium, name: str, form: str, *, width: int = 0, **of) -> None:
    path = rendition_path(medium.token, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(JPEG)
    Rendition.objects.create(
        name=name, format=form, width=width, height=width * 2 // 3, weight=len(JPEG),
        digest=hashlib.sha256(JPEG).hexdigest(), **of,
    )  # fmt: skip


def animated(user, *, shown: bool = True, **facts):
    """A group that this person animates."""
    group = make_group(shown=shown, stage="confirmed" if shown else "interested", **facts)
    make_animator(group, user)
    return group


def make_card(group, *, wall: bool = False, first_name: str = "Awa") -> Card:
    """A card in use, or the code on the wall."""
    now = timezone.now()
    member = None
    if not wall:
        member = Member.objects.create(group=group, first_name=first_name, came_by="card", joined_at=now)
    return Card.objects.create(
        group=group, kind="wall" if wall else "member", member=member, code=make_card_code(random.SystemRandom()),
        spoken=f"LUNE-JARDIN-{secrets.randbelow(900000) + 100000}", made_at=now,
        first_used_at=None if wall else now, expires_at=now + datetime.timedelta(days=90),
    )  # fmt: skip
