"""Every name of every place, ready to be looked up. Built once per process from reference rows.

Kept in columns, not in objects: 35,000 places and 43,000 names must stay small beside a web server.
"""

import math
import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from territoires.places.rules.areas import AreaNames
from territoires.places.rules.folding import SoundCache, fold, key_of, sounds_of, strong_words, words_of
from territoires.places.rules.keys import KeyTable
from territoires.places.rules.records import CURRENT, DISTRICT, WHOLE, Area, OtherName, Place

HEARD_FROM = math.log(700)  # places of about 500 inhabitants and more are also found by sound
LIKELY_FROM = math.log(2200)  # places of about 2,000 and more are also found by a mistyped beginning
UNKNOWN = math.log(60)  # a former name whose people were not counted, a village where nobody lives
SHORTENED_FROM = 10_000
_LINK = re.compile(r"-(?=(?:sur|sous|lès|les|lez|en|le|la|du|de|des|aux?)-|d'|l')")


def weight_of(population: int) -> float:
    """How likely people are to mean a place, in nats."""
    return math.log(population + 200) if population else UNKNOWN


def shortened(name: str) -> str:
    """What people say for short of a town: « Neuilly » for Neuilly-sur-Seine; empty when there is nothing shorter."""
    short = _LINK.split(name, maxsplit=1)[0]
    return short if 2 < len(short) < len(name) else ""


class PlaceIndex:
    """A place is a number. So is an entry, which is a name: entry n is today's name of place n; others follow."""

    def __init__(
        self, places: Iterable[Place], others: Iterable[OtherName], departments: Sequence[Area], regions: Sequence[Area]
    ) -> None:
        """`places` come sorted by INSEE code, one by one."""
        self.areas = AreaNames(departments, regions)
        self._fill_places(places)
        self.others = [other for other in others if self.place_of(other.insee) is not None]
        self.others.extend(self._shortened_names())
        self.entry_place = array("I", range(len(self.insee)))
        self.entry_place.extend(self.place_of(other.insee) or 0 for other in self.others)
        self.entry_kind = bytearray(len(self.insee)) + bytes(other.kind for other in self.others)
        self.weights.extend(weight_of(other.population) for other in self.others)
        self._fill_names()
        self._fill_codes()

    def _fill_places(self, places: Iterable[Place]) -> None:
        shared: dict[str, str] = {}
        self.insee: list[str] = []
        self.names: list[str] = []
        self.department: list[str] = []
        self.postal_codes: list[str] = []
        self.is_district = bytearray()
        self.population, self.weights = array("I"), array("f")
        self.lat, self.lon = array("d"), array("d")
        for place in places:
            self.insee.append(place.insee)
            self.names.append(place.name)
            self.department.append(shared.setdefault(place.department, place.department))
            self.postal_codes.append(shared.setdefault(place.postal_codes, place.postal_codes))
            self.is_district.append(place.kind == DISTRICT)
            self.population.append(place.population)
            self.weights.append(weight_of(place.population))
            self.lat.append(place.lat)
            self.lon.append(place.lon)

    def _shortened_names(self) -> Iterator[OtherName]:
        for place, population in enumerate(self.population):
            if population >= SHORTENED_FROM and not self.is_district[place]:
                short = shortened(self.names[place])
                if short:
                    yield OtherName(short, self.insee[place], WHOLE, population)

    def _fill_names(self) -> None:
        shared: dict[str, str] = {}
        sounds_heard: SoundCache = {}
        self.full_keys: list[str] = []
        self.strong_keys: list[str] = []
        self.word_counts = bytearray()
        words_said: tuple[list[str], array[int]] = ([], array("I"))
        sounds: tuple[list[str], array[int]] = ([], array("I"))
        for entry, name in enumerate((*self.names, *(other.name for other in self.others))):
            words = words_of(fold(name))
            strong = strong_words(words)
            full, short = key_of(words), key_of(strong)
            self.full_keys.append(shared.setdefault(full, full))
            self.strong_keys.append(shared.setdefault(short, short))
            self.word_counts.append(len(strong))
            for word in set(strong):
                words_said[0].append(shared.setdefault(word, word))
                words_said[1].append(entry)
            if self.weights[entry] >= HEARD_FROM:
                sounds[0].append(sounds_of(words, sounds_heard))
                sounds[1].append(entry)
        short_too = array("I", (n for n, key in enumerate(self.strong_keys) if key is not self.full_keys[n]))
        keys = [*self.full_keys, *(self.strong_keys[entry] for entry in short_too)]
        self.keys = KeyTable(keys, array("I", range(len(self.full_keys))) + short_too)
        self.words = KeyTable(*words_said)
        self.sounds = KeyTable(*sounds)
        likely = [entry for entry, weight in enumerate(self.weights) if weight >= LIKELY_FROM]
        self._likely_keys = sorted({keys[entry] for entry in likely for keys in (self.full_keys, self.strong_keys)})

    def _fill_codes(self) -> None:
        codes: list[str] = []
        places = array("I")
        for place, said in enumerate(self.postal_codes):
            for code in said.split():
                codes.append(code)
                places.append(place)
        self.postal = KeyTable(codes, places)
        self._by_department: dict[str, array[int]] = {}
        for place, code in enumerate(self.department):
            self._by_department.setdefault(code, array("I")).append(place)

    def place_of(self, insee: str) -> int | None:
        at = bisect_left(self.insee, insee)
        return at if at < len(self.insee) and self.insee[at] == insee else None

    def name_of(self, entry: int) -> str:
        return self.said_as(entry) or self.names[entry]

    def said_as(self, entry: int) -> str:
        """The other name of an entry; empty for today's name."""
        known = entry - len(self.insee)
        return self.others[known].name if known >= 0 else ""

    def is_current(self, entry: int) -> bool:
        return self.entry_kind[entry] == CURRENT

    def population_of(self, entry: int) -> int:
        known = entry - len(self.insee)
        return self.others[known].population if known >= 0 else self.population[entry]

    def likely_near(self, typed: str, edits: int) -> list[tuple[str, int]]:
        """(beginning, edits): beginnings of the names of bigger places, close to what is typed."""
        beginnings = list({key[: len(typed)] for key in self._likely_keys if len(key) > len(typed)})
        found = process.extract(typed, beginnings, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return [(close, int(count)) for close, count, _ in found if count]

    def in_departments(self, codes: Iterable[str]) -> set[int]:
        return {place for code in codes for place in self._by_department.get(code, ())}
