"""What programs read: sitemap, robots.txt, security.txt."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from territoires.front.queries import addresses
from territoires.kit.access import public

XML, TEXT = "application/xml; charset=utf-8", "text/plain; charset=utf-8"
SECURITY_DAYS = 180  # RFC 9116 asks for less than a year


@public
def sitemap(request: HttpRequest) -> HttpResponse:
    """One file while everything fits in it, else a list of files."""
    pages = addresses.sitemap_pages()
    if pages > 2:
        return render(request, "front/sitemap_index.xml", {"numbers": range(1, pages + 1)}, content_type=XML)
    return render(request, "front/sitemap.xml", {"addresses": addresses.whole_sitemap()}, content_type=XML)


@public
def sitemap_page(request: HttpRequest, number: int) -> HttpResponse:
    found = addresses.sitemap_page(number)
    if not found:
        raise Http404
    return render(request, "front/sitemap.xml", {"addresses": found}, content_type=XML)


@public
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "front/robots.txt", content_type=TEXT)


@public
def security(request: HttpRequest) -> HttpResponse:
    expires = timezone.localdate() + datetime.timedelta(days=SECURITY_DAYS)
    return render(request, "front/security.txt", {"expires": expires}, content_type=TEXT)
