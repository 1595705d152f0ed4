"""What is not a page: the drawing, the marks of the interactive map, the lines of its popups, open data."""

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from territoires.atlas.queries import exports
from territoires.atlas.queries.asked import ask
from territoires.atlas.queries.marks import cell_entries, everywhere_words, marks
from territoires.atlas.queries.outlines import Look
from territoires.atlas.queries.outlines import outline as drawn
from territoires.atlas.rules.grid import read_window, read_zoom
from territoires.kit.access import open_data, public


@public
@open_data
def outline(request: HttpRequest) -> HttpResponse:
    """The map of a set as a drawing."""
    asked = ask(dict(request.GET.lists()))
    look = Look(by_region=request.GET.get("par") == "regions", numbered=request.GET.get("numeros") == "1")
    return HttpResponse(drawn(asked.filter, asked.near, look), content_type="image/svg+xml; charset=utf-8")


@public
@open_data
def points(request: HttpRequest) -> HttpResponse:
    """The marks of one view: `z` is the zoom, `bbox` west, south, east and north in degrees."""
    asked = ask(dict(request.GET.lists()))
    window = read_window(read_zoom(request.GET.get("z", "")), request.GET.get("bbox", ""))
    found = marks(asked.filter, window, asked.near)
    answer = {"z": window.zoom, "marks": found, "everywhere": everywhere_words(asked.filter, asked.near)}
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@public
@open_data
def entries(request: HttpRequest) -> HttpResponse:
    """The lines of one mark, as lists show them; of the entries without a place when no cell is named."""
    asked = ask(dict(request.GET.lists()))
    cell = cell_entries(asked.filter, asked.near, request.GET.get("z", ""), request.GET.get("x"), request.GET.get("y"))
    response = render(request, "atlas/entries.html", {"cell": cell})
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@open_data
def groups_geojson(request: HttpRequest) -> StreamingHttpResponse:
    """Open data: every entry of the set as GeoJSON."""
    asked = ask(dict(request.GET.lists()))
    return _open_data(exports.geojson(asked.filter, asked.near), "application/geo+json", "groupes.geojson")


@public
@open_data
def groups_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Open data: every entry of the set as a table."""
    asked = ask(dict(request.GET.lists()))
    return _open_data(
        exports.csv_lines(asked.filter, asked.near), "text/csv; charset=utf-8; header=present", "groupes.csv"
    )


def _open_data(lines: object, content_type: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type=content_type)  # type: ignore[arg-type]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{exports.LICENCE_URL}>; rel="license"'
    return response
