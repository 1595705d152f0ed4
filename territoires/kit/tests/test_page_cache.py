"""What the page cache keeps, what it never keeps, and what it answers."""

import gzip
import json

import brotli
import pytest
from django.utils import timezone

from territoires.kit.edge.static import StaticFiles
from territoires.kit.models import FloodBreaker, OnceKey
from territoires.kit.tests import pages
from territoires.kit.tests.edge_client import ask, make_edge

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _small_site(settings):
    settings.ROOT_URLCONF = "territoires.kit.tests.pages"
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
    pages.made.clear()
    FloodBreaker.failing = False


@pytest.fixture
def edge():
    return make_edge()


def add(name: str) -> FloodBreaker:
    return FloodBreaker.objects.create(form=name, tripped_until=timezone.now())


def test_second_answer_comes_from_memory(edge):
    add("Roubaix")
    first, second = ask(edge, "/liste/"), ask(edge, "/liste/")
    assert first.status == second.status == 200
    assert first.body == second.body
    assert "Roubaix" in second.text
    assert pages.made["/liste/"] == 1


def test_head_has_the_headers_and_no_body(edge):
    head = ask(edge, "/liste/", method="HEAD")
    get = ask(edge, "/liste/")
    assert head.body == b""
    assert head.headers == get.headers
    assert head.headers["content-length"] == str(len(get.body))
    assert pages.made["/liste/"] == 1


@pytest.mark.parametrize(
    ("accept", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0.2, br;q=0.1", "gzip"),
        ("*", "br"),
        ("br;q=0, *;q=0.1", "gzip"),
        ("", ""),
        ("identity", ""),
        ("gzip;q=0", ""),
        ("gzip;q=abc", ""),
        ("zstd", ""),
        ("*;q=0", ""),
    ],
)
def test_encoding_is_the_one_the_client_prefers(edge, accept, encoding):
    plain = ask(edge, "/liste/").body
    told = ask(edge, "/liste/", accept_encoding=accept)
    assert told.headers.get("content-encoding", "") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding]
    assert unpack(told.body) == plain
    assert told.headers["content-length"] == str(len(told.body))
    assert {word.strip() for word in told.headers["vary"].split(",")} == {"Accept-Encoding", "Cookie"}


def test_each_encoding_has_its_own_etag(edge):
    tags = {ask(edge, "/liste/", accept_encoding=name).headers["etag"] for name in ("br", "gzip", "identity")}
    assert len(tags) == 3


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', '"a",W/{tag} , "b"', "*"])
def test_known_etag_is_answered_by_304(edge, form):
    tag = ask(edge, "/liste/", accept_encoding="br").headers["etag"]
    told = ask(edge, "/liste/", accept_encoding="br", if_none_match=form.format(tag=tag))
    assert (told.status, told.body) == (304, b"")
    assert told.headers["etag"] == tag
    assert "content-length" not in told.headers
    assert "cache-control" in told.headers
    assert "vary" in told.headers


@pytest.mark.parametrize("form", ['"other"', 'W/"other"', "{bare}", ""])
def test_other_etag_is_answered_in_full(edge, form):
    tag = ask(edge, "/liste/").headers["etag"]
    assert ask(edge, "/liste/", if_none_match=form.format(bare=tag.strip('"'))).status == 200


def test_page_tells_that_it_must_be_checked_again(edge):
    told = ask(edge, "/liste/")
    assert told.headers["cache-control"] == "public, max-age=0, must-revalidate"
    assert "set-cookie" not in told.headers
    assert told.names.count("vary") == 1
    assert told.names.count("etag") == 1


@pytest.mark.parametrize(
    "path", ["/cookie/", "/prive/", "/absent/", "/ailleurs/", "/flot/", "/libre/", "/muet/", "/nulle-part/"]
)
def test_what_is_not_for_everybody_is_never_kept(edge, path):
    for _time in range(3):
        ask(edge, path)
    assert not edge.store.plain.pages
    assert pages.made[path] in (0, 3)


