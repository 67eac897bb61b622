"""How the SQL of an expression is built: in full for the engine, one step at a time, or folded for a reader.

Folding is most of the time that a large expression takes to become SQL, and an engine folds the steps itself. Ibis
keeps the setting for the whole process, so one thread builds at a time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any, cast

import ibis
from ibis.backends.duckdb import Backend
from ibis.expr import types as ir

_building = RLock()


def sql_to_read(expression: ir.Table) -> str:
    """An expression as SQL of DuckDB with its steps folded, as short as Ibis makes it."""
    with _building:
        return str(ibis.to_sql(expression, dialect="duckdb"))


class UnfoldedDuckDB(Backend):  # type: ignore[misc]
    """Ibis on DuckDB, building what it runs without folding."""

    def compile(self, expr: ir.Expr, /, **more: Any) -> str:
        """The SQL to run."""
        with _unfolded():
            return cast(str, super().compile(expr, **more))


@contextmanager
def _unfolded() -> Iterator[None]:
    with _building:
        # The trees of an expression live until it is built: looking through them for what to free finds nothing.
        folds, collects = ibis.options.sql.fuse_selects, gc.isenabled()
        ibis.options.sql.fuse_selects = False
        gc.disable()
        try:
            yield
        finally:
            ibis.options.sql.fuse_selects = folds
            if collects:
                gc.enable()
