"""Opens snapshots as Ibis tables on one of two engines, and gives the same rows from both.

DuckDB is embedded; Spark is the extra `audiatur[spark]`. What they give leaves with the types of the expression and
sorted, so that no figure hangs on the engine.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl
from ibis.expr import types as ir

from audiatur.errors import SettingError
from audiatur.registers.engine_building import sql_to_read
from audiatur.registers.errors import EngineError, SnapshotError
from audiatur.registers.snapshots import Snapshot, one_country, one_nature
from audiatur.registers.watching import Progress, silent, watched

MEMORY = "2GiB"
_UNITS = {"MiB": 1 << 20, "GiB": 1 << 30, "MB": 10**6, "GB": 10**9}


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What the engine may use."""

    engine: str = "duckdb"
    memory: str = MEMORY
    threads: int = os.cpu_count() or 1

    @property
    def memory_bytes(self) -> int:
        """The most memory, in bytes.

        >>> EngineSettings(memory="2GiB").memory_bytes
        2147483648
        """
        amount, unit = re.fullmatch(r"(\d+)\s?(\w+)", self.memory).groups()  # type: ignore[union-attr]
        return int(amount) * _UNITS[unit]


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


class Engine(Protocol):
    """What runs expressions over the Parquet files that it was opened with."""

    tables: Mapping[str, ir.Table]

    def run(self, expression: ir.Table) -> pl.DataFrame:
        """The rows, in any order."""

    def done(self) -> float | None:
        """The fraction done of what runs now; called from another thread than `run`."""

    def stop(self) -> None:
        """Stop what runs now; called from another thread than `run`."""

    def close(self) -> None:
        """Let go of what the engine holds."""


def _duckdb(files: Mapping[str, Path], *, settings: EngineSettings, spill: Path) -> Engine:
    from audiatur.registers.engine_duckdb import DuckDB

    return DuckDB(files, memory=settings.memory, threads=settings.threads, spill=spill)


def _spark(files: Mapping[str, Path], *, settings: EngineSettings, spill: Path) -> Engine:
    from audiatur.registers.engine_spark import Spark

    # Its session outlives this opening, so it spills into a folder of its own.
    return Spark(files, memory_bytes=settings.memory_bytes, threads=settings.threads)


ENGINES: Mapping[str, Callable[..., Engine]] = {"duckdb": _duckdb, "spark": _spark}


class Registers:
    """Snapshots opened as Ibis tables by the name of their table; `with` closes them."""

    def __init__(self, snapshots: Iterable[Snapshot], *, settings: EngineSettings, spill: Path) -> None:
        """`spill` is the folder for what does not fit into memory.

        Raises:
            SnapshotError: two of one table, of two countries, or synthetic beside real.
            SettingError: the engine cannot start under the settings.
        """
        given = tuple(snapshots)
        self.snapshots = {snapshot.manifest.table: snapshot for snapshot in given}
        if len(self.snapshots) < len(given):
            raise SnapshotError("Two snapshots of one table were given. Open one of each table.")
        self.synthetic = one_nature(given)
        self.country = one_country(given)
        spill.mkdir(parents=True, exist_ok=True)
        files = {name: snapshot.rows_path for name, snapshot in self.snapshots.items()}
        self._engine = ENGINES[settings.engine](files, settings=settings, spill=spill)

    def __enter__(self) -> Registers:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def __getitem__(self, table: str) -> ir.Table:
        """The Ibis table of a register.

        Raises:
            SnapshotError: no snapshot of it was opened.
        """
        try:
            return self._engine.tables[table]
        except KeyError:
            opened = ", ".join(self._engine.tables) or "none"
            raise SnapshotError(f"No snapshot of {table!r} is open; open are: {opened}. Load one first.") from None

    def sql(self, expression: ir.Table) -> str:
        """An expression as SQL of DuckDB, whichever engine runs it: to be shown beside its result."""
        return sql_to_read(expression)

    def run(
        self,
        expression: ir.Table,
        *,
        by: Sequence[str] = (),
        progress: Progress = silent,
        stage: str = "computing",
    ) -> pl.DataFrame:
        """The rows of an expression, sorted by the columns of `by` and then by the others, nulls last.

        Sums over whole numbers and decimals are the same to the last digit on both engines; a sum over fractions of
        binary numbers hangs on the order of the rows, which no engine promises. `progress` can stop the work by
        raising, and Ctrl-C does.

        Raises:
            EngineError: the engine cannot finish, as where its memory is too small.
        """
        rows = watched(
            lambda: self._engine.run(expression),
            look=lambda: progress(stage, self._engine.done()),
            stop=self._engine.stop,
        )
        typed = _typed(rows, schema=expression.schema().to_polars())
        return typed.sort([*by, *(name for name in typed.columns if name not in by)], nulls_last=True)


def _typed(rows: pl.DataFrame, *, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The rows with the types of the expression; one engine rounds a quotient of decimals that the other does not."""
    given = rows.schema
    if rounded := [name for name, dtype in schema.items() if dtype.is_float() and given[name].is_decimal()]:
        raise EngineError(
            f"{', '.join(rounded)}: a decimal was divided, and the engines round it differently. Cast it to float64 "
            "first."
        )
    return rows.cast(pl.Schema(schema))
