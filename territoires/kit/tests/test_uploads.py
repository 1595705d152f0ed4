"""Files that come with a form: what is too heavy is dropped on the way, the words of the form stay."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from territoires.kit.access import public, public_form, records_voice, takes_files
from territoires.kit.uploads import MEGABYTE, TooHeavyFile, most_of

pytestmark = pytest.mark.django_db


def _told(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("photo")
    heavy = isinstance(file, TooHeavyFile)
    return HttpResponse(f"{request.POST.get('mots')}|{file and file.size}|{heavy}|{file and len(file.read())}")


@takes_files(megabytes=1)
@public_form(name="essai", limit=100)
def with_file(request):
    return _told(request)


@public_form(name="essai-sans", limit=100)
def without_file(request):
    return _told(request)


@public
@records_voice
def voice(request):
    return HttpResponse("on vous écoute")


urlpatterns = [
    path("avec/", with_file),
    path("sans/", without_file),
    path("voix/", voice),
    path("", include("territoires.config.urls")),
]
handler404 = "territoires.kit.errors.page_404"


@pytest.fixture(autouse=True)
def _pages():
    with override_settings(ROOT_URLCONF=__name__):
        yield


def send(visitor: Client, address: str, size: int):
    file = SimpleUploadedFile("photo.jpg", b"x" * size)
    return visitor.post(address, {"mots": "Bonjour", "photo": file})


def test_a_file_under_the_limit_comes_whole(visitor):
    assert send(visitor, "/avec/", 10_000).content == b"Bonjour|10000|False|10000"
    assert send(visitor, "/avec/", MEGABYTE).content == b"Bonjour|1000000|False|1000000"


def test_of_a_file_that_is_too_heavy_only_the_weight_stays_and_the_words(visitor):
    assert send(visitor, "/avec/", MEGABYTE + 1).content == b"Bonjour|1000001|True|0"


def test_a_form_without_file_keeps_none(visitor):
    assert send(visitor, "/sans/", 10_000).content == b"Bonjour|10000|True|0"


@pytest.mark.parametrize(("address", "size"), [("/avec/", 5 * MEGABYTE + 1000), ("/sans/", 2 * MEGABYTE + 1000)])
def test_far_too_much_is_not_read(visitor, address, size):
    answer = send(visitor, address, size)
    assert answer.status_code == 413
    assert "<h1" in answer.text


def test_an_address_that_leads_nowhere_takes_nothing(rf):
    assert most_of(rf.get("/nulle-part/")) == 0


def test_the_microphone_opens_on_pages_with_a_recorder_only(visitor):
    answer = visitor.get("/voix/")
    assert "microphone=(self)" in answer["Permissions-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]
    assert "media-src 'self' blob:" in answer["Content-Security-Policy"]
    plain = visitor.get("/sans/")
    assert "microphone=()" in plain["Permissions-Policy"]
    assert "blob:" not in plain["Content-Security-Policy"]
