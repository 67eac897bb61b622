"""Holds every row of a file against its contract: counts by rule first, exact rows and values of the faults after.

Most files are mostly right, so one pass only counts; the second looks at the faulty rows alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

import polars as pl

from audiatur.registers.contract import Lang, Table
from audiatur.registers.converting import given_cell, given_name, typed
from audiatur.registers.faults import Fault, mend
from audiatur.registers.mapping import TableMapping, check_mapping
from audiatur.registers.rules import Rule, reference_rules, row_rules

ROW = "row"
CELLS = "cells"
"""How many cells a row of a text file has, where that is not the number of names; else null."""
LISTED = 10_000
"""Faulty rows that are listed one by one; more are counted and kept in quarantine."""


@dataclass(frozen=True, slots=True)
class Validation:
    """What a file is worth under a contract: counts, faults, and the rows themselves, not yet read."""

    table: Table
    read: int
    quarantined: int
    counts: Mapping[str, int]
    """Faults by "rule:column"."""
    faults: tuple[Fault, ...]
    kept_rows: pl.LazyFrame
    quarantined_rows: pl.LazyFrame

    @property
    def kept(self) -> int:
        """The rows without a fault."""
        return self.read - self.quarantined

    @property
    def fault_count(self) -> int:
        """All faults, listed or not; a row can have several."""
        return sum(self.counts.values())


def validate(
    rows: pl.LazyFrame,
    *,
    table: Table,
    mapping: TableMapping,
    today: date,
    file: str = "",
    sheet: str = "",
    keys: Mapping[str, pl.Series] | None = None,
    lang: Lang = "en",
) -> Validation:
    """Every row held against the contract.

    `rows` has their columns, `row` with the number of each, and `cells` where a text file can have ragged rows;
    `keys` has the keys of other tables by name.

    Raises:
        MappingError: the mapping does not fit the contract.
    """
    check_mapping(mapping, table=table)
    frame = _typed_rows(rows, table=table, mapping=mapping)
    rules = [*row_rules(table, today=today), *reference_rules(table, keys=keys or {})]
    names = len(rows.collect_schema().names()) - 2
    if CELLS in rows.collect_schema():
        rules.append(Rule("cells_missing", None, pl.col(CELLS).is_not_null(), other=f"{names}"))
    if repeated := _repeated(frame, table=table):
        rules.append(repeated)
    counted, faulty = _passed(frame, rules=rules)
    listed = _judged(_typed_rows(rows.filter(faulty), table=table, mapping=mapping), rules=rules).collect()
    counts = {name: int(value or 0) for name, value in counted.row(0, named=True).items()}
    read, quarantined = counts.pop("read"), counts.pop("quarantined")
    faults = _faults(listed, rules=rules, table=table, mapping=mapping, lang=lang, at=(file, sheet))
    broken = _any_broken(rules)
    return Validation(
        table,
        read,
        quarantined,
        {mark: found for mark, found in counts.items() if found},
        faults,
        frame.filter(broken.not_()).select(table.stored),
        frame.filter(broken).select(ROW, *(given_name(column.name) for column in table.columns)),
    )


def _typed_rows(rows: pl.LazyFrame, *, table: Table, mapping: TableMapping) -> pl.LazyFrame:
    """The rows with, for each of our columns, the cell as given and the typed value."""
    dtypes = rows.collect_schema()
    given, values = [], []
    for column in table.columns:
        entry = mapping.columns.get(column.name)
        dtype = dtypes.get(entry.source) if entry and entry.source else None
        given.append(given_cell(column, mapping=mapping, dtype=dtype))
        values += typed(column, mapping=mapping, dtype=dtype)
    beside = [pl.col(name) for name in (ROW, CELLS) if name in dtypes]
    given_names = [pl.col(given_name(column.name)) for column in table.columns]
    return rows.with_columns(given).select(*beside, *given_names, *values)


def _any_broken(rules: list[Rule]) -> pl.Expr:
    return pl.any_horizontal(rule.broken.fill_null(value=False) for rule in rules)


def _digest(table: Table) -> pl.Expr:
    """Equal keys have equal digests, so distinct digests settle cheaply that no two rows share a key."""
    return pl.struct(table.key).hash(0) if len(table.key) > 1 else pl.col(table.key[0]).hash(0)


def _complete(table: Table) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_not_null() for name in table.key)


def _judged(frame: pl.LazyFrame, *, rules: list[Rule]) -> pl.LazyFrame:
    return frame.with_columns(rule.broken.fill_null(value=False).alias(rule.mark) for rule in rules)


def _passed(frame: pl.LazyFrame, *, rules: list[Rule]) -> tuple[pl.DataFrame, pl.Expr]:
    """One pass over the rows: the counts by rule, and which rows are the first faulty ones."""
    judged = _judged(frame, rules=rules)
    broken = pl.any_horizontal(rule.mark for rule in rules)
    counted = judged.select(
        pl.len().alias("read"), broken.sum().alias("quarantined"), *(pl.col(rule.mark).sum() for rule in rules)
    )
    numbers = judged.filter(broken).select(ROW).head(LISTED)
    counts, first = pl.collect_all([counted, numbers], engine="streaming")
    return counts, pl.col(ROW).is_in(first[ROW].implode())


def _repeated(frame: pl.LazyFrame, *, table: Table) -> Rule | None:
    """The rule that no two rows share a key, where some do."""
    complete, digest = _complete(table), _digest(table)
    digests = frame.filter(complete).select(digest.alias("digest")).collect(engine="streaming").to_series().sort()
    shared = digests.filter(digests == digests.shift(1)).unique()
    if shared.is_empty():
        return None
    suspects = frame.filter(complete & digest.is_in(shared.implode())).select(ROW, *table.key).collect()
    repeated = suspects.filter(pl.struct(table.key).is_duplicated()).sort(ROW)
    if repeated.is_empty():
        return None
    twins = repeated.select(
        ROW,
        pl.when(pl.col(ROW) == pl.col(ROW).first().over(table.key))
        .then(pl.col(ROW).last().over(table.key))
        .otherwise(pl.col(ROW).first().over(table.key))
        .alias("twin"),
    ).head(LISTED)
    broken = pl.col(ROW).is_in(repeated[ROW].implode())
    return Rule("duplicate_key", None, broken, twins=dict(twins.iter_rows()))


def _faults(
    listed: pl.DataFrame,
    *,
    rules: list[Rule],
    table: Table,
    mapping: TableMapping,
    lang: Lang,
    at: tuple[str, str],
) -> tuple[Fault, ...]:
    """The faults of the first faulty rows, row by row."""
    found = []
    for row in listed.sort(ROW).iter_rows(named=True):
        for rule in rules:
            if row[rule.mark]:
                column, value = _place(rule, row=row, table=table, mapping=mapping)
                words = mend(rule.name, column=rule.column, table=table, lang=lang, other=_other(rule, row=row))
                name = rule.column.name if rule.column else " + ".join(table.key)
                found.append(Fault(*at, row[ROW], column, name, value, rule.name, words))
    return tuple(found)


def _place(rule: Rule, *, row: Mapping[str, object], table: Table, mapping: TableMapping) -> tuple[str, str]:
    """Their column and the cell as given."""
    names = (rule.column.name,) if rule.column else table.key
    sources = (entry.source if (entry := mapping.columns.get(name)) else "" for name in names)
    values = (row[given_name(name)] for name in names)
    return " + ".join(sources), " + ".join("" if value is None else str(value) for value in values)


def _other(rule: Rule, *, row: Mapping[str, object]) -> str:
    """What the value was compared with."""
    if rule.name == "cells_missing":
        return f"{row[CELLS]} ≠ {rule.other}"
    if rule.name == "duplicate_key":
        return str(rule.twins.get(cast(int, row[ROW]), ""))
    return str(row[rule.other]) if rule.other in row else rule.other
