"""Django's side of the door: renders what is asked, and tells the door whether everybody may have it.

The door and this side share a key that nobody else knows. A request without it did not come through the door.
"""

import hmac
import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

from territoires.kit.edge.request import LONGEST_QUERY
from territoires.kit.edge.store import Headers, may_be_kept
from territoires.kit.edge.watch import reading

type Environ = dict[str, Any]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

FOR_EVERYBODY = "for-everybody"  # in place of the client's address
READS = "X-Door-Reads"


class BehindTheDoor:
    """Django as a WSGI application, as the door sees it."""

    def __init__(self, application: Application, key: str) -> None:
        self.application = application
        self.key = key

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        key, _, who = environ.pop("HTTP_X_DOOR", "").rpartition(",")[2].strip().partition(" ")
        if not hmac.compare_digest(key.encode(), self.key.encode()):
            start_response("400 Bad Request", [("Content-Length", "0")])
            return []
        if who == FOR_EVERYBODY:
            return self.for_everybody(environ, start_response)
        environ["REMOTE_ADDR"] = who
        return self.application(environ, start_response)

    def for_everybody(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Render from the address alone, and add what was read when the answer may be kept."""
        started: list[Any] = []

        def start(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], None]:
            started[:] = [status, headers]
            return lambda data: None

        with reading() as reads:
            response = self.application(reduced(environ), start)
            status, headers = started
            if getattr(response, "streaming", False):
                start_response(status, headers)
                return response
            body = whole(response)
        cacheable = getattr(response, "cacheable", False) is True and len(environ["QUERY_STRING"]) <= LONGEST_QUERY
        if may_be_kept(status, headers, cacheable, reads):
            headers = [*headers, (READS, " ".join(f"{slot}={number}" for slot, number in reads.items()))]
        start_response(status, headers)
        return [body]


def reduced(environ: Environ) -> Environ:
    """A request that holds its address and nothing else: no cookie, no language, no browser, no network."""
    clean = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": environ["PATH_INFO"],
        "QUERY_STRING": environ["QUERY_STRING"],
        "HTTP_HOST": environ["HTTP_HOST"],
        "SERVER_NAME": environ.get("SERVER_NAME", ""),
        "SERVER_PORT": environ.get("SERVER_PORT", ""),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": environ.get("wsgi.url_scheme", "http"),
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": environ.get("wsgi.errors", sys.stderr),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if environ.get("HTTP_X_FORWARDED_PROTO") == "https":
        clean["HTTP_X_FORWARDED_PROTO"] = "https"
    return clean


def whole(response: Iterable[bytes]) -> bytes:
    """The body; then let Django end the request, so that it gives its database connection back."""
    try:
        return b"".join(response)
    finally:
        end = getattr(response, "close", None)
        if end is not None:
            end()
