"""What a person asked to see: read from an address, written back as an address, always in the same order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

GROUPS, RESOURCES, SPONSORS = "groupes", "ressources", "marraines-et-parrains"
LAYERS = (GROUPS, RESOURCES, SPONSORS)
# French words of the address → the letter of the category; the order is that of the lists
STAGES = {"confirme": "a", "interesse": "b", "premiers-contacts": "c", "en-sommeil": "d"}
LAYER_CATEGORIES = {GROUPS: frozenset(STAGES.values()), RESOURCES: frozenset("r"), SPONSORS: frozenset("s")}
ALL_CATEGORIES = frozenset().union(*LAYER_CATEGORIES.values())
RADII, DEFAULT_RADIUS = (10, 25, 50, 100), 25
MAX_VALUES, MAX_TYPED, MAX_PAGE = 12, 80, 10_000
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,79}\Z")
INSEE = re.compile(r"[0-9][0-9AB][0-9]{3}\Z")

type Parameters = Mapping[str, Sequence[str]]


def _known(values: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The values that exist, in the order of the lists; all of them is the same as none."""
    asked = set(values)
    kept = tuple(value for value in known if value in asked)
    return () if len(kept) == len(known) else kept


def _slugs(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if SLUG.match(value)}))[:MAX_VALUES]


def _slug(values: Sequence[str]) -> str:
    return next((value for value in values if SLUG.match(value)), "")


def _typed(values: Sequence[str]) -> str:
    """The first thing somebody really typed, without invisible characters."""
    for value in values:
        text = " ".join("".join(char if char.isprintable() else " " for char in value[:400]).split())[:MAX_TYPED]
        if text:
            return text
    return ""


def _radius(values: Sequence[str]) -> int:
    for value in values:
        if value in map(str, RADII):
            return int(value)
    return DEFAULT_RADIUS


def read_page(values: Sequence[str]) -> int:
    """The number of a page: at least 1, whatever was written."""
    for value in values:
        if value.isascii() and value.isdecimal() and len(value) < 9:
            return max(1, min(MAX_PAGE, int(value)))
    return 1


@dataclass(frozen=True)
class MapFilter:
    """One definition for lists, maps, exports and prints. Empty means « all »; what is unknown is left aside.

    Stages and languages are facts of groups only, networks too: asking for one leaves the other layers out.
    """

    layers: tuple[str, ...] = field(default=(), metadata={"name": "couche"})
    stages: tuple[str, ...] = field(default=(), metadata={"name": "etape"})
    networks: tuple[str, ...] = field(default=(), metadata={"name": "reseau"})
    themes: tuple[str, ...] = field(default=(), metadata={"name": "theme"})
    languages: tuple[str, ...] = field(default=(), metadata={"name": "langue"})
    region: str = field(default="", metadata={"name": "region"})
    department: str = field(default="", metadata={"name": "departement"})
    place: str = field(default="", metadata={"name": "lieu"})
    insee: str = field(default="", metadata={"name": "lieu_insee"})
    radius: int = field(default=DEFAULT_RADIUS, metadata={"name": "rayon"})
    missing: bool = field(default=False, metadata={"name": "manque"})

    @classmethod
    def read(cls, parameters: Parameters) -> "MapFilter":
        def asked(name: str) -> Sequence[str]:
            return parameters.get(name, ())

        insee = next((value for value in asked("lieu_insee") if INSEE.match(value)), "")
        place = _typed(asked("lieu"))
        return cls(
            layers=_known(asked("couche"), LAYERS),
            stages=_known(asked("etape"), tuple(STAGES)),
            networks=_slugs(asked("reseau")),
            themes=_slugs(asked("theme")),
            languages=_slugs([value.lower() for value in asked("langue")]),
            region=_slug(asked("region")),
            department=_slug(asked("departement")),
            place=place,
            insee=insee,
            radius=_radius(asked("rayon")) if place or insee else DEFAULT_RADIUS,
            missing="1" in asked("manque"),
        )

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address, in their one order, without those that say nothing."""
        found: list[tuple[str, str]] = []
        for each in fields(self):
            value = getattr(self, each.name)
            if value == each.default:
                continue
            values = value if isinstance(value, tuple) else (str(int(value)) if isinstance(value, int) else value,)
            found += [(each.metadata["name"], one) for one in values]
        return found

    @property
    def query(self) -> str:
        """« ?couche=groupes&etape=confirme », or nothing."""
        pairs = self.pairs()
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def page_query(self) -> str:
        """The same for pages whose address already says the area."""
        return self.within().query

    @property
    def categories(self) -> frozenset[str]:
        """The letters of the points that layers, stages and other filters leave in."""
        wanted = frozenset().union(*(LAYER_CATEGORIES[layer] for layer in self.layers or LAYERS))
        if self.stages:
            wanted &= {STAGES[stage] for stage in self.stages}
        if self.networks or self.languages:
            wanted &= LAYER_CATEGORIES[GROUPS]
        if self.themes:
            wanted -= LAYER_CATEGORIES[SPONSORS]
        if self.missing:
            wanted &= LAYER_CATEGORIES[RESOURCES]
        return wanted

    @property
    def is_plain(self) -> bool:
        """True when counts by category answer: nothing but layers, stages and an area."""
        return not (self.networks or self.themes or self.languages or self.place or self.insee or self.missing)

    @property
    def is_narrowed(self) -> bool:
        """True when something is left out, the area set aside."""
        return self != MapFilter(region=self.region, department=self.department)

    @property
    def everywhere(self) -> "MapFilter":
        """The same wishes for the whole country."""
        return replace(self, region="", department="", place="", insee="", radius=DEFAULT_RADIUS)

    def within(self, *, region: str = "", department: str = "") -> "MapFilter":
        return replace(self, region=region, department=department)

    def without(self, name: str, value: str) -> "MapFilter":
        """The same, one value less: for links that take a filter away."""
        for each in fields(self):
            if each.metadata["name"] == name:
                kept = getattr(self, each.name)
                fewer: Any = tuple(one for one in kept if one != value) if isinstance(kept, tuple) else each.default
                return replace(self, **{each.name: fewer})
        return self
