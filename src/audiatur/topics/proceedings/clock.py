"""The clock: how long each run was against what its rule allows, for a million runs at once, in NumPy.

A **run** is one person's time under one clock in one case. What is not known about it is a range, and every answer
holds for the whole range: **within** where even the longest time is allowed by the least limit, **breached** where even
the shortest is longer than the most, **cannot tell** otherwise, with the reasons. A run may come in several pieces (a
second detention, another charge): their days beyond the limit add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum, IntFlag
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from audiatur.topics.proceedings.counting import FAR, MINUTES, first_of, last_day
from audiatur.topics.proceedings.windows import NO_RULE, Window, Windows

Ints = NDArray[np.int32]
NEVER = FAR * MINUTES
"""A time in days or minutes that does not come: no order, no cap, no end."""
_DAYS = (-75_000, 75_000)
"""The day numbers that months are looked up for: the years 1764 to 2175."""
_MONTHS = 12 * 2_500


class Answer(IntEnum):
    """What the clock says of a run."""

    WITHIN = 0
    BREACHED = 1
    CANNOT_TELL = 2


class Reason(IntFlag):
    """Why it cannot tell; several may hold at once."""

    NONE = 0
    NO_RULE = 1
    NO_CHARGE = 2
    NO_AGE = 4
    NO_HOUR = 8
    NO_ORDER = 16
    LATE_ORDER = 32
    DATES = 64
    NO_PENALTY = 128
    """No minimum penalty is recorded: the cap by half of it was not applied. It goes with any answer."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Columns of pieces of runs, as 32-bit whole numbers; times are in the unit of the clock.

    `held_low` and `held_high` are the least and the most time counted up to the end of the piece, `before` the time
    counted before it, `away` the time at liberty since the run began. An order's place is the time counted when it was
    made, NEVER where there is none.
    """

    key: Ints
    first: Ints
    """Day number of the first day of the run."""
    held_low: Ints
    held_high: Ints
    reasons: Ints
    """What is not known of it (`Reason`), whether or not it matters."""
    before: Ints | None = None
    away: Ints | None = None
    origin: Ints | None = None
    """First moment of the run in the clock's unit; the first day where it is left out."""
    late: Ints | None = None
    """How much later than `origin` it may have begun; nothing where it is left out."""
    scale: int = 1
    """Units of the clock in a day."""
    orders_low: tuple[Ints, ...] = ()
    orders_high: tuple[Ints, ...] = ()
    cap: Ints | None = None
    """Half of the minimum penalty, in days; NEVER where it is not recorded."""
    judged_from: Ints | None = None
    judged_to: Ints | None = None
    """First and last day that the piece's charge holds for; all days where they are left out."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the clock says of each row."""

    answer: NDArray[np.int8]
    over_low: Ints
    over_high: Ints
    reasons: Ints
    rule_low: Ints
    rule_high: Ints


@dataclass(frozen=True, slots=True)
class Table:
    """Windows as arrays: one row a range of first days, one column a range of judged days."""

    begins: Ints
    """By key, its first row."""
    rows: Ints
    """By key, how many rows."""
    first_from: Ints
    judged_from: Ints
    judged_to: Ints
    rule_low: Ints
    rule_high: Ints
    counts: Ints
    spare: Ints
    halved: Ints
    times: Ints
    levels: Ints
    """Level × (months low, months high, units low, units high) × row × column."""
    columns: int


def table_of(windows: Windows) -> Table:
    """The arrays of a rule set's windows."""
    spans: dict[tuple[int, int], list[Window]] = {}
    for window in windows.windows:
        spans.setdefault((window.key, window.first_from), []).append(window)
    columns = max((len(span) for span in spans.values()), default=1)
    filled = [_filled(span, columns=columns) for span in spans.values()]
    keys = np.array([key for key, _ in spans], dtype=np.int64)
    rows = np.bincount(keys, minlength=windows.keys).astype(np.int32)

    def column(name: str) -> Ints:
        return np.array([[getattr(window, name) for window in span] for span in filled], dtype=np.int32)

    levels = [
        [
            [[getattr(window.levels[level], name) for window in span] for span in filled]
            for name in ("months_low", "months_high", "units_low", "units_high")
        ]
        for level in range(windows.orders + 1)
    ]
    return Table(
        begins=(np.cumsum(rows) - rows).astype(np.int32),
        rows=rows,
        first_from=np.array([first for _, first in spans], dtype=np.int32),
        judged_from=column("judged_from"),
        judged_to=column("judged_to"),
        rule_low=column("rule_low"),
        rule_high=column("rule_high"),
        counts=column("counts"),
        spare=column("spare"),
        halved=column("halved"),
        times=column("times"),
        levels=np.array(levels, dtype=np.int32),
        columns=columns,
    )


