"""From the hand that sends a file to a row that is ready, through the real decoder."""

import datetime
import io
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from territoires.audit.models import JournalEntry
from territoires.kit.actors import CLOCK, VISITOR
from territoires.media import actions, clock, decoding, files, rules, tasks
from territoires.media.enums import Refusal, State
from territoires.media.models import Picture, Sound
from territoires.media.signals import media_ready, media_refused
from territoires.media.tests import factories, sounds
from territoires.media.tests.factories import decoded, picture_file, receive_picture, receive_sound, sound_file

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def originals():
    return sorted(path.name for path in files.folder(files.ORIGINALS).iterdir())


@pytest.fixture
def heard():
    """What was announced."""
    told = []
    note = lambda **facts: told.append((facts["kind"], facts["owner"]))  # noqa: E731
    for signal in (media_ready, media_refused):
        signal.connect(note)
    yield told
    for signal in (media_ready, media_refused):
        signal.disconnect(note)


def test_a_picture_becomes_three_formats_and_three_widths(heard):
    picture = receive_picture(file=picture_file(factories.jpeg((2000, 1500))))
    assert picture.state == State.RECEIVED
    assert originals() == [picture.original]
    decoded(picture)
    assert picture.state == State.READY
    assert (picture.width, picture.height) == (1600, 1200)
    names = {one.name for one in picture.renditions.all()}
    assert names == {f"photo-{width}.{form}" for width in (480, 960, 1600) for form in ("avif", "webp", "jpeg")}
    for one in picture.renditions.all():
        path = files.rendition_path(picture.token, one.name)
        with Image.open(path) as image:
            assert image.size == (one.width, one.height)
        assert path.stat().st_size == one.weight
    assert originals() == []
    assert picture.original_deleted_at is not None
    assert heard == [("picture", "entry:1")]


def test_the_worker_takes_a_file_up_by_itself(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        picture = receive_picture()
    picture.refresh_from_db()
    assert picture.state == State.READY
    assert originals() == []


def test_a_card_weighs_forty_kilobytes_at_most():
    busy = Image.effect_noise((1600, 1200), 70).convert("RGB")
    buffer = io.BytesIO()
    busy.save(buffer, "JPEG", quality=95)
    picture = decoded(receive_picture(file=picture_file(buffer.getvalue())))
    assert max(one.weight for one in picture.renditions.filter(width=480)) <= 40_000


def test_a_sound_becomes_one_mono_file():
    sound = decoded(receive_sound(file=sound_file(sounds.made("webm", seconds=3), "voix.webm")))
    assert sound.state == State.READY
    assert sound.seconds == 3
    assert [one.name for one in sound.renditions.all()] == ["son.m4a"]
    assert originals() == []


def test_a_broken_file_is_refused_in_words(heard):
    picture = receive_picture(file=picture_file(b"\xff\xd8\xff\xe0" + b"nonsense" * 100))
    decoded(picture)
    assert picture.state == State.REFUSED
    assert picture.get_refusal_display().endswith(".")
    assert originals() == []
    assert heard == [("picture", "entry:1")]


@pytest.mark.parametrize(
    ("receive", "content", "name"),
    [
        (receive_picture, b"<svg onload=alert(1)>", "a.jpg"),
        (receive_picture, factories.jpeg(), "a.php"),
        (receive_sound, factories.jpeg(), "a.ogg"),
        (receive_sound, b"", "a.ogg"),
    ],
)
def test_what_is_no_picture_or_no_sound_is_not_even_kept(receive, content, name):
    with pytest.raises(actions.CannotReceive) as refused:
        receive(file=SimpleUploadedFile(name, content))
    assert refused.value.refusal == Refusal.FORMAT
    assert originals() == []
    assert not Picture.objects.exists()


def test_a_file_that_is_too_heavy_is_not_kept(settings):
    settings.MEDIA_PICTURE_BYTES = 1000
    with pytest.raises(actions.CannotReceive):
        receive_picture()
    assert originals() == []


def test_a_child_is_not_received_unless_the_setting_says_so(settings):
    with pytest.raises(actions.CannotReceive) as refused:
        receive_picture(people="child")
    assert refused.value.refusal == Refusal.CHILD
    settings.MEDIA_CHILDREN_FACES = True
    assert receive_picture(people="child").pk


def test_a_decoder_that_hangs_is_killed(monkeypatch):
    monkeypatch.setattr(decoding, "WALL_SECONDS", 0.2)
    monkeypatch.setattr(decoding, "run", lambda arguments: real(arguments, 0.05))
    picture = decoded(receive_picture(file=picture_file(factories.jpeg((3000, 3000)))))
    assert picture.refusal == Refusal.TOO_HARD


real = decoding.run


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        '{"files": []}',
        '{"files": [{"name": "../../x", "width": 1, "height": 1}], "width": 1, "height": 1, "seconds": 0}',
        '{"files": [{"name": "photo-480.jpeg", "width": 480, "height": 10}], "width": 1, "height": 1, "seconds": 0}',
        '{"refusal": "<script>"}',
        '{"files": [], "width": -1, "height": true, "seconds": 1e9}',
    ],
)
def test_a_decoder_that_was_taken_over_is_not_believed(monkeypatch, said):
    def lie(arguments):
        (decoding.Path(arguments[2]) / "result.json").write_text(said)
        return 0

    monkeypatch.setattr(decoding, "run", lie)
    assert decoded(receive_picture()).refusal == Refusal.UNREADABLE


