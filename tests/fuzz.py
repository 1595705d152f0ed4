"""Nasty requests to every route, with every method, by every role: nothing may answer 500 or leak a traceback.

`./run fuzz` sends ten thousand of them and prints the seed; the suite sends two thousand.
"""

import random
import re
import sys
from dataclasses import dataclass, field

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.routes import Route, all_routes

METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
NASTY = (
    "", " ", "0", "-1", "1", "9" * 19, str(2**63), "1e309", "NaN", "null", "\x00", "a\x00b", "\ud800", "\udfff",
    "../../../etc/passwd", "..%2f..%2f", "%00", "%ff%fe", "é" * 300, "x" * 65536, "\u202eabc", "👩‍👩‍👧‍👦" * 50,
    "' OR 1=1 --", '"; DROP TABLE x; --', "{{ 7*7 }}", "{% load x %}", "<script>alert(1)</script>", "javascript:alert(1)",
    "a\r\nSet-Cookie: x=1", "\r\n\r\n", "\u2028\u2029", "=cmd|' /C calc'!A0", "LUNE-4821", "59512", "roubaix", "groupes",
    "[]", "{}", '{"a":', "on", "true", "2026-02-30", "31/12/9999", "0000-00-00", "a@b", "a@" + "b" * 300 + ".fr", "+33",
    "06 12 34 56 78", "http://169.254.169.254/", "//exemple.fr/", "\\\\exemple", "fr", "ar", "zz", "٣", "Ⅷ", "ﷺ" * 40,
)  # fmt: skip
FIELDS = (
    "q", "lieu", "lieu_insee", "rayon", "couche", "etape", "reseau", "theme", "langue", "page", "manque", "z", "bbox",
    "name", "first_name", "email", "phone", "text", "message", "reference", "version", "reason", "stage", "to", "next",
    "state", "role", "place", "place_insee", "site_web", "depart", "decision", "code", "token", "limite", "format", "said",
    "speaker_name", "best_moment", "agreed", "next_on", "source", "entry", "reach", "description", "kind", "themes",
)  # fmt: skip
NASTY_FILES = (
    b"", b"\x00", b"\xff\xd8\xff\xe0" + b"\x00" * 40, b"\x89PNG\r\n\x1a\n", b"RIFF\xff\xff\xff\xffWAVEfmt ", b"ID3\x04" + b"\xff" * 60,
    b"OggS" + b"\x00" * 30, b"\x1aE\xdf\xa3", b"\x00\x00\x00\x18ftypM4A ", b"<svg onload=alert(1)>", b"GIF89a", b"PK\x03\x04",
    b"%PDF-1.7", b"x" * 70_000,
)  # fmt: skip
NASTY_NAMES = ("a.jpg", "a.php", "../../etc/passwd", "a.jpg\x00.exe", "é" * 200 + ".png", "voix.webm", "a.svg", " ")
INPUT = re.compile(r"<(?:input|textarea|select|button)\b[^>]*\bname=\"([^\"]+)\"[^>]*>")
VALUE = re.compile(r"\bvalue=\"([^\"]*)\"")


@dataclass
class Outcome:
    sent: int = 0
    failures: list[str] = field(default_factory=list)
    learned: dict[str, dict[str, str]] = field(default_factory=dict)

    def learn(self, route: Route, page: str) -> None:
        """The fields that the forms of a page name, with what they held: the next nasty post uses them."""
        found = {name.group(1): "" for name in INPUT.finditer(page)}
        for tag in INPUT.finditer(page):
            held = VALUE.search(tag.group(0))
            found[tag.group(1)] = held.group(1) if held else ""
            if 'type="file"' in tag.group(0):
                found[tag.group(1)] = "file"
        self.learned.setdefault(route.name, {}).update(found)


def _segment(rng: random.Random, known: dict[str, list[str]], parameter: str) -> str:
    choices = known.get(parameter, [])
    return rng.choice(choices) if choices and rng.random() < 0.6 else rng.choice(NASTY)


def _address(rng: random.Random, route: Route, known: dict[str, list[str]]) -> str:
    values = {p: _segment(rng, known, p) for p in route.parameters}
    try:
        return reverse(route.name, kwargs=values)
    except (NoReverseMatch, UnicodeError, ValueError):
        path = route.path
        for parameter, value in values.items():
            path = path.replace(f"<row:{parameter}>", value).replace(f"<slug:{parameter}>", value)
            path = path.replace(f"<str:{parameter}>", value).replace(f"<{parameter}>", value)
        return path.encode("utf-8", "replace").decode()