def test_private_answers_say_so(edge):
    for path in ("/libre/", "/absent/", "/ailleurs/", "/nulle-part/"):
        assert ask(edge, path).headers["cache-control"] == "private, no-store"


def test_streamed_answer_goes_through_untouched(edge):
    assert ask(edge, "/flot/").body == b"un;deux;"
    assert ask(edge, "/flot/", method="HEAD").body == b""


def test_session_goes_past_the_cache(edge):
    ask(edge, "/fixe/")
    for cookie in ("session=abc", "a=b; session=abc", "session="):
        ask(edge, "/fixe/", cookie=cookie)
    assert pages.made["/fixe/"] == 4


def test_other_cookies_change_nothing(edge):
    ask(edge, "/fixe/")
    told = ask(edge, "/fixe/", cookie="_ga=1; taste=vanilla")
    assert told.status == 200
    assert pages.made["/fixe/"] == 1


def test_page_cannot_depend_on_who_asks(edge):
    """The rendering sees an address and nothing else, so the view's attempt comes out empty."""
    told = ask(edge, "/entete/", cookie="name=MARKER", accept_language="MARKER", user_agent="MARKER", referer="MARKER")
    assert "MARKER" not in told.text
    assert "192.0.2.7" not in told.text
    assert ask(edge, "/entete/").body == told.body


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1:99999x", "a/b"])
def test_foreign_host_is_refused_and_leaves_no_trace(edge, host):
    assert ask(edge, "/fixe/", host=host).status == 400
    assert not edge.store.plain.pages
    assert "evil" not in ask(edge, "/fixe/").text


def test_our_host_on_an_invented_port_is_served_but_not_kept(edge):
    assert ask(edge, "/fixe/", host="127.0.0.1:4242").status == 200
    assert not edge.store.plain.pages


@pytest.mark.parametrize("path", ["/fixe/", "/%66ixe/", "/fix%65/", "/fixe%2F", "/fixe/?", "/fixe/?&&"])
def test_other_spellings_of_an_address_make_no_second_page(edge, path):
    ask(edge, "/fixe/")
    assert ask(edge, path).status == 200
    assert len(edge.store.plain.pages) == 1
    assert pages.made["/fixe/"] == 1


def test_accented_address_is_kept(edge):
    for _time in range(2):
        assert ask(edge, "/accents/%c3%a9/").status == 200
        assert ask(edge, "/accents/%C3%A9/").status == 200
    assert pages.made["/accents/é/"] == 1


def test_order_of_names_in_the_query_makes_no_second_page(edge):
    one, two = ask(edge, "/fixe/?b=2&a=1"), ask(edge, "/fixe/?a=1&b=2")
    assert one.body == two.body
    assert pages.made["/fixe/"] == 1


def test_order_of_values_of_one_name_is_kept(edge):
    assert ask(edge, "/fixe/?page=2&page=1").body != ask(edge, "/fixe/?page=1&page=2").body


def test_accented_words_of_the_query_arrive_whole(edge):
    assert "q=%C3%A9cole+%26+toi&x=1" in ask(edge, "/fixe/?x=1&q=%C3%A9cole+%26%20toi").text


def test_long_query_is_answered_but_not_kept(edge):
    query = "/fixe/?q=" + "a" * 600
    assert ask(edge, query).status == 200
    ask(edge, query)
    assert pages.made["/fixe/"] == 2
    assert not edge.store.with_query.pages


def test_invented_queries_do_not_push_out_the_plain_pages():
    edge = make_edge(query_bytes=20_000)
    ask(edge, "/fixe/")
    for number in range(60):
        ask(edge, f"/fixe/?junk={number}")
    assert len(edge.store.plain.pages) == 1
    assert edge.store.with_query.size <= 20_000
    assert 2 <= len(edge.store.with_query.pages) < 30


