"""Departments and regions as people name them: « 93 », « le Nord », « seine st denis », « PACA », « Alsace »."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from territoires.places.rules.folding import fold, key_of, sounds_of, strong_words, words_of
from territoires.places.rules.keys import KeyTable
from territoires.places.rules.records import Area

# Old regions and usual short names: words → departments.
USUAL_AREAS = {
    "Alsace": "67 68",
    "Antilles": "971 972",
    "Aquitaine": "24 33 40 47 64",
    "Auvergne": "03 15 43 63",
    "Basse-Normandie": "14 50 61",
    "Bourgogne": "21 58 71 89",
    "Champagne-Ardenne": "08 10 51 52",
    "Franche-Comté": "25 39 70 90",
    "Guyane française": "973",
    "Haute-Normandie": "27 76",
    "IDF": "75 77 78 91 92 93 94 95",
    "Île de La Réunion": "974",
    "Languedoc-Roussillon": "11 30 34 48 66",
    "Limousin": "19 23 87",
    "Lorraine": "54 55 57 88",
    "Midi-Pyrénées": "09 12 31 32 46 65 81 82",
    "Nord-Pas-de-Calais": "59 62",
    "NPDC": "59 62",
    "PACA": "04 05 06 13 83 84",
    "Picardie": "02 60 80",
    "Poitou-Charentes": "16 17 79 86",
    "Rhône-Alpes": "01 07 26 38 42 69 73 74",
    "Vendee": "85",
    "Neuf-trois": "93",
    "Calédonie": "988",
    "Polynésie": "987",
    "Saint-Pierre et Miquelon": "975",
    "SPM": "975",
    "Wallis": "986",
    "Belfort (Territoire)": "90",
    "Région parisienne": "75 77 78 91 92 93 94 95",
}
CORSICA = ("2A", "2B")
SHORTEST_NEAR, LONG_NAME = 5, 9


class AreaName(NamedTuple):
    codes: tuple[str, ...]
    seat: str
    population: int


class AreaNames:
    """The departments that a code or a name stands for."""

    def __init__(self, departments: Sequence[Area], regions: Sequence[Area]) -> None:
        self.departments = {area.code: area for area in departments}
        inside: dict[str, list[str]] = {}
        for area in departments:
            inside.setdefault(area.region, []).append(area.code)
        self.known: list[AreaName] = []
        keys: list[tuple[str, int]] = []
        sounds: list[str] = []
        for name, area_name in self._all_names(regions, inside):
            words = words_of(fold(name))
            number = len(self.known)
            self.known.append(area_name)
            keys.extend((key, number) for key in {key_of(words), key_of(strong_words(words))})
            sounds.append(sounds_of(words))
        self._keys = KeyTable([key for key, _ in keys], [number for _, number in keys])
        self._sounds = KeyTable(sounds, range(len(sounds)))

    def _all_names(self, regions: Sequence[Area], inside: dict[str, list[str]]) -> Iterable[tuple[str, AreaName]]:
        for area in self.departments.values():
            yield area.name, AreaName((area.code,), area.seat, area.population)
        for area in regions:
            yield area.name, AreaName(tuple(inside.get(area.code, ())), area.seat, area.population)
        for name, codes in USUAL_AREAS.items():
            members = [self.departments[code] for code in codes.split() if code in self.departments]
            if members:
                biggest = max(members, key=lambda member: member.population)
                population = sum(member.population for member in members)
                yield name, AreaName(tuple(member.code for member in members), biggest.seat, population)

    def by_code(self, code: str) -> tuple[str, ...]:
        """« 59 », « 1 », « 2a », « 20 », « 974 » → department codes; nothing when unknown."""
        code = code.upper().rjust(2, "0")
        if code == "20":
            return CORSICA
        return (code,) if code in self.departments else ()

    def by_postal_code(self, code: str) -> tuple[str, ...]:
        """The department of a full post code, known or not (CEDEX)."""
        return self.by_code(code[:3]) or self.by_code(code[:2]) if len(code) == 5 else ()

    def named(self, words: list[str]) -> AreaName | None:
        """A department first, when a region bears the same name: they hold the same places."""
        found = self._keys.exact(key_of(words)) or self._keys.exact(key_of(strong_words(words)))
        return self.known[found[0]] if found else None

    def nearly_named(self, words: list[str]) -> tuple[AreaName, bool] | None:
        """One or two mistakes, the same sound, or the beginning of the name; and whether it can hardly be another."""
        key = key_of(strong_words(words))
        if len(key) < SHORTEST_NEAR:
            return None
        close = sorted(self._keys.near(key, 2 if len(key) >= LONG_NAME else 1), key=lambda pair: pair[1])
        found: Sequence[int] = self._sounds.exact(sounds_of(words)) or (self._keys.exact(close[0][0]) if close else ())
        sure = len(key) >= LONG_NAME and len(found) > 0 and (not close or close[0][1] < 2)
        found = found or self._keys.beginning_with(key)
        area = max((self.known[number] for number in found), key=lambda area: area.population, default=None)
        return None if area is None else (area, sure)

    def of(self, codes: tuple[str, ...]) -> AreaName:
        """The area made of these departments."""
        if codes == CORSICA and (corsica := self.named(["corse"])):
            return corsica
        members = [self.departments[code] for code in codes]
        biggest = max(members, key=lambda member: member.population)
        return AreaName(codes, biggest.seat, sum(member.population for member in members))
