"""A compact table from text keys to numbers: exact, by beginning, and by closeness."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

AFTER_EVERYTHING = "\x7f"  # keys hold only a-z, 0-9 and the capital letters of sounds


class KeyTable:
    """Keys sorted once; the numbers of one key, and of all keys with one beginning, lie side by side."""

    def __init__(self, keys: Sequence[str], numbers: Sequence[int]) -> None:
        """`keys` and `numbers` go by pairs; a key may come several times."""
        self.keys: list[str] = []
        self._starts = array("I")
        self._numbers = array("I")
        last = None
        for at in sorted(range(len(keys)), key=keys.__getitem__):
            if keys[at] != last:
                last = keys[at]
                self.keys.append(last)
                self._starts.append(len(self._numbers))
            self._numbers.append(numbers[at])
        self._starts.append(len(self._numbers))
        self._by_length = sorted(self.keys, key=len)
        self._lengths = array("B", (min(255, len(key)) for key in self._by_length))

    def exact(self, key: str) -> Sequence[int]:
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return ()
        return self._numbers[self._starts[at] : self._starts[at + 1]]

    def beginning_with(self, prefix: str) -> Sequence[int]:
        """The numbers of every key that begins with `prefix`; a number may come back several times."""
        first = bisect_left(self.keys, prefix)
        after = bisect_left(self.keys, prefix + AFTER_EVERYTHING, lo=first)
        return self._numbers[self._starts[first] : self._starts[after]]

    def near(self, key: str, distance: int) -> list[tuple[str, int]]:
        """(key, edits) within `distance` insertions, deletions, replacements or swaps of neighbours."""
        if distance < 1:
            return []
        first = bisect_left(self._lengths, len(key) - distance)
        after = bisect_left(self._lengths, len(key) + distance + 1)
        window = self._by_length[first:after]
        found = process.extract(key, window, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return [(close, int(edits)) for close, edits, _ in found if edits]
