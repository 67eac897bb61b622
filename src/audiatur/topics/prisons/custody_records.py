"""From a custody register to the arrays that a projection runs on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl
from ibis.expr import types as ir

from audiatur.registers.engine import Registers
from audiatur.topics.prisons.indicators import prison_spells
from audiatur.topics.prisons.projection.backtest import Score, backtest_records, scores
from audiatur.topics.prisons.projection.cohorts import Seen, Spells, seen
from audiatur.topics.prisons.projection.records import past_series
from audiatur.topics.prisons.projection.steps import FAR, step_of
from audiatur.topics.prisons.state.shares import UNTRIED

STATUSES = ("pretrial", "appeal", "sentenced", "other")
"""The legal statuses of a projection: both pre-trial statuses are one, so that time limits count the whole of it."""
GROUPS = ("felony", "misdemeanour", "petty_offence", "not_recorded")
"""The charge classes of a projection."""
_STATUS = {**dict.fromkeys(UNTRIED, 0), "appeal": 1, "sentenced": 2}
_GROUP = {name: number for number, name in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class Records:
    """A register ready to be projected: by month, from the first that is filled to the last that is known in full."""

    rows: Seen
    first: int
    last: int
    last_day: int
    """The last day that the register tells of."""


_kept: dict[tuple[str, ...], Records] = {}


def records_of(registers: Registers) -> Records | None:
    """The records of the custody register; None where it holds less than two years.

    The newest answer is kept, since a snapshot never changes.
    """
    key = tuple(sorted(snapshot.name for snapshot in registers.snapshots.values()))
    if key not in _kept:
        frame = registers.run(_columns(prison_spells(registers)))
        _kept.clear()
        _kept[key] = _records(frame)
    found = _kept[key]
    return found if found.last - found.first >= 24 else None


def _columns(spells: ir.Table) -> ir.Table:
    return spells.select("stay", "status", "charge_class", "began_day", "ended_day")


def _records(frame: pl.DataFrame) -> Records:
    stay = frame["stay"].rank("dense").to_numpy().astype(np.int64)
    status = frame["status"].replace_strict(_STATUS, default=3, return_dtype=pl.Int64).to_numpy()
    group = frame["charge_class"].fill_null("").replace_strict(_GROUP, default=3, return_dtype=pl.Int64).to_numpy()
    began = frame["began_day"].to_numpy()
    ended = frame["ended_day"].fill_null(FAR).to_numpy()
    known = ended[ended < FAR]
    last_day = int(max(began.max(initial=0), known.max(initial=0)))
    rows = seen(Spells(stay, group, status, began, ended, GROUPS, STATUSES), step="month")
    begun = int(step_of(np.array([began.min(initial=last_day)]), step="month")[0])
    # The last month counts where the register tells of its last day.
    last = int(step_of(np.array([last_day + 1]), step="month")[0]) - 1
    return Records(rows, _filled(rows, begun=begun, last=last), last, last_day)


def _filled(rows: Seen, *, begun: int, last: int) -> int:
    """The first month with half as many persons as ever: before it a new register is still filling up."""
    _, held = past_series(rows, first=begun, origin=max(last, begun), step="month")
    return begun + int(np.argmax(held >= held.max() / 2))


@lru_cache(maxsize=4)
def _scored(key: tuple[str, ...]) -> tuple[Score, ...]:
    found = _kept[key]
    every = max(1, (found.last - found.first) // 16)
    return scores(
        backtest_records(found.rows, first=found.first, last=found.last, runs=150, every=every, smoothed=True)
    )


def looked_back(registers: Registers) -> tuple[Score, ...]:
    """How far projections from these records were off, at about sixteen of their months; empty for short records."""
    if records_of(registers) is None:
        return ()
    return _scored(tuple(sorted(snapshot.name for snapshot in registers.snapshots.values())))
