"""The door and Django behind it without a network: asks with the bytes of a request, shows what comes back."""

import asyncio
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections

from territoires.kit.edge import behind
from territoires.kit.edge.door import CannotFetch, Door, Fetched, Site
from territoires.kit.edge.request import Key, Plain, Wrong, read
from territoires.kit.edge.watch import changes

DJANGO = ThreadPoolExecutor(max_workers=1)
PARIS = ZoneInfo("Europe/Paris")
KEY = "k" * 32
CLIENT = "192.0.2.7"


@dataclass
class Told:
    status: int
    headers: dict[str, str]
    body: bytes
    names: list[str]

    @property
    def text(self) -> str:
        return self.body.decode()


def told(answer: bytes) -> Told:
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    return Told(int(first.split(" ")[1]), dict(pairs), body, [name for name, _value in pairs])


def head_of(path: str, method: str = "GET", **headers: str) -> bytes:
    named = {"host": "127.0.0.1:8000", **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def environ_of(head: bytes, who: str) -> dict:
    """What Django's server makes of a request led to it."""
    first, *lines = head[:-4].decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    path, _, query = target.partition("?")
    made = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, _, value in (line.partition(": ") for line in lines):
        made["HTTP_" + name.upper().replace("-", "_")] = value
    before = made.get("HTTP_X_DOOR")
    made["HTTP_X_DOOR"] = f"{before},{KEY} {who}" if before else f"{KEY} {who}"
    return made


class SmallSite:
    """The whole of it in one thread. `away` makes Django unreachable."""

    def __init__(self, **site) -> None:
        known = {
            "url": "http://127.0.0.1:8000",
            "hosts": ("127.0.0.1", "localhost", "testserver"),
            "session_cookie": settings.SESSION_COOKIE_NAME,
            "zone": PARIS,
        }
        self.django = behind.BehindTheDoor(WSGIHandler(), KEY)
        static = site.pop("static", None)
        self.door = Door(Site(**{**known, **site}), changes(), self.fetch, static)
        self.away = False
        self.led_on = 0
        # Django runs in a thread without event loop, as in life, on the connection of the test.
        self.connection = connections["default"]
        self.connection.inc_thread_sharing()

    @property
    def store(self):
        return self.door.store

    async def run(self, environ: dict) -> tuple[str, list, bytes]:
        return await asyncio.get_running_loop().run_in_executor(DJANGO, self.run_in_thread, environ)

    def run_in_thread(self, environ: dict) -> tuple[str, list, bytes]:
        connections["default"] = self.connection
        for signal in (request_started, request_finished):  # the connection belongs to the test
            signal.disconnect(close_old_connections)
        try:
            started: list = []
            parts = self.django(environ, lambda status, names, exc_info=None: started.extend([status, names]))
            return started[0], started[1], behind.whole(parts)
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)

    async def fetch(self, key: Key) -> Fetched:
        if self.away:
            raise CannotFetch
        _scheme, host, path, query = key
        target = f"{path}?{query}" if query else path
        return Fetched(*await self.run(environ_of(head_of(target, host=host), behind.FOR_EVERYBODY)))

    async def ask(self, head: bytes) -> bytes:
        known = self.door.said_before(head)
        if known is not None:
            return known
        request = read(head, self.door.site.session_cookie.encode() + b"=", self.door.site.trust_proxy)
        if isinstance(request, Wrong):
            return b"HTTP/1.1 400 Bad Request\r\n\r\n"
        if isinstance(request, Plain) and self.door.is_ours(request):
            reply = self.door.at_hand(request, head)
            if reply is None and not request.signed_in:
                reply = await self.door.answer(request)
            if reply is not None:
                return reply
        self.led_on += 1
        status, headers, body = await self.run(environ_of(head, CLIENT))
        lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def ask(site: SmallSite, path: str, method: str = "GET", **headers: str) -> Told:
    return told(asyncio.run(site.ask(head_of(path, method, **headers))))


def make_edge(**site) -> SmallSite:
    return SmallSite(**site)
