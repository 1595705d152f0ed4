"""Which of our ready-made encodings a client accepts. Pure."""

import gzip
from collections.abc import Callable

import brotli

IDENTITY, GZIP, BROTLI = "", "gzip", "br"
COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    GZIP: lambda body: gzip.compress(body, 9, mtime=0),
    BROTLI: lambda body: bytes(brotli.compress(body, quality=9)),
}
COMPRESSIBLE: tuple[str, ...] = (
    "text/",
    "application/json",
    "application/geo+json",
    "application/javascript",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/manifest+json",
    "image/svg+xml",
)
SMALL = 200  # bytes: compressing less than this gains nothing


def quality(parameter: str) -> float:
    """The weight of one entry of Accept-Encoding; an unreadable weight counts as a refusal."""
    name, _, value = parameter.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


def best_encoding(accept: str) -> str:
    """The encoding of ours that the client prefers; brotli, then gzip, when it has no preference."""
    weights: dict[str, float] = {}
    for item in accept.lower().split(","):
        name, *parameters = item.split(";")
        if name.strip():
            weights[name.strip()] = min((quality(parameter) for parameter in parameters), default=1.0)
    others = weights.get("*", 0.0)
    ours = {
        BROTLI: weights.get("br", others),
        GZIP: weights.get("gzip", weights.get("x-gzip", others)),
        IDENTITY: weights.get("identity", 0.001),
    }
    best = max(ours, key=lambda name: ours[name])  # the first of equals
    return best if ours[best] > 0 else IDENTITY


def etag_matches(if_none_match: str, etag: str) -> bool:
    """The weak comparison of RFC 9110: `*`, or the same tag in the list, W/ or not."""
    if if_none_match.strip() == "*":
        return True
    return any(tag.strip().removeprefix("W/") == etag for tag in if_none_match.split(","))


def compressible(content_type: str) -> bool:
    return content_type.lower().startswith(COMPRESSIBLE)