def _fields(rng: random.Random, learned: dict[str, str]) -> dict[str, object]:
    chosen: dict[str, object] = {}
    for name in rng.sample(FIELDS, rng.randrange(0, 8)):
        value = rng.choice(NASTY)
        chosen[name] = [value, rng.choice(NASTY)] if rng.random() < 0.1 else value
    for name, held in learned.items():
        if held == "file":
            chosen[name] = SimpleUploadedFile(rng.choice(NASTY_NAMES), rng.choice(NASTY_FILES))
        elif rng.random() < 0.8:
            chosen[name] = held if held and rng.random() < 0.6 else rng.choice(NASTY)
    return chosen


def _clean(value: object) -> object:
    """The test client cannot encode a lone surrogate: send what a hostile client would, its bytes."""
    if isinstance(value, SimpleUploadedFile):
        return value
    if isinstance(value, list):
        return [_clean(v) for v in value]
    return str(value).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def _send(rng: random.Random, client: Client, route: Route, address: str, outcome: Outcome) -> object:
    method = rng.choices(METHODS, (40, 34, 6, 4, 4, 4, 4, 4))[0]
    if method == "POST" and route.name not in outcome.learned:
        page = client.get(address, headers={"sec-fetch-site": "same-origin"})
        outcome.learn(route, "" if page.streaming else page.content.decode("utf-8", "replace"))
    learned = outcome.learned.get(route.name, {}) if method == "POST" and rng.random() < 0.7 else {}
    data = {k: _clean(v) for k, v in _fields(rng, learned).items()}
    headers = {"sec-fetch-site": rng.choice(("same-origin", "same-origin", "cross-site", "none"))}
    if rng.random() < 0.1:
        headers["x-forwarded-for"] = rng.choice(NASTY[:14]).replace("\x00", "").encode("ascii", "replace").decode()
    if rng.random() < 0.1:
        headers["accept-encoding"] = rng.choice(("br;q=0", "gzip, br", ",,,;;;", "x" * 500, "*;q=abc"))
    if method in ("GET", "HEAD"):
        return client.generic(method, address, QUERY_STRING=_query(data), headers=headers), method
    if method == "POST" and rng.random() < 0.8:
        return client.post(address, data, headers=headers), method
    body = rng.choice(NASTY).encode("utf-8", "surrogatepass")
    kind = rng.choice(("application/json", "text/plain", "multipart/form-data; boundary=x", "multipart/form-data", "é"))
    return client.generic(method, address, body, content_type=kind, headers=headers), method


def _query(data: dict[str, object]) -> str:
    pairs = [(k, v) for k, values in data.items() for v in (values if isinstance(values, list) else [values])]
    return "&".join(f"{k}={_escape(str(v))}" for k, v in pairs)[:8000]


def _escape(value: str) -> str:
    return "".join(f"%{b:02X}" for b in value.encode("utf-8", "replace"))


def attack(*, clients: dict[str, Client], known: dict[str, list[str]], count: int, seed: int) -> Outcome:
    """Send `count` requests; each problem becomes one line of `failures`."""
    rng, outcome = random.Random(seed), Outcome()
    routes = [route for route in all_routes() if route.name]
    roles = sorted(clients)
    for number in range(count):
        route, role = routes[number % len(routes)], roles[rng.randrange(len(roles))]
        address = _address(rng, route, known)
        if not address.startswith("/"):
            address = f"/{address}"
        client = clients[role]
        client.raise_request_exception = False
        problem = _problem(rng, client, route, address, outcome)
        outcome.sent += 1
        if problem:
            outcome.failures.append(f"#{number} seed={seed} {role} {route.name} {address[:120]!r}: {problem}")
    return outcome


def _problem(rng: random.Random, client: Client, route: Route, address: str, outcome: Outcome) -> str:
    try:
        response, method = _send(rng, client, route, address, outcome)
    except UnicodeError:
        return ""
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    if response.status_code >= 500 and response.status_code != 503:
        reason = getattr(response, "exc_info", None)
        return f"{method} → {response.status_code} {reason[1]!r}" if reason else f"{method} → {response.status_code}"
    if "X-Content-Type-Options" not in response.headers:
        return f"{method} → {response.status_code} without security headers"
    if not response.streaming and b"Traceback (most recent call last)" in response.content:
        return "traceback shown"
    return ""


def report(outcome: Outcome, stream=sys.stdout) -> int:
    stream.write(f"{outcome.sent} requests, {len(outcome.failures)} problems\n")
    for line in outcome.failures[:50]:
        stream.write(f"  {line}\n")
    return 1 if outcome.failures else 0
