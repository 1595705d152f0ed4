"""A few real places in three regions and overseas, and entries to put there."""

import datetime
from itertools import count

from territoires.atlas.actions.points import rebuild_points
from territoires.atlas.models import Resource
from territoires.groups.models import LocalGroup
from territoires.kit.actors import INSTALLER
from territoires.networks.models import Network, Sponsor
from territoires.places.models import Commune, Department, Region
from territoires.vocabulary.models import SpokenLanguage, Theme

NOW = datetime.datetime(2026, 3, 3, 17, 30, tzinfo=datetime.UTC)
# region: (code, name, slug, zone); department: (code, name, slug, region, article, lat, lon)
REGIONS = (
    ("32", "Hauts-de-France", "hauts-de-france", "metro", 4),
    ("75", "Nouvelle-Aquitaine", "nouvelle-aquitaine", "metro", 3),
    ("04", "La Réunion", "la-reunion", "drom", 0),
    ("988", "Nouvelle-Calédonie", "nouvelle-caledonie", "com", 3),
)
DEPARTMENTS = (
    ("59", "Nord", "nord", "32", 2, 50.45, 3.22),
    ("62", "Pas-de-Calais", "pas-de-calais", "32", 2, 50.49, 2.29),
    ("23", "Creuse", "creuse", "75", 3, 46.09, 2.02),
    ("974", "La Réunion", "la-reunion", "04", 0, -21.13, 55.53),
    ("988", "Nouvelle-Calédonie", "nouvelle-caledonie", "988", 3, -21.3, 165.4),
)
COMMUNES = {
    "59512": ("Roubaix", "59", 98828, 50.6901, 3.1817),
    "59599": ("Tourcoing", "59", 98656, 50.7239, 3.1612),
    "59350": ("Lille", "59", 236234, 50.6292, 3.0573),
    "59183": ("Dunkerque", "59", 86865, 51.0344, 2.3768),
    "62041": ("Arras", "62", 42600, 50.2929, 2.7824),
    "23096": ("Guéret", "23", 12800, 46.1694, 1.8714),
    "97411": ("Saint-Denis", "974", 153000, -20.9330, 55.4463),
    "98818": ("Nouméa", "988", 94000, -22.2741, 166.4442),
}
_numbers = count(1)


def make_places() -> None:
    for code, name, slug, zone, article in REGIONS:
        box = _box(*next((lat, lon) for _c, _n, _s, region, _a, lat, lon in DEPARTMENTS if region == code))
        Region.objects.get_or_create(
            code=code, defaults={"name": name, "slug": slug, "zone": zone, "article": article, **box}
        )
    for code, name, slug, region, article, lat, lon in DEPARTMENTS:
        zone = next(zone for known, _n, _s, zone, _a in REGIONS if known == region)
        facts = {"name": name, "slug": slug, "region_id": region, "article": article, "zone": zone, **_box(lat, lon)}
        Department.objects.get_or_create(code=code, defaults=facts)
    for insee, (name, department, population, lat, lon) in COMMUNES.items():
        facts = {
            "name": name, "kind": "COM", "department_id": department, "population": population, "lat": lat, "lon": lon,
            "postal_codes": insee, "point_origin": "i",
        }  # fmt: skip
        Commune.objects.get_or_create(insee=insee, defaults=facts)


def _box(lat: float, lon: float) -> dict[str, float]:
    return {"lat": lat, "lon": lon, "south": lat - 1, "north": lat + 1, "west": lon - 1, "east": lon + 1}


def make_group(
    insee: str = "59512", name: str = "", *, shown: bool = True, stage: str = "confirmed", **facts
) -> LocalGroup:
    """A row, without its point: call `draw` once the world is made, or go through the verbs of groups."""
    number, commune = next(_numbers), Commune.objects.get(pk=insee)
    links = {key: facts.pop(key) for key in ("networks", "themes", "languages") if key in facts}
    known = {
        "slug": f"groupe-{number}", "name": name or f"Groupe {number}", "commune": commune, "lat": commune.lat,
        "lon": commune.lon, "stage": stage if shown or stage != "confirmed" else "interested",
        "shown_since": NOW.date() if shown else None, "shown_how": "aloud" if shown else "", "created_at": NOW,
        "updated_at": NOW, "last_confirmed_on": NOW.date(),
    }  # fmt: skip
    group = LocalGroup.objects.create(**{**known, **facts})
    for key, rows in links.items():
        getattr(group, key).set(rows)
    return group


def make_resource(insee: str = "59512", name: str = "", *, shown: bool = True, themes=(), **facts) -> Resource:
    number, commune = next(_numbers), Commune.objects.get(pk=insee)
    known = {
        "slug": f"ressource-{number}", "name": name or f"Ressource {number}", "kind": "place", "commune": commune,
        "description": "Une salle gratuite.", "proposed_by": "Fatou", "lat": commune.lat, "lon": commune.lon,
        "shown_since": NOW.date() if shown else None, "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    resource = Resource.objects.create(**{**known, **facts})
    resource.themes.set(themes)
    return resource


def make_sponsor(name: str = "Camille Dupont", insee: str | None = None, **facts) -> Sponsor:
    return Sponsor.objects.create(
        slug=f"soutien-{next(_numbers)}", name=name, title="marraine", domain="éducation", commune_id=insee, **facts
    )


def make_network(slug: str = "acepp") -> Network:
    return Network.objects.get_or_create(
        slug=slug, defaults={"acronym": slug.upper(), "name": slug, "signature": slug}
    )[0]


def make_theme(slug: str = "partenariat") -> Theme:
    return Theme.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def make_language(slug: str = "ar") -> SpokenLanguage:
    return SpokenLanguage.objects.get_or_create(slug=slug, defaults={"name": slug})[0]


def draw() -> None:
    """Points, cells and counts of everything there is."""
    rebuild_points(now=NOW, by=INSTALLER)
