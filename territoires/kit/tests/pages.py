"""A small site for the tests of the page cache: its pages read kit_floodbreaker, and count how often they are made."""

from collections import Counter

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from territoires.kit.access import public, uncached
from territoires.kit.models import FloodBreaker, OnceKey

made: Counter[str] = Counter()
during: list = []  # functions to call in the middle of the next rendering


def names() -> str:
    return ", ".join(FloodBreaker.objects.order_by("form").values_list("form", flat=True))


def words(request: HttpRequest, text: str) -> HttpResponse:
    made[request.path] += 1
    name = request.session.get("name", "")
    while during:
        during.pop()()
    return HttpResponse(f"<p>{text}</p><p>Bonjour {name}.</p><p>{request.GET.urlencode()}</p>" + "é" * 300)


@public
def listing(request: HttpRequest) -> HttpResponse:
    return words(request, names())


@public
def listing_then_change(request: HttpRequest) -> HttpResponse:
    """Reads, then somebody changes what was read, then the page is sent."""
    text = names()
    return words(request, text)


@public
def fixed(request: HttpRequest) -> HttpResponse:
    return words(request, "Toujours la même.")


@public
def quiet(request: HttpRequest) -> HttpResponse:
    return words(request, str(OnceKey.objects.count() + Session.objects.count()))


@public
def with_cookie(request: HttpRequest) -> HttpResponse:
    response = words(request, "cookie")
    response.set_cookie("taste", "vanilla")
    return response


@public
def with_header(request: HttpRequest) -> HttpResponse:
    """A page that tries to depend on the person who asks."""
    kept = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "REMOTE_ADDR")
    return words(request, " ".join(str(request.META.get(name, "")) for name in kept))


@public
def private(request: HttpRequest) -> HttpResponse:
    response = words(request, "private")
    response["Cache-Control"] = "private, no-store"
    return response


@public
def missing(request: HttpRequest) -> HttpResponse:
    made[request.path] += 1
    return HttpResponse("rien", status=404)


@public
def away(request: HttpRequest) -> HttpResponseBase:
    return redirect("/liste/")


@public
def stream(request: HttpRequest) -> HttpResponseBase:
    made[request.path] += 1
    return StreamingHttpResponse(iter([b"un;", b"deux;"]), content_type="text/csv")


@public
def failing(request: HttpRequest) -> HttpResponse:
    response = words(request, names())
    if FloodBreaker.failing:
        raise RuntimeError("the database is away")
    return response


@uncached
def unmarked(request: HttpRequest) -> HttpResponse:
    return words(request, "unmarked")


@csrf_exempt
def send(request: HttpRequest) -> HttpResponse:
    made[request.path] += 1
    return HttpResponse(request.POST.get("name", "") + request.headers.get("User-Agent", ""))


def plainly(number: int):
    return lambda request, *args, **kwargs: HttpResponse(f"{number}", status=number)


FloodBreaker.failing = False
handler400, handler403, handler404, handler500 = plainly(400), plainly(403), plainly(404), plainly(500)
urlpatterns = [
    path("liste/", listing),
    path("liste-puis-change/", listing_then_change),
    path("fixe/", fixed),
    path("muet/", quiet),
    path("cookie/", with_cookie),
    path("entete/", with_header),
    path("prive/", private),
    path("absent/", missing),
    path("ailleurs/", away),
    path("flot/", stream),
    path("panne/", failing),
    path("libre/", unmarked),
    path("envoi/", send),
    path("accents/é/", fixed),
]
