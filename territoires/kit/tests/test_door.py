"""The door on a real network: how it speaks, whom it leads on, what it refuses. Django is played by a few lines."""

import asyncio
import contextlib
import gc
import os
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from zoneinfo import ZoneInfo

import pytest

from territoires.kit.edge import backend, server
from territoires.kit.edge.backend import Backend
from territoires.kit.edge.changes import Changes
from territoires.kit.edge.door import Door, Site
from territoires.kit.edge.request import PERSONAL_REQUEST, WRONG_REQUEST, Plain, canonical_path, read
from territoires.kit.edge.server import serve

KEY = "k" * 32
SITE = Site("http://site.test", ("site.test",), "session", ZoneInfo("Europe/Paris"))
PAGE = "<p>" + "é" * 400 + "</p>"


class Playground:
    """A door on a free port, and a server behind it that notes what it is asked."""

    def __init__(self, tmp_path) -> None:
        self.socket = str(tmp_path / "web.sock")
        self.asked: list[bytes] = []
        self.answer = None

    async def __aenter__(self):
        self.stopping = asyncio.Event()
        self.behind = await asyncio.start_unix_server(self.django, self.socket, limit=2**24)
        led_to = Backend(self.socket, KEY)
        self.door = Door(SITE, Changes(), led_to.fetch)
        with contextlib.closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.serving = asyncio.create_task(serve(self.door, led_to, "127.0.0.1", self.port, self.stopping))
        for _try in range(100):
            with contextlib.suppress(OSError):
                (await asyncio.open_connection("127.0.0.1", self.port))[1].close()
                return self
            await asyncio.sleep(0.02)
        raise AssertionError("the door does not open")

    async def __aexit__(self, *args):
        self.stopping.set()
        self.behind.close()
        await asyncio.wait_for(self.serving, 10)

    async def django(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (int(line[15:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")), 0
        )
        body = await reader.readexactly(length)
        self.asked.append(head + body)
        if self.answer is not None:
            await self.answer(head, body, writer)
        elif b"for-everybody" in head and b"/absent" not in head:
            page = PAGE.encode()
            writer.write(
                b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nCache-Control: public, max-age=0\r\n"
                b"X-Door-Reads: 1=0 70=0\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
            )
        else:
            writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n%s" % (len(body) + 3, body + b"end"))
        with contextlib.suppress(ConnectionError):
            await writer.drain()
        writer.close()

    async def say(self, *parts: bytes, end: bool = False, pause: float = 0.0) -> bytes:
        """Everything the door answers to these bytes before it closes, or falls silent."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, limit=2**25)
        for part in parts:
            writer.write(part)
            await asyncio.sleep(pause)
        if end:
            writer.write_eof()
        heard = b""
        with contextlib.suppress(TimeoutError):
            while more := await asyncio.wait_for(reader.read(2**20), 0.6):
                heard += more
        writer.close()
        return heard


def play(tmp_path, story):
    async def run():
        async with Playground(tmp_path) as ground:
            return await story(ground)

    # In a thread of its own: the browser driver of other tests leaves a running loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run()).result()


def get(path: str = "/", *lines: str, method: str = "GET", version: str = "1.1") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: site.test", *lines, "", ""]).encode()


def test_two_requests_on_one_connection_and_one_rendering(tmp_path):
    async def story(ground):
        heard = await ground.say(get(), get(), pause=0.1)
        assert heard.count(b"HTTP/1.1 200 OK") == 2
        assert len(ground.asked) == 1

    play(tmp_path, story)


def test_requests_sent_in_one_breath_are_answered_in_order(tmp_path):
    async def story(ground):
        heard = await ground.say(get("/a") + get("/absent") + get("/b") + get("/a", method="HEAD"))
        assert re.findall(rb"HTTP/1.1 (\d+)", heard) == [b"200", b"404", b"200", b"200"]

    play(tmp_path, story)


def test_request_said_letter_by_letter_is_heard(tmp_path):
    async def story(ground):
        heard = await ground.say(*(bytes([letter]) for letter in get()), pause=0.001)
        assert heard.startswith(b"HTTP/1.1 200 OK")

    play(tmp_path, story)


def test_somebody_who_has_said_all_still_gets_an_answer(tmp_path):
    async def story(ground):
        assert b"200 OK" in await ground.say(get("/new"), end=True)
        assert b"404" in await ground.say(get("/x", method="DELETE"), end=True)

    play(tmp_path, story)


def test_django_is_asked_for_a_page_in_the_name_of_nobody(tmp_path):
    async def story(ground):
        await ground.say(get("/%61?b=1&a=2", "Cookie: taste=vanilla", "Accept-Language: ar", "User-Agent: X"))
        expected = f"GET /a?a=2&b=1 HTTP/1.0\r\nHost: site.test\r\nX-Door: {KEY} for-everybody\r\n\r\n"
        assert ground.asked == [expected.encode()]

    play(tmp_path, story)


def test_form_is_led_on_with_the_address_of_its_sender(tmp_path):
    async def story(ground):
        body = b"x" * 300_000
        head = get("/form", f"Content-Length: {len(body)}", "Cookie: session=1", method="POST")
        heard = await ground.say(head + body[:1000], body[1000:], pause=0.05)
        assert heard.endswith(body + b"end")
        assert ground.asked[0] == head[:-2] + f"X-Door: {KEY} 127.0.0.1\r\nConnection: close\r\n\r\n".encode() + body

    play(tmp_path, story)


def test_nobody_can_pretend_to_come_through_the_door(tmp_path):
    async def story(ground):
        await ground.say(get("/", f"X-Door: {KEY} 6.6.6.6"))
        marks = [line for line in ground.asked[0].split(b"\r\n") if line.lower().startswith(b"x-door:")]
        assert marks[-1] == f"X-Door: {KEY} 127.0.0.1".encode()

    play(tmp_path, story)


def test_connection_ends_after_what_was_led_on(tmp_path):
    """A second request in the same breath is never answered in the name of the first."""

    async def story(ground):
        heard = await ground.say(get("/x", "Cookie: session=1") + get("/y", "Cookie: session=2"))
        assert heard.count(b"HTTP/1.1") == 1
        assert len(ground.asked) == 1

    play(tmp_path, story)


def test_unknown_name_is_led_on_and_not_kept(tmp_path):
    async def story(ground):
        heard = await ground.say(get().replace(b"site.test", b"evil.test"))
        assert b"404" in heard
        assert not ground.door.store.plain.pages

    play(tmp_path, story)


def test_django_away_is_said_kindly(tmp_path):
    async def story(ground):
        ground.behind.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(ground.socket)
        for words in (get("/"), get("/", "Cookie: session=1"), get("/", "Content-Length: 0", method="POST")):
            heard = await ground.say(words)
            assert heard.startswith(b"HTTP/1.1 503 Service Unavailable")
            assert b"Retry-After: 30" in heard

    play(tmp_path, story)


def test_page_cut_off_in_the_middle_is_not_kept(tmp_path):
    async def cut(head, body, writer):
        writer.write(b"HTTP/1.0 200 OK\r\nX-Door-Reads: 1=0\r\nContent-Length: 1000\r\n\r\nhalf")

    async def story(ground):
        ground.answer = cut
        assert b" 503 " in await ground.say(get())
        assert not ground.door.store.plain.pages

    play(tmp_path, story)


def test_answer_too_big_for_memory_goes_straight_through(tmp_path, monkeypatch):
    monkeypatch.setattr(backend, "BIGGEST", 100_000)

    async def big(head, body, writer):
        writer.write(b"HTTP/1.0 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 500_000)

    async def story(ground):
        ground.answer = big
        heard = await ground.say(get("/export"))
        assert heard.endswith(b"x" * 500_000)
        assert b"for-everybody" not in ground.asked[1]

    play(tmp_path, story)


def test_one_who_asks_without_reading_does_not_fill_the_memory(tmp_path):
    async def story(ground):
        await ground.say(get())
        _reader, writer = await asyncio.open_connection("127.0.0.1", ground.port)
        writer.transport.pause_reading()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                while True:
                    writer.write(get() * 200)
                    await writer.drain()
        clients = [held for held in gc.get_objects() if type(held) is server.Client]
        held = [client for client in clients if client.transport.get_write_buffer_size() > 0]
        assert held
        assert all(client.blocked for client in held)
        assert all(client.transport.get_write_buffer_size() < 400_000 for client in held)
        writer.transport.abort()

    play(tmp_path, story)


def test_one_who_says_nothing_is_sent_away(tmp_path, monkeypatch):
    monkeypatch.setattr(server, "HEAD_SECONDS", 0)

    async def story(ground):
        reader, writer = await asyncio.open_connection("127.0.0.1", ground.port)
        writer.write(b"GET / HT")
        assert await asyncio.wait_for(reader.read(), 4) == b""
        writer.close()

    with contextlib.suppress(ConnectionResetError):
        play(tmp_path, story)


@pytest.mark.parametrize(
    ("version", "lines", "stays"),
    [
        ("1.1", (), True),
        ("1.1", ("Connection: close",), False),
        ("1.0", (), False),
        ("1.0", ("Connection: keep-alive",), True),
    ],
)
def test_connection_stays_open_when_the_client_wants_it(tmp_path, version, lines, stays):
    async def story(ground):
        words = get("/", *lines, version=version)
        heard = await ground.say(words, words, pause=0.1)
        assert heard.count(b"HTTP/1.1 200 OK") == (2 if stays else 1)

    play(tmp_path, story)


WRONG = [
    b"GET / HTTP/1.1\nHost: site.test\n\n\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: site.test\r\n folded: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: site.test\r\nA: b\rc\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: site.test\r\nA: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: site.test\r\nHost: evil.test\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : site.test\r\n\r\n",
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET  / HTTP/1.1\r\nHost: site.test\r\n\r\n",
    b"GET / HTTP/2.0\r\nHost: site.test\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
]


@pytest.mark.parametrize("words", WRONG)
def test_what_two_readers_could_read_in_two_ways_is_refused(words):
    assert read(words, b"session=", False) is WRONG_REQUEST


def test_refusal_ends_the_connection(tmp_path):
    async def story(ground):
        heard = await ground.say(WRONG[1] + get())
        assert heard.startswith(b"HTTP/1.1 400 Bad Request")
        assert heard.count(b"HTTP/1.1") == 1
        assert b"431" in await ground.say(b"GET / HTTP/1.1\r\nA: " + b"a" * 40_000)
        assert not ground.asked

    play(tmp_path, story)


@pytest.mark.parametrize(
    "words",
    [
        get(method="POST"),
        get(method="OPTIONS"),
        get("http://site.test/"),
        get("*", method="GET"),
        get("/#a"),
        get("/", "Content-Length: 0"),
        get("/", "Transfer-Encoding: chunked"),
        get("/", "Upgrade: websocket"),
        get("/", "Expect: 100-continue"),
        get("/", "Authorization: Basic x"),
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_in_doubt_the_real_server_decides(words):
    assert read(words, b"session=", False) is PERSONAL_REQUEST


@pytest.mark.parametrize(
    "lines", [("Cookie: a=b; session=c",), ("Cookie: a=b", "Cookie: session=c"), ("COOKIE:session=",)]
)
def test_session_is_noticed(lines):
    request = read(get("/", *lines), b"session=", False)
    assert isinstance(request, Plain)
    assert request.signed_in
    assert not read(get("/", "Cookie: a=b; c=d"), b"session=", False).signed_in


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/caf%c3%a9/", "/caf%C3%A9/"),
        ("/caf\u00c3\u00a9/", "/caf%C3%A9/"),  # the same bytes, as they are
        ("/a%2Fb/", "/a/b/"),
        ("/a%0d%0aX:1/", "/a%0D%0AX:1/"),
        ("/a b".replace(" ", "%20"), "/a%20b"),
        ("/%ff", "/%FF"),
    ],
)
def test_path_has_one_spelling(target, path):
    assert canonical_path(target) == path


def test_scheme_is_believed_only_from_our_own_front_server():
    words = get("/", "X-Forwarded-Proto: https")
    for trust, scheme in ((False, "http"), (True, "https")):
        request = read(words, b"session=", trust)
        assert isinstance(request, Plain)
        assert request.key[0] == scheme
