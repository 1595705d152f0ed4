"""Pages for what goes wrong: in French, helpful, with the phone.

Only 403 and 404 look at who is asking; the others are drawn without session, account nor database.
"""

import logging
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from territoires.kit.context_processors import current_site

log = logging.getLogger(__name__)
LAST_RESORT = (
    '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le site a un souci</title></head>'
    "<body><main><h1>Le site a un souci</h1><p>Ce n'est pas de votre faute. "
    "Essayez encore dans quelques minutes.</p></main></body></html>"
)


def _page(template: str, request: HttpRequest | None = None, **context: Any) -> HttpResponse:
    """The template is named after the number it answers."""
    html = render_to_string(template, {"site": current_site(), **context}, request=request)
    response = HttpResponse(html, status=int(template[-8:-5]))
    patch_cache_control(response, private=True, no_store=True)
    return response


def page_400(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("kit/errors/400.html")


def page_403(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("kit/errors/403.html", request)


def page_404(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page("kit/errors/404.html", request)


def page_405(request: HttpRequest, allowed: tuple[str, ...] = ("GET", "HEAD")) -> HttpResponse:
    response = _page("kit/errors/405.html")
    response["Allow"] = ", ".join(allowed)
    return response


def page_413(request: HttpRequest) -> HttpResponse:
    return _page("kit/errors/413.html")


def page_500(request: HttpRequest) -> HttpResponse:
    """Must come out whatever is broken, our templates included."""
    try:
        return _page("kit/errors/500.html")
    except Exception:
        log.exception("the error page itself cannot be drawn")
        return HttpResponse(LAST_RESORT, status=500, headers={"Cache-Control": "private, no-store"})


def page_503(request: HttpRequest, retry_after: int = 30) -> HttpResponse:
    """An outage that should pass: says when to come back."""
    response = _page("kit/errors/503.html")
    response["Retry-After"] = str(retry_after)
    return response


def wrong_origin(request: HttpRequest) -> HttpResponse:
    """A form sent from elsewhere than our own pages."""
    return _page("kit/errors/403.html", wrong_origin=True)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form of a signed-in person whose session ended meanwhile."""
    return _page("kit/errors/403.html", expired_form=True)


def too_many(request: HttpRequest, per_seconds: int) -> HttpResponse:
    """A limit is reached; `per_seconds` is the window it is counted over."""
    response = _page("kit/errors/429.html", long_wait=per_seconds > 6 * 3600)
    response["Retry-After"] = str(per_seconds)
    return response