def _filled(span: list[Window], *, columns: int) -> list[Window]:
    """The windows of one range of first days, with empty ones behind where other ranges have more."""
    empty = replace(span[-1], judged_from=FAR, judged_to=-FAR)
    return [*span, *([empty] * (columns - len(span)))]


@lru_cache(maxsize=1)
def _calendar() -> tuple[Ints, Ints, Ints]:
    """The month of each day number, its day of the month, and the first day of each month."""
    days = np.arange(*_DAYS).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    within = (days - months.astype("datetime64[D]")).astype(np.int32) + 1
    firsts = np.array([first_of(month) for month in range(_MONTHS)], dtype=np.int32)
    return (months.astype(np.int64) + 1970 * 12).astype(np.int32), within, firsts


def count(pieces: Pieces, *, table: Table, orders_complete: bool = False) -> Counted:
    """The answer to each piece, alone.

    With `orders_complete`, an order that is not on file was not made; without, it may be missing from the file.
    """
    row = _rows(pieces, table=table)
    over_low = np.zeros(len(row), dtype=np.int32)
    over_high = np.zeros(len(row), dtype=np.int32)
    reasons = np.zeros(len(row), dtype=np.int32)
    for column in range(table.columns):
        judged = _judged(pieces, table=table, row=row, column=column)
        low, high, why = _over(pieces, table=table, cell=(row, column), judged=judged, orders_complete=orders_complete)
        over_low += low
        over_high += high
        reasons |= why
    last = _last_column(pieces, table=table, row=row)
    return _answered(
        over_low, over_high, reasons, rule_low=table.rule_low[row, last], rule_high=table.rule_high[row, last]
    )


def count_runs(pieces: Pieces, *, run: Ints, table: Table, orders_complete: bool = False) -> Counted:
    """The answer to each run, numbered from 0 by `run`; the pieces of a run follow each other and none is empty."""
    each = count(pieces, table=table, orders_complete=orders_complete)
    runs = int(run.max()) + 1 if len(run) else 0
    low = np.bincount(run, weights=each.over_low, minlength=runs).astype(np.int32)
    high = np.bincount(run, weights=each.over_high, minlength=runs).astype(np.int32)
    reasons = np.zeros(runs, dtype=np.int32)
    np.bitwise_or.at(reasons, run, each.reasons)
    rule_low, rule_high = np.full(runs, NO_RULE, dtype=np.int32), np.full(runs, NO_RULE, dtype=np.int32)
    rule_low[run], rule_high[run] = each.rule_low, each.rule_high
    return _answered(low, high, reasons, rule_low=rule_low, rule_high=rule_high)


def _answered(low: Ints, high: Ints, reasons: Ints, *, rule_low: Ints, rule_high: Ints) -> Counted:
    answer = np.where(low > 0, Answer.BREACHED, np.where(high > 0, Answer.CANNOT_TELL, Answer.WITHIN))
    kept = np.where(answer == Answer.CANNOT_TELL, reasons, reasons & Reason.NO_PENALTY)
    return Counted(answer.astype(np.int8), low, high, kept.astype(np.int32), rule_low, rule_high)


def _rows(pieces: Pieces, *, table: Table) -> Ints:
    """The row of the table for each piece: that of its key whose range of first days holds its first day."""
    row = table.begins[pieces.key]
    rows = table.rows[pieces.key]
    begins = row.copy()
    for step in range(1, int(rows.max(initial=1))):
        there = step < rows
        row = row + (there & (pieces.first >= table.first_from[np.where(there, begins + step, begins)]))
    return row.astype(np.int32)


_Span = tuple[tuple[Any, Any], tuple[Any, Any]]


