"""Which tables a statement reads or changes. Errs on the safe side: more tables than true, never fewer."""

import re
import zlib
from functools import lru_cache

SLOTS = 65536
GLOBAL = 0  # changes with every change
ANYTHING = 1  # changes when a statement is not understood: every page depends on it
QUIET = 2  # read by whatever reads a quiet table: such a page is not kept
_FIRST_TABLE = 3

# Tables that no public page may read, and that change all the time: their changes are not announced.
QUIET_TABLES = frozenset(
    re.findall(
        r"\w+",
        """kit_ratecount kit_oncekey kit_clockrun django_session django_tasks_database_dbtaskresult
        audit_journalentry mailer_letter usersessions_usersession""",
    )
)

_NAME = r'(?:"?[A-Za-z_]\w*"?\s*\.\s*)?"?([A-Za-z_]\w*)"?'
_READ = re.compile(rf"\b(?:FROM|JOIN|TABLE)\s+(?:ONLY\s+|LATERAL\s+)?{_NAME}", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z_]\w*")
_WRITTEN = re.compile(
    rf"""\b(?:
        (?:INSERT|REPLACE|MERGE)\b[^;]*?\bINTO\s+{_NAME}
      | (?<!FOR\s)(?<!KEY\s)(?<!DO\s)UPDATE\s+(?:OR\s+\w+\s+)?(?:ONLY\s+)?{_NAME}
      | DELETE\s+FROM\s+(?:ONLY\s+)?{_NAME}
      | COPY\s+{_NAME}\s*(?:\([^)]*\))?\s*FROM\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_TRUNCATED = re.compile(r"\bTRUNCATE\s+(?:TABLE\s+)?([^;]*)", re.IGNORECASE)
_FIRST_WORD = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*([A-Za-z]+)", re.DOTALL)
_HARMLESS = frozenset(
    re.findall(
        r"\w+",
        """SELECT WITH VALUES EXPLAIN PRAGMA SHOW SET RESET BEGIN START COMMIT END ROLLBACK SAVEPOINT RELEASE DECLARE
        FETCH MOVE CLOSE LISTEN UNLISTEN NOTIFY ANALYZE VACUUM LOCK DISCARD CHECKPOINT""",
    )
)
_WRITING = frozenset({"INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "COPY"})


def slot_of(table: str) -> int:
    """The place of a table's change number. Two tables may share one: then a change of either counts for both."""
    return _FIRST_TABLE + zlib.crc32(table.lower().encode()) % (SLOTS - _FIRST_TABLE)


@lru_cache(maxsize=4096)
def slots_read(sql: str) -> tuple[int, ...]:
    """The slots of every table that the statement may read.

    Any word with an underscore may be one of our tables, wherever it stands; other names count after FROM or JOIN.
    """
    names = {word.lower() for word in _WORD.findall(sql) if "_" in word}
    names.update(name.lower() for name in _READ.findall(sql))
    return tuple(sorted({QUIET if name in QUIET_TABLES else slot_of(name) for name in names}))


@lru_cache(maxsize=4096)
def tables_changed(sql: str) -> frozenset[str] | None:
    """The tables that the statement changes, but the quiet ones; None when it may change anything."""
    found = _FIRST_WORD.match(sql)
    first = found.group(1).upper() if found else ""
    tables = {name.lower() for names in _WRITTEN.findall(sql) for name in names if name}
    for names in _TRUNCATED.findall(sql):
        tables.update(name.lower() for name in _WORD.findall(names))
    if first in _HARMLESS or (first in _WRITING and tables):
        return frozenset(tables - QUIET_TABLES)
    return None
