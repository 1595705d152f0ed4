"""The places whose name answers some words. Each place keeps the score of its best name."""

from collections.abc import Iterable
from heapq import nlargest
from typing import NamedTuple

from territoires.places.rules import ranking
from territoires.places.rules.folding import SMALL, fold, key_of, sounds_of, strong_words, words_of
from territoires.places.rules.index import LIKELY_FROM, PlaceIndex
from territoires.places.rules.records import CURRENT, FORMER, WHOLE

MOST_BEGINNINGS = 40  # kept of all the names with one beginning: the most populous
SHORTEST_BEGINNING_WORD, SHORTEST_HEARD, SHORTEST_SOUND, SHORTEST_MISTYPED = 3, 3, 4, 5
KNOWN_FORMER = 500  # a former name that so many people bore answers as well as a name of today
type Where = set[int] | None


class Match(NamedTuple):
    """`exact`: the whole name was recognised; `spelled`: word for word. `leads`: the seat of a department named."""

    place: int
    score: float
    entry: int
    quality: float
    exact: bool = False
    leads: bool = False
    spelled: bool = False


class Board:
    """The best match of each place so far. `where` narrows the places, `handicap` lowers every score."""

    def __init__(self, index: PlaceIndex) -> None:
        self.index = index
        self.matches: dict[int, Match] = {}
        self.sure = False  # a whole name that many people use was recognised

    def put(self, match: Match) -> None:
        known = self.matches.get(match.place)
        if known is not None:
            best = match if match.score > known.score else known
            match = best._replace(
                exact=match.exact or known.exact,
                leads=match.leads or known.leads,
                spelled=match.spelled or known.spelled,
            )
        self.matches[match.place] = match

    def best(self) -> float:
        return max((match.quality for match in self.matches.values()), default=-99.0)


