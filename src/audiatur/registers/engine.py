"""Opens snapshots as Ibis tables on the embedded engine, within the memory and threads that the settings allow.

The embedded engine is DuckDB; it reaches no file but the snapshots it was given, and no network.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.errors import SettingError
from audiatur.registers.errors import SnapshotError
from audiatur.registers.snapshots import Snapshot, one_country, one_nature

ENGINES = ("duckdb",)
MEMORY = "2GiB"


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What the engine may use."""

    engine: str = "duckdb"
    memory: str = MEMORY
    threads: int = os.cpu_count() or 1


def engine_settings(environment: Mapping[str, str]) -> EngineSettings:
    """The settings of `AUDIATUR_ENGINE`, `AUDIATUR_MEMORY` and `AUDIATUR_THREADS`.

    >>> engine_settings({"AUDIATUR_MEMORY": "512MiB", "AUDIATUR_THREADS": "2"})
    EngineSettings(engine='duckdb', memory='512MiB', threads=2)

    Raises:
        SettingError: a value is not accepted.
    """
    engine = environment.get("AUDIATUR_ENGINE") or "duckdb"
    memory = environment.get("AUDIATUR_MEMORY") or MEMORY
    threads = environment.get("AUDIATUR_THREADS") or str(EngineSettings().threads)
    if engine not in ENGINES:
        raise SettingError(f"AUDIATUR_ENGINE is {engine!r}; give {' or '.join(ENGINES)}.")
    if not re.fullmatch(r"[1-9]\d*\s?(MiB|GiB|MB|GB)", memory):
        raise SettingError(f"AUDIATUR_MEMORY is {memory!r}; give a size such as 512MiB or 2GiB.")
    if not re.fullmatch(r"[1-9]\d{0,3}", threads):
        raise SettingError(f"AUDIATUR_THREADS is {threads!r}; give a number from 1 on.")
    return EngineSettings(engine, memory, int(threads))


class Registers:
    """Snapshots opened as Ibis tables by the name of their table; `with` closes them."""

    def __init__(self, snapshots: Iterable[Snapshot], *, settings: EngineSettings, spill: Path) -> None:
        """`spill` is the folder for what does not fit into memory."""
        given = tuple(snapshots)
        self.snapshots = {snapshot.manifest.table: snapshot for snapshot in given}
        if len(self.snapshots) < len(given):
            raise SnapshotError("Two snapshots of one table were given. Open one of each table.")
        self.synthetic = one_nature(given)
        self.country = one_country(given)
        spill.mkdir(parents=True, exist_ok=True)
        self._connection: Any = ibis.duckdb.connect(
            threads=settings.threads,
            memory_limit=settings.memory,
            temp_directory=str(spill),
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
        )
        raw = self._connection.con
        raw.execute("SET allowed_directories = $1", [[str(snapshot.folder) for snapshot in given] + [str(spill)]])
        raw.execute("SET enable_external_access = false")
        raw.execute("SET lock_configuration = true")
        self._tables = {
            name: self._connection.read_parquet(str(snapshot.rows_path), table_name=name)
            for name, snapshot in self.snapshots.items()
        }

    def __enter__(self) -> Registers:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.disconnect()

    def __getitem__(self, table: str) -> ir.Table:
        """The Ibis table of a register.

        Raises:
            SnapshotError: no snapshot of it was opened.
        """
        try:
            return self._tables[table]
        except KeyError:
            opened = ", ".join(self._tables) or "none"
            raise SnapshotError(f"No snapshot of {table!r} is open; open are: {opened}. Load one first.") from None

    def sql(self, expression: ir.Table) -> str:
        """The SQL that the engine runs for an expression, to be shown beside its result."""
        return str(ibis.to_sql(expression, dialect="duckdb"))

    def run(self, expression: ir.Table) -> pl.DataFrame:
        """The rows of an expression."""
        return cast(pl.DataFrame, expression.to_polars())
