"""What the page cache understands of SQL."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from territoires.kit.edge.sql import QUIET, slot_of, slots_read, tables_changed

KEPT = re.compile(r"\b(lru_)?cache\b")
PACKAGE = Path(__file__).resolve().parents[2]
STATEMENTS = [
    ("SELECT 1", set()),
    ('SELECT "a_b"."x" FROM "a_b" FOR UPDATE OF "a_b"', set()),
    ("SELECT 1 FROM a_b FOR NO KEY UPDATE", set()),
    ('INSERT INTO "a_b" ("x") VALUES (1) ON CONFLICT ("x") DO UPDATE SET "x" = 2', {"a_b"}),
    ("INSERT OR IGNORE INTO a_b SELECT * FROM c_d", {"a_b"}),
    ("REPLACE INTO a_b VALUES (1)", {"a_b"}),
    ('UPDATE "a_b" SET x = 1', {"a_b"}),
    ("UPDATE OR REPLACE a_b SET x = 1", {"a_b"}),
    ("update only public.a_b set x = 1", {"a_b"}),
    ('DELETE FROM "a_b" WHERE 1', {"a_b"}),
    ('WITH gone AS (DELETE FROM "a_b" RETURNING 1) SELECT * FROM gone', {"a_b"}),
    ('TRUNCATE "a_b", "c_d"', {"a_b", "c_d"}),
    ("/* note */ COPY a_b (x) FROM STDIN", {"a_b"}),
    ("COPY a_b TO STDOUT", None),
    ("MERGE INTO a_b USING c_d ON 1 WHEN MATCHED THEN DO NOTHING", {"a_b"}),
    ("CREATE INDEX i ON a_b (x)", None),
    ("DO $$ begin end $$", None),
    ("", None),
    ("UPDATE kit_ratecount SET count = 1", set()),
    ("SAVEPOINT s1", set()),
]


@pytest.mark.parametrize(("sql", "tables"), STATEMENTS)
def test_statement_is_understood_or_feared(sql, tables):
    assert tables_changed(sql) == (None if tables is None else frozenset(tables))


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT * FROM "a_b"',
        "SELECT * FROM x, a_b",
        "SELECT (SELECT count(*) FROM a_b) FROM x",
        'SELECT * FROM x LEFT JOIN LATERAL (SELECT 1 FROM "public"."a_b") y ON true',
        "WITH z AS (SELECT * FROM A_B) SELECT * FROM z",
        "SELECT rowid FROM a_b WHERE a_b MATCH %s",
    ],
)
def test_every_table_read_is_found(sql):
    assert slot_of("a_b") in slots_read(sql)
    assert QUIET not in slots_read(sql)


def test_reading_a_quiet_table_is_noticed():
    assert QUIET in slots_read('SELECT 1 FROM "django_session"')


def test_no_model_lets_the_database_delete_behind_our_back():
    """A cascade made by the database itself would change a table without a statement of ours."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            on_delete = getattr(getattr(field, "remote_field", None), "on_delete", None)
            assert on_delete not in (models.DB_CASCADE, models.DB_SET_NULL, models.DB_SET_DEFAULT), field


def kept_in_memory():
    """Every function of ours whose value a process keeps."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                KEPT.search(ast.unparse(mark)) for mark in node.decorator_list
            ):
                yield f"{path.relative_to(PACKAGE)}:{node.name}", node


def test_nothing_of_the_database_is_kept_in_memory_by_a_function():
    """The page cache sees what is read while a page is made; a row remembered from an earlier page would escape it."""
    kept = dict(kept_in_memory())
    assert len(kept) > 5
    for name, node in kept.items():
        touched = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
        assert not touched & {"objects", "_default_manager", "cursor", "execute", "raw"}, name
