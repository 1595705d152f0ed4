"""`python -m territoires.places.bench`: how long the place search takes over the whole country. Never a test.

Straight from the files, without the database: the figures are those of the search itself.
"""

import random
import re
import resource
import sys
import time
from dataclasses import dataclass

from territoires.places.rules import files
from territoires.places.rules.index import PlaceIndex
from territoires.places.rules.records import Place
from territoires.places.rules.search import find

QUERIES = 2_000
SEED = 1001


@dataclass(frozen=True)
class Measure:
    queries: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    p99_cpu_ms: float
    build_s: float
    index_mb: float

    def lines(self) -> list[str]:
        return [
            f"place search, {self.queries} queries: "
            f"p50 {self.p50_ms:.2f} ms, p99 {self.p99_ms:.2f} ms, worst {self.worst_ms:.2f} ms "
            f"(p99 of processor time {self.p99_cpu_ms:.2f} ms)",
            f"place index: built in {self.build_s:.2f} s, {self.index_mb:.0f} MB resident more",
        ]


def measure(queries: int = QUERIES) -> Measure:
    """Everyday queries in equal parts: whole names, beginnings, mistakes, post codes, departments, st for saint."""
    places = sorted(files.places())
    before, start = _resident_mb(), time.perf_counter()
    index = build(places)
    built, more = time.perf_counter() - start, _resident_mb() - before
    chance = random.Random(SEED)  # noqa: S311 — the same queries each time
    asked = [_query(chance, place) for place in chance.choices(places, k=queries)]
    pairs = [_time(index, text) for text in asked]
    wall, cpu = sorted(pair[0] for pair in pairs), sorted(pair[1] for pair in pairs)
    late = int(queries * 0.99)
    return Measure(queries, wall[queries // 2], wall[late], wall[-1], cpu[late], built, more)


def build(places: list[Place]) -> PlaceIndex:
    populations = {place.insee: place.population for place in places}
    names = [*(other for _, other in files.former_names()), *files.usual_names(populations)]
    return PlaceIndex(places, names, files.departments(), files.regions())


def _query(chance: random.Random, place: Place) -> str:
    name = place.name.lower()
    at = chance.randrange(len(name))
    return chance.choice(
        [
            name,
            name[: at + 1],
            name[:at] + name[at + 1 :],
            name[:at] + chance.choice("aeilnrst") + name[at + 1 :],
            place.postal_codes.split(" ")[0],
            f"{name} {place.department}",
            re.sub(r"\bsaint", "st", name).replace("-", " "),
        ]
    )


def _time(index: PlaceIndex, text: str) -> tuple[float, float]:
    """(as waited for, of processor) in ms: they part on a busy machine."""
    start, worked = time.perf_counter(), time.thread_time()
    find(index, text)
    return (time.perf_counter() - start) * 1000, (time.thread_time() - worked) * 1000


def _resident_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    print("\n".join(measure().lines()))
