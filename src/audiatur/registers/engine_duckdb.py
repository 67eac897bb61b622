"""The embedded engine: DuckDB, which reaches no file but those it was given, and no network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import duckdb
import polars as pl
from ibis.expr import types as ir

from audiatur.registers.engine_building import UnfoldedDuckDB
from audiatur.registers.errors import EngineError


class DuckDB:
    """Parquet files opened as tables of an embedded DuckDB."""

    def __init__(self, files: Mapping[str, Path], *, memory: str, threads: int, spill: Path) -> None:
        """`memory` is a size such as 2GiB; `spill` the folder for what does not fit into it."""
        self._connection: Any = UnfoldedDuckDB().connect(
            threads=threads,
            memory_limit=memory,
            temp_directory=str(spill),
            autoinstall_known_extensions=False,
            autoload_known_extensions=False,
        )
        self._raw: duckdb.DuckDBPyConnection = self._connection.con
        # Nothing is printed; without it the engine does not count how far it is.
        self._raw.execute("SET enable_progress_bar = true")
        self._raw.execute("SET enable_progress_bar_print = false")
        folders = [str(path.parent) for path in files.values()] + [str(spill)]
        self._raw.execute("SET allowed_directories = $1", [folders])
        self._raw.execute("SET enable_external_access = false")
        self._raw.execute("SET lock_configuration = true")
        self.tables: Mapping[str, ir.Table] = {
            name: self._connection.read_parquet(str(path), table_name=name) for name, path in files.items()
        }

    def run(self, expression: ir.Table) -> pl.DataFrame:
        """The rows, in any order.

        Raises:
            EngineError: the memory is too small, the work was stopped, or the engine refuses it.
        """
        try:
            return cast(pl.DataFrame, self._connection.to_polars(expression))
        except duckdb.OutOfMemoryException as fault:
            raise EngineError(
                "The work needs more memory than AUDIATUR_MEMORY allows. Give more, such as AUDIATUR_MEMORY=4GiB."
            ) from fault
        except duckdb.InterruptException as fault:
            raise EngineError("The work was stopped. Run it again.") from fault
        except duckdb.Error as fault:
            raise EngineError(f"DuckDB cannot do it: {str(fault).splitlines()[0]}") from fault

    def done(self) -> float | None:
        """The fraction done of what runs now."""
        percent = self._raw.query_progress()
        return min(percent, 100.0) / 100 if percent >= 0 else None

    def stop(self) -> None:
        """Stop what runs now."""
        self._raw.interrupt()

    def close(self) -> None:
        """Close the database."""
        self._connection.disconnect()
