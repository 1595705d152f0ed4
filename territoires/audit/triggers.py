"""The database keeps the journal: rows are added, never changed, and deleted only after their three years.

The same words for SQLite and PostgreSQL. `install` may run twice; `remove` is for a reversed migration and for tests
that empty the database.
"""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "audit_journalentry"
RETENTION_YEARS = 3

SQLITE_INSTALL = (
    f"""CREATE TRIGGER IF NOT EXISTS audit_never_changed BEFORE UPDATE ON {TABLE}
    BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END""",
    f"""CREATE TRIGGER IF NOT EXISTS audit_kept BEFORE DELETE ON {TABLE}
    WHEN OLD.at > strftime('%Y-%m-%d %H:%M:%f', 'now', '-{RETENTION_YEARS} years')
    BEGIN SELECT RAISE(ABORT, 'the journal is kept for {RETENTION_YEARS} years'); END""",
    # REPLACE INTO deletes without calling the trigger above
    f"""CREATE TRIGGER IF NOT EXISTS audit_never_replaced BEFORE INSERT ON {TABLE}
    WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END""",  # noqa: S608  (no word of anybody in it)
)
SQLITE_REMOVE = (
    "DROP TRIGGER IF EXISTS audit_never_changed",
    "DROP TRIGGER IF EXISTS audit_kept",
    "DROP TRIGGER IF EXISTS audit_never_replaced",
)

POSTGRESQL_INSTALL = (
    f"""CREATE OR REPLACE FUNCTION audit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF OLD.at <= now() - interval '{RETENTION_YEARS} years' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'the journal is kept for {RETENTION_YEARS} years'
          USING ERRCODE = 'integrity_constraint_violation';
      END IF;
      RAISE EXCEPTION 'the journal is never changed'
          USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"""CREATE OR REPLACE TRIGGER audit_row_kept BEFORE UPDATE OR DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION audit_guard()""",
    f"""CREATE OR REPLACE TRIGGER audit_table_kept BEFORE TRUNCATE ON {TABLE}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_guard()""",
)
POSTGRESQL_REMOVE = (
    f"DROP TRIGGER IF EXISTS audit_row_kept ON {TABLE}",
    f"DROP TRIGGER IF EXISTS audit_table_kept ON {TABLE}",
    "DROP FUNCTION IF EXISTS audit_guard()",
)
STATEMENTS = {
    "sqlite": (SQLITE_INSTALL, SQLITE_REMOVE),
    "postgresql": (POSTGRESQL_INSTALL, POSTGRESQL_REMOVE),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the database refuse what the journal forbids. Errors: KeyError on a database we do not support."""
    _run(connection, 0)


def remove(connection: BaseDatabaseWrapper) -> None:
    _run(connection, 1)


def _run(connection: BaseDatabaseWrapper, which: int) -> None:
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor][which]:
            cursor.execute(statement)


def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For a migration."""
    install(schema_editor.connection)


def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """For a reversed migration."""
    remove(schema_editor.connection)
