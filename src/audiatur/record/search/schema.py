"""What the databases add to the index's table: SQLite a full-text table that triggers keep, PostgreSQL an index.

Both know three characters that follow one another (FTS5's trigram tokenizer, the extension pg_trgm). A migration that
rebuilds the table `record_searched` on SQLite loses its triggers: end it with `create`.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

_SQLITE: Final = (
    """CREATE VIRTUAL TABLE record_searched_text USING fts5(
    form, content='record_searched', content_rowid='key', columnsize=0, tokenize='trigram case_sensitive 1')""",
    "INSERT INTO record_searched_text(record_searched_text) VALUES ('rebuild')",
    """CREATE TRIGGER record_searched_kept AFTER INSERT ON record_searched BEGIN
    INSERT INTO record_searched_text(rowid, form) VALUES (new.key, new.form); END""",
    """CREATE TRIGGER record_searched_forgotten AFTER DELETE ON record_searched BEGIN
    INSERT INTO record_searched_text(record_searched_text, rowid, form) VALUES ('delete', old.key, old.form); END""",
    """CREATE TRIGGER record_searched_changed AFTER UPDATE ON record_searched BEGIN
    INSERT INTO record_searched_text(record_searched_text, rowid, form) VALUES ('delete', old.key, old.form);
    INSERT INTO record_searched_text(rowid, form) VALUES (new.key, new.form); END""",
)
_SQLITE_DROP: Final = (
    "DROP TRIGGER IF EXISTS record_searched_kept",
    "DROP TRIGGER IF EXISTS record_searched_forgotten",
    "DROP TRIGGER IF EXISTS record_searched_changed",
    "DROP TABLE IF EXISTS record_searched_text",
)
_SQLITE_MERGE: Final = ("INSERT INTO record_searched_text(record_searched_text) VALUES ('optimize')",)
_POSTGRESQL: Final = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX record_searched_trigrams ON record_searched USING gin (form gin_trgm_ops)",
)
_POSTGRESQL_DROP: Final = ("DROP INDEX IF EXISTS record_searched_trigrams",)


def create(connection: BaseDatabaseWrapper) -> None:
    """Make what the database adds, and fill it from the table; nothing is made on another database."""
    _run(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRESQL})


def drop(connection: BaseDatabaseWrapper) -> None:
    """Take away what `create` made, where it is there."""
    _run(connection, {"sqlite": _SQLITE_DROP, "postgresql": _POSTGRESQL_DROP})


def merge(connection: BaseDatabaseWrapper) -> None:
    """Put what many additions left in pieces into one: searches are quicker after it; takes seconds."""
    _run(connection, {"sqlite": _SQLITE_MERGE, "postgresql": ("ANALYZE record_searched",)})


def _run(connection: BaseDatabaseWrapper, statements: dict[str, tuple[str, ...]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements.get(connection.vendor, ()):
            cursor.execute(statement)
