"""What the filters of a page offer, and which are in force."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from territoires.atlas.enums import Category, Layer
from territoires.atlas.rules.filters import LAYERS, RADII, STAGES, MapFilter
from territoires.networks.models import Network
from territoires.vocabulary.models import SpokenLanguage, Theme

LAYER_LABELS = dict(zip(LAYERS, Layer, strict=True))


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    chosen: bool
    picto: str = ""


@dataclass(frozen=True)
class Chip:
    """A filter in force, and the address of the page without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Filters:
    """`carried` is what the search box takes along: everything but the place."""

    action: str
    layers: list[Choice]
    stages: list[Choice]
    networks: list[Choice]
    themes: list[Choice]
    languages: list[Choice]
    radii: list[Choice]
    chips: list[Chip]
    carried: list[tuple[str, str]]
    place: list[tuple[str, str]]
    missing: list[Choice]
    open: bool


def _choices(rows: Iterable[tuple[str, str]], chosen: tuple[str, ...]) -> list[Choice]:
    return [Choice(value, label, value in chosen) for value, label in rows]


def filters_of(f: MapFilter, action: str) -> Filters:
    """Everything one may narrow, with what is chosen."""
    layers = [Choice(word, str(LAYER_LABELS[word].label), word in (f.layers or LAYERS)) for word in LAYERS]
    stages = [
        Choice(word, str(Category(letter).label), word in f.stages, f"etape-{word}") for word, letter in STAGES.items()
    ]
    networks = _choices(Network.objects.order_by("acronym", "name").values_list("slug", "acronym"), f.networks)
    themes = _choices(Theme.objects.values_list("slug", "name"), f.themes)
    languages = _choices(SpokenLanguage.objects.values_list("slug", "name"), f.languages)
    area = replace(f, region="", department="")
    chips = [
        Chip(choice.label, action + area.without(name, choice.value).query)
        for name, choices, chosen in (
            ("couche", layers, f.layers),
            ("etape", stages, f.stages),
            ("reseau", networks, f.networks),
            ("theme", themes, f.themes),
            ("langue", languages, f.languages),
        )
        for choice in choices
        if choice.chosen and chosen
    ]
    if f.missing:
        chips.append(Chip(_("Là où il manque un groupe"), action + area.without("manque", "1").query))
    pairs = area.pairs()
    return Filters(
        action=action,
        layers=layers,
        stages=stages,
        networks=networks,
        themes=themes,
        languages=languages,
        radii=[Choice(str(km), str(km), km == f.radius) for km in RADII],
        chips=chips,
        carried=[(name, value) for name, value in pairs if name not in ("lieu", "lieu_insee")],
        place=[(name, value) for name, value in pairs if name in ("lieu", "lieu_insee")],
        missing=[Choice("1", _("Seulement là où il manque un groupe"), f.missing)],
        open=bool(chips),
    )
