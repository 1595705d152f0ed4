"""The head of a request, read just far enough to know whether everybody gets the same answer to it. Pure.

The door decides on these words alone, and in doubt leads the request to the real server, which reads it by the book.
A request that it answers itself gets a public page, whatever another reader would have understood: the worst mistake
shows a public page to a confused client.
"""

from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode

from territoires.kit.edge.encodings import best_encoding

type Key = tuple[str, str, str, str]  # scheme, host, path, query

LONGEST_HEAD = 32 * 1024
SHORT_HEAD = 2048  # longer ones are read anew each time
LONGEST_QUERY = 500  # characters: a page with a longer one is made, not kept
PATH_SAFE = "/-._~!$&'()*+,;=:@"
# With one of these the request is for the real server.
PERSONAL = frozenset(
    {b"authorization", b"content-length", b"transfer-encoding", b"upgrade", b"expect", b"range", b"x-door"}
)


class Plain(NamedTuple):
    """A GET or HEAD. When `signed_in`, it holds more than an address: only files are the same for everybody."""

    key: Key
    head_only: bool
    encoding: str
    if_none_match: str
    keep_alive: bool
    signed_in: bool


class Personal:
    """For the real server: a form, or a way of speaking we leave to it."""


class Wrong:
    """Not HTTP, or an attempt to be read differently by two readers."""


PERSONAL_REQUEST, WRONG_REQUEST = Personal(), Wrong()


def canonical_query(query: str) -> str:
    """The same words in the order of their names: `?b=1&a=2` and `?a=2&b=1` are one page. The order of several
    values of one name is kept, since the last may win."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
    return urlencode(sorted(pairs, key=lambda pair: pair[0]), encoding="latin-1")


def canonical_path(path: str) -> str:
    """`/%63arte/` and `/carte/` are one page."""
    return quote(unquote_to_bytes(path.encode("latin-1")), safe=PATH_SAFE)


def is_sound(head: bytes) -> bool:
    """No line end but CR LF, no folded line, no NUL: nothing that two readers may cut in two ways."""
    return (
        head.count(b"\n") == head.count(b"\r\n") == head.count(b"\r")
        and b"\x00" not in head
        and b"\n " not in head
        and b"\n\t" not in head
    )


def read_head(head: bytes, session_cookie: bytes, trust_proxy: bool) -> Plain | Personal | Wrong:
    """What kind of request this is. `head` ends with the empty line."""
    if not is_sound(head):
        return WRONG_REQUEST
    first, *lines = head[:-4].split(b"\r\n")
    words = first.split(b" ")
    if len(words) != 3 or words[2] not in (b"HTTP/1.1", b"HTTP/1.0"):
        return WRONG_REQUEST
    headers: dict[bytes, bytes] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not name or name != name.strip():
            return WRONG_REQUEST
        name = name.lower()
        if name == b"host" and name in headers:
            return WRONG_REQUEST
        headers[name] = headers[name] + b"," + value.strip() if name in headers else value.strip()
    method, target, version = words
    if method not in (b"GET", b"HEAD") or not target.startswith(b"/") or b"host" not in headers:
        return PERSONAL_REQUEST
    if not PERSONAL.isdisjoint(headers) or b"#" in target:
        return PERSONAL_REQUEST
    path, _, query = target.decode("latin-1").partition("?")
    connection = headers.get(b"connection", b"").lower()
    https = trust_proxy and headers.get(b"x-forwarded-proto") == b"https"
    return Plain(
        key=(
            "https" if https else "http",
            headers[b"host"].decode("latin-1").lower(),
            canonical_path(path),
            canonical_query(query),
        ),
        head_only=method == b"HEAD",
        encoding=best_encoding(headers.get(b"accept-encoding", b"").decode("latin-1")),
        if_none_match=headers.get(b"if-none-match", b"").decode("latin-1"),
        signed_in=session_cookie in headers.get(b"cookie", b""),
        keep_alive=b"close" not in connection and (version == b"HTTP/1.1" or b"keep-alive" in connection),
    )


read_short_head = lru_cache(maxsize=2048)(read_head)  # browsers say the same words again and again


def read(head: bytes, session_cookie: bytes, trust_proxy: bool) -> Plain | Personal | Wrong:
    reader = read_short_head if len(head) <= SHORT_HEAD else read_head
    return reader(head, session_cookie, trust_proxy)
