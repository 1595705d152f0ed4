"""Change numbers shared by every process of the machine: one 8-byte number for each table, in a mapped file.

A number is only ever compared for equality and never used twice. Order matters: `bump` writes the tables first and
the global number last, `Page.still_true` reads the global number first.
"""

import mmap
import os
from collections.abc import Iterable
from pathlib import Path

from territoires.kit.edge.sql import ANYTHING, GLOBAL, SLOTS

SIZE = SLOTS * 8


class Changes:
    """`values[slot]` is the present number of a slot. Without a path the numbers are private to the process."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.values = self._map()

    def _map(self) -> memoryview:
        if self.path is None:
            return memoryview(mmap.mmap(-1, SIZE)).cast("Q")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o660)
        try:
            if os.fstat(descriptor).st_size < SIZE:
                os.ftruncate(descriptor, SIZE)
            return memoryview(mmap.mmap(descriptor, SIZE)).cast("Q")
        finally:
            os.close(descriptor)

    def bump(self, slots: Iterable[int]) -> None:
        """Make every page that depends on one of these slots untrue."""
        for slot in slots:
            self.values[slot] = _fresh()
        self.values[GLOBAL] = _fresh()

    def bump_all(self) -> None:
        """Make every page untrue: at start, after a lost connection, or after a statement that is not understood."""
        self.bump([ANYTHING])


def _fresh() -> int:
    return int.from_bytes(os.urandom(8))
