"""What an address asks for, once places, networks, themes and languages are looked up.

Pages, maps, exports and prints all start here: what is unknown is left aside in the same way everywhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.text import slugify

from territoires.atlas.queries.sets import Near
from territoires.atlas.rules.filters import DEFAULT_RADIUS, MapFilter
from territoires.networks.models import Network
from territoires.places.models import Commune, Department, Region
from territoires.places.queries import PlaceHit, resolve
from territoires.vocabulary.models import SpokenLanguage, Theme


@dataclass(frozen=True)
class Asked:
    """A filter whose every word exists. `typed` is the place as it was written, `others` what else it may mean."""

    filter: MapFilter
    near: Near | None = None
    typed: str = ""
    others: tuple[PlaceHit, ...] = ()
    unknown: tuple[str, ...] = field(default=())

    @property
    def place_unknown(self) -> bool:
        return bool(self.typed) and self.near is None


def ask(parameters: Mapping[str, Sequence[str]]) -> Asked:
    """Read an address."""
    wanted = MapFilter.read(parameters)
    known = replace(
        wanted,
        networks=_existing(Network, wanted.networks),
        themes=_existing(Theme, wanted.themes),
        languages=_existing(SpokenLanguage, wanted.languages),
        region=wanted.region if wanted.region and Region.objects.filter(slug=wanted.region).exists() else "",
        department=(
            wanted.department
            if wanted.department and Department.objects.filter(slug=wanted.department).exists()
            else ""
        ),
    )
    unknown = tuple(
        slug
        for name in ("networks", "themes", "languages")
        for slug in getattr(wanted, name)
        if slug not in getattr(known, name)
    )
    return replace(_placed(known), unknown=unknown)


def _existing(model: type[Network] | type[Theme] | type[SpokenLanguage], slugs: tuple[str, ...]) -> tuple[str, ...]:
    if not slugs:
        return ()
    return tuple(model._default_manager.filter(slug__in=slugs).order_by("slug").values_list("slug", flat=True))


def _placed(f: MapFilter) -> Asked:
    """Find the place: the one chosen from the suggestions if the words still say it, else the first they name."""
    if not f.place and not f.insee:
        return Asked(f)
    chosen = Commune.objects.filter(pk=f.insee).first() if f.insee else None
    if chosen is not None and (not f.place or slugify(chosen.name) in slugify(f.place)):
        return _near(f, chosen)
    found = resolve(f.place)
    first = (
        next((hit for hit in found.hits if hit.insee == f.insee), None) or found.only or next(iter(found.hits), None)
    )
    if first is None:
        return Asked(replace(f, place="", insee="", radius=DEFAULT_RADIUS), typed=f.place)
    others = () if found.only else tuple(hit for hit in found.hits[:6] if hit.insee != first.insee)
    return replace(_near(f, first), others=others)


def _near(f: MapFilter, place: Commune | PlaceHit) -> Asked:
    near = Near(insee=place.insee, name=place.name, lat=place.lat, lon=place.lon)
    words = f.place or place.name
    return Asked(replace(f, place=words, insee=place.insee), near=near, typed=words)
