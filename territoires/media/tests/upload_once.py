"""Uploads as the web process takes them, in a process of its own: test_web_process.py reads what it prints."""

import io
import json
import resource
import sys

import django
from django.db import connection
from django.test import RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils import timezone  # noqa: E402

from territoires.audit.models import JournalEntry  # noqa: E402
from territoires.kit.actors import VISITOR  # noqa: E402
from territoires.kit.forms import KitForm  # noqa: E402
from territoires.kit.uploads import MeasuredUpload  # noqa: E402
from territoires.media.actions import CannotReceive, receive_given_picture, receive_given_sound  # noqa: E402
from territoires.media.forms import PictureForm, SoundForm  # noqa: E402
from territoires.media.models import PersonConsent, Picture, Rendition, Sound  # noqa: E402

MEGABYTE = 1024 * 1024


class EntryForm(PictureForm, SoundForm, KitForm):
    pass


def memory() -> int:
    """The most this process ever used, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def send(name: str, content: bytes) -> str:
    """Through Django's own reading of a form, our form and our action; the state the file is left in."""
    told = {"picture_people": "nobody", "picture_alt": "Un gâteau", "sound_voice": "me"}
    body = encode_multipart(
        BOUNDARY, {**told, name: SimpleUploadedFile("photo.jpg" if name == "picture" else "a.wav", content)}
    )
    request = RequestFactory().generic("POST", "/", body, MULTIPART_CONTENT)
    del body
    form = EntryForm(request.POST, request.FILES)
    if not form.is_valid():
        return "refused by the form"
    told = {"owner": "entry:1", "witness": "Sophie", "now": timezone.now(), "by": VISITOR}
    try:
        if name == "picture":
            medium = receive_given_picture(given=form.given_picture(), **told)
        else:
            medium = receive_given_sound(given=form.given_sound(), **told)
    except CannotReceive as refused:
        return str(refused.refusal)
    medium.refresh_from_db()
    return medium.state


def main() -> None:
    MeasuredUpload.new_file.__globals__["most_of"] = lambda request: 25_000_000  # no view here says how much
    get_resolver().url_patterns  # noqa: B018  (every view of the site is loaded)
    with connection.schema_editor() as editor:
        for model in (Picture, Sound, Rendition, PersonConsent, JournalEntry):
            editor.create_model(model)
    files = [(name, io.FileIO(path).readall()) for name, path in zip(sys.argv[1::2], sys.argv[2::2], strict=True)]
    before = memory()
    states = [send(name, content) for name, content in files]
    heavy = [name for name in sys.modules if name.split(".")[0] in ("PIL", "av", "cv2", "numpy")]
    decoder = [name for name in sys.modules if name.startswith("territoires.media.decoder")]
    print(json.dumps({"states": states, "heavy": heavy, "decoder": decoder, "grown": memory() - before}))


if __name__ == "__main__":
    main()