def _judged(pieces: Pieces, *, table: Table, row: Ints, column: int) -> _Span:
    """The time counted before the judged days, and the time at their end, each as least and most.

    The most is counted from the earliest moment it may have begun, the least from the latest.
    """
    before = 0 if pieces.before is None else pieces.before
    if table.columns == 1 and pieces.judged_from is None:
        return (before, pieces.held_low), (before, pieces.held_high)
    late = 0 if pieces.late is None else pieces.late
    origin = _origin(pieces) + (0 if pieces.away is None else pieces.away)
    judged_from, judged_to = table.judged_from[row, column], table.judged_to[row, column]
    if pieces.judged_from is not None and pieces.judged_to is not None:
        judged_from = np.maximum(judged_from, pieces.judged_from)
        judged_to = np.minimum(judged_to, pieces.judged_to)
    since = judged_from * pieces.scale - origin
    until = (np.minimum(judged_to, FAR - 1) + 1) * pieces.scale - origin
    least = np.maximum(before, since - late), np.minimum(pieces.held_low, until - late)
    return least, (np.maximum(before, since), np.minimum(pieces.held_high, until))


def _last_column(pieces: Pieces, *, table: Table, row: Ints) -> Ints:
    """The range of judged days in which the piece ends."""
    last = np.zeros(len(row), dtype=np.int32)
    if table.columns == 1:
        return last
    origin = _origin(pieces) + (0 if pieces.away is None else pieces.away)
    for column in range(1, table.columns):
        reached = table.judged_from[row, column] * pieces.scale - origin < pieces.held_high
        last = np.where(reached & (table.judged_from[row, column] < FAR), column, last).astype(np.int32)
    return last


def _origin(pieces: Pieces) -> Ints:
    return pieces.first if pieces.origin is None else pieces.origin


def _over(
    pieces: Pieces, *, table: Table, cell: tuple[Ints, int], judged: _Span, orders_complete: bool
) -> tuple[Ints, Ints, Ints]:
    """The least and the most time beyond the limit, and what keeps it from being known.

    What the least limit allows without any order is within whatever else is unknown; only the rest is looked into.
    """
    row, column = cell
    (since_low, held_low), (since, held_high) = judged
    limit = _capped(pieces, table=table, cell=cell, level=0, high=False)
    over_low, over_high, reasons = (np.zeros(len(row), dtype=np.int32) for _ in range(3))
    open_ = np.flatnonzero((held_high > limit) & (held_high > since))
    # The cap goes unchecked where the penalty is not recorded, whatever the answer.
    if table.halved.any():
        reasons |= (pieces.reasons & Reason.NO_PENALTY) * table.halved[:, column][row]
    if not len(open_):
        return over_low, over_high, reasons
    part = _taken(pieces, open_)
    at = (row[open_], column)
    least, most, why = _limits(part, table=table, cell=at, held=held_high[open_], orders_complete=orders_complete)
    begun_low, begun = (np.broadcast_to(each, len(row))[open_] for each in (since_low, since))
    over_low[open_] = np.maximum(0, held_low[open_] - np.maximum(most, begun_low))
    over_high[open_] = np.maximum(0, held_high[open_] - np.maximum(least, begun))
    reasons[open_] |= why | _inputs(part, table=table, cell=at)
    return over_low, over_high, reasons


def _taken(pieces: Pieces, chosen: NDArray[np.intp]) -> Pieces:
    def some(column: Ints | None) -> Ints | None:
        return None if column is None else column[chosen]

    return Pieces(
        key=pieces.key[chosen],
        first=pieces.first[chosen],
        held_low=pieces.held_low[chosen],
        held_high=pieces.held_high[chosen],
        reasons=pieces.reasons[chosen],
        cap=some(pieces.cap),
        orders_low=tuple(order[chosen] for order in pieces.orders_low),
        orders_high=tuple(order[chosen] for order in pieces.orders_high),
    )


def _limits(
    pieces: Pieces, *, table: Table, cell: tuple[Ints, int], held: Ints, orders_complete: bool
) -> tuple[Ints, Ints, Ints]:
    """The least and the most that is allowed, and whether an order is missing or late, which would allow more."""
    row, column = cell
    times = table.times[:, column][row]
    lows = _levels(pieces, table=table, cell=cell, high=False)
    highs = _highs(pieces, lows=lows, table=table, cell=cell)
    if not times.any():
        return lows[0], highs[0], np.zeros(len(row), dtype=np.int32)
    sure, _ = _in_time(pieces.orders_high, limits=lows, times=times)
    may, late = _in_time(pieces.orders_low, limits=highs, times=times)
    least, filed = _at(lows, sure), _at(highs, may)
    if orders_complete:
        return least, filed, np.zeros(len(row), dtype=np.int32)
    missing = (may < times) & (highs[-1] > filed) & (held > filed)
    reasons = missing * np.where(late, Reason.LATE_ORDER, Reason.NO_ORDER)
    return least, highs[-1], reasons.astype(np.int32)


