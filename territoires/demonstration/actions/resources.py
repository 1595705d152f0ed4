"""Invent resources: at least one in each department left without a group."""

import datetime
import random

from django.utils.text import slugify

from territoires.atlas.models import Resource
from territoires.demonstration.actions.groups import CommunePicker
from territoires.demonstration.rules import EMPTY_DEPARTMENTS, RESOURCES
from territoires.places.models import Commune
from territoires.vocabulary.models import Theme


def add_resources(*, rng: random.Random, count: int, now: datetime.datetime) -> None:
    """Replace the invented resources by `count` new ones, plus one a department without group."""
    Resource.objects.all().delete()
    picker = CommunePicker(rng)
    seats = [_largest(code) for code in sorted(EMPTY_DEPARTMENTS)]
    places = [seat for seat in seats if seat is not None] + [picker.draw() for _ in range(count)]
    rows = Resource.objects.bulk_create(_row(rng, n, commune, picker, now) for n, commune in enumerate(places, 1))
    themes = list(Theme.objects.order_by("pk"))
    through = Resource.themes.through
    through._default_manager.bulk_create(
        through(resource_id=row.pk, theme_id=theme.pk)
        for row in rows
        for theme in rng.sample(themes, min(2, len(themes)))
    )


def _largest(department: str) -> Commune | None:
    return Commune.objects.filter(department_id=department).order_by("-population").first()


def _row(rng: random.Random, number: int, commune: Commune, picker: CommunePicker, now: datetime.datetime) -> Resource:
    kind, name, description = RESOURCES[number % len(RESOURCES)]
    lat, lon = picker.position(commune)
    return Resource(
        slug=f"{slugify(name.format(c=commune.name))[:100]}-{number}",
        name=name.format(c=commune.name)[:120],
        kind=kind,
        commune=commune,
        description=description,
        proposed_by=rng.choice(("une habitante", "le centre social", "une enseignante", "un réseau membre")),
        shown_since=now.date() - datetime.timedelta(days=rng.randrange(5, 300)),
        last_confirmed_on=now.date() - datetime.timedelta(days=rng.randrange(1, 150)),
        lat=lat,
        lon=lon,
        created_at=now,
        updated_at=now,
    )