def test_page_that_is_used_stays_when_room_is_made():
    edge = make_edge(query_bytes=20_000)
    ask(edge, "/fixe/?kept=1")
    for number in range(40):
        ask(edge, "/fixe/?kept=1")
        ask(edge, f"/fixe/?junk={number}")
    assert pages.made["/fixe/"] <= 42
    assert any(key[3] == "kept=1" for key in edge.store.with_query.pages)


@committed
def test_page_that_reads_what_changes_all_the_time_is_not_kept(edge):
    ask(edge, "/muet/")
    OnceKey.objects.create(key="a", outcome="/", expires_at=timezone.now())
    assert "<p>1</p>" in ask(edge, "/muet/").text


def test_request_number_of_one_person_is_not_given_to_the_next(edge):
    assert "x-request-id" not in ask(edge, "/fixe/").headers
    assert len(ask(edge, "/libre/").headers["x-request-id"]) == 16


def test_post_goes_through(edge):
    for _time in range(2):
        assert ask(edge, "/envoi/", method="POST", user_agent="Firefox").text == "Firefox"
    assert pages.made["/envoi/"] == 2
    assert not edge.store.plain.pages


def test_page_stays_while_django_is_away(edge):
    add("Roubaix")
    ask(edge, "/liste/")
    next(iter(edge.store.plain.pages.values())).dies_at = 0
    edge.away = True
    assert "Roubaix" in ask(edge, "/liste/").text
    missing = ask(edge, "/fixe/")
    assert missing.status == 503
    assert missing.headers["retry-after"] == "30"
    assert missing.headers["cache-control"] == "private, no-store"


@committed
def test_page_stays_while_django_fails(edge, monkeypatch):
    """The database is away and the ten minutes are over: nothing has changed, so the old page is still true."""
    add("Roubaix")
    assert ask(edge, "/panne/").status == 200
    FloodBreaker.failing = True
    next(iter(edge.store.plain.pages.values())).dies_at = 0
    assert ask(edge, "/panne/").status == 200
    assert "Roubaix" in ask(edge, "/panne/").text
    add("Lille")
    assert ask(edge, "/panne/").status == 500


@pytest.fixture
def files(tmp_path):
    """What collectstatic leaves: a fingerprinted file with its compressed copies, and one without fingerprint."""
    sheet = b"p { color: black }" * 50
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "a.123456789abc.css").write_bytes(sheet)
    (tmp_path / "kit" / "a.123456789abc.css.gz").write_bytes(gzip.compress(sheet))
    (tmp_path / "kit" / "a.123456789abc.css.br").write_bytes(brotli.compress(sheet))
    (tmp_path / "kit" / "plain.svg").write_text("<svg/>")
    (tmp_path / "staticfiles.json").write_text(json.dumps({"paths": {"kit/a.css": "kit/a.123456789abc.css"}}))
    return make_edge(static=StaticFiles(tmp_path, "/static/"))


@pytest.mark.parametrize("cookie", ["", "session=abc"])
def test_files_are_given_to_everybody_for_ever(files, cookie):
    told = ask(files, "/static/kit/a.123456789abc.css", accept_encoding="br, gzip", cookie=cookie)
    assert told.status == 200
    assert told.headers["content-type"] == "text/css; charset=utf-8"
    assert told.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["content-encoding"] == "br"
    assert brotli.decompress(told.body) == b"p { color: black }" * 50
    again = ask(files, "/static/kit/a.123456789abc.css", if_none_match=told.headers["etag"], accept_encoding="br")
    assert again.status == 304
    assert files.led_on == 0


def test_file_without_fingerprint_must_be_asked_for_again(files):
    told = ask(files, "/static/kit/plain.svg")
    assert (told.body, told.headers["content-type"]) == (b"<svg/>", "image/svg+xml")
    assert told.headers["cache-control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/kit/", "/static/kit/a.123456789abc.css.gz", "/static/../secret_key", "/static/%2e%2e/x"],
)
def test_nothing_but_the_files_is_given(files, path):
    assert ask(files, path).status == 404