def _levels(pieces: Pieces, *, table: Table, cell: tuple[Ints, int], high: bool) -> list[Ints]:
    """The limit with no order, with one and so on, capped; where no order extends it, it is not counted again."""
    row, column = cell
    times = table.times[:, column][row]
    limits: list[Ints] = []
    for level in range(len(table.levels)):
        longer = None if level == 0 else np.flatnonzero(times >= level)
        if longer is None:
            limits.append(_capped(pieces, table=table, cell=cell, level=level, high=high))
        elif not len(longer):
            limits.append(limits[-1])
        else:
            limit = limits[-1].copy()
            part = _taken(pieces, longer)
            limit[longer] = _capped(part, table=table, cell=(row[longer], column), level=level, high=high)
            limits.append(limit)
    return limits


def _highs(pieces: Pieces, *, lows: list[Ints], table: Table, cell: tuple[Ints, int]) -> list[Ints]:
    """The most that is allowed: the least where one rule is sure to hold."""
    row, column = cell
    low, high = table.rule_low[:, column][row], table.rule_high[:, column][row]
    open_ = np.flatnonzero((low != high) | (low == NO_RULE))
    if not len(open_):
        return lows
    most = _levels(_taken(pieces, open_), table=table, cell=(row[open_], column), high=True)
    highs = [low.copy() for low in lows]
    for high, found in zip(highs, most, strict=True):
        high[open_] = found
    return highs


def _capped(pieces: Pieces, *, table: Table, cell: tuple[Ints, int], level: int, high: bool) -> Ints:
    limit = _allowed(pieces.first, table=table, cell=cell, level=level, high=high)
    if pieces.cap is None:
        return limit
    row, column = cell
    return np.where(table.halved[:, column][row] == 1, np.minimum(limit, pieces.cap), limit)


def _at(limits: list[Ints], level: Ints) -> Ints:
    """The limit of the level of each row."""
    found = limits[0]
    for number in range(1, len(limits)):
        found = np.where(level >= number, limits[number], found)
    return found


def _in_time(orders: Iterable[Ints], *, limits: list[Ints], times: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """How many orders were each made before the time that the earlier ones gave had run out; whether one was not."""
    good = np.zeros(len(times), dtype=np.int32)
    late = np.zeros(len(times), dtype=np.bool_)
    for number, order in enumerate(orders):
        if number >= len(limits) - 1:
            break
        # A late order adds nothing, and the next is held against the same time.
        counted = (number < times) & (order <= _at(limits, good))
        late |= (number < times) & ~counted & (order < NEVER)
        good = good + counted
    return good.astype(np.int32), late


def _inputs(pieces: Pieces, *, table: Table, cell: tuple[Ints, int]) -> Ints:
    """The unknown inputs that may matter."""
    row, column = cell
    low, high = table.rule_low[:, column][row], table.rule_high[:, column][row]
    certain = (low == high) & (low != NO_RULE)
    range_known = pieces.held_low == pieces.held_high
    kept = pieces.reasons & ~Reason.NO_PENALTY
    kept = np.where(certain, kept & ~(Reason.NO_CHARGE | Reason.NO_AGE), kept)
    kept = np.where(range_known, kept & ~Reason.NO_HOUR, kept)
    return np.asarray(kept | np.where(low == NO_RULE, Reason.NO_RULE, 0), dtype=np.int32)


def _allowed(first: Ints, *, table: Table, cell: tuple[Ints, int], level: int, high: bool) -> Ints:
    """The least or the most time allowed with that many orders: days from the first to the last, or minutes."""
    row, column = cell
    months_at, units_at = (1, 3) if high else (0, 2)
    units = table.levels[level, units_at, :, column]
    months = table.levels[level, months_at, :, column]
    if not (months >= 0).any():
        return np.asarray(units[row])
    month_of, day_of, firsts = _calendar()
    place = first - _DAYS[0]
    span = months[row]
    ends = last_day(
        month_of[place],
        day_of[place],
        np.maximum(span, 0),
        counts=table.counts[:, column][row],
        spare=table.spare[:, column][row],
        least=np.minimum,
        first=lambda month: firsts[month],
    )
    by_months = np.where(span >= 0, ends - first + 1, -1 if high else NEVER)
    by_units = units[row]
    if high:
        return np.asarray(np.maximum(by_months, by_units))
    return np.asarray(np.minimum(by_months, np.where(by_units >= 0, by_units, NEVER)))