class Reading:
    """Some words, looked up among the places of `where`. `accented` is the text when its accents tell something."""

    def __init__(self, board: Board, words: list[str], where: Where, handicap: float = 0.0, accented: str = "") -> None:
        self.board, self.index, self.where, self.handicap = board, board.index, where, handicap
        self.accented = accented
        self.words, self.full = words, key_of(words)
        self.strong = [*strong_words(words), words[-1]] if self._goes_on() else strong_words(words)
        self.short = key_of(self.strong)

    def put(self, entry: int, quality: float, *, exact: bool = False, spelled: bool = False) -> None:
        place = self.index.entry_place[entry]
        if self.where is None or place in self.where:
            quality += self.handicap
            score = self.index.weights[entry] + quality
            self.board.put(Match(place, score, entry, quality, exact, spelled=spelled))

    def add_exact(self, *, strictly: bool = False) -> None:
        """The very name; small words are forgiven, unless `strictly`."""
        index = self.index
        for entry in {*index.keys.exact(self.full), *(() if strictly else index.keys.exact(self.short))}:
            quality = ranking.EXACT[index.entry_kind[entry]]
            if index.full_keys[entry] != self.full:
                if strictly or index.strong_keys[entry] != self.short:
                    continue
                quality += ranking.WITHOUT_SMALL_WORDS
            self.put(entry, quality, exact=True, spelled=self._is_spelled(entry))
            likely = index.weights[entry] >= LIKELY_FROM or self.where is not None
            if likely and self._is_allowed(entry):
                self.board.sure |= self._is_usual(entry)

    def add_beginnings(self) -> None:
        """What is being typed: the most populous first."""
        for key in {self.full, self.short}:
            entries: Iterable[int] = self.index.keys.beginning_with(key)
            if self.where is not None:
                entries = filter(self._is_allowed, entries)
            for entry in nlargest(MOST_BEGINNINGS, entries, key=self.index.weights.__getitem__):
                self.put(entry, ranking.beginning(len(key), len(self.index.full_keys[entry])))

    def add_some_words(self) -> None:
        """All the words typed, in any order, the last one perhaps unfinished."""
        if len(self.short) < SHORTEST_BEGINNING_WORD:
            return
        *whole, last = self.strong
        found: set[int] | None = None
        for word in sorted(whole, key=len, reverse=True):
            having = self.index.words.exact(word)
            found = set(having) if found is None else found.intersection(having)
        ending = self.index.words.beginning_with(last)
        entries = set(ending) if found is None else found.intersection(ending)
        finished = set(self.index.words.exact(last))
        if not entries and all(len(word) >= SHORTEST_BEGINNING_WORD for word in self.strong):
            finished = set()
            entries = set.intersection(*(set(self.index.words.beginning_with(word)) for word in self.strong))
        for entry in nlargest(MOST_BEGINNINGS, filter(self._is_allowed, entries), key=self.index.weights.__getitem__):
            missing = self.index.word_counts[entry] - len(self.strong)
            if missing == 0 and entry in finished:
                self.put(entry, ranking.EXACT[self.index.entry_kind[entry]] + ranking.OTHER_ORDER, exact=True)
            else:
                self.put(entry, ranking.SOME_WORDS + ranking.WORD_MISSING * max(0, missing))

    def add_mistyped(self, more: int = 0) -> None:
        """One or two mistakes (`more` than usual when nothing was found), or another spelling of the same sounds."""
        sounds = sounds_of(self.words)
        for entry in self.index.sounds.exact(sounds) if len(sounds) >= SHORTEST_HEARD else ():
            gap = abs(len(self.index.full_keys[entry]) - len(self.full))
            self.put(entry, ranking.SOUND + ranking.SOUND_LETTER * gap)
        for key in {self.full, self.short}:
            for close, edits in self.index.keys.near(key, ranking.allowed_edits(len(key)) + more):
                for entry in self.index.keys.exact(close):
                    self.put(entry, ranking.edited(key, close, edits))
        if self.board.best() < ranking.NEAR_SOUND and len(sounds) >= SHORTEST_SOUND:
            for close, _ in self.index.sounds.near(sounds, 1):
                for entry in self.index.sounds.exact(close):
                    self.put(entry, ranking.NEAR_SOUND)

    def add_mistyped_beginnings(self) -> None:
        """A mistake in what is being typed, for the towns that many people mean."""
        if len(self.full) < SHORTEST_MISTYPED:
            return
        for beginning, edits in self.index.likely_near(self.full, 1 if len(self.full) < 9 else 2):
            for entry in self.index.keys.beginning_with(beginning):
                if self.index.weights[entry] >= LIKELY_FROM:
                    name = self.index.full_keys[entry]
                    unfinished = ranking.beginning(len(self.full), len(name))
                    self.put(entry, ranking.edited(self.full, beginning, edits) + unfinished)

    def add_parts(self) -> None:
        """Names found inside a longer text: « école Jean Moulin Roubaix »."""
        count = len(self.words)
        for size in range(count, 0, -1):
            for start in range(count - size + 1):
                some = self.words[start : start + size]
                for entry in self.index.keys.exact(key_of(some)):
                    kind = self.index.entry_kind[entry]
                    less_likely = ranking.EXACT[kind] - ranking.EXACT[CURRENT]
                    self.put(entry, ranking.WORDS_LEFT_OUT * (count - size) + less_likely)

    def _goes_on(self) -> bool:
        """« bourg la » is the beginning of « Bourg-la-Reine », not « Bourg »."""
        return len(self.words) > 1 and self.words[-1] in SMALL and len(self.index.keys.beginning_with(self.full)) > 0

    def _is_spelled(self, entry: int) -> bool:
        """« Lagarde » is not « La Garde »; and « Brétigny » not « Bretigny », for who types accents."""
        name = self.index.name_of(entry)
        return name.casefold() == self.accented if self.accented else words_of(fold(name)) == self.words

    def _is_allowed(self, entry: int) -> bool:
        return self.where is None or self.index.entry_place[entry] in self.where

    def _is_usual(self, entry: int) -> bool:
        kind = self.index.entry_kind[entry]
        return kind in (CURRENT, WHOLE) or (kind == FORMER and self.index.population_of(entry) >= KNOWN_FORMER)
