"""The composer and the journal of those who animate: by the screens, as a person would."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from territoires.groups.tests.factories import make_group
from territoires.journal.models import Entry
from territoires.journal.tests.words import JPEG, WORDS, animated, make_picture, published, written
from territoires.media.models import PersonConsent, Picture, Sound

pytestmark = pytest.mark.django_db
OGG = b"OggS" + b"\x00" * 200


def photo(name="photo.jpg"):
    return SimpleUploadedFile(name, JPEG, content_type="image/jpeg")


def voice():
    return SimpleUploadedFile("voix.ogg", OGG, content_type="audio/ogg")


def write(client, group, **facts):
    known = {"words": WORDS, "visibility": "public"}
    return client.post(reverse("journal:write", args=[group.slug]), {**known, **facts})


def move(client, entry, name, version=None):
    address = reverse("journal:move", args=[entry.group.slug, entry.key])
    return client.post(address, {"move": name, "version": version or entry.version}, follow=True)


def text(response):
    return response.content.decode()


def test_words_are_published_in_one_go(animator):
    group = animated(animator.user)
    response = write(animator, group)
    entry = Entry.objects.get()
    assert response.url == reverse("journal:written", args=[group.slug, entry.key])
    assert (entry.status, entry.author) == ("published", animator.user)
    page = text(animator.get(response.url))
    assert "C'est publié" in page or "C&#x27;est publié" in page
    assert "Le journal du mois" in page


def test_a_picture_and_a_voice_come_with_the_words(animator):
    group = animated(animator.user)
    write(animator, group, picture=photo(), picture_people="nobody", picture_alt="Une table", sound=voice(),
          sound_voice="me")  # fmt: skip
    entry = Entry.objects.get()
    assert entry.status == "published"
    assert Picture.objects.get().owner == Sound.objects.get().owner == entry.media_key
    assert PersonConsent.objects.get().witness == str(animator.user)
    page = text(animator.get(reverse("journal:written", args=[group.slug, entry.key])))
    assert "La photo arrive dans un instant" in page
    public = text(animator.get(reverse("journal:entry", args=[group.slug, entry.key])))
    assert WORDS in public
    assert "La photo arrive dans un instant" in public


def test_pressed_twice_it_is_told_once(animator):
    group = animated(animator.user)
    first, second = write(animator, group), write(animator, group)
    assert first.url == second.url
    assert Entry.objects.count() == 1


def test_kept_for_later(animator):
    group = animated(animator.user)
    response = write(animator, group, keep="1")
    assert Entry.objects.get().status == "draft"
    assert "gardé pour plus tard" in text(animator.get(response.url))


def test_scheduled(animator):
    group = animated(animator.user)
    day = timezone.localdate() + datetime.timedelta(days=3)
    write(animator, group, publish_on=day.isoformat(), publish_hour="18:30")
    entry = Entry.objects.get()
    assert (entry.status, timezone.localdate(entry.publish_at)) == ("scheduled", day)


def test_without_words_nothing_appears_and_nothing_is_lost(animator):
    group = animated(animator.user)
    response = write(animator, group, words="", said_by="Awa")
    entry = Entry.objects.get()
    assert (entry.status, entry.said_by) == ("draft", "Awa")
    assert "Écrivez une phrase" in text(animator.get(response.url))


def test_a_file_of_another_kind_is_said_in_plain_words(animator):
    group = animated(animator.user)
    file = SimpleUploadedFile("photo.jpg", b"%PDF-1.7 rien", content_type="image/jpeg")
    response = write(animator, group, picture=file, picture_people="nobody", picture_alt="Une table")
    assert response.status_code == 422
    assert WORDS in text(response)
    assert not Entry.objects.exists()


def test_a_missing_answer_keeps_the_picture(animator):
    group = animated(animator.user)
    response = write(animator, group, picture=photo(), picture_alt="Une table")
    assert response.status_code == 422
    token = Picture.objects.get().token
    assert token in text(response)
    write(animator, group, picture_held=token, picture_people="nobody", picture_alt="Une table")
    assert Picture.objects.get().owner == Entry.objects.get().media_key


def test_an_open_consent_keeps_the_entry_and_says_why(animator):
    group = animated(animator.user)
    entry = written(group)
    make_picture(entry, people="adults")
    page = move(animator, entry, "publish")
    assert "pas encore dit oui" in text(page)
    entry.refresh_from_db()
    assert entry.status == "draft"
    assert "Publier sans la photo ni le son" in text(page)
    move(animator, entry, "publish_words")
    entry.refresh_from_db()
    assert entry.status == "published"


def test_a_refused_file_is_said_on_the_page(animator):
    entry = published(animated(animator.user))
    make_picture(entry, ready=False)
    Picture.objects.update(state="refused", refusal="cut")
    page = text(animator.get(reverse("journal:written", args=[entry.group.slug, entry.key])))
    assert "pas arrivé en entier" in page
    assert "pas arrivé en entier" in text(animator.get(reverse("journal:desk", args=[entry.group.slug])))


def test_names_and_numbers_are_pointed_at(animator):
    entry = published(animated(animator.user), "Appelez Mme Benali au 06 12 34 56 78.")
    page = text(animator.get(reverse("journal:written", args=[entry.group.slug, entry.key])))
    assert "<mark>06 12 34 56 78</mark>" in page
    assert "<mark>Mme Benali</mark>" in page


@pytest.mark.parametrize(
    ("moves", "status"),
    [
        (["withdraw"], "withdrawn"),
        (["withdraw", "put_back"], "published"),
        (["withdraw", "trash"], "withdrawn"),
        (["withdraw", "trash", "untrash", "put_back"], "published"),
        (["trash"], "published"),
    ],
)
def test_buttons(animator, moves, status):
    entry = published(animated(animator.user))
    for name in moves:
        entry.refresh_from_db()
        assert move(animator, entry, name).status_code == 200
    entry.refresh_from_db()
    assert entry.status == status


def test_a_button_that_is_too_late_says_so(animator):
    entry = published(animated(animator.user))
    assert "pendant ce temps" in text(move(animator, entry, "withdraw", version=99))


def test_a_button_that_does_not_exist(animator):
    assert move(animator, published(animated(animator.user)), "explode").status_code == 404


def test_changing_words(animator):
    entry = published(animated(animator.user))
    address = reverse("journal:change", args=[entry.group.slug, entry.key])
    assert WORDS in text(animator.get(address))
    told = {"words": "D'autres mots.", "visibility": "public", "version": entry.version}
    assert animator.post(address, told).status_code == 302
    late = animator.post(address, {**told, "words": "Trop tard."})
    assert late.status_code == 409
    assert "Trop tard." in text(late)
    assert "D&#x27;autres mots." in text(late)


def test_adding_a_picture_later(animator):
    entry = published(animated(animator.user))
    address = reverse("journal:add_media", args=[entry.group.slug, entry.key])
    assert animator.get(address).status_code == 200
    assert animator.post(address, {}).status_code == 422
    animator.post(address, {"picture": photo(), "picture_people": "nobody", "picture_alt": "Une table"})
    assert Picture.objects.get().owner == entry.media_key


def test_taking_a_picture_off(animator):
    entry = published(animated(animator.user))
    picture = make_picture(entry)
    animator.post(reverse("journal:take_off", args=[entry.group.slug, entry.key, picture.token]))
    picture.refresh_from_db()
    assert picture.state == "removed"


def test_the_composer_stands_on_the_page_of_the_group(animator):
    group = animated(animator.user)
    page = text(animator.get(reverse("groups:space_group", args=[group.slug])))
    assert reverse("journal:write", args=[group.slug]) in page
    assert 'name="words"' in page


def test_the_coordination_writes_for_nobody(coordinator):
    group = make_group()
    assert coordinator.get(reverse("journal:write", args=[group.slug])).status_code == 403
    assert coordinator.get(reverse("journal:desk", args=[group.slug])).status_code == 403


def test_an_animator_of_another_group_finds_nothing(animator, people, sign_in):
    entry = published(animated(animator.user), visibility="group")
    other = sign_in(people.second_animator) if hasattr(people, "second_animator") else sign_in(people.relay)
    animated(other.user, name="Les voisins", town="Lille")
    for name in ("written", "change", "add_media", "read_words"):
        assert other.get(reverse(f"journal:{name}", args=[entry.group.slug, entry.key])).status_code == 404
    assert other.get(reverse("journal:entry", args=[entry.group.slug, entry.key])).status_code == 404


def test_the_desk_does_not_ask_more_for_more_entries(animator, django_assert_max_num_queries):
    group = animated(animator.user)
    for number in range(14):
        make_picture(published(group, f"Mots {number}."))
    with django_assert_max_num_queries(30):
        assert animator.get(reverse("journal:desk", args=[group.slug])).status_code == 200
