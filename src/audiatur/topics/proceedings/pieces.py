"""Rows of runs as the arrays that the clock counts: the same first day, age, charge and key as in the expression."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from audiatur.topics.proceedings.clock import NEVER, Ints, Pieces, Reason
from audiatur.topics.proceedings.counting import FAR, MINUTES, has_lived, is_aged, written
from audiatur.topics.proceedings.rules import RuleSet
from audiatur.topics.proceedings.windows import Windows, windows_of


def pieces_of(runs: pl.DataFrame, *, rules: RuleSet, clock: str) -> tuple[Pieces, Ints, pl.DataFrame]:
    """The pieces of runs, the number of the run of each, and the rows that they are, in the order of time.

    `runs` are rows of `runs.runs_of_events` for the clock; pieces whose charge held for no day of theirs are left out.
    """
    windows = windows_of(rules)
    timed = rules.clock(clock)
    scale = 1 if timed.unit == "day" else MINUTES
    rows = runs.sort("case", "person", "origin", "before", "charged_from")
    place = pl.col("origin") + pl.col("away")
    begins = pl.max_horizontal(pl.col("charged_from").clip(-FAR, FAR) * scale - place, "before")
    ends = pl.min_horizontal((pl.col("charged_to").clip(-FAR, FAR - 1) + 1) * scale - place, "held_high")
    first = pl.col("origin") // scale
    nothing_held = (pl.col("held_high") <= pl.col("before")) & first.is_between("charged_from", "charged_to")
    rows = rows.filter((ends > begins) | nothing_held | pl.col("wrong_order"))
    by = ["case", "person"] if timed.again == "adds" else ["case", "person", "origin"]
    run = rows.select(pl.struct(by).rank("dense").alias("run") - 1)["run"].to_numpy().astype(np.int32)
    wrong = rows["wrong_order"].to_numpy()
    key, unsure = _keys(rows, windows=windows, clock=clock, scale=scale)
    pieces = Pieces(
        key=key,
        first=_ints(rows.select(first.alias("first"))["first"]),
        held_low=np.where(wrong, 0, _ints(rows["held_low"])).astype(np.int32),
        held_high=np.where(wrong, NEVER, _ints(rows["held_high"])).astype(np.int32),
        reasons=(
            unsure
            | np.where(wrong, int(Reason.DATES), 0)
            | np.where(rows["half"].is_null().to_numpy(), int(Reason.NO_PENALTY), 0)
        ).astype(np.int32),
        before=_ints(rows["before"]),
        away=_ints(rows["away"]),
        origin=_ints(rows["origin"]),
        late=_ints(rows["late"]),
        scale=scale,
        orders_low=tuple(_ints(rows[f"order_low_{k}"]) for k in range(1, windows.orders + 1)),
        orders_high=tuple(_ints(rows[f"order_high_{k}"]) for k in range(1, windows.orders + 1)),
        cap=_ints(rows["half"].fill_null(NEVER)),
        judged_from=_ints(rows["charged_from"]),
        judged_to=_ints(rows["charged_to"]),
    )
    return pieces, run, rows


def _ints(column: pl.Series) -> Ints:
    return column.cast(pl.Int64).to_numpy().astype(np.int32)


def _keys(rows: pl.DataFrame, *, windows: Windows, clock: str, scale: int) -> tuple[Ints, NDArray[np.int64]]:
    """The key of each piece, and what of charge, age and hour is not known."""
    rules = windows.rules
    number = [known.key for known in rules.clocks].index(clock)
    ages = rules.bands(clock)
    group = rows["group"].to_numpy()
    low, high = (_band(rows, name, rules=rules, ages=ages, scale=scale) for name in ("born_high", "born_low"))
    unborn = rows["born_low"].is_null().to_numpy()
    low, high = np.where(unborn, 0, low), np.where(unborn, len(ages), high)
    key = windows.key(clock=number, group=0, low=0, high=0) + ((group * windows.bands + low) * windows.bands + high)
    unsure = np.where(group == len(windows.groups) - 1, int(Reason.NO_CHARGE), 0) | np.where(
        low != high, int(Reason.NO_AGE), 0
    )
    unsure |= np.where((rows["held_low"] != rows["held_high"]).to_numpy(), int(Reason.NO_HOUR), 0)
    unsure = np.where(rows["wrong_order"].to_numpy(), unsure & ~int(Reason.NO_HOUR), unsure)
    return key.astype(np.int32), unsure.astype(np.int64)


def _band(rows: pl.DataFrame, born: str, *, rules: RuleSet, ages: tuple[int, ...], scale: int) -> NDArray[np.int64]:
    first = (rows["origin"] // scale).cast(pl.Int32)
    on = first.cast(pl.Date)
    birth = rows[born]
    band = pl.Series([0] * rows.height, dtype=pl.Int64)
    for years in ages:
        if rules.age == "birthday":
            reached = is_aged(on=_written(on), born=birth, years=years)
        else:
            reached = has_lived(first.cast(pl.Int64) - birth, years=years)
        band = band + reached.fill_null(False).cast(pl.Int64)
    return band.to_numpy()


def _written(days: pl.Series) -> pl.Series:
    whole: pl.Series = written(
        days.dt.year().cast(pl.Int64), days.dt.month().cast(pl.Int64), days.dt.day().cast(pl.Int64)
    )
    return whole
