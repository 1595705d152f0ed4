"""Tiles of another host, when a setting asks for them: allowed on the pages of the map and nowhere else."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from territoires.atlas.queries.weight import tiles_of_settings

type View = Callable[..., HttpResponseBase]


def allow_tiles(view: View) -> View:
    """Let the page of a view load images from the host of the tiles, if there is one."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        address, _credit = tiles_of_settings()
        if address:
            parts = urlsplit(address.replace("{s}.", ""))
            policy = dict(getattr(response, "_csp_config", settings.SECURE_CSP))
            policy["img-src"] = [*policy["img-src"], f"{parts.scheme}://{parts.netloc}"]
            response._csp_config = policy  # type: ignore[attr-defined]
        return response

    return inner
