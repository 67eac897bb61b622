"""Where a party's sealed rows lie: a SQLite file of its own, or on PostgreSQL rows that row-level security sets apart.

A store is opened for one party and closed again; no query of it can name another's. On SQLite the file is the border;
on PostgreSQL the policy of the schema `private`, which holds for the tables' owner too, lets a session see only the
rows of the party that it has named.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection, transaction

from audiatur.record.private.sealing import PartyKey, key_make, key_of

_SQLITE: Final = (
    "PRAGMA secure_delete = ON",
    """CREATE TABLE IF NOT EXISTS draft
    (whose BLOB NOT NULL, about BLOB NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (whose, about))""",
    """CREATE TABLE IF NOT EXISTS note
    (id INTEGER PRIMARY KEY AUTOINCREMENT, about BLOB NOT NULL, sealed BLOB NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS note_about ON note (about)",
)
_MINE: Final = "party = nullif(current_setting('audiatur.party', true), '')::bigint"
_OWN: Final = "party bigint NOT NULL DEFAULT current_setting('audiatur.party')::bigint"
POSTGRESQL: Final = (
    "CREATE SCHEMA private",
    f"""CREATE TABLE private.draft
    ({_OWN}, whose bytea NOT NULL, about bytea NOT NULL, sealed bytea NOT NULL, PRIMARY KEY (whose, about))""",
    f"""CREATE TABLE private.note ({_OWN}, id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, about bytea NOT NULL,
    sealed bytea NOT NULL)""",
    "CREATE INDEX note_about ON private.note (about)",
    *(
        statement
        for table in ("private.draft", "private.note")
        for statement in (
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY own_rows ON {table} USING ({_MINE}) WITH CHECK ({_MINE})",
        )
    ),
)
"""What the migration makes on PostgreSQL."""
POSTGRESQL_DROP: Final = ("DROP SCHEMA IF EXISTS private CASCADE",)

Run = Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Store:
    """The open store of one party: its key, and its rows as they lie, all sealed."""

    key: PartyKey
    run: Run

    def draft_put(self, *, whose: bytes, about: bytes, sealed: bytes) -> None:
        """Keep a draft in place of the former one."""
        self.run(
            "INSERT INTO {draft} (whose, about, sealed) VALUES (%s, %s, %s) "
            "ON CONFLICT (whose, about) DO UPDATE SET sealed = excluded.sealed",
            (whose, about, sealed),
        )

    def drafts(self, *, whose: bytes) -> list[tuple[bytes, bytes]]:
        """What one person's drafts are about, each with its sealed text."""
        return _two(self.run("SELECT about, sealed FROM {draft} WHERE whose = %s", (whose,)))

    def draft_drop(self, *, whose: bytes, about: bytes) -> None:
        """Take a draft away, if it is there."""
        self.run("DELETE FROM {draft} WHERE whose = %s AND about = %s", (whose, about))

    def note_put(self, *, about: bytes, sealed: bytes) -> None:
        """Keep a note."""
        self.run("INSERT INTO {note} (about, sealed) VALUES (%s, %s)", (about, sealed))

    def notes(self, *, about: bytes) -> list[tuple[int, bytes]]:
        """The notes on one thing, the oldest first: number and sealed text."""
        rows = self.run("SELECT id, sealed FROM {note} WHERE about = %s ORDER BY id", (about,))
        return [(int(number), bytes(sealed)) for number, sealed in rows]

    def note_drop(self, number: int, *, about: bytes) -> None:
        """Take a note away, if it is there."""
        self.run("DELETE FROM {note} WHERE id = %s AND about = %s", (number, about))

    def all_drafts(self) -> list[tuple[bytes, bytes, bytes]]:
        """Every draft as it lies, for a backup: whose, about, sealed."""
        rows = self.run("SELECT whose, about, sealed FROM {draft} ORDER BY whose, about", ())
        return [(bytes(whose), bytes(about), bytes(sealed)) for whose, about, sealed in rows]

    def all_notes(self) -> list[tuple[bytes, bytes]]:
        """Every note as it lies, for a backup: about, sealed."""
        return _two(self.run("SELECT about, sealed FROM {note} ORDER BY id", ()))


def exists(party: int) -> bool:
    """Whether anything may be kept for a party: without this, looking for a draft would make an empty file."""
    return connection.vendor == "postgresql" or _file(party).exists()


@contextmanager
def opened(party: int) -> Iterator[Store]:
    """The store of a party, by its primary key; made where there is none."""
    file = Path(settings.PRIVATE_KEY)
    # One that was named elsewhere is never made here: a wrong name would seal what is new with another key.
    if file.parent == Path(settings.PRIVATE).parent:
        key_make(file)
    key = key_of(party, file=file)
    with _rows(party) as run:
        yield Store(key, run)


@contextmanager
def lying(party: int) -> Iterator[Store]:
    """The store of a party as it lies, without its key: for backups, which move what is sealed and read none of it."""
    with _rows(party) as run:
        yield Store(PartyKey(b""), run)


def _rows(party: int) -> AbstractContextManager[Run]:
    return _postgresql(party) if connection.vendor == "postgresql" else _sqlite(party)


@contextmanager
def _sqlite(party: int) -> Iterator[Run]:
    place = _file(party)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(place, timeout=20)) as database, database:
        place.chmod(0o600)
        for statement in _SQLITE:
            database.execute(statement)

        def run(sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
            return database.execute(sql.format(draft="draft", note="note").replace("%s", "?"), given).fetchall()

        yield run


@contextmanager
def _postgresql(party: int) -> Iterator[Run]:
    with transaction.atomic(), connection.cursor() as cursor:
        name = "SELECT set_config('audiatur.party', %s, true)"
        cursor.execute(name, [str(party)])

        def run(sql: str, given: Sequence[Any]) -> list[tuple[Any, ...]]:
            cursor.execute(sql.format(draft="private.draft", note="private.note"), given)
            return cursor.fetchall() if cursor.description else []

        yield run
        cursor.execute(name, [""])


def _file(party: int) -> Path:
    return Path(settings.PRIVATE) / f"party-{party}.sqlite3"


def _two(rows: list[tuple[Any, ...]]) -> list[tuple[bytes, bytes]]:
    return [(bytes(first), bytes(second)) for first, second in rows]
