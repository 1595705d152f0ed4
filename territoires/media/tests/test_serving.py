"""What is answered at the address of a file: only what is shown today, nothing that runs, ranges for players."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from territoires.kit.actors import VISITOR
from territoires.kit.files import answer, part_of
from territoires.kit.tests.edge_client import ask, make_edge
from territoires.media import actions, files, queries
from territoires.media.tests.factories import KINDS, agree, ready_picture, shown_picture, shown_sound

pytestmark = pytest.mark.django_db


def address(medium, name=""):
    return reverse("media:rendition", args=[medium.token, name or NAMES[medium.KIND]])


NAMES = {"picture": "photo-480.jpeg", "sound": "son.m4a"}


def content(medium):
    return files.rendition_path(medium.token, NAMES[medium.KIND]).read_bytes()


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("make", KINDS.values())
def test_a_file_is_answered_with_nothing_to_run(visitor, make):
    medium = make()
    response = visitor.get(address(medium))
    assert body(response) == content(medium)
    assert response["Content-Type"] in ("image/jpeg", "audio/mp4")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Content-Disposition"] == f'inline; filename="{NAMES[medium.KIND]}"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"  # asked again each time
    assert "Set-Cookie" not in response


def test_somebody_signed_in_asks_again_too(relay):
    response = relay.get(address(shown_picture()))
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("make", KINDS.values())
def test_what_has_not_changed_is_not_sent_twice_and_what_is_gone_is_gone(visitor, make):
    medium = make()
    etag = visitor.get(address(medium))["ETag"]
    again = visitor.get(address(medium), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    actions.hide(medium=medium, now=timezone.now(), by=VISITOR)
    assert visitor.get(address(medium), headers={"if-none-match": etag}).status_code == 404
    actions.remove(medium=medium, now=timezone.now(), by=VISITOR)
    assert visitor.get(address(medium)).status_code == 404


@pytest.mark.parametrize("name", ["photo-481.jpeg", "son.m4a", "..", "result.json", "photo-480.jpeg.bak", "%2e%2e"])
def test_only_our_own_files_have_an_address(visitor, name):
    picture = shown_picture()
    assert visitor.get(f"/media/{picture.token}/{name}").status_code == 404


def test_what_is_only_ready_or_only_for_the_group_has_no_public_address(visitor):
    picture, inside = ready_picture(), shown_picture(everyone=False)
    assert visitor.get(address(picture)).status_code == 404
    assert visitor.get(address(inside)).status_code == 404
    assert not queries.media_of("entry:1").pictures
    mine = queries.media_of("entry:1", address=lambda medium, name: f"/entre-nous/{medium.pk}/{name}").pictures
    assert [piece.picture for piece in mine] == [inside]
    assert mine[0].src == f"/entre-nous/{inside.pk}/photo-480.jpeg"


def test_the_context_above_opens_what_its_own_permission_allows():
    inside, waiting = shown_picture(everyone=False), ready_picture(alt="")
    opened = queries.open_rendition(inside, "photo-480.avif")
    response = answer(RequestFactory().get("/"), opened)
    assert body(response) == opened.path.read_bytes()
    assert queries.open_rendition(waiting, "photo-480.avif") is None
    assert queries.open_rendition(waiting, "photo-480.avif", preview=True).size
    assert queries.open_rendition(waiting, "../../secret", preview=True) is None


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-1", 0, 1), ("bytes=10-", 10, None), ("bytes=-5", -5, None), ("bytes=0-999999", 0, None)],
)
def test_a_player_asks_for_a_part(visitor, wanted, first, last):
    sound = shown_sound()
    whole = content(sound)
    response = visitor.get(address(sound), headers={"range": wanted})
    expected = whole[first:] if last is None else whole[first : last + 1]
    assert response.status_code == 206
    assert body(response) == expected
    assert response["Content-Length"] == str(len(expected))
    assert response["Content-Range"].endswith(f"/{len(whole)}")
    assert response["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize("wanted", ["bytes=999999-", "bytes=-0"])
def test_a_part_that_does_not_exist_is_said_so(visitor, wanted):
    response = visitor.get(address(shown_sound()), headers={"range": wanted})
    assert response.status_code == 416


@pytest.mark.parametrize("wanted", ["bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=", "bytes=-", "x" * 100])
def test_a_range_that_is_not_understood_gets_the_whole(visitor, wanted):
    sound = shown_sound()
    assert body(visitor.get(address(sound), headers={"range": wanted})) == content(sound)


def test_a_part_of_another_version_gets_the_whole(visitor):
    sound = shown_sound()
    told = {"range": "bytes=0-1", "if-range": '"another"'}
    assert visitor.get(address(sound), headers=told).status_code == 200


def test_a_range_never_leaves_the_file():
    assert part_of("bytes=-99", 10) == (0, 9)
    assert part_of("bytes=9-9", 10) == (9, 9)
    assert part_of("bytes=10-", 10) is None


def test_a_file_that_is_gone_from_the_disk_is_not_found(visitor):
    for make in KINDS.values():
        medium = make()
        files.delete_renditions(medium.token)
        assert visitor.get(address(medium)).status_code == 404


# -- the door ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db(transaction=True)
def test_the_door_keeps_a_picture_while_it_is_true_and_not_a_moment_longer():
    edge = make_edge()
    picture = ready_picture(people="adults")
    consent = agree(picture)
    actions.show(medium=picture, now=timezone.now(), by=VISITOR)
    path = address(picture)
    assert ask(edge, path).body == content(picture)
    assert len(edge.store.pictures.pages) == 1
    assert not edge.store.plain.pages
    etag = ask(edge, path).headers["etag"]
    assert ask(edge, path, if_none_match=etag).status == 304
    actions.revoke_person_consent(consent=consent, now=timezone.now(), by=VISITOR)
    assert ask(edge, path, if_none_match=etag).status == 404
    assert ask(edge, path).status == 404


@pytest.mark.django_db(transaction=True)
def test_the_door_leads_a_player_on_to_django():
    edge = make_edge()
    sound = shown_sound()
    assert ask(edge, address(sound)).body == content(sound)
    assert not edge.store.plain.pages
    part = ask(edge, address(sound), range="bytes=0-3")
    assert (part.status, part.body) == (206, content(sound)[:4])
    assert edge.led_on == 1
    assert ask(edge, address(sound)).headers["etag"] == part.headers["etag"]


def test_a_piece_of_a_page_knows_its_files():
    piece = queries.media_of(shown_picture().owner).pictures[0]
    assert [source.type for source in piece.sources] == ["image/avif", "image/webp", "image/jpeg"]
    assert (piece.width, piece.height) == (480, 360)
    assert piece.sources[0].srcset.count("w,") == 2
    assert piece.sources[0].small.endswith("photo-480.avif")


def test_many_owners_cost_four_queries(django_assert_max_num_queries):
    for number in range(12):
        shown_picture(f"entry:{number}")
        shown_sound(f"entry:{number}")
    with django_assert_max_num_queries(4):
        found = queries.media_of_many([f"entry:{number}" for number in range(12)])
    assert len(found) == 12
