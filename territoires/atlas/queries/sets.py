"""The one set that a filter names. Lists, maps, exports and prints all read it here, so they cannot disagree."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, FloatField, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from territoires.atlas.enums import Layer
from territoires.atlas.models import MapPoint, MapTally, Resource
from territoires.atlas.rules.filters import ALL_CATEGORIES, GROUPS, LAYER_CATEGORIES, MapFilter
from territoires.atlas.rules.projection import square_around
from territoires.groups.models import LocalGroup

EARTH_DIAMETER_KM = 2 * 6371.0088
GROUP_CATEGORIES = LAYER_CATEGORIES[GROUPS]


@dataclass(frozen=True)
class Near:
    """A place that distances are measured from."""

    insee: str
    name: str
    lat: float
    lon: float


def points(f: MapFilter, near: Near | None = None) -> QuerySet[MapPoint]:
    """The set. `near` is the place that `f` names, already found; its radius is part of the filter."""
    found = MapPoint.objects.all()
    if f.categories != ALL_CATEGORIES:
        found = found.filter(category__in=sorted(f.categories))
    if f.networks or f.languages or f.themes:
        found = found.filter(_facts(f))
    if f.missing:
        found = found.exclude(department__in=_departments_with_groups())
    if f.department:
        found = found.filter(department__slug=f.department)
    if f.region:
        found = found.filter(department__region__slug=f.region)
    if near is not None:
        found = within(found, near, f.radius)
    return found


def _facts(f: MapFilter) -> Q:
    """Networks, languages and themes, read where they are kept."""
    groups = LocalGroup.objects.listed()
    if f.networks:
        groups = groups.filter(networks__slug__in=f.networks)
    if f.languages:
        groups = groups.filter(languages__slug__in=f.languages)
    if f.themes:
        groups = groups.filter(themes__slug__in=f.themes)
    found = Q(layer=Layer.GROUPS, object_id__in=groups.values("pk"))
    if f.themes:
        resources = Resource.objects.visible().filter(themes__slug__in=f.themes)
        found |= Q(layer=Layer.RESOURCES, object_id__in=resources.values("pk"))
    return found


def _departments_with_groups() -> QuerySet[MapTally, Any]:
    return MapTally.objects.filter(category__in=sorted(GROUP_CATEGORIES), count__gt=0).values("department")


def _kilometres(near: Near) -> Combinable:
    """Great-circle distance, computed by the database so that it sorts and filters."""
    half_lat = Sin(Radians(F("lat") - Value(near.lat)) / Value(2.0))
    half_lon = Sin(Radians(F("lon") - Value(near.lon)) / Value(2.0))
    across = Cos(Radians(Value(near.lat))) * Cos(Radians(F("lat"))) * Power(half_lon, Value(2.0))
    chord = Sqrt(Power(half_lat, Value(2.0)) + across)
    return ASin(Least(chord, Value(1.0)), output_field=FloatField()) * Value(EARTH_DIAMETER_KM)


def with_distance(found: QuerySet[MapPoint], near: Near) -> QuerySet[MapPoint]:
    """Placed points with `km`, the nearest first."""
    measured = found.filter(x__isnull=False).annotate(km=_kilometres(near))
    return measured.order_by("km", "layer", "sort_name", "object_id")


def within(found: QuerySet[MapPoint], near: Near, km: float) -> QuerySet[MapPoint]:
    """Those within some kilometres, the nearest first; the index on x finds the square around first."""
    west, east, north, south = square_around(near.lat, near.lon, km)
    return with_distance(found.filter(x__range=(west, east), y__range=(north, south)), near).filter(Q(km__lte=km))


def nearest(f: MapFilter, near: Near) -> MapPoint | None:
    """The nearest entry, however far: looks in squares that grow, so that the whole table is rarely measured."""
    anywhere = points(f)
    for km in (100, 400):
        if found := within(anywhere, near, km).first():
            return found
    return with_distance(anywhere, near).first()
