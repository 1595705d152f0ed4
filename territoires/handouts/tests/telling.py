"""A group that tells: entries, a picture that is really on the disk, a voice, a date to come."""

import datetime
import io

from django.utils import timezone
from PIL import Image

from territoires.groups.models import LocalGroup
from territoires.journal.models import Entry, Meeting
from territoires.kit.actors import VISITOR
from territoires.media.actions.consents import record_person_consent
from territoires.media.files import rendition_path
from territoires.media.models import PersonConsent, Picture, Rendition, Sound

DAY = datetime.date(2026, 3, 14)


def tell(group: LocalGroup, words: str = "On a bu le café.", on: datetime.date = DAY, **facts) -> Entry:
    now = timezone.now()
    known = {"status": "published", "visibility": "public", "published_at": now, "said_by": "Fatou"}
    return Entry.objects.create(
        group=group, words=words, happened_on=on, created_at=now, updated_at=now, **{**known, **facts}
    )  # fmt: skip


def picture_of(entry: Entry, *, people: str = "nobody", color: str = "#c08040") -> Picture:
    now = timezone.now()
    picture = Picture.objects.create(
        owner=entry.media_key, state="ready", received_at=now, shown_since=now, for_everybody=True,
        alt="Une affiche peinte", people=people, width=960, height=640,
    )  # fmt: skip
    out = io.BytesIO()
    Image.new("RGB", (960, 640), color).save(out, "JPEG")
    for name, form in (("960.avif", "avif"), ("960.webp", "webp"), ("960.jpg", "jpeg")):
        Rendition.objects.create(
            picture=picture, name=name, format=form, width=960, height=640, weight=len(out.getvalue()), digest="x"
        )
    path = rendition_path(picture.token, "960.jpg")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(out.getvalue())
    return picture


def voice_of(entry: Entry) -> Sound:
    now = timezone.now()
    sound = Sound.objects.create(
        owner=entry.media_key, state="ready", received_at=now, shown_since=now, for_everybody=True, seconds=30
    )
    Rendition.objects.create(sound=sound, name="voix.m4a", format="m4a", weight=9, digest="x")
    agree(sound)
    return sound


def agree(medium: Picture | Sound, *, uses: tuple[str, ...] = ("site", "print")) -> PersonConsent:
    return record_person_consent(
        medium=medium, designation="une dame", given="aloud", witness="Sophie", now=timezone.now(), by=VISITOR,
        uses=uses,
    )  # fmt: skip


def announce(group: LocalGroup, **facts) -> Meeting:
    now = timezone.now()
    known = {
        "what": "La grande fête", "on": now.date() + datetime.timedelta(days=9), "starts_at": datetime.time(14),
        "where": "Dans la cour", "is_free": True,
    }  # fmt: skip
    return Meeting.objects.create(group=group, created_at=now, updated_at=now, **{**known, **facts})
