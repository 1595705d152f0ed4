"""The lines of lists, of popups and of prints: one form for the three layers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from territoires.atlas.enums import Layer
from territoires.atlas.models import MapPoint, Resource
from territoires.atlas.rules.filters import STAGES
from territoires.atlas.rules.svg import sign
from territoires.atlas.rules.words import distance_words
from territoires.groups.models import LocalGroup
from territoires.networks.models import Sponsor
from territoires.places.models import Commune

STAGE_WORDS = {letter: word for word, letter in STAGES.items()}


@dataclass(frozen=True)
class Entry:
    """What a list says of a group, a resource or a sponsor. `word` is its stage or its kind; `stage` the French word of
    the stage in addresses and classes, empty for other layers."""

    layer: Layer
    category: str
    object_id: int
    name: str
    url: str
    word: str
    stage: str
    place: str
    insee: str
    department: str
    lat: float | None
    lon: float | None
    when: str = ""
    where: str = ""
    about: str = ""
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    km: float | None = None
    to_confirm: bool = False

    @property
    def distance(self) -> str:
        return distance_words(self.km) if self.km is not None else ""

    @property
    def territory(self) -> str:
        """The commune, and what people call their territory when that says more."""
        if not self.is_group or not self.about or self.about == self.place:
            return self.place
        return self.about if self.place in self.about else f"{self.place} – {self.about}"

    @property
    def sign(self) -> SafeString:
        """The sign of the map, so that a line and its mark are seen to be the same."""
        return mark_safe(sign(self.category))  # noqa: S308  our own drawings

    @property
    def is_group(self) -> bool:
        return self.layer == Layer.GROUPS


def _place(commune: Commune | None) -> dict[str, Any]:
    if commune is None:
        return {"place": "", "insee": "", "department": ""}
    return {"place": commune.name, "insee": commune.pk, "department": commune.department.name}


def group_entry(group: LocalGroup, point: MapPoint, km: float | None = None) -> Entry:
    return Entry(
        layer=Layer.GROUPS,
        category=point.category,
        object_id=group.pk,
        name=group.name,
        url=reverse("groups:group_page", args=[group.slug]),
        word=group.get_stage_display(),
        stage=STAGE_WORDS[point.category],
        lat=group.lat,
        lon=group.lon,
        when=group.meets_when,
        where=group.meets_where,
        about=group.territory_label,
        languages=tuple(language.name for language in group.languages.all()),
        themes=tuple(theme.name for theme in group.themes.all()),
        km=km,
        to_confirm=group.unsure_since is not None,
        **_place(group.commune),
    )


def resource_entry(resource: Resource, km: float | None = None) -> Entry:
    return Entry(
        layer=Layer.RESOURCES,
        category="r",
        object_id=resource.pk,
        name=resource.name,
        url=reverse("atlas:resource_page", args=[resource.slug]),
        word=_("Ressource : %(kind)s") % {"kind": resource.get_kind_display()},
        stage="",
        lat=resource.lat,
        lon=resource.lon,
        about=resource.description,
        themes=tuple(theme.name for theme in resource.themes.all()),
        km=km,
        **_place(resource.commune),
    )


def sponsor_entry(sponsor: Sponsor, km: float | None = None) -> Entry:
    return Entry(
        layer=Layer.SPONSORS,
        category="s",
        object_id=sponsor.pk,
        name=sponsor.name,
        url=f"{reverse('networks:sponsors')}#{sponsor.slug}",
        word=sponsor.get_title_display().capitalize(),
        stage="",
        lat=sponsor.commune.lat if sponsor.commune else None,
        lon=sponsor.commune.lon if sponsor.commune else None,
        about=sponsor.capacity,
        km=km,
        **_place(sponsor.commune),
    )


def entries_of(found: Iterable[MapPoint]) -> list[Entry]:
    """The entries of some points, in their order, in a constant number of queries.

    Each is read again through the door of its own context: what is no longer visible is left out, even if its point
    were still there.
    """
    wanted = list(found)
    groups = _by_id(
        LocalGroup.objects.listed().select_related("commune__department").prefetch_related("languages", "themes"),
        wanted,
        Layer.GROUPS,
    )
    resources = _by_id(
        Resource.objects.visible().select_related("commune__department").prefetch_related("themes"),
        wanted,
        Layer.RESOURCES,
    )
    sponsors = _by_id(Sponsor.objects.visible().select_related("commune__department"), wanted, Layer.SPONSORS)
    entries = []
    for point in wanted:
        km = getattr(point, "km", None)
        if point.layer == Layer.GROUPS and point.object_id in groups:
            entries.append(group_entry(groups[point.object_id], point, km))
        elif point.layer == Layer.RESOURCES and point.object_id in resources:
            entries.append(resource_entry(resources[point.object_id], km))
        elif point.layer == Layer.SPONSORS and point.object_id in sponsors:
            entries.append(sponsor_entry(sponsors[point.object_id], km))
    return entries


def _by_id[Row](rows: "Iterable[Row]", wanted: Sequence[MapPoint], layer: Layer) -> dict[int, Row]:
    ids = [point.object_id for point in wanted if point.layer == layer]
    return {row.pk: row for row in rows.filter(pk__in=ids)} if ids else {}  # type: ignore[attr-defined]
