"""Small invented registers for the tests of the state of things."""

from __future__ import annotations

from datetime import date
from typing import Any

import ibis
import polars as pl
from ibis.expr import types as ir

COLUMNS = {
    "spell": pl.String, "stay": pl.String, "facility": pl.String, "status": pl.String,
    "began": pl.Date, "ended": pl.Date, "end": pl.String,
}  # fmt: skip


def day(written: str) -> date | None:
    """A day of 2024 as month-day, or a whole date; None for an empty one."""
    if not written:
        return None
    return date.fromisoformat(written if len(written) > 5 else f"2024-{written}")


def custody(*rows: str) -> ir.Table:
    """Spells from rows "stay facility status began ended end"; a dot is empty."""
    found: list[tuple[Any, ...]] = []
    for number, row in enumerate(rows):
        stay, facility, status, began, ended, end = (None if part == "." else part for part in row.split())
        found.append((f"C{number:03}", stay, facility, status, day(began or ""), day(ended or ""), end))
    return ibis.memtable(pl.DataFrame(found, schema=COLUMNS, orient="row").to_arrow())


def rows_of(table: ir.Table, *columns: str) -> list[tuple[Any, ...]]:
    """The rows of an expression, sorted."""
    return sorted(table.select(*columns).to_polars().iter_rows())
