"""A few real places, and groups to put there."""

import datetime

from django.utils import timezone

from territoires.groups.models import Animator, LocalGroup
from territoires.places.models import Commune, Department, Region
from territoires.vocabulary.models import CommunityRole

NORD = ("59", "Nord", "nord", "32", "Hauts-de-France", "hauts-de-france", 50.4, 3.2)
TOWNS = {
    "Roubaix": ("59512", 98828, 50.6901, 3.1817),
    "Tourcoing": ("59599", 98656, 50.7239, 3.1612),
    "Lille": ("59350", 236234, 50.6292, 3.0573),
    "Dunkerque": ("59183", 86865, 51.0344, 2.3768),
    "Wallers": ("59632", 1500, 50.3744, 3.3961),
}


def make_department() -> Department:
    code, name, slug, region, region_name, region_slug, lat, lon = NORD
    box = {"south": lat - 1, "north": lat + 1, "west": lon - 1, "east": lon + 1}
    home, _ = Region.objects.get_or_create(
        code=region,
        defaults={
            "name": region_name,
            "slug": region_slug,
            "article": 4,
            "zone": "metro",
            "lat": lat,
            "lon": lon,
            **box,
        },
    )
    known = {"name": name, "slug": slug, "region": home, "article": 2, "zone": "metro", "lat": lat, "lon": lon, **box}
    return Department.objects.get_or_create(code=code, defaults=known)[0]


def make_commune(name: str = "Roubaix") -> Commune:
    insee, population, lat, lon = TOWNS[name]
    known = {
        "name": name, "kind": "COM", "postal_codes": insee, "department": make_department(), "population": population,
        "lat": lat, "lon": lon, "point_origin": "i",
    }  # fmt: skip
    return Commune.objects.get_or_create(insee=insee, defaults=known)[0]


def make_role(slug: str = "parent", name: str = "Parents") -> CommunityRole:
    return CommunityRole.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_group(
    name: str = "Les parents de l'Alma", town: str = "Roubaix", *, shown: bool = True, stage: str = "confirmed", **facts
) -> LocalGroup:
    now = timezone.now()
    commune = make_commune(town)
    known = {
        "slug": name.lower().replace(" ", "-").replace("'", "-"), "name": name, "commune": commune, "stage": stage,
        "shown_since": datetime.date(2025, 1, 6) if shown else None, "shown_how": "aloud" if shown else "",
        "lat": commune.lat, "lon": commune.lon, "created_at": now, "updated_at": now,
    }  # fmt: skip
    return LocalGroup.objects.create(**{**known, **facts})


def make_animator(group: LocalGroup, user) -> Animator:
    return Animator.objects.create(group=group, user=user, since=timezone.now())
