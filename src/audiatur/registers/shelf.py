"""The snapshots of one country and one nature: which tables are kept, and the newest of each opened on the engine."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.registers.engine import Registers, engine_settings
from audiatur.registers.errors import SnapshotError
from audiatur.registers.snapshots import Snapshot, newest, snapshot_list


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where snapshots lie, and which of them are meant; `country` is an ISO 3166 code in lower case, or empty."""

    store: Path
    country: str
    synthetic: bool


def tables_kept(shelf: Shelf) -> frozenset[str]:
    """The tables of which the shelf holds a snapshot."""
    return frozenset(newest_names(shelf))


def newest_names(shelf: Shelf) -> dict[str, str]:
    """The name of the newest snapshot of each table; their rows are checked when they are opened."""
    return {
        manifest.table: manifest.snapshot
        for manifest in (snapshot_list(shelf.store) if shelf.store.is_dir() else [])
        if (manifest.country, manifest.synthetic) == (shelf.country, shelf.synthetic)
    }


def newest_of(shelf: Shelf, *, tables: Sequence[str]) -> list[Snapshot]:
    """The newest snapshot of each table.

    Raises:
        SnapshotError: a table has none.
    """
    found = {
        table: newest(shelf.store, table=table, synthetic=shelf.synthetic, country=shelf.country) for table in tables
    }
    if missing := [table for table, snapshot in found.items() if snapshot is None]:
        raise SnapshotError(
            _(
                "No snapshot of %(missing)s is kept for %(country)s. Load one: audiatur register load FILE --table "
                "TABLE --country CODE."
            ),
            missing=missing,
            country=shelf.country or Message(_("no country")),
        )
    return [snapshot for snapshot in found.values() if snapshot]


@contextmanager
def open_newest(shelf: Shelf, *, tables: Sequence[str], environment: Mapping[str, str]) -> Iterator[Registers]:
    """The newest snapshots of these tables as Ibis tables.

    Raises:
        SnapshotError: a table has none.
        SettingError: a setting of the engine is not accepted.
    """
    snapshots = newest_of(shelf, tables=tables)
    with (
        tempfile.TemporaryDirectory(prefix="audiatur-engine-") as spill,
        Registers(snapshots, settings=engine_settings(environment), spill=Path(spill)) as registers,
    ):
        yield registers
