"""The joined style sheet, and the page that shows every component."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from territoires.kit import samples
from territoires.kit.access import public
from territoires.kit.styles import bundle

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"


@public
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """An older address, from a page opened before an update, gets today's sheet and may not keep it."""
    current = bundle()
    response = HttpResponse(current.css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if digest == current.digest else ASK_AGAIN
    return response


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component once, in its states."""
    return render(request, "kit/styleguide.html", samples.everything(timezone.now()))
