"""What every answer goes through."""

import secrets
from collections.abc import Callable
from sys import exception as sys_exception
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.cache import patch_vary_headers

from territoires.kit import errors, uploads
from territoires.kit.logs import set_request_id

type Answer = Callable[[HttpRequest], HttpResponseBase]


class RequestIdMiddleware:
    """Gives each request a number of our own, told in X-Request-ID, the logs and the journal.
    A number sent by the client is never taken over."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = secrets.token_hex(8)
        set_request_id(request_id)
        request.id = request_id  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            set_request_id("")
        response["X-Request-ID"] = request_id
        return response


class SecurityHeadersMiddleware:
    """What Django does not say by itself: who may load our answers, and which devices a page may never ask for.
    An answer marked `embeddable` or `open_data` (see kit.access) may be used by other sites."""

    NO_DEVICES = ", ".join(
        f"{device}=()"
        for device in ("accelerometer", "camera", "geolocation", "gyroscope", "microphone", "payment", "usb")
    )
    VOICE = NO_DEVICES.replace("microphone=()", "microphone=(self)")  # for kit.access.records_voice

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        shared = getattr(response, "embeddable", False) or getattr(response, "open_data", False)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "cross-origin" if shared else "same-origin")
        if getattr(response, "open_data", False):
            response.headers.setdefault("Access-Control-Allow-Origin", "*")
        voice = getattr(response, "records_voice", False)
        response.headers.setdefault("Permissions-Policy", self.VOICE if voice else self.NO_DEVICES)
        return response


class OutageMiddleware:
    """When the database is away, says so with a page that needs none, and when to come back. Pages that are kept
    ready do not come through here: they stay."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        got_request_exception.connect(self.note, dispatch_uid="kit.outage")

    @staticmethod
    def note(sender: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        """Called by Django for an exception anywhere, in a view or in another middleware."""
        if request is not None:
            request.failure = sys_exception()  # type: ignore[attr-defined]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 500 and isinstance(
            getattr(request, "failure", None), OperationalError | InterfaceError
        ):
            return errors.page_503(request)
        return response


class CleanInputMiddleware:
    """Stops what no person types before it reaches a view or the database.

    A path with a NUL or a number that no database can hold leads nowhere; an over-long query is refused with a page.
    In a query, NUL becomes « � », like bytes that are not UTF-8; in a form it is taken out: no word is lost by it.
    """

    LONGEST_QUERY = 16_384  # characters; a place search of 10 kB is answered by an empty list
    LONGEST_NUMBER = 18  # digits: more do not fit in 64 bits

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info or len(request.META.get("QUERY_STRING", "")) > self.LONGEST_QUERY:
            return errors.page_400(request)
        if any(len(part) > self.LONGEST_NUMBER for part in request.path_info.split("/") if part.isdecimal()):
            return errors.page_404(request)
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.META.get("QUERY_STRING", ""):
            request.GET = without_nul(request.GET, "\ufffd")  # type: ignore[assignment]
        if request.method == "POST" and request.content_type in (
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        ):
            if uploads.is_too_heavy(request):
                return errors.page_413(request)
            try:
                request.POST = without_nul(request.POST, "")  # type: ignore[assignment]
            except RequestDataTooBig:
                return errors.page_413(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """A number too big for the database that came by another way: the request is at fault, not the site."""
        return errors.page_400(request) if isinstance(exception, OverflowError) else None


def without_nul(data: QueryDict, instead: str) -> QueryDict:
    if not any("\x00" in word for name, words in data.lists() for word in (name, *words)):
        return data
    clean = QueryDict(mutable=True, encoding=data.encoding)
    for name, words in data.lists():
        clean.setlist(name.replace("\x00", instead), [word.replace("\x00", instead) for word in words])
    clean._mutable = False
    return clean


class PublicCacheMiddleware:
    """Says who may keep an answer: anybody for a public page asked without a session, as long as they ask again each
    time; nobody for the rest."""

    PUBLIC = "public, max-age=0, must-revalidate"
    PRIVATE = "private, no-store"
    ASKED_AGAIN = "private, no-cache"  # pictures and sound: a telephone need not load again what has not changed

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        public = anonymous and getattr(response, "cacheable", False) and response.status_code in (200, 304)
        if not public:
            kept = getattr(response, "asked_again", False) and response.status_code in (200, 206, 304)
            response["Cache-Control"] = self.ASKED_AGAIN if kept else self.PRIVATE
        elif not response.has_header("Cache-Control"):
            response["Cache-Control"] = self.PUBLIC
        patch_vary_headers(response, ["Cookie"])
        return response
