"""`audiatur figure`: the catalogue, and the figures of an indicator from the newest snapshots."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import typer
from rich.console import Console
from rich.text import Text

from audiatur.commands.register_tables import grid
from audiatur.figures import asking
from audiatur.figures.computing import Computed, compute
from audiatur.figures.errors import NotAsked
from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import Asked, Indicator
from audiatur.figures.keeping import computed_as_json
from audiatur.registers.engine import Registers
from audiatur.registers.shelf import Shelf, open_newest
from audiatur.topics.catalogue import INDICATORS, indicator_get
from audiatur.topics.tables import table_get


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was given on the command line; empty where it was not."""

    by: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    on: str = ""
    place: str = ""


def show_catalogue(*, as_json: bool) -> None:
    """Every indicator with its kind, unit and the columns that it is broken down by."""
    found = sorted(INDICATORS.values(), key=lambda indicator: indicator.id)
    if as_json:
        rows = [
            {
                "id": one.id, "version": one.version, "kind": str(one.kind), "unit": str(one.unit),
                "name": {"en": one.name.en, "km": one.name.km}, "published": [list(group) for group in one.published],
                "tables": list(one.tables), "unconfirmed": one.unconfirmed,
            }
            for one in found
        ]  # fmt: skip
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    by = ["; ".join(", ".join(group) for group in one.published) for one in found]
    cells = [(one.id, str(one.kind), str(one.unit), one.name.en, told) for one, told in zip(found, by, strict=True)]
    grid("Figure", "Kind", "Unit", "Name", "Broken down by", rows=cells)


def show_figure(name: str, *, shelf: Shelf, wanted: Wanted, as_json: bool) -> None:
    """The figures of an indicator; the last whole year, or the last end of a month, where no day is given.

    Raises:
        UnknownIndicator: there is none of this id.
        NotAsked: the indicator does not give what is wanted.
        SnapshotError: a table that it needs was not loaded.
    """
    indicator = indicator_get(name)
    # What lies in a place is told by the places, whatever else the indicator is computed from.
    tables = tuple(dict.fromkeys((*indicator.tables, *(("places",) if wanted.place else ()))))
    with open_newest(shelf, tables=tables, environment=os.environ) as registers:
        asked = _asked(indicator, registers, wanted=wanted)
        computed = compute(indicator, registers, asked=asked, country=shelf.country or "all")
    if as_json:
        told = {"synthetic": shelf.synthetic, **computed_as_json(computed)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(computed, synthetic=shelf.synthetic)


def _asked(indicator: Indicator, registers: Registers, *, wanted: Wanted) -> Asked:
    known = asking.span(registers, tables=[table_get(table) for table in indicator.tables])
    on, since, until = (_day(given) for given in (wanted.on, wanted.since, wanted.until))
    usual = asking.headline(indicator, known=known) if known else None
    if indicator.stock and (day := on or (usual.on if usual else None)):
        return replace(asking.of_day(day), by=wanted.by, place=wanted.place)
    last = on or (usual.on if usual else None)
    first = since or (usual.since if usual else None)
    end = until or (min(usual.until, last) if usual and last else None)
    if last is None or first is None or end is None:
        raise NotAsked(f"The tables of {indicator.id} hold no days. Give --on, and --since and --until for a period.")
    return Asked(since=first, until=end, on=last, by=wanted.by, place=wanted.place)


def _day(given: str) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise NotAsked(f"{given!r} is no day. Give it as 2025-06-30.") from fault


def _print(computed: Computed, *, synthetic: bool) -> None:
    indicator, first = computed.indicator, computed.figures[0]
    console = Console()
    console.print(Text(f"{indicator.name.en}{' · SYNTHETIC' if synthetic else ''}", style="bold"))
    console.print(Text(indicator.definition.en))
    period = f"{first.since} to {first.until}" if first.since != first.until else f"{first.since}"
    console.print(Text(f"{first.place}, {period}, as known on {first.censored_on}"))
    by = computed.asked.by
    rows = [(*("all" if f.group[name] == ALL else f.group[name] for name in by), *_cells(f)) for f in computed.figures]
    grid(*by, "Value", "From", "To", "Interval", "Counted", "Base", rows=rows)
    if any(figure.release is not Release.SHOWN for figure in computed.figures):
        console.print(Text("withheld: fewer than ten, or it would give away a cell that counts fewer than ten"))
    if indicator.unconfirmed:
        console.print(Text(f"Rests on rules that no lawyer has confirmed: {indicator.unconfirmed}"))
    console.print(Text(f"{indicator.id} version {indicator.version}, {first.software}; {', '.join(first.snapshots)}"))


def _cells(figure: Figure) -> tuple[str, ...]:
    if figure.release is not Release.SHOWN:
        return ("withheld", "", "", "", "", "")
    if figure.value is None:
        return ("no value", "", "", figure.interval, "0", "0")
    base = "" if figure.denominator is None else f"{figure.denominator:,.10g}"
    counted = figure.n if figure.numerator is None else figure.numerator
    return (
        f"{figure.value:,.4g} {figure.unit}" if figure.value < 1000 else f"{figure.value:,.0f} {figure.unit}",
        *("" if figure.complete or end is None else f"{end:,.4g}" for end in (figure.low, figure.high)),
        figure.interval,
        f"{counted:,.10g}",
        base,
    )


@contextmanager
def plainly() -> Iterator[None]:
    """Turn an error of ours into one line on standard error, and status 2."""
    from audiatur.errors import AudiaturError

    try:
        yield
    except (AudiaturError, OSError) as fault:
        typer.echo(f"audiatur figure: {fault}", err=True)
        raise typer.Exit(2) from fault
