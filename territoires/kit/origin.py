"""The cookie-free check that a POST comes from our own pages."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def comes_from_here(request: HttpRequest) -> bool:
    """True when Sec-Fetch-Site says same-origin, or failing that when Origin or Referer names our host.
    Nothing at all is a refusal: browsers send at least one of the three."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if not origin or origin == "null":
        return False
    try:
        parts = urlsplit(origin)
    except ValueError:  # an address that is none
        return False
    return parts.scheme == request.scheme and parts.netloc.lower() == request.get_host().lower()
