"""Open data of a set, row by row: facts by choice, never people.

Free text (stories, descriptions), addresses and numbers stay on the pages. A resource that is a person is counted
without its name. Sponsors are public figures who lend theirs.
"""

import csv
import json
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from territoires.atlas.enums import Layer, ResourceKind
from territoires.atlas.models import MapPoint, Resource
from territoires.atlas.queries.sets import Near, points
from territoires.atlas.rules.cells import neutral
from territoires.atlas.rules.filters import LAYERS, MapFilter
from territoires.groups.enums import Stage
from territoires.groups.models import LocalGroup
from territoires.networks.enums import SponsorTitle
from territoires.networks.models import Sponsor

LICENCE = "Licence Ouverte 2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence"
SOURCE = "Mille et un territoires"
CHUNK = 1000
COLUMNS = (
    "couche", "nom", "etape", "type", "commune", "code_insee", "departement", "region", "territoire", "reseaux",
    "themes", "langues", "quand", "ou", "latitude", "longitude", "confirme_le", "adresse", "licence",
)  # fmt: skip
EMPTY = {**dict.fromkeys(COLUMNS, ""), "licence": LICENCE}
LAYER_WORDS = dict(zip(Layer, LAYERS, strict=True))


def rows(f: MapFilter, near: Near | None = None) -> Iterator[dict[str, Any]]:
    """One row for each entry of the set, read again through the door of its context."""
    found = points(f, near).order_by("layer", "department_id", "sort_name", "object_id")
    for chunk in batched(found.iterator(chunk_size=CHUNK), CHUNK):
        yield from _chunk(list(chunk))


def _chunk(chunk: list[MapPoint]) -> Iterator[dict[str, Any]]:
    for layer, read in ((Layer.GROUPS, _groups), (Layer.RESOURCES, _resources), (Layer.SPONSORS, _sponsors)):
        ids = [point.object_id for point in chunk if point.layer == layer]
        found = read(ids) if ids else {}
        for object_id in ids:
            if object_id in found:
                yield {**EMPTY, "couche": LAYER_WORDS[layer], **found[object_id]}


PLACE = ("commune__name", "commune_id", "commune__department__name", "commune__department__region__name")


def _place(names: Sequence[str | None], lat: float | None, lon: float | None) -> dict[str, Any]:
    if lat is None or lon is None:
        return {}
    places = dict(zip(("commune", "code_insee", "departement", "region"), names, strict=True))
    return {**places, "latitude": round(lat, 5), "longitude": round(lon, 5)}


def _words(model: type[Model], field: str, ids: list[int]) -> dict[int, str]:
    """The names that a many-to-many field links to, joined, for each row."""
    known: dict[int, list[str]] = {}
    label = "acronym" if field == "networks" else "name"
    rows = model._default_manager.filter(pk__in=ids, **{f"{field}__isnull": False}).order_by()
    for pk, word in rows.values_list("pk", f"{field}__{label}"):
        known.setdefault(pk, []).append(word)
    return {pk: " | ".join(sorted(words)) for pk, words in known.items()}


def _groups(ids: list[int]) -> dict[int, dict[str, Any]]:
    facts = ("pk", "slug", "name", "stage", "territory_label", "meets_when", "meets_where", "last_confirmed_on")
    rows = LocalGroup.objects.listed().filter(pk__in=ids).order_by().values_list(*facts, "lat", "lon", *PLACE)
    networks, themes, languages = (_words(LocalGroup, field, ids) for field in ("networks", "themes", "languages"))
    return {
        pk: {
            "nom": name,
            "etape": str(Stage(stage).label),
            "territoire": label,
            "reseaux": networks.get(pk, ""),
            "themes": themes.get(pk, ""),
            "langues": languages.get(pk, ""),
            "quand": when,
            "ou": where,
            "confirme_le": day.isoformat() if day else "",
            "adresse": f"{settings.SITE_URL}/groupes/{slug}/",
            **_place(names, lat, lon),
        }
        for pk, slug, name, stage, label, when, where, day, lat, lon, *names in rows
    }


def _resources(ids: list[int]) -> dict[int, dict[str, Any]]:
    facts = ("pk", "slug", "name", "kind", "last_confirmed_on", "lat", "lon")
    rows = Resource.objects.visible().filter(pk__in=ids).order_by().values_list(*facts, *PLACE)
    themes = _words(Resource, "themes", ids)
    someone, person = _("Une personne ressource"), ResourceKind.PERSON.value
    return {
        pk: {
            "nom": someone if kind == person else name,
            "type": str(ResourceKind(kind).label),
            "themes": themes.get(pk, ""),
            "confirme_le": day.isoformat() if day else "",
            "adresse": "" if kind == person else f"{settings.SITE_URL}/ressources/{slug}/",
            **_place(names, lat, lon),
        }
        for pk, slug, name, kind, day, lat, lon, *names in rows
    }


def _sponsors(ids: list[int]) -> dict[int, dict[str, Any]]:
    facts = ("pk", "slug", "name", "title", "commune__lat", "commune__lon")
    rows = Sponsor.objects.visible().filter(pk__in=ids).order_by().values_list(*facts, *PLACE)
    return {
        pk: {
            "nom": name,
            "type": str(SponsorTitle(title).label),
            "adresse": f"{settings.SITE_URL}/marraines-et-parrains/#{slug}",
            **_place(names, lat, lon),
        }
        for pk, slug, name, title, lat, lon, *names in rows
    }


class _Echo:
    """A file that hands back what is written."""

    def write(self, value: str) -> str:
        return value


def csv_lines(f: MapFilter, near: Near | None = None) -> Iterator[str]:
    """The table, headings first. Words that a spreadsheet would take for a formula are made harmless."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for row in rows(f, near):
        yield writer.writerow([neutral(row[column]) for column in COLUMNS])


def geojson(f: MapFilter, near: Near | None = None) -> Iterator[str]:
    """A FeatureCollection; an entry of the whole country has no geometry."""
    head = {"type": "FeatureCollection", "licence": LICENCE, "licence_url": LICENCE_URL, "source": SOURCE}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "features": ['
    joint = "\n"
    for row in rows(f, near):
        lat, lon = row.pop("latitude"), row.pop("longitude")
        row.pop("licence")
        geometry = {"type": "Point", "coordinates": [lon, lat]} if lat != "" else None
        feature = {"type": "Feature", "geometry": geometry, "properties": row}
        yield joint + json.dumps(feature, ensure_ascii=False)
        joint = ",\n"
    yield "\n]}\n"
