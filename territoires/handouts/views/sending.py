"""A sheet on its way to a screen or a printer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from territoires.handouts.queries.press import CannotPrint, Printed


def sent(request: HttpRequest, name: str, make: Callable[[], Printed], *, secret: bool = False) -> HttpResponse:
    """The PDF, or a page that says in words that it could not be made. `secret`: nobody on the way keeps it."""
    try:
        printed = make()
    except CannotPrint:
        response = render(request, "handouts/cannot_print.html", status=503)
        response["Cache-Control"] = "private, no-store"
        return response
    response = HttpResponse(printed.pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    if secret:
        response["Cache-Control"] = "private, no-store"
    return response
