"""Pictures and sound for tests: real files to send, and rows that are ready without any decoding."""

import hashlib
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.utils import timezone
from PIL import Image

from territoires.kit.actors import VISITOR
from territoires.media import actions, files
from territoires.media.enums import Format, Kind, State
from territoires.media.models import Picture, Rendition, Sound
from territoires.media.tasks import prepare_one
from territoires.media.tests import sounds

STARTS = {"avif": b"\0\0\0 ftypavif", "webp": b"RIFF\0\0\0\0WEBP", "jpeg": b"\xff\xd8\xff", "m4a": b"\0\0\0 ftypM4A "}


def jpeg(size=(640, 480), colour="teal", **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def picture_file(content=None, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg() if content is None else content, "image/jpeg")


def sound_file(content=None, name="voix.ogg", seconds=1.0) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sounds.made("ogg", seconds=seconds) if content is None else content, "audio/ogg")


def receive_picture(owner="entry:1", *, alt="Un gâteau", decorative=False, people="nobody", **options) -> Picture:
    told = {"file": picture_file(), "now": timezone.now(), "by": VISITOR, **options}
    return actions.receive_picture(owner=owner, alt=alt, decorative=decorative, people=people, **told)


def receive_sound(owner="entry:1", *, transcript="Bonjour", **options) -> Sound:
    told = {"file": sound_file(), "now": timezone.now(), "by": VISITOR, **options}
    return actions.receive_sound(owner=owner, transcript=transcript, **told)


def decoded(medium):
    """Through the real decoder, in its own process."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        prepare_one(medium.KIND, medium.pk, timezone.now())
    medium.refresh_from_db()
    return medium


def _rendition(medium, name, form, **facts) -> None:
    content = STARTS[form] + name.encode() * 100
    path = files.rendition_path(medium.token, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    Rendition.objects.create(
        **{medium.KIND: medium}, name=name, format=form, weight=len(content),
        digest=hashlib.sha256(content).hexdigest(), **facts,
    )  # fmt: skip


def ready_picture(owner="entry:1", *, alt="Un gâteau", decorative=False, people="nobody") -> Picture:
    """Ready, without having been decoded: files that look like renditions."""
    picture = Picture.objects.create(
        owner=owner, alt=alt, decorative=decorative, people=people, received_at=timezone.now(), state=State.READY,
        width=1600, height=1200,
    )  # fmt: skip
    for form in (Format.AVIF, Format.WEBP, Format.JPEG):
        for width in (480, 960, 1600):
            _rendition(picture, f"photo-{width}.{form}", form, width=width, height=width * 3 // 4)
    return picture


def ready_sound(owner="entry:1", *, transcript="Bonjour", seconds=70) -> Sound:
    sound = Sound.objects.create(
        owner=owner, transcript=transcript, received_at=timezone.now(), state=State.READY, seconds=seconds
    )
    _rendition(sound, "son.m4a", Format.M4A)
    return sound


def agree(medium, designation="Fatou", **options):
    told = {"given": "aloud", "witness": "Sophie", "now": timezone.now(), "by": VISITOR, **options}
    return actions.record_person_consent(medium=medium, designation=designation, **told)


def shown_picture(owner="entry:1", *, everyone=True, **options) -> Picture:
    picture = ready_picture(owner, **options)
    actions.show(medium=picture, everyone=everyone, now=timezone.now(), by=VISITOR)
    return picture


def shown_sound(owner="entry:1", *, everyone=True, **options) -> Sound:
    sound = ready_sound(owner, **options)
    agree(sound)
    actions.show(medium=sound, everyone=everyone, now=timezone.now(), by=VISITOR)
    return sound


KINDS = {Kind.PICTURE: shown_picture, Kind.SOUND: shown_sound}
