"""Places for tests: a few real ones in the database, or every name of the country in memory without a database."""

import csv
import gzip
import tempfile
from functools import cache
from pathlib import Path

from django.utils import timezone

from territoires.kit.actors import INSTALLER
from territoires.places.actions import load_reference
from territoires.places.models import Commune
from territoires.places.rules import files
from territoires.places.rules.index import PlaceIndex
from territoires.places.rules.search import find

# Homonyms, districts, merged communes, overseas, one-letter names, a commune without a point (Rangiroa).
_FEW = """59512 59599 59350 59183 59009 59632 62041 80829 80021 76255 72181 76351 94038 93066 93008 93048 93001
    97411 97416 97418 97415 97209 97302 97311 97611 98735 98740 98818 2A004 2B033 75056 75101 75116 75118 75120 69123
    69383 69149 13055 13203 13213 13001 01053 01033 01015 85191 42218 42187 44109 51108 91228 89162 26362 82186 91286
    69096 62390 30034 45031 38544 86194 11339 30247"""
FEW = frozenset(_FEW.split())


@cache
def folder_of_few() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="territoires-few-"))
    for name in ("regions.csv", "departments.csv", "usual_names.csv"):
        (folder / name).write_bytes((files.DATA / name).read_bytes())
    for name, column in (("communes.csv.gz", "insee"), ("former_communes.csv.gz", "current_insee")):
        with gzip.open(files.DATA / name, "rt", encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        with gzip.open(folder / name, "wt", encoding="utf-8", newline="") as lines:
            kept = csv.DictWriter(lines, rows[0].keys(), lineterminator="\n")
            kept.writeheader()
            kept.writerows(row for row in rows if row[column] in FEW)
    return folder


def few_places() -> None:
    """Every region and department, and some sixty communes with their former names: about 50 ms."""
    load_reference(now=timezone.now(), by=INSTALLER, folder=folder_of_few())


def commune(insee: str = "59512") -> Commune:
    """One of the few, loading them all the first time."""
    few_places()
    return Commune.objects.select_related("department__region").get(pk=insee)


@cache
def whole_index() -> PlaceIndex:
    """The index of the whole country, straight from the files."""
    places = sorted(files.places())
    populations = {place.insee: place.population for place in places}
    former = [other for _, other in files.former_names()]
    return PlaceIndex(places, [*former, *files.usual_names(populations)], files.departments(), files.regions())


def found(text: str, limit: int = 10) -> list[str]:
    """The INSEE codes that a text finds in the whole country."""
    index = whole_index()
    return [index.insee[match.place] for match in find(index, text, limit).matches]
