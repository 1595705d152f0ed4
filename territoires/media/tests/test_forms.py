"""A picture and a voice in a form: kind words for each mistake, and what was chosen or said is never lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from territoires.kit.actors import VISITOR, Actor
from territoires.kit.forms import KitForm
from territoires.kit.uploads import TooHeavyFile
from territoires.media import actions
from territoires.media.forms import PictureForm, SoundForm
from territoires.media.models import PersonConsent, Picture, Sound
from territoires.media.tests.factories import jpeg, picture_file, sound_file

pytestmark = pytest.mark.django_db
SOPHIE, NADIA = Actor("user", 7), Actor("user", 8)
NOW = timezone.now()


class EntryForm(PictureForm, SoundForm, KitForm):
    """As the journal uses them."""


def form(told=None, sender=SOPHIE, **files):
    data = QueryDict(mutable=True)
    for name, value in (told or {}).items():
        data[name] = value
    return EntryForm(data, MultiValueDict({name: [file] for name, file in files.items()}), sender=sender)


NOBODY = {"picture_people": "nobody", "picture_alt": "Un gâteau"}


def test_nothing_is_asked_of_who_gives_nothing():
    empty = form({"picture_people": "child"})
    assert empty.is_valid(), empty.errors
    assert empty.given_picture() is None
    assert empty.given_sound() is None


def test_a_picture_without_anybody_takes_two_answers():
    filled = form(NOBODY, picture=picture_file())
    assert filled.is_valid(), filled.errors
    given = filled.given_picture()
    picture = actions.receive_given_picture(given=given, owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE)
    assert (picture.alt, picture.people, picture.owner) == ("Un gâteau", "nobody", "entry:1")
    assert not PersonConsent.objects.exists()


def test_adults_are_named_as_they_wish_and_agree_once_each():
    told = {
        "picture_people": "adults", "picture_alt": "Trois personnes", "picture_given": "paper",
        "picture_persons": "Fatou, une dame et un monsieur, Fatou",
    }  # fmt: skip
    filled = form(told, picture=picture_file())
    assert filled.is_valid(), filled.errors
    picture = actions.receive_given_picture(
        given=filled.given_picture(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE
    )
    actions.show(medium=picture, now=NOW, by=SOPHIE)
    people = PersonConsent.objects.values_list("designation", "given", "witness", "recorder")
    assert list(people) == [
        ("Fatou", "paper", "Sophie", "user:7"),
        ("une dame", "paper", "Sophie", "user:7"),
        ("un monsieur", "paper", "Sophie", "user:7"),
    ]


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"picture_alt": "x"}, "picture_people", "reconnaît"),
        ({"picture_people": "nobody"}, "picture_alt", "décorative"),
        ({"picture_people": "adults", "picture_alt": "x"}, "picture_persons", "prénom"),
        ({"picture_people": "child", "picture_alt": "x"}, "picture_people", "de dos"),
        ({**NOBODY, "picture_until": "2020-01-01"}, "picture_until", "à venir"),
        ({**NOBODY, "picture_until": "bientôt"}, "picture_until", "ainsi"),
        ({**NOBODY, "picture_persons": ",".join("abcdefghijklmn")}, "picture_persons", "Douze"),
        ({"picture_people": "martien", "picture_alt": "x"}, "picture_people", "liste"),
    ],
)
def test_each_mistake_has_its_own_words(told, field, words):
    filled = form(told, picture=picture_file())
    assert not filled.is_valid()
    assert list(filled.errors) == [field]
    assert words in filled.errors[field][0]


@pytest.mark.parametrize(
    ("name", "file", "words"),
    [
        ("picture", SimpleUploadedFile("a.jpg", b"<svg>"), "JPEG"),
        ("picture", SimpleUploadedFile("a.php", jpeg()), "JPEG"),
        ("picture", SimpleUploadedFile("a.jpg", b""), "en entier"),
        ("picture", TooHeavyFile("a.jpg", 32_000_000, "picture"), "32,0\u00a0Mo"),
        ("sound", SimpleUploadedFile("a.mp3", jpeg()), "MP3"),
        ("sound", TooHeavyFile("a.mp3", 64_000_000, "sound"), "25,0\u00a0Mo"),
    ],
)
def test_a_file_we_do_not_take_is_refused_kindly(name, file, words):
    filled = form(NOBODY, **{name: file})
    assert not filled.is_valid()
    assert words in filled.errors[name][0]


def test_a_decorative_picture_says_nothing_and_words_win():
    assert form({"picture_people": "nobody", "picture_decorative": "on"}, picture=picture_file()).is_valid()
    both = form({**NOBODY, "picture_decorative": "on"}, picture=picture_file())
    assert both.is_valid()
    assert not both.given_picture().decorative


def test_a_child_needs_both_parents_and_itself(settings):
    settings.MEDIA_CHILDREN_FACES = True
    told = {"picture_people": "child", "picture_alt": "x", "picture_persons": "Lina"}
    assert not form({**told, "picture_parents": "on"}, picture=picture_file()).is_valid()
    filled = form({**told, "picture_parents": "on", "picture_child": "on"}, picture=picture_file())
    assert filled.is_valid(), filled.errors
    picture = actions.receive_given_picture(
        given=filled.given_picture(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE
    )
    assert PersonConsent.objects.get(picture=picture).is_child


def test_my_own_voice_takes_no_answer_at_all():
    filled = form({"sound_voice": "me"}, sound=sound_file())
    assert filled.is_valid(), filled.errors
    sound = actions.receive_given_sound(
        given=filled.given_sound(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE
    )
    consent = PersonConsent.objects.get(sound=sound)
    assert (consent.designation, consent.given) == ("Sophie", "self")
    actions.show(medium=sound, now=NOW, by=SOPHIE)


def test_the_voice_of_somebody_else_is_theirs():
    told = {"sound_voice": "somebody", "sound_given": "message", "sound_transcript": "Bonjour\nà tous"}
    assert "sound_person" in form(told, sound=sound_file()).errors
    filled = form({**told, "sound_person": "une maman"}, sound=sound_file())
    assert filled.is_valid()
    sound = actions.receive_given_sound(
        given=filled.given_sound(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE
    )
    assert sound.transcript == "Bonjour\nà tous"
    assert PersonConsent.objects.get().designation == "une maman"


# -- nothing is lost --------------------------------------------------------------------------------------------------
def test_a_picture_and_a_voice_wait_while_an_answer_is_missing():
    first = form({"picture_alt": "Un gâteau"}, picture=picture_file(), sound=sound_file())
    assert not first.is_valid()
    first.hold(now=NOW)
    html = render_to_string("media/picture_fields.html", {"form": first})
    html += render_to_string("media/recorder.html", {"form": first})
    assert "Votre photo est gardée" in html
    assert "Votre voix est gardée" in html
    held = {name: first.data[name] for name in ("picture_held", "sound_held")}
    again = form({**NOBODY, **held})
    assert again.is_valid(), again.errors
    picture = actions.receive_given_picture(
        given=again.given_picture(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE
    )
    actions.receive_given_sound(given=again.given_sound(), owner="entry:1", witness="Sophie", now=NOW, by=SOPHIE)
    assert Picture.objects.get() == picture
    assert (picture.owner, picture.alt) == ("entry:1", "Un gâteau")
    assert Sound.objects.get().owner == "entry:1"


def test_what_waits_is_for_who_sent_it():
    first = form({}, picture=picture_file())
    first.is_valid()
    first.hold(now=NOW)
    token = first.data["picture_held"]
    for sender in (NADIA, VISITOR):
        other = form({**NOBODY, "picture_held": token}, sender=sender)
        assert other.is_valid()
        assert other.given_picture() is None
    assert form({"picture_held": "x" * 43}).is_valid()
    assert form({"picture_held": "x" * 430}).errors


def test_a_bad_file_does_not_wait():
    first = form({}, picture=SimpleUploadedFile("a.jpg", b"<svg>"))
    first.is_valid()
    first.hold(now=NOW)
    assert not Picture.objects.exists()


def test_what_was_held_a_while_ago_may_be_ready_or_refused():
    first = form({}, picture=picture_file())
    first.is_valid()
    first.hold(now=NOW - datetime.timedelta(hours=2))
    Picture.objects.update(state="refused", refusal="cut")
    again = form({**NOBODY, "picture_held": first.data["picture_held"]})
    assert again.is_valid()
    assert again.given_picture() is None
