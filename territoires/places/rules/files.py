"""The reference files carried by the project (territoires/places/data, described in SOURCES.md there)."""

import csv
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

from territoires.places.rules.records import FORMER, PART, PART_WEIGHT, WHOLE, Area, OtherName, Place

DATA = Path(__file__).resolve().parents[1] / "data"
FILES = ("regions.csv", "departments.csv", "communes.csv.gz", "former_communes.csv.gz", "usual_names.csv")
AT_THE_SEAT = "s"


def digest(folder: Path = DATA) -> str:
    """The fingerprint of all the files: the same when nothing has to be loaded again."""
    seen = hashlib.sha256()
    for name in FILES:
        seen.update((folder / name).read_bytes())
    return seen.hexdigest()


def regions(folder: Path = DATA) -> list[Area]:
    return [_area(row) for row in _rows(folder / "regions.csv")]


def departments(folder: Path = DATA) -> list[Area]:
    return [_area(row) for row in _rows(folder / "departments.csv")]


def places(folder: Path = DATA) -> list[Place]:
    """Cities before their districts. A commune without a point stands at the seat of its collectivity."""
    rows = sorted(_rows(folder / "communes.csv.gz"), key=lambda row: (row["parent"] != "", row["insee"]))
    seats = {area.seat: area.code for area in departments(folder)}
    points = {
        seats[row["insee"]]: (row["lat"], row["lon"]) for row in rows if row["insee"] in seats and row["lat"] != ""
    }
    return [_place(row, points) for row in rows]


def former_names(folder: Path = DATA) -> Iterator[tuple[str, OtherName]]:
    """(INSEE code that bore the name, the name)."""
    for row in _rows(folder / "former_communes.csv.gz"):
        yield row["insee"], OtherName(row["name"], row["current_insee"], FORMER, int(row["population"] or 0))


def usual_names(populations: dict[str, int], folder: Path = DATA) -> Iterator[OtherName]:
    """Names people use that no register holds: short forms, translations, well-known neighbourhoods."""
    for row in _rows(folder / "usual_names.csv"):
        if row["kind"] == "whole":
            yield OtherName(row["name"], row["insee"], WHOLE, populations.get(row["insee"], 0))
        else:
            yield OtherName(row["name"], row["insee"], PART, PART_WEIGHT)


def _area(row: dict[str, str]) -> Area:
    numbers = {key: float(row[key]) for key in ("lat", "lon", "south", "west", "north", "east")}
    return Area(
        code=row["code"],
        name=row["name"],
        article=int(row["tncc"]),
        zone=row["zone"],
        seat=row["seat_insee"],
        population=int(row["population"]),
        region=row.get("region", ""),
        **numbers,
    )


def _place(row: dict[str, str], points: dict[str, tuple[str, str]]) -> Place:
    known = row["lat"] != ""
    lat, lon = (row["lat"], row["lon"]) if known else points[row["department"]]
    return Place(
        insee=row["insee"],
        name=row["name"],
        kind=row["type"],
        parent=row["parent"],
        postal_codes=row["postal_codes"],
        department=row["department"],
        population=int(row["population"] or 0),
        lat=float(lat),
        lon=float(lon),
        point_origin=row["coord"] if known else AT_THE_SEAT,
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    else:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
