import datetime
import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

EXAMPLES = {
    "slug": "exemple", "region": "bretagne", "department": "finistere", "reference": "LUNE-4821", "entry": "idee",
    "step": "lieu", "words": "themes", "token": "a" * 43, "digest": "abc", "month": "2026-11",
}  # fmt: skip


@pytest.fixture
def time_machine(monkeypatch):
    """time_machine(minutes=16): later, for what reads timezone.now()."""
    real = timezone.now

    def travel(**span):
        monkeypatch.setattr(timezone, "now", lambda: real() + datetime.timedelta(**span))

    return travel


def routes(patterns, before=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, before + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield before, pattern


@pytest.fixture
def all_routes():
    """An example address of every route of the site."""
    found = []
    for before, pattern in routes(get_resolver().url_patterns):
        route = before + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            value = EXAMPLES.get(name, "1")
            route = re.sub(rf"<(?:\w+:)?{name}>", value, route)
            assert converter
        if "(?P<" in route:
            route = "invitation/" + "a" * 43 + "/"
        found.append("/" + route)
    return found
