"""The door of the site: answers at once what is at hand, has the rest made by Django, once for everybody."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from territoires.kit.edge.behind import READS
from territoires.kit.edge.changes import Changes
from territoires.kit.edge.encodings import etag_matches
from territoires.kit.edge.request import SHORT_HEAD, Key, Plain
from territoires.kit.edge.static import StaticFiles
from territoires.kit.edge.store import NOT_KEPT, Headers, Page, Store, Variant, death, head_of

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5  # between two tries to render a page while Django fails
PATIENCE = 30  # seconds for Django to answer
SLOW_TO_COMPRESS = 32 * 1024  # bytes
MANY_WORDS = 1000  # heads of requests remembered with their answer
CROWD = 400  # people who may wait for a rendering; the next are asked to come back
TURNS = 3  # how often somebody waits for the rendering of another before asking for one of their own


class Site(NamedTuple):
    """What the door has to know of the settings."""

    url: str
    hosts: tuple[str, ...]
    session_cookie: str
    zone: ZoneInfo
    port: int = 8000
    trust_proxy: bool = False
    plain_bytes: int = 48 * 1024 * 1024
    query_bytes: int = 12 * 1024 * 1024
    picture_bytes: int = 24 * 1024 * 1024

    def addresses(self) -> set[str]:
        """The names under which pages are kept: nobody fills the memory under invented ones. Names with a wildcard
        are served and not kept."""
        ours = urlsplit(self.url)
        ports = {"", f":{self.port}", f":{ours.port}" if ours.port else ""}
        names = {name.lower() for name in self.hosts if not name.startswith((".", "*"))}
        return {name + port for name in names for port in ports} | {ours.netloc.lower()}


class Fetched(NamedTuple):
    """What Django answered."""

    status: str
    headers: Headers
    body: bytes

    @property
    def reads(self) -> dict[int, int] | None:
        """The change numbers the answer was made from; None when it is not for everybody."""
        for name, value in self.headers:
            if name.lower() == READS.lower():
                return {int(slot): int(number) for slot, _, number in (read.partition("=") for read in value.split())}
        return None


class CannotFetch(Exception):
    """Django is not there, or does not answer in time."""


class TooBig(Exception):
    """The answer is too big to be held in memory: it goes straight to the client."""


class Door:
    """`fetch` asks Django for the page of a key, for everybody."""

    def __init__(
        self,
        site: Site,
        numbers: Changes,
        fetch: Callable[[Key], Awaitable[Fetched]],
        static: StaticFiles | None = None,
        outage: Callable[[], bytes] = lambda: b"",
    ) -> None:
        self.site = site
        self.values = numbers.values
        self.fetch = fetch
        self.static = static
        self.outage = outage
        self.store = Store(site.plain_bytes, site.query_bytes, site.picture_bytes)
        self.plain = self.store.plain.pages
        self.addresses = site.addresses()
        self.heard: dict[bytes, tuple[Page, bytes, bytes]] = {}
        self.flights: dict[Key, asyncio.Future[Page | None]] = {}
        self.waiting = 0
        self.now = 0.0
        self.date = b""
        self.tick()

    def tick(self) -> None:
        """Once a second: a clock that costs nothing to read."""
        self.now = time.time()
        self.date = f"Date: {formatdate(self.now, usegmt=True)}\r\n\r\n".encode()

    # -- at hand ---------------------------------------------------------------------------------------------------
    def said_before(self, words: bytes) -> bytes | None:
        """The answer to words that were said before, letter for letter, while the page they led to is true."""
        known = self.heard.get(words)
        if known is None:
            return None
        page, first, rest = known
        if page.dies_at <= self.now or not page.still_true(self.values):
            return None
        page.used = True
        return b"".join((first, self.date, rest))

    def at_hand(self, request: Plain, words: bytes = b"") -> bytes | None:
        """The whole answer, when a page is kept and still true. Somebody signed in gets files this way, never pages."""
        if request.signed_in:
            page = self.static.find(request.key[2]) if self.static else None
            return self.reply(page.variant(request.encoding), request) if page else None
        page = self.plain.get(request.key) or self.further(request.key)
        if page is None or page.dies_at <= self.now or not page.still_true(self.values):
            return None
        variant = page.variants.get(request.encoding)
        if variant is None:
            if len(page.body) > SLOW_TO_COMPRESS:
                return None
            variant = page.variant(request.encoding)
        page.used = True
        if request.keep_alive and len(words) <= SHORT_HEAD:
            if len(self.heard) >= MANY_WORDS:
                self.heard.clear()
            self.heard[words] = (page, *self.parts(variant, request))
        return self.reply(variant, request)

    def further(self, key: Key) -> Page | None:
        if key[3]:
            return self.store.with_query.pages.get(key) or (self.static.find(key[2]) if self.static else None)
        return self.store.pictures.pages.get(key) or (self.static.find(key[2]) if self.static else None)

    async def compressed(self, page: Page, encoding: str) -> Variant:
        """Big pages are compressed beside the loop: nobody waits for the export of somebody else."""
        if encoding in page.variants or len(page.body) <= SLOW_TO_COMPRESS:
            return page.variant(encoding)
        return await asyncio.get_running_loop().run_in_executor(None, page.variant, encoding)

    def parts(self, variant: Variant, request: Plain) -> tuple[bytes, bytes]:
        """What goes before the date, and what after it."""
        if request.if_none_match and etag_matches(request.if_none_match, variant.etag):
            return variant.head_304, b""
        return variant.head, b"" if request.head_only else variant.body

    def reply(self, variant: Variant, request: Plain) -> bytes:
        first, rest = self.parts(variant, request)
        return b"".join((first, self.date, rest))

    # -- to be made ------------------------------------------------------------------------------------------------
    def is_ours(self, request: Plain) -> bool:
        return request.key[1] in self.addresses

    async def answer(self, request: Plain) -> bytes:
        """Have the page made, or wait for somebody who already does. Errors: TooBig."""
        if self.waiting >= CROWD:
            return self.sorry(request.head_only)
        self.waiting += 1
        try:
            return await self.made(request)
        finally:
            self.waiting -= 1

    async def made(self, request: Plain) -> bytes:
        key = request.key
        page = self.plain.get(key) or self.further(key)
        for _turn in range(TURNS):
            if page is not None and page.dies_at > self.now and page.still_true(self.values):
                return self.reply(await self.compressed(page, request.encoding), request)
            flight = self.flights.get(key)
            if flight is None:
                break
            page = await asyncio.shield(flight)
        return await self.make(request)

    async def make(self, request: Plain) -> bytes:
        """Ask Django. Those who come meanwhile wait for the page, and for nothing else of this answer."""
        key = request.key
        mine: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        first = self.flights.setdefault(key, mine) is mine
        page = None
        try:
            old = self.old_but_true(key)
            try:
                fetched = await self.fetch(key)
            except CannotFetch:
                fetched = Fetched("503 Service Unavailable", [], b"")
            if fetched.status.startswith("5") and old is not None:
                old.dies_at = self.now + RETRY_SECONDS
                page = old
            elif fetched.reads is not None:
                headers = [(name, value) for name, value in fetched.headers if name.lower() != READS.lower()]
                page = Page(fetched.body, headers, fetched.reads, death(self.now, self.site.zone))
                self.store.shelf(key, page).put(key, page)
                self.heard.clear()  # or it would hold pages that had to go
            if page is None:
                return self.relay(fetched, request)
            return self.reply(await self.compressed(page, request.encoding), request)
        finally:
            mine.set_result(page)
            if first:
                del self.flights[key]

    def old_but_true(self, key: Key) -> Page | None:
        """A page past its ten minutes of which nothing has changed: better than an error. An untrue one goes."""
        pages = self.store.shelf(key).pages
        page = pages.get(key)
        if page is not None and not page.still_true(self.values):
            del pages[key]
            page = None
        return page

    def relay(self, fetched: Fetched, request: Plain) -> bytes:
        """An answer for this one person only."""
        if not fetched.headers:
            return self.sorry(request.head_only)
        left_out = NOT_KEPT - {"vary", "x-request-id", "etag"}
        headers = [(name, value) for name, value in fetched.headers if name.lower() not in left_out]
        head = head_of(fetched.status, [*headers, ("Content-Length", str(len(fetched.body)))]) + self.date
        return head if request.head_only else head + fetched.body

    def sorry(self, head_only: bool) -> bytes:
        """Django is away or busy: a page that needs nothing, and when to come back."""
        body = self.outage() or b"Le site revient dans un instant. Merci d'essayer encore.\n"
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "private, no-store"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'"),
            ("X-Content-Type-Options", "nosniff"),
            ("Retry-After", "30"),
            ("Content-Length", str(len(body))),
        ]
        head = head_of("503 Service Unavailable", headers) + self.date
        return head if head_only else head + body
