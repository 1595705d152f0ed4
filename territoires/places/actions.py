"""Bring the reference files into the database."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.utils.text import slugify

from territoires.audit.actions import record
from territoires.kit.actors import Actor
from territoires.places.models import Area, Commune, Department, FormerCommune, ReferenceLoad, Region
from territoires.places.rules import files
from territoires.places.rules.records import Area as AreaRecord
from territoires.places.rules.records import Place

type Progress = Callable[[int, int], None]
AREA_FIELDS = ("name", "article", "zone", "seat", "population", "lat", "lon", "south", "west", "north", "east")
COMMUNE_FIELDS = ("name", "kind", "parent_id", "postal_codes", "department_id", "population", "lat", "lon")
BATCH = 2000


def load_reference(
    *, now: datetime.datetime, by: Actor, progress: Progress | None = None, folder: Path = files.DATA
) -> int:
    """Bring in regions, departments, communes and former names; return how many communes were written.

    Running it again is harmless: rows are updated in place, and unchanged files are not read twice (0 is returned).
    A commune that left the files stays, since groups may stand on it; a former name that left them goes.
    """
    digest = files.digest(folder)
    if ReferenceLoad.objects.filter(pk=1, digest=digest).exists():
        return 0
    with transaction.atomic():
        _load_areas(Region, files.regions(folder))
        _load_areas(Department, files.departments(folder))
        places = files.places(folder)
        _load_communes(places, progress)
        _load_former_names(folder)
        known = {"digest": digest, "loaded_at": now, "communes": len(places)}
        load, _ = ReferenceLoad.objects.update_or_create(pk=1, defaults=known)
        record(verb="places.load_reference", thing=load, by=by, now=now, detail={"communes": len(places)})
    return len(places)


def _load_areas(model: type[Area], areas: Sequence[AreaRecord]) -> None:
    rows = []
    for area in areas:
        row = model(code=area.code, slug=slugify(area.name), **{name: getattr(area, name) for name in AREA_FIELDS})
        if isinstance(row, Department):
            row.region_id = area.region
        rows.append(row)
    also = ("region_id",) if model is Department else ()
    _upsert(model, rows, ["code"], ["slug", *AREA_FIELDS, *also])


def _load_communes(places: Sequence[Place], progress: Progress | None) -> None:
    """`places` has cities before their districts, so that the key to the city always finds its row."""
    for number, some in enumerate(batched(places, BATCH)):
        _upsert(Commune, _communes(some), ["insee"], [*COMMUNE_FIELDS, "point_origin"])
        if progress is not None:
            progress(number * BATCH + len(some), len(places))


def _communes(places: Iterable[Place]) -> Iterator[Commune]:
    for place in places:
        yield Commune(
            insee=place.insee,
            name=place.name,
            kind=place.kind,
            parent_id=place.parent or None,
            postal_codes=place.postal_codes,
            department_id=place.department,
            population=place.population,
            lat=place.lat,
            lon=place.lon,
            point_origin=place.point_origin,
        )


def _load_former_names(folder: Path) -> None:
    named = {(other.insee, other.name): (insee, other) for insee, other in files.former_names(folder)}
    gone = [row.pk for row in FormerCommune.objects.all() if (row.current_id, row.name) not in named]
    for some in batched(gone, 500):
        FormerCommune.objects.filter(pk__in=some).delete()
    rows = (
        FormerCommune(insee=insee, name=other.name, current_id=other.insee, population=other.population)
        for insee, other in named.values()
    )
    _upsert(FormerCommune, rows, ["current_id", "name"], ["insee", "population"])


def _upsert(model: type[models.Model], rows: Iterable[Any], key: Sequence[str], fields: Sequence[str]) -> None:
    attnames = {field.attname: field.name for field in model._meta.concrete_fields}
    model._default_manager.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=[attnames[name] for name in key],
        update_fields=[attnames[name] for name in fields],
    )
