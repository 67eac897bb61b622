"""Columns of text become typed columns under a mapping: polars expressions, so that millions of rows stay cheap."""

from __future__ import annotations

from datetime import date
from functools import partial

import polars as pl

from audiatur.registers.contract import Column, Type
from audiatur.registers.mapping import UNKNOWN, ColumnMapping, TableMapping
from audiatur.registers.values import KHMER_DIGITS, read_day, read_imprecise

TRUE = ("true", "yes", "y", "1", "t", "មាន", "បាទ", "ចាស", "បាន")
FALSE = ("false", "no", "n", "0", "f", "គ្មាន", "ទេ", "មិនបាន")

DTYPES: dict[Type, pl.DataType] = {
    Type.TEXT: pl.String(),
    Type.CODE: pl.String(),
    Type.INTEGER: pl.Int64(),
    Type.NUMBER: pl.Float64(),
    Type.BOOLEAN: pl.Boolean(),
    Type.DAY: pl.Date(),
    Type.WHEN: pl.String(),
}

_WHEN = pl.Struct({"edtf": pl.String, "earliest": pl.Date, "latest": pl.Date})


def given_name(column: str) -> str:
    """The name, beside the typed column, of the cell as given."""
    return f"given:{column}"


def native(column: Column, *, dtype: pl.DataType | None) -> bool:
    """Whether a column of Parquet has our type already, so that its values are taken as they are."""
    return dtype == DTYPES[column.type] and column.type not in (Type.TEXT, Type.CODE, Type.WHEN)


def given_cell(column: Column, *, mapping: TableMapping, dtype: pl.DataType | None = None) -> pl.Expr:
    """The cell that fills a column, null where it is empty: text without blanks around it, or the value of Parquet.

    `dtype` is that of their column.
    """
    entry = mapping.columns.get(column.name)
    if entry is not None and entry.source and native(column, dtype=dtype):
        return pl.col(entry.source).alias(given_name(column.name))
    if entry is None:
        cell = pl.lit(None, dtype=pl.String)
    elif not entry.source:
        cell = pl.lit(entry.value)
    else:
        cell = pl.col(entry.source).cast(pl.String).str.strip_chars()
    empty = ["", *mapping.empty]
    if column.type is Type.BOOLEAN and entry is not None:
        empty += [theirs for theirs, ours in entry.codes.items() if ours == UNKNOWN]
    given: pl.Expr = pl.when(cell.is_in(empty).not_()).then(cell)
    if entry is not None and (unwritten := entry.codes.get("")):
        given = given.fill_null(pl.lit(unwritten))
    return given.alias(given_name(column.name))


def typed(column: Column, *, mapping: TableMapping, dtype: pl.DataType | None = None) -> list[pl.Expr]:
    """The stored columns that a given cell becomes; null where it cannot be read."""
    entry = mapping.columns.get(column.name, ColumnMapping())
    cell = pl.col(given_name(column.name))
    if native(column, dtype=dtype):
        return [cell.alias(column.name)]
    if column.type is Type.WHEN:
        return _when(column.name, cell=cell, how=entry)
    if column.type in (Type.CODE, Type.BOOLEAN):
        decided = {theirs: ours for theirs, ours in entry.codes.items() if theirs and ours}
        word = cell.replace(decided) if decided else cell
        return [(word if column.type is Type.CODE else _flag(word)).alias(column.name)]
    if column.type is Type.DAY:
        days = cell.map_batches(partial(days_read, how=entry), return_dtype=pl.Date, is_elementwise=True)
        return [days.alias(column.name)]
    readers = {Type.TEXT: cell, Type.INTEGER: _integer(cell), Type.NUMBER: _number(cell)}
    return [readers[column.type].alias(column.name)]


def _plain_number(cell: pl.Expr) -> pl.Expr:
    latin = cell.str.replace_many(list(KHMER_DIGITS), list("0123456789"))
    grouped = latin.str.contains(r"^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$")
    return pl.when(grouped).then(latin.str.replace_all(",", "", literal=True)).otherwise(latin)


def _number(cell: pl.Expr) -> pl.Expr:
    value = _plain_number(cell).cast(pl.Float64, strict=False)
    return pl.when(value.is_finite()).then(value)


def _integer(cell: pl.Expr) -> pl.Expr:
    plain = _plain_number(cell).str.replace(r"\.0+$", "")
    return plain.cast(pl.Int64, strict=False)


def _flag(cell: pl.Expr) -> pl.Expr:
    words = {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}
    return cell.str.to_lowercase().replace_strict(words, default=None, return_dtype=pl.Boolean)


def days_read(cells: pl.Series, *, how: ColumnMapping) -> pl.Series:
    """ISO days at the speed of the engine; each other spelling once, however often it stands."""
    iso = cells.str.to_date("%Y-%m-%d", strict=False)
    # A year beyond 2300 may be a Buddhist one: the reader of single values decides.
    plain = (iso.dt.year() < 2300) & (how.era != "be")
    fast = iso.zip_with(plain.fill_null(value=False), pl.Series([None], dtype=pl.Date).new_from_index(0, len(iso)))
    others = cells.filter(fast.is_null() & cells.is_not_null()).unique()
    if others.is_empty():
        return fast
    read = {cell: read_day(cell, how=how) for cell in others}
    return fast.fill_null(cells.replace_strict(read, default=None, return_dtype=pl.Date))


def _when(name: str, *, cell: pl.Expr, how: ColumnMapping) -> list[pl.Expr]:
    read = cell.map_batches(partial(_whens, how=how), return_dtype=_WHEN, is_elementwise=True)
    return [
        read.struct.field("edtf").alias(name),
        read.struct.field("earliest").alias(f"{name}_earliest"),
        read.struct.field("latest").alias(f"{name}_latest"),
    ]


def _whens(cells: pl.Series, *, how: ColumnMapping) -> pl.Series:
    read: dict[str, tuple[str, date | None, date | None] | None] = {
        cell: read_imprecise(cell, how=how) for cell in cells.unique().drop_nulls()
    }
    rows = [read.get(cell) or (None, None, None) for cell in cells]
    return pl.Series([dict(zip(("edtf", "earliest", "latest"), row, strict=True)) for row in rows], dtype=_WHEN)
