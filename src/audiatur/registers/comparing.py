"""What changed between two snapshots of a table: rows added, changed and gone, by key."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from audiatur.errors import marked as _
from audiatur.registers.contract import Table
from audiatur.registers.errors import SnapshotError
from audiatur.registers.snapshots import Snapshot, one_country, one_nature

LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is not the same in both."""

    key: str
    kind: str
    """added, changed or gone"""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The counts of rows, and the first rows that are not the same."""

    before: str
    after: str
    added: int
    changed: int
    gone: int
    same: int
    changes: tuple[Change, ...]


def compare(before: Snapshot, *, after: Snapshot, table: Table) -> Comparison:
    """What changed from one snapshot to another.

    Raises:
        SnapshotError: they are of different tables or countries, or one is synthetic and the other real.
    """
    if {before.manifest.table, after.manifest.table} != {table.name}:
        raise SnapshotError(
            _("%(before)s and %(after)s are not both of %(table)s. Compare two of one table."),
            before=before.name,
            after=after.name,
            table=table.name,
        )
    one_nature([before, after])
    one_country([before, after])
    key, former, later = list(table.key), before.rows(), after.rows()
    shared = set(former.collect_schema()) & set(later.collect_schema())
    columns = [name for name in table.stored if name in shared and name not in key]
    marked = {name: pl.col(name).ne_missing(pl.col(f"{name}:after")).alias(f"{name}:changed") for name in columns}
    renamed = later.select(*key, *(pl.col(name).alias(f"{name}:after") for name in columns))
    both = former.join(renamed, on=key, how="inner").select(*key, *marked.values())
    differs = pl.any_horizontal(f"{name}:changed" for name in columns)
    changed, same = both.select(differs.sum().alias("changed"), differs.not_().sum().alias("same")).collect().row(0)
    added, gone = later.join(former, on=key, how="anti"), former.join(later, on=key, how="anti")
    changes = [
        Change(_key(row, key=key), "changed", tuple(name for name in columns if row[f"{name}:changed"]))
        for row in both.filter(differs).sort(key).head(LISTED).collect().iter_rows(named=True)
    ]
    for kind, rows in (("added", added), ("gone", gone)):
        listed = rows.select(key).sort(key).head(LISTED).collect()
        changes += [Change(_key(row, key=key), kind) for row in listed.iter_rows(named=True)]
    return Comparison(before.name, after.name, _count(added), changed, _count(gone), same, tuple(changes))


def _count(rows: pl.LazyFrame) -> int:
    return int(rows.select(pl.len()).collect(engine="streaming").item())


def _key(row: dict[str, object], *, key: list[str]) -> str:
    return " + ".join(str(row[name]) for name in key)