def test_a_decoder_may_not_hand_over_a_link_to_another_file(monkeypatch, tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(b"\xff\xd8\xff secret")
    made = [{"name": f"photo-480.{form}", "width": 480, "height": 360} for form in ("avif", "webp", "jpeg")]

    def lie(arguments):
        folder = decoding.Path(arguments[2])
        for one in made:
            (folder / one["name"]).symlink_to(secret)
        (folder / "result.json").write_text(
            str({"files": made, "width": 480, "height": 360, "seconds": 0}).replace("'", '"')
        )
        return 0

    monkeypatch.setattr(decoding, "run", lie)
    assert decoded(receive_picture()).refusal == Refusal.UNREADABLE


def test_the_decoder_inherits_nothing(monkeypatch):
    seen = {}
    popen = subprocess.Popen

    def note(command, **options):
        seen.update(options, command=command)
        return popen(command, **options)

    monkeypatch.setattr(subprocess, "Popen", note)
    monkeypatch.setenv("TERRITOIRES_SECRET_KEY", "x" * 60)
    decoded(receive_picture())
    assert not [name for name in seen["env"] if name.startswith(("TERRITOIRES", "DATABASE", "DJANGO"))]
    assert seen["start_new_session"]
    assert "-m" in seen["command"]


# -- twice, late, lost ----------------------------------------------------------------------------------------------
def test_a_file_is_made_ready_once():
    picture = decoded(receive_picture())
    before = {one.pk for one in picture.renditions.all()}
    decoded(picture)
    assert {one.pk for one in picture.renditions.all()} == before


def test_what_was_removed_meanwhile_stays_removed(monkeypatch):
    picture = receive_picture()
    taken = tasks.take("picture", picture.pk)
    actions.remove(medium=picture, now=NOW, by=VISITOR)
    tasks.settle_refused(taken, Refusal.UNREADABLE, NOW)
    picture.refresh_from_db()
    assert picture.state == State.REMOVED


def test_a_file_that_kills_its_worker_is_given_up():
    picture = receive_picture()
    Picture.objects.update(attempts=rules.TRIES)
    decoded(picture)
    assert picture.refusal == Refusal.TOO_HARD


def test_the_clock_takes_up_what_nobody_prepared():
    picture = receive_picture()
    assert clock.take_up_again(NOW) == 0
    Picture.objects.update(received_at=NOW - datetime.timedelta(minutes=11))
    assert clock.take_up_again(NOW) == 1
    picture.refresh_from_db()
    assert picture.state == State.READY


def test_originals_that_nothing_names_are_deleted_and_it_is_told(media_dir):
    waiting = receive_picture()
    files.keep_original([b"left by a request that failed"])
    assert clock.delete_leftovers(NOW) == 0  # it may still be on its way
    for path in files.folder(files.ORIGINALS).iterdir():
        old = path.stat().st_mtime - 2 * 24 * 3600
        decoding.os.utime(path, (old, old))
    assert clock.delete_leftovers(NOW) == 1
    assert originals() == [waiting.original]
    assert JournalEntry.objects.filter(verb="media.delete_leftovers").exists()


def test_a_row_that_cannot_be_written_leaves_no_file(monkeypatch):
    def fail(**told):
        raise IntegrityError

    monkeypatch.setattr("territoires.media.actions.media.record", fail)
    with pytest.raises(IntegrityError), transaction.atomic():
        receive_picture()
    assert originals() == []


def test_removing_deletes_every_file(django_capture_on_commit_callbacks):
    picture = factories.shown_picture()
    home = files.rendition_path(picture.token, "photo-480.jpeg").parent
    assert home.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(medium=picture, now=NOW, by=VISITOR)
        actions.remove(medium=picture, now=NOW, by=VISITOR)
    picture.refresh_from_db()
    assert not home.exists()
    assert (picture.state, picture.alt, picture.renditions.count()) == (State.REMOVED, "", 0)
    assert JournalEntry.objects.filter(verb="media.remove").count() == 1


def test_rows_are_forgotten_after_their_time():
    kept = factories.ready_picture()
    gone = factories.shown_sound()
    actions.remove(medium=gone, now=NOW - datetime.timedelta(days=366), by=VISITOR)
    assert clock.forget_removed(NOW) == 1
    assert not Sound.objects.exists()
    assert Picture.objects.get() == kept


def test_what_waited_for_a_form_that_never_came_is_removed():
    held = actions.hold_picture(file=picture_file(), now=NOW - datetime.timedelta(days=2), by=CLOCK)
    clock.delete_leftovers(NOW)
    held.refresh_from_db()
    assert held.state == State.REMOVED


@pytest.mark.parametrize(
    "wrong",
    [
        {"decorative": True, "alt": "Un gâteau"},
        {"alt": "", "shown_since": NOW, "state": State.READY},
        {"shown_since": NOW, "state": State.REMOVED},
        {"state": State.REFUSED, "refusal": ""},
        {"original": "x", "original_deleted_at": NOW},
    ],
)
def test_the_database_holds_the_rules(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.create(**{"owner": "entry:1", "alt": "Un gâteau", "received_at": NOW, **wrong})
