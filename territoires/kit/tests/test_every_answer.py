"""What every answer goes through: number, headers, clean words, outage."""

import pytest
from django.conf import settings as conf
from django.contrib.sessions.models import Session
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from territoires.kit.access import embeddable, open_data, public, uncached

pytestmark = [pytest.mark.django_db, pytest.mark.unguarded]


@public
def page(request, **words):
    return HttpResponse(request.GET.urlencode())


@csrf_exempt
def echo(request):
    return HttpResponse(repr(sorted(request.POST.lists())))


@public
def away(request):
    raise OperationalError("server closed the connection")


@public
def lost(request):
    raise InterfaceError


@public
def overflow(request):
    raise OverflowError("Python int too large to convert to SQLite INTEGER")


@public
def broken(request):
    raise LookupError


@public
@embeddable
def frame(request):
    return HttpResponse("carte")


@public
@open_data
def export(request):
    return HttpResponse("a;b", content_type="text/csv")


@uncached
def fresh(request):
    return HttpResponse("frais")


urlpatterns = [
    path("page/", page),
    path("page/<int:pk>/", page),
    path("echo/", echo),
    path("away/", away),
    path("lost/", lost),
    path("overflow/", overflow),
    path("broken/", broken),
    path("frame/", frame),
    path("export/", export),
    path("fresh/", fresh),
    path("", include("territoires.kit.urls")),
]
handler400 = handler404 = handler500 = lambda request, *args, **kwargs: HttpResponse("!", status=500)


@pytest.fixture(autouse=True)
def _small_site(settings, monkeypatch):
    settings.ROOT_URLCONF = "territoires.kit.tests.test_every_answer"
    answer = lambda status: lambda request: HttpResponse(f"page {status}", status=status)  # noqa: E731
    for status in (400, 404, 413, 503):
        monkeypatch.setattr(f"territoires.kit.errors.page_{status}", answer(status))


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def test_each_answer_has_a_number_of_ours(client):
    numbers = {client.get("/page/", headers={"x-request-id": "theirs"})["X-Request-ID"] for _time in range(3)}
    assert len(numbers) == 3
    assert "theirs" not in numbers
    assert all(len(number) == 16 for number in numbers)


def test_number_is_told_on_error_pages_too(client):
    for address in ("/nowhere/", "/broken/", "/away/"):
        assert client.get(address)["X-Request-ID"]


def test_headers_of_safety(client):
    response = client.get("/page/")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "nonce" not in policy


def test_only_the_small_map_may_be_shown_in_a_frame(client):
    response = client.get("/frame/")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert not response.has_header("X-Frame-Options")
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.has_header("Access-Control-Allow-Origin")


def test_only_open_data_may_be_read_by_other_sites(client):
    assert client.get("/export/")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/export/")["X-Frame-Options"] == "DENY"
    assert not client.get("/page/").has_header("Access-Control-Allow-Origin")


@pytest.mark.parametrize("address", ["/away/", "/lost/"])
def test_outage_page(client, address):
    assert client.get(address).content == b"page 503"


def test_other_failures_are_failures(client):
    assert client.get("/broken/").status_code == 500


def test_outage_while_the_session_is_read_is_an_outage(client, monkeypatch):
    """Not in a view: in the middleware before it."""

    def fail(*args, **kwargs):
        raise OperationalError

    client.cookies[conf.SESSION_COOKIE_NAME] = "a" * 32
    monkeypatch.setattr(Session.objects, "get", fail)
    assert client.get("/page/").content == b"page 503"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/page/\x00/", 400),
        ("/page/?q=" + "a" * 20_000, 400),
        ("/page/?q=" + "a" * 10_000, 200),
        ("/page/" + "9" * 19 + "/", 404),
        ("/page/" + "9" * 5000 + "/", 404),
        ("/page/" + "9" * 18 + "/", 200),
        ("/overflow/", 400),
    ],
)
def test_what_no_person_types_is_stopped(client, address, status):
    assert client.get(address).status_code == status


def test_bad_bytes_of_a_query_become_a_sign(client):
    assert client.get("/page/?q=par%00is&r=%ff").content.decode() == "q=par%EF%BF%BDis&r=%EF%BF%BD"


def test_nul_in_a_form_is_taken_out_and_nothing_else(client):
    words = {"na\x00me": ["Fa\x00tima", "\x00"], "text": ["ligne 1\r\nligne 2\t é 👩"]}
    told = repr([("name", ["Fatima", ""]), ("text", words["text"])])
    assert client.post("/echo/", words).content.decode() == told
    encoded = "na%00me=Fa%00tima&name=x"
    response = client.post("/echo/", encoded, content_type="application/x-www-form-urlencoded")
    assert response.content.decode() == repr([("name", ["x"])])


def test_form_too_long_is_refused_with_a_page(client):
    assert client.post("/echo/", {"text": "a" * 600_000}).content == b"page 413"


def test_public_page_may_be_kept_by_nobody_who_does_not_ask_again(client):
    response = client.get("/page/")
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" in response["Vary"]


def test_same_page_with_a_session_is_private(client):
    client.cookies[conf.SESSION_COOKIE_NAME] = "a" * 32
    assert client.get("/page/")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/fresh/", "/nowhere/", "/broken/"])
def test_everything_else_is_private(client, address):
    assert client.get(address)["Cache-Control"] == "private, no-store"
