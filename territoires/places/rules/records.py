"""What the search reads and answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

COMMUNE, DISTRICT = "COM", "ARM"
CURRENT, FORMER, WHOLE, PART = range(4)  # kinds of names: today's, a former one, a usual one, a part of the commune
PART_WEIGHT = 3000  # inhabitants that a part of a commune counts for, its own being unknown


@dataclass(frozen=True, slots=True)
class Area:
    """A region or a department."""

    code: str
    name: str
    article: int
    zone: str
    seat: str
    population: int
    lat: float
    lon: float
    south: float
    west: float
    north: float
    east: float
    region: str = ""


class Place(NamedTuple):
    """A commune, or a municipal district of Paris, Lyon or Marseille. `postal_codes` is space-separated."""

    insee: str
    name: str
    kind: str
    parent: str
    postal_codes: str
    department: str
    population: int
    lat: float
    lon: float
    point_origin: str = ""


class OtherName(NamedTuple):
    """Another way to say a place; `population` is that of what bore the name, 0 when unknown."""

    name: str
    insee: str
    kind: int
    population: int


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """One answer of the search."""

    insee: str
    name: str
    kind: str
    department: str
    department_name: str
    postal_codes: tuple[str, ...]
    lat: float
    lon: float
    said_as: str = ""  # the former or usual name that was recognised

    @property
    def label(self) -> str:
        """« Roubaix (Nord, 59) »."""
        return f"{self.name} ({self.department_name}, {self.department})"

    def as_json(self) -> Mapping[str, object]:
        return {
            "insee": self.insee,
            "name": self.name,
            "kind": self.kind,
            "department": self.department,
            "department_name": self.department_name,
            "postal_codes": list(self.postal_codes),
            "lat": self.lat,
            "lon": self.lon,
        }
