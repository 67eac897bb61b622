"""From an indicator and snapshots to its figures: one expression on the engine, then an estimate for each group.

Every table that the indicator may be broken down by is counted at once and protected as one, so that what one page
shows never gives away what another withholds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version

import polars as pl

from audiatur.figures.figure import ALL, Figure, Release
from audiatur.figures.indicator import Asked, Estimate, Indicator
from audiatur.figures.protection import Counts, Key, lattice, withheld
from audiatur.registers.engine import Registers

NOWHERE = "not recorded"
"""The value of a group whose column is empty in the records."""


@dataclass(frozen=True, slots=True)
class Computed:
    """The figures of an indicator with what anyone needs to compute them again."""

    indicator: Indicator
    asked: Asked
    figures: tuple[Figure, ...]
    sql: str


def compute(
    indicator: Indicator, registers: Registers, *, asked: Asked, country: str, open_rows: bool = False
) -> Computed:
    """The figures of an indicator: a total, and one for each group and subtotal of `asked.by`.

    `country` is the name of the place that a figure without `asked.place` is of. With `open_rows` (rows that concern
    nobody, such as places) small counts are shown.

    Raises:
        NotAsked: the indicator cannot be broken down so.
        SnapshotError: a table that it needs is not open.
    """
    indicator.check(asked)
    everything = replace(asked, by=indicator.dimensions)
    expression = indicator.expression(registers, everything)
    rows = _named(registers.run(expression), columns=everything.by)
    groups = _groups(rows, indicator=indicator)
    estimates = {key: indicator.estimator(part) for key, part in groups.items()}
    hidden = frozenset() if open_rows else _withheld(estimates, rows=rows, indicator=indicator)
    wanted = _wanted(indicator, asked=asked, keys=estimates)
    figures = tuple(
        _figure(
            indicator,
            asked=asked,
            group={name: value for name, value in zip(indicator.dimensions, key, strict=True) if name in asked.by},
            estimate=estimates[key],
            hidden=key in hidden,
            registers=registers,
            country=country,
        )
        for key in wanted
    )
    return Computed(indicator, asked, figures, registers.sql(expression))


def _withheld(estimates: Mapping[Key, Estimate], *, rows: pl.DataFrame, indicator: Indicator) -> frozenset[Key]:
    """The cells that may not be shown, held against every table of the indicator at once."""
    cells: dict[Key, Counts] = {key: found.counts for key, found in estimates.items()}
    columns = indicator.dimensions
    if not columns:
        return withheld(cells)
    # A finest cell that no table shows still ties the tables that it is summed in.
    finest = {tuple(map(str, key)): part for key, part in rows.partition_by(columns, as_dict=True).items()}
    return withheld(
        cells, atoms={key: cells[key] if key in cells else indicator.estimator(p).counts for key, p in finest.items()}
    )


def _named(rows: pl.DataFrame, *, columns: Sequence[str]) -> pl.DataFrame:
    return rows.with_columns(pl.col(name).cast(pl.String).fill_null(NOWHERE) for name in columns)


def _groups(rows: pl.DataFrame, *, indicator: Indicator) -> Mapping[Key, pl.DataFrame]:
    """Every cell that may be published with the rows that it is made of."""
    columns = indicator.dimensions
    places = {name: place for place, name in enumerate(columns)}
    shown = lattice(
        rows.select(columns).unique().rows() if columns else [()],
        published=[[places[name] for name in group] for group in indicator.published] or [[]],
    )
    # The total stands even where there is no row to count.
    found: dict[Key, pl.DataFrame] = {tuple(ALL for _ in columns): rows}
    for named in {tuple(value != ALL for value in key) for key in shown}:
        chosen = [name for name, keep in zip(columns, named, strict=True) if keep]
        if not chosen:
            continue
        for values, part in rows.partition_by(chosen, as_dict=True).items():
            given = iter(values)
            found[tuple(str(next(given)) if keep else ALL for keep in named)] = part
    return found


def _wanted(indicator: Indicator, *, asked: Asked, keys: Mapping[Key, Estimate]) -> list[Key]:
    """The cells asked for, the total first, in the order of their values."""
    chosen = [name in asked.by for name in indicator.dimensions]
    inside = [key for key in keys if all(keep or value == ALL for keep, value in zip(chosen, key, strict=True))]
    return sorted(inside, key=lambda key: [(value != ALL, value) for value in key])


def _figure(
    indicator: Indicator,
    *,
    asked: Asked,
    group: Mapping[str, str],
    estimate: Estimate,
    hidden: bool,
    registers: Registers,
    country: str,
) -> Figure:
    found = replace(estimate, value=None, low=None, high=None, numerator=None, denominator=None) if hidden else estimate
    return Figure(
        indicator=indicator.id,
        version=indicator.version,
        unit=str(indicator.unit),
        numerator_code=indicator.numerator,
        denominator_code=indicator.denominator,
        group=dict(group),
        place=asked.place or country,
        since=asked.on if indicator.stock else asked.since,
        until=asked.on if indicator.stock else asked.until,
        censored_on=asked.on,
        snapshots=tuple(sorted(registers.snapshots[table].name for table in indicator.tables)),
        synthetic=registers.synthetic,
        software=f"audiatur {version('audiatur')}",
        release=Release.WITHHELD if hidden else Release.SHOWN,
        interval=estimate.interval,
        value=found.value,
        low=found.low,
        high=found.high,
        n=None if hidden else estimate.n,
        numerator=found.numerator,
        denominator=found.denominator,
        unconfirmed=indicator.unconfirmed,
    )
