"""The commands of registers: describe, map, load, list, compare. Their bodies load the engine when called."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from audiatur.registers.contract import Lang
    from audiatur.registers.faults import Fault
    from audiatur.registers.loading import Loaded
    from audiatur.registers.watching import Progress

app = typer.Typer(no_args_is_help=True, help="Tables of records: what they promise, loading, snapshots.")

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
TableName = Annotated[str, typer.Option("--table", help="The register table.")]
Sheet = Annotated[str, typer.Option(help="The sheet of a workbook, or the resource of a package.")]
SHOWN = 20


@app.command()
def describe(
    table: Annotated[str, typer.Argument(help="A table; all tables where none is given.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the Frictionless Table Schema.")] = False,
) -> None:
    """Shows what a register table promises: its columns, units, codes, limits and keys."""
    with _plainly("describe"):
        from audiatur.commands import register_tables
        from audiatur.registers.frictionless import table_schema
        from audiatur.topics.tables import TABLES, table_get

        if as_json:
            chosen = [table_get(table)] if table else list(TABLES)
            schemas = [table_schema(entry, tables=TABLES) for entry in chosen]
            _json(schemas[0] if table else schemas)
        elif table:
            register_tables.show_contract(table_get(table))
        else:
            register_tables.show_tables(TABLES)


@app.command("map")
def map_columns(file: Path, table: TableName, sheet: Sheet = "") -> None:
    """Suggests a mapping of a file's columns and codes, as TOML to be saved and reviewed."""
    with _plainly("map"):
        from audiatur.registers.loading import rows_of
        from audiatur.registers.mapping import write_mapping
        from audiatur.registers.suggesting import suggest
        from audiatur.topics.tables import table_get

        contract = table_get(table)
        with rows_of(file, table=contract, sheet=sheet, synthetic=True) as spooled:
            found = suggest(spooled.rows, names=spooled.names, table=contract, sheet=spooled.sheet)
        typer.echo(write_mapping(found.mapping, notes=found.notes), nl=False)
        missing = [c.name for c in contract.columns if c.required and c.name not in found.mapping.columns]
        if missing:
            typer.echo(f"# Required and not found: {', '.join(missing)}")
        if found.unused:
            typer.echo(f"# Not used: {json.dumps(found.unused, ensure_ascii=False)}")


@app.command()
def load(
    file: Path,
    table: TableName,
    mapping: Annotated[Path | None, typer.Option(help="A saved mapping (TOML).")] = None,
    sheet: Sheet = "",
    synthetic: Annotated[bool, typer.Option("--synthetic", help="The rows are invented.")] = False,
    country: Annotated[str, typer.Option(help="Whose rows they are: two letters of ISO 3166, such as kh.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only check; keep nothing.")] = False,
    faults: Annotated[Path | None, typer.Option(help="Write the faults to this .csv or .xlsx, to send back.")] = None,
    lang: Annotated[str, typer.Option(help="The language of the faults: en or km.")] = "en",
    by: Annotated[str, typer.Option("--as", metavar="NAME", help="The person who loads.")] = "",
    as_json: AsJson = False,
) -> None:
    """Holds a file against its contract and keeps its good rows as a snapshot; faulty rows go to quarantine.

    The exit status is 0 where every row was kept, 1 where some rows are in quarantine, 2 where nothing was kept.
    """
    with _plainly("load"):
        from audiatur.commands import register_tables
        from audiatur.registers.loading import load as load_file
        from audiatur.registers.mapping import read_mapping
        from audiatur.registers.watching import stoppable
        from audiatur.topics.tables import TABLES, table_get

        if lang not in ("en", "km"):
            raise typer.BadParameter(f"{lang!r} is no language of the faults; give en or km.")
        if faults and faults.suffix.lower() not in (".csv", ".xlsx"):
            raise typer.BadParameter(f"{faults.name!r}: faults are written as .csv or .xlsx; end the name so.")
        contract, known = table_get(table), read_mapping(mapping) if mapping else None
        loaded = stoppable(
            lambda progress: load_file(
                file,
                table=contract,
                tables=TABLES,
                at=datetime.now(UTC),
                mapping=known,
                sheet=sheet,
                store=_store(),
                keep=not check,
                synthetic=synthetic,
                country=country.lower(),
                by=by,
                lang="km" if lang == "km" else "en",
                progress=progress,
            ),
            progress=_stages(),
        )
        if faults:
            _write_faults(loaded.validation.faults, into=faults, lang="km" if lang == "km" else "en")
        if as_json:
            _json(_as_json(loaded))
        else:
            register_tables.show_loaded(loaded, shown=SHOWN)
        nothing = not loaded.validation.kept
        raise typer.Exit(2 if nothing else 1 if loaded.validation.quarantined else 0)


