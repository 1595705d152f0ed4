"""The lists: the whole country, a region, a department."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render

from territoires.atlas.forms import SearchForm
from territoires.atlas.queries.asked import ask
from territoires.atlas.queries.pages import area_page, area_url, country_page
from territoires.atlas.rules.filters import read_page
from territoires.atlas.views.tiles import allow_tiles
from territoires.kit.access import public
from territoires.places.forms import TypedPlace
from territoires.places.models import Department, Region


@public
@allow_tiles
def map(request: HttpRequest) -> HttpResponse:
    """The country by region and department, or what there is near a place."""
    asked = ask(dict(request.GET.lists()))
    area = asked.filter.department or asked.filter.region
    if area:
        rows = Department.objects.select_related("region") if asked.filter.department else Region.objects.all()
        found: Any = get_object_or_404(rows, slug=area)
        return redirect(area_url(found) + asked.filter.page_query)
    page = country_page(asked, read_page(request.GET.getlist("page")))
    search = SearchForm(initial={"lieu": TypedPlace(asked.typed, asked.filter.insee)})
    return render(request, "atlas/map.html", {"page": page, "filter": asked.filter, "search": search})


@public
@allow_tiles
def region(request: HttpRequest, region: str) -> HttpResponse:
    """A region; one that is a single department, overseas, shows that department."""
    place = get_object_or_404(Region, slug=region)
    departments = list(place.departments.select_related("region").order_by("name")[:2])
    return _area(request, place, departments[0] if len(departments) == 1 else None)


@public
@allow_tiles
def department(request: HttpRequest, region: str, department: str) -> HttpResponse:
    """A department; asked for in another region, the reader is led to the right address."""
    place = get_object_or_404(Department.objects.select_related("region"), slug=department)
    if place.region.slug != region:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(area_url(place) + (f"?{query}" if query else ""))
    return _area(request, place.region, place)


def _area(request: HttpRequest, region: Region, department: Department | None) -> HttpResponse:
    asked = ask(dict(request.GET.lists()))
    page = area_page(asked, read_page(request.GET.getlist("page")), region, department)
    return render(request, "atlas/area.html", {"page": page, "filter": page.asked.filter})
