"""Kept answers, ready to send, and how long they stay true."""

import datetime
import hashlib
from zoneinfo import ZoneInfo

from territoires.kit.edge import encodings
from territoires.kit.edge.request import Key
from territoires.kit.edge.sql import GLOBAL, QUIET

type Headers = list[tuple[str, str]]
LONGEST = 10 * 60  # seconds: whatever was not noticed is forgotten after this
NEVER = float("inf")
NOT_KEPT = {"content-length", "etag", "vary", "x-request-id", "connection", "keep-alive", "transfer-encoding", "date"}
NOT_KEPT |= {"server"}
KEPT_304 = {"cache-control", "content-security-policy", "content-location", "expires"}


class Variant:
    """One encoding of an answer, as it goes out: `head` lacks the date and the empty line."""

    __slots__ = ("body", "etag", "head", "head_304")

    def __init__(self, body: bytes, etag: str, headers: Headers, headers_304: Headers) -> None:
        self.body = body
        self.etag = etag
        self.head = head_of("200 OK", headers)
        self.head_304 = head_of("304 Not Modified", headers_304)


def head_of(status: str, headers: Headers) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers)]
    return ("\r\n".join(lines) + "\r\n").encode("latin-1")


class Page:
    """One kept answer. `reads` are the change numbers it was made from; `seen` the global number they were last
    compared under; `used` since it was last considered for eviction."""

    __slots__ = ("body", "content_type", "dies_at", "etag", "headers", "reads", "seen", "size", "used", "variants")

    def __init__(
        self, body: bytes, headers: Headers, reads: dict[int, int] | None = None, dies_at: float = NEVER
    ) -> None:
        self.body = body
        self.headers = [(name, value) for name, value in headers if name.lower() not in NOT_KEPT]
        self.content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
        self.etag = hashlib.blake2b(body, digest_size=12).hexdigest()
        self.reads = tuple((reads or {}).items())
        self.seen = -1
        self.dies_at = dies_at
        self.used = False
        self.variants: dict[str, Variant] = {}
        self.size = len(body) + 1000

    def still_true(self, values: memoryview) -> bool:
        """True when no table that this was made from has changed. The global number is read first: a change that
        happens meanwhile shows at the next look."""
        now = values[GLOBAL]
        if self.seen == now:
            return True
        for slot, number in self.reads:
            if values[slot] != number:
                return False
        self.seen = now
        return True

    def variant(self, encoding: str) -> Variant:
        """The answer in this encoding, made at the first demand."""
        found = self.variants.get(encoding)
        if found is None:
            small = len(self.body) < encodings.SMALL or not encodings.compressible(self.content_type)
            if encoding and small:
                found = self.variant(encodings.IDENTITY)
            else:
                body = encodings.COMPRESS[encoding](self.body) if encoding else self.body
                self.size += len(body) if encoding else 0
                found = self.made(body, encoding)
            self.variants[encoding] = found
        return found

    def made(self, body: bytes, encoding: str) -> Variant:
        etag = f'"{self.etag}-{encoding}"' if encoding else f'"{self.etag}"'
        common = [("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
        coded = [("Content-Encoding", encoding)] if encoding else []
        whole = [*self.headers, *common, *coded, ("Content-Length", str(len(body)))]
        short = [(name, value) for name, value in self.headers if name.lower() in KEPT_304]
        return Variant(body, etag, whole, [*short, *common])


class Shelf:
    """Pages under a limit of bytes. The oldest leaves first, unless it was used since it was last looked at."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.pages: dict[Key, Page] = {}

    @property
    def size(self) -> int:
        return sum(page.size for page in self.pages.values())

    def put(self, key: Key, page: Page) -> None:
        """Keep a page, and let others go when there is no room. One bigger than a quarter of the room is not kept."""
        if page.size > self.limit // 4:
            return
        self.pages.pop(key, None)
        self.pages[key] = page
        excess = self.size - self.limit
        while excess > 0:
            oldest_key = next(iter(self.pages))
            oldest = self.pages.pop(oldest_key)
            if oldest.used and oldest is not page:
                oldest.used = False
                self.pages[oldest_key] = oldest
            else:
                excess -= oldest.size


class Store:
    """Three shelves, so that neither a thousand invented query strings nor a thousand pictures push out the pages that
    everybody reads."""

    def __init__(self, plain: int, with_query: int, pictures: int) -> None:
        self.plain = Shelf(plain)
        self.with_query = Shelf(with_query)
        self.pictures = Shelf(pictures)

    def shelf(self, key: Key, page: Page | None = None) -> Shelf:
        """Where a page belongs, or where one of this key is."""
        picture = page.content_type.startswith("image/") if page else key in self.pictures.pages
        return self.with_query if key[3] else self.pictures if picture else self.plain


def death(now: float, zone: ZoneInfo) -> float:
    """When a page made now is forgotten at the latest: ten minutes on, or at midnight, since pages say « demain »."""
    local = datetime.datetime.fromtimestamp(now, zone)
    tomorrow = datetime.datetime.combine(local.date() + datetime.timedelta(days=1), datetime.time(), zone)
    return min(now + LONGEST, tomorrow.timestamp())


def may_be_kept(status: str, headers: Headers, cacheable: bool, reads: dict[int, int]) -> bool:
    """Only a page that its view calls public, complete, without cookie, made from nothing that belongs to a person."""
    if not cacheable or not status.startswith("200") or QUIET in reads:
        return False
    named: dict[str, str] = {}
    for name, value in headers:
        named[name.lower()] = f"{named.get(name.lower(), '')},{value}".lower()
    control = named.get("cache-control", "")
    refused = any(word in control for word in ("private", "no-store", "no-cache"))
    vary = {word.strip() for word in named.get("vary", "").split(",") if word.strip()}
    return (
        "set-cookie" not in named
        and "content-encoding" not in named
        and "public" in control
        and not refused
        and vary <= {"cookie", "accept-encoding"}
    )
