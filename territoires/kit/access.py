"""How a route may be reached. Every view carries exactly one of these; a test walks the URLconf to see to it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from territoires.kit import breaker, errors, limits
from territoires.kit.origin import comes_from_here
from territoires.kit.uploads import MEGABYTE

type View = Callable[..., HttpResponseBase]
PUBLIC, PUBLIC_FORM, SIGNED_IN = "public", "public-form", "signed-in"


def _mark(view: View, access: str) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """A page for everybody: read only. Anonymous answers are kept by the page cache."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.cacheable = True  # type: ignore[attr-defined]
        return response

    return _mark(require_safe(inner), PUBLIC)


def embeddable(view: View) -> View:
    """Under @public, for a page that any site may show in a frame: the small map, and nothing else."""
    policy: dict[str, Any] = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}

    @csp_override(policy)
    @xframe_options_exempt
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.embeddable = True  # type: ignore[attr-defined]
        return response

    return inner


def open_data(view: View) -> View:
    """Under @public, for files that other sites and their scripts may read: exports without anything personal."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.open_data = True  # type: ignore[attr-defined]
        return response

    return inner


def takes_files(*, megabytes: int) -> Callable[[View], View]:
    """Above the access decorator of a form that carries files: one file may weigh that much. See kit/uploads.py."""

    def decorate(view: View) -> View:
        view.file_bytes = megabytes * MEGABYTE  # type: ignore[attr-defined]
        return view

    return decorate


def records_voice(view: View) -> View:
    """Under the access decorator of a page with a recorder: it may ask for the microphone, and play what was said."""
    policy: dict[str, Any] = {**settings.SECURE_CSP, "media-src": [CSP.SELF, "blob:"]}

    @csp_override(policy)
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.records_voice = True  # type: ignore[attr-defined]
        return response

    return inner


def secret_address(view: View) -> View:
    """Under @public_form or @uncached, for a page whose address is the key: no search engine keeps it, and no request
    carries it further. "strict-origin" and not "no-referrer": with the latter, browsers without Sec-Fetch-Site would
    send their forms with an empty Origin, and an old phone could not use the page."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return inner


def uncached(view: View) -> View:
    """A public route whose answer changes with each request: health checks."""
    return _mark(require_GET(view), PUBLIC)


def public_form(
    *, name: str, limit: int = 20, per_seconds: int = 24 * 3600, cached: bool = True, strict: bool = False
) -> Callable[[View], View]:
    """A form for everybody, without cookie: POST must come from our own pages and stay under the limit
    (`limit` posts per `per_seconds` seconds from one network). `cached=False` for a page at a secret address: it shows
    what one person wrote, so nobody keeps it. `strict=True` for doors where a secret could be guessed: their limit is
    the same in the demonstration.

    The view finds `request.held` true for a post that came in a flood without the silent work of kit/breaker.py: it is
    taken, and nothing goes out before a person has read it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method == "POST":
                if not comes_from_here(request):
                    return errors.wrong_origin(request)
                now = timezone.now()
                most = limit if strict else limit * settings.KIT_FORM_LIMIT_FACTOR
                if not limits.allow(name, limits.network_of(request), most, per_seconds, now):
                    return errors.too_many(request, per_seconds)
                request.held = breaker.is_held(request, name, now)  # type: ignore[attr-defined]
            request.public_form = name  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            response.cacheable = cached and request.method != "POST"  # type: ignore[attr-defined]
            return response

        return _mark(csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(inner)), PUBLIC_FORM)

    return decorate


def signed_in(view: View) -> View:
    """Any account; what it may see is decided by the fetch_*_for of the view."""
    return _mark(login_required(view), SIGNED_IN)