@app.command("list")
def list_snapshots(
    table: Annotated[str, typer.Argument(help="A table; all tables where none is given.")] = "", as_json: AsJson = False
) -> None:
    """Lists the snapshots that are kept."""
    with _plainly("list"):
        from audiatur.commands import register_tables
        from audiatur.registers.snapshots import snapshot_list
        from audiatur.topics.tables import table_get

        found = snapshot_list(_store(), table=table_get(table).name if table else "")
        if as_json:
            _json([asdict(manifest) for manifest in found])
        else:
            register_tables.show_snapshots(found)


@app.command()
def compare(before: str, after: str, as_json: AsJson = False) -> None:
    """Shows which rows were added, changed or gone between two snapshots of a table."""
    with _plainly("compare"):
        from audiatur.commands import register_tables
        from audiatur.registers.comparing import compare as compare_two
        from audiatur.registers.snapshots import snapshot_open
        from audiatur.topics.tables import table_get

        former, later = (snapshot_open(name, store=_store()) for name in (before, after))
        found = compare_two(former, after=later, table=table_get(former.manifest.table))
        if as_json:
            _json(asdict(found))
        else:
            register_tables.show_comparison(found, shown=SHOWN)


def _store() -> Path:
    from audiatur.site import configuration

    return configuration.home() / "registers"


def _stages() -> Progress:
    """Tells each stage of the work once, to a person who waits at a terminal."""
    told: set[str] = set()

    def tell(stage: str, _done: float | None) -> None:
        if stage not in told and sys.stderr.isatty():
            typer.echo(f"{stage} …", err=True)
        told.add(stage)

    return tell


def _write_faults(faults: Sequence[Fault], *, into: Path, lang: Lang) -> None:
    from audiatur.registers.fault_sheet import faults_as_workbook
    from audiatur.registers.faults import faults_as_csv

    sheet = into.suffix.lower() == ".xlsx"
    into.write_bytes(faults_as_workbook(faults, lang=lang) if sheet else faults_as_csv(faults, lang=lang).encode())


def _as_json(loaded: Loaded) -> dict[str, object]:
    found = loaded.validation
    return {
        "table": found.table.name,
        "version": found.table.version,
        "snapshot": loaded.snapshot.name if loaded.snapshot else None,
        "read": found.read,
        "kept": found.kept,
        "quarantined": found.quarantined,
        "fault_count": found.fault_count,
        "faults_by_rule": dict(found.counts),
        "faults": [_fault(fault) for fault in found.faults],
        "notes": list(loaded.notes),
    }


def _fault(fault: Fault) -> dict[str, object]:
    return asdict(fault)


def _json(content: object) -> None:
    typer.echo(json.dumps(content, ensure_ascii=False, indent=2, default=str))


@contextmanager
def _plainly(verb: str) -> Iterator[None]:
    """Turn an error of ours into one line on standard error, and status 2; Ctrl-C into one and status 130."""
    from audiatur.commands.apart import STOPPED
    from audiatur.errors import AudiaturError

    try:
        yield
    except (AudiaturError, OSError) as fault:
        typer.echo(f"audiatur register {verb}: {fault}", err=True)
        raise typer.Exit(2) from fault
    except KeyboardInterrupt as pressed:
        typer.echo(f"audiatur register {verb}: stopped; nothing was kept.", err=True)
        raise typer.Exit(STOPPED) from pressed
    except BrokenPipeError:
        os._exit(0)
