"""The directory of networks, the partners, the sponsors."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from territoires.kit.access import public
from territoires.networks import queries


@public
def directory(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/directory.html", {"directory": queries.directory(timezone.localdate())})


@public
def network_page(request: HttpRequest, slug: str) -> HttpResponse:
    network = queries.find_network(slug)
    if network is None:
        raise Http404
    lines = queries.relation_lines(network, timezone.localdate())
    return render(request, "networks/network_page.html", {"network": network, "lines": lines})


@public
def partners(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/partners.html", {"sections": queries.partner_sections(timezone.localdate())})


@public
def sponsors(request: HttpRequest) -> HttpResponse:
    return render(request, "networks/sponsors.html", {"sponsors": queries.sponsors()})
