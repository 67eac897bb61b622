"""Registers on a terminal: contracts, what came of loading, snapshots and comparisons as tables."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from audiatur.commands.terminal import one_line
from audiatur.registers.comparing import Comparison
from audiatur.registers.contract import Column, Table
from audiatur.registers.loading import Loaded
from audiatur.registers.snapshots import Manifest


def grid(*headings: str, rows: Sequence[Sequence[str]]) -> None:
    """A table on the terminal."""
    grid = Grid(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        grid.add_column(heading, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(one_line(cell)) for cell in row))
    Console().print(grid)


def show_tables(tables: Sequence[Table]) -> None:
    """All tables, one a row."""
    grid("Table", "Version", "One row is", rows=[(table.name, str(table.version), table.row_en) for table in tables])


def show_contract(table: Table) -> None:
    """One table with its columns."""
    Console().print(Text(f"{table.name} · version {table.version} · {table.en} · {table.km}"))
    Console().print(Text(f"One row is {table.row_en}. Key: {' + '.join(table.key)}."))
    rows = [
        (column.name, column.type.value + (" *" if column.required else ""), column.en, column.km, _may_be(column))
        for column in table.columns
    ]
    grid("Column", "Type", "What it holds", "អត្ថន័យ", "May be", rows=rows)
    Console().print(Text("* required"))


def _may_be(column: Column) -> str:
    said = [", ".join(column.codes)] if column.codes else [f"such as {column.example}"]
    said += [f"in {column.unit}"] if column.unit else []
    said += [f"a key of {column.refers_to}"] if column.refers_to else []
    said += ["not in the future"] if column.not_future else []
    said += [f"not before {column.not_before}"] if column.not_before else []
    return "; ".join(said)


def show_loaded(loaded: Loaded, *, shown: int) -> None:
    """The counts, the first faults and the snapshot."""
    found = loaded.validation
    Console().print(
        Text(f"{found.read:,} rows read = {found.kept:,} kept + {found.quarantined:,} in quarantine", style="bold")
    )
    if found.faults:
        rows = [
            (f"{fault.row:,}", fault.column or fault.field, fault.value, fault.rule.replace("_", " "), fault.mend)
            for fault in found.faults[:shown]
        ]
        grid("Row", "Column", "Value", "Rule", "How to mend it", rows=rows)
        if found.fault_count > shown:
            Console().print(Text(f"… {found.fault_count:,} faults in all; --faults FILE.csv writes them to send back"))
    for note in loaded.notes:
        Console().print(Text(one_line(note)))
    if loaded.snapshot:
        label = "SYNTHETIC " if loaded.snapshot.manifest.synthetic else ""
        Console().print(Text(f"{label}snapshot {loaded.snapshot.name}", style="bold"))


def show_snapshots(manifests: Sequence[Manifest]) -> None:
    """The snapshots, oldest first."""
    rows = [
        (
            entry.snapshot,
            "synthetic" if entry.synthetic else "real",
            entry.country or "–",
            f"{entry.kept:,}",
            f"{entry.quarantined:,}",
            entry.source,
            entry.at,
            entry.by or "–",
        )
        for entry in manifests
    ]
    grid("Snapshot", "Nature", "Country", "Rows", "Quarantined", "From", "At", "By", rows=rows)


def show_comparison(found: Comparison, *, shown: int) -> None:
    """The counts, and the first rows that are not the same."""
    Console().print(
        Text(
            f"{found.before} → {found.after}: {found.added:,} added, {found.changed:,} changed, {found.gone:,} gone, "
            f"{found.same:,} the same",
            style="bold",
        )
    )
    if found.changes:
        rows = [(change.kind, change.key, ", ".join(change.columns)) for change in found.changes[:shown]]
        grid("Row", "Key", "Columns", rows=rows)
