"""Sees every statement: notes what a rendering reads, and announces what a transaction changed once it is committed."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.conf import settings

from territoires.kit.edge.changes import Changes
from territoires.kit.edge.sql import ANYTHING, slot_of, slots_read, tables_changed

CHANNEL = "territoires_changes"


class _Reading(threading.local):
    """The slots read by the rendering of this thread, each with its number before its first read."""

    noted: dict[int, int] | None = None


_reading = _Reading()


@cache
def changes() -> Changes:
    """The change numbers of this machine; private to the process in tests."""
    return Changes(None if settings.MODE == "test" else settings.VAR_DIR / "changes.bin")


@contextmanager
def reading() -> Iterator[dict[int, int]]:
    """Collect what this thread reads: {slot: number before the first read}. An outer collection gets it too."""
    outer = _reading.noted
    values = changes().values
    noted = {ANYTHING: values[ANYTHING]}
    _reading.noted = noted
    try:
        yield noted
    finally:
        _reading.noted = outer
        if outer is not None:
            note(noted)


def note(slots: dict[int, int]) -> None:
    """Add to the running collection what was read earlier (a kept value) with the numbers of that time."""
    if _reading.noted is not None:
        for slot, number in slots.items():
            _reading.noted.setdefault(slot, number)


class WatchedConnection:
    """Mixed into a Django database backend. Raw SQL, bulk operations, many-to-many rows and cascades all pass here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed: set[int] = set()
        self.execute_wrappers.append(self._watch)  # type: ignore[attr-defined]

    def _watch(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        text = sql if isinstance(sql, str) else sql.as_string(self.connection)  # type: ignore[attr-defined]
        noted = _reading.noted
        if noted is not None:
            values = changes().values
            for slot in slots_read(text):
                if slot not in noted:
                    noted[slot] = values[slot]
        tables = tables_changed(text)
        result = execute(sql, params, many, context)
        if tables is None or tables:
            slots = {ANYTHING} if tables is None else {slot_of(table) for table in tables}
            self._changed(slots)
        return result

    def _changed(self, slots: set[int]) -> None:
        self.changed |= slots
        if self.changed and not self.in_atomic_block and self.get_autocommit():  # type: ignore[attr-defined]
            slots, self.changed = self.changed, set()
            self.announce(slots)
            changes().bump(slots)

    def announce(self, slots: set[int]) -> None:
        """Tell the other machines; nothing to do when the database is a local file."""

    def _commit(self) -> None:
        slots, self.changed = self.changed, set()
        if not slots:
            return super()._commit()  # type: ignore[misc]
        self.announce(slots)
        try:
            super()._commit()  # type: ignore[misc]
        finally:  # when the connection is lost in the middle, it may be committed all the same
            changes().bump(slots)

    def _rollback(self) -> None:
        self.changed = set()
        super()._rollback()  # type: ignore[misc]
