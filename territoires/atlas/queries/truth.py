"""Which points there should be: the doors of groups, resources and sponsors, and nothing else."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from territoires.atlas.enums import Category, Layer
from territoires.atlas.models import MapPoint, Resource
from territoires.atlas.rules.projection import mercator
from territoires.groups.enums import Stage
from territoires.groups.models import LocalGroup
from territoires.networks.models import Sponsor

FACTS = ("layer", "object_id", "category", "department_id", "sort_name", "lat", "lon", "x", "y")
STAGE_CATEGORIES = {
    Stage.CONFIRMED.value: Category.CONFIRMED.value,
    Stage.INTERESTED.value: Category.INTERESTED.value,
    Stage.FIRST_CONTACT.value: Category.FIRST_CONTACT.value,
    Stage.ASLEEP.value: Category.ASLEEP.value,
}
OTHER_CATEGORIES = {Layer.RESOURCES: Category.RESOURCE.value, Layer.SPONSORS: Category.SPONSOR.value}
GROUP_FACTS = ("pk", "name", "lat", "lon", "commune__department_id", "stage")
RESOURCE_FACTS = ("pk", "name", "lat", "lon", "commune__department_id")
SPONSOR_FACTS = ("pk", "name", "commune__lat", "commune__lon", "commune__department_id")
CHUNK = 2000


def sort_name(name: str) -> str:
    """Letters without accents, so that « Écoles ensemble » stands among the e."""
    return slugify(name)[:120] or "~"


def wanted_rows(layer: Layer, object_id: int | None = None) -> Iterator[tuple[Any, ...]]:
    """The facts of the points a layer should have, in the order of FACTS; only one object when its number is given."""
    rows: QuerySet[Any, tuple[Any, ...]]
    if layer == Layer.GROUPS:
        rows = LocalGroup.objects.listed().values_list(*GROUP_FACTS)
    elif layer == Layer.RESOURCES:
        rows = Resource.objects.visible().values_list(*RESOURCE_FACTS)
    else:
        rows = Sponsor.objects.visible().values_list(*SPONSOR_FACTS)
    if object_id is not None:
        rows = rows.filter(pk=object_id)
    for row in rows.order_by().iterator(chunk_size=CHUNK):
        yield _facts(layer, *row)


def wanted_point(layer: Layer, object_id: int) -> MapPoint | None:
    """The point one object should have, unsaved; None when it should have none."""
    return next((MapPoint(**dict(zip(FACTS, row, strict=True))) for row in wanted_rows(layer, object_id)), None)


def _facts(
    layer: Layer, pk: int, name: str, lat: float | None, lon: float | None, department: str | None, stage: str = ""
) -> tuple[Any, ...]:
    category = OTHER_CATEGORIES.get(layer) or STAGE_CATEGORIES[stage]
    if lat is None or lon is None or department is None:
        return layer.value, pk, category, None, sort_name(name), None, None, None, None
    return layer.value, pk, category, department, sort_name(name), lat, lon, *mercator(lat, lon)
