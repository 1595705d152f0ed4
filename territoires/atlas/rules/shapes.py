"""The outlines carried with the site, read once: see data/SOURCES.md."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from territoires.atlas.rules.projection import Box, Frame, Point, fit
from territoires.atlas.rules.topology import Topology, add_features, read_topology

DATA = Path(__file__).resolve().parents[1] / "data"
COUNTRY_WIDTH, COUNTRY_HEIGHT = 1000, 810
METRO_BOX: Box = (150, 8, 842, 794)
INSET, INSET_CODES = "75", ("75", "92", "93", "94")  # Paris and its inner ring, too small to be read in place
INSET_BOX: Box = (850, 8, 142, 132)
OVERSEAS_BOXES: dict[str, Box] = {
    code: (8, 8 + 160 * row, 132, 152) for row, code in enumerate(("971", "972", "973", "974", "976"))
}
# Collectivities are spread over oceans: on the map of the country each is one line, off the Atlantic coast.
COLLECTIVITIES = ("975", "977", "978", "986", "987", "988")
COLLECTIVITY_LINE = (166.0, 520.0, 42.0)  # x, y of the first, height of a line


class Town(NamedTuple):
    """`level` 1 for the largest, 4 for the smallest carried."""

    level: int
    name: str
    lat: float
    lon: float
    department: str


class Seat(NamedTuple):
    region: str
    lat: float
    lon: float


def _json(name: str) -> dict[str, object]:
    document: dict[str, object] = json.loads((DATA / name).read_text(encoding="utf-8"))
    return document


@cache
def departments() -> Topology:
    """Every department and collectivity, borders shared."""
    collectivities = _json("overseas_collectivities.geojson")["features"]
    return add_features(read_topology(_json("departments.topojson")), collectivities)  # type: ignore[arg-type]


@cache
def towns() -> list[Town]:
    """Towns that maps name, the largest first."""
    with (DATA / "towns.csv").open(encoding="utf-8", newline="") as file:
        return [
            Town(int(row["level"]), row["name"], float(row["lat"]), float(row["lon"]), row["department"])
            for row in csv.DictReader(file)
        ]


@cache
def seats() -> dict[str, Seat]:
    """For each department its region, and the point that is farthest from its borders."""
    with (DATA / "departments.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: Seat(row["region"], float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def metropolitan() -> list[str]:
    return [code for code in departments().rings if len(code) == 2]


def outline_points(codes: list[str]) -> list[Point]:
    shapes = departments()
    return [point for code in codes for ring in shapes.outline(code) for point in ring]


@cache
def country_frames() -> dict[str, Frame]:
    """The rectangles of the map of the country: "metro", the inset of Paris, and one for each overseas department."""
    frames = {"metro": fit(outline_points(metropolitan()), METRO_BOX)}
    frames[INSET] = fit(outline_points(list(INSET_CODES)), INSET_BOX, margin=8)
    for code, box in OVERSEAS_BOXES.items():
        x, y, width, height = box
        frames[code] = fit(outline_points([code]), (x, y, width, height - 22), margin=8)
    return frames


def frame_of(department: str) -> Frame | None:
    """The rectangle that shows a department; None for a collectivity, which is a line of text."""
    frames = country_frames()
    if department in INSET_CODES:
        return frames[INSET]
    return frames.get(department) or (frames["metro"] if len(department) == 2 else None)


def place_in_country(department: str, lat: float, lon: float) -> Point:
    """Where a point stands on the map of the country."""
    frame = frame_of(department)
    if frame is not None:
        return frame.place(lat, lon)
    x, y, height = COLLECTIVITY_LINE
    row = COLLECTIVITIES.index(department) if department in COLLECTIVITIES else len(COLLECTIVITIES)
    return x, y + row * height


@cache
def neighbours_of(department: str) -> frozenset[str]:
    """The departments that share a border with one."""
    shared = (codes for codes in departments().owners().values() if department in codes)
    return frozenset().union(*shared) - {department}
