"""Days as whole numbers from 1 January 1970, the same on every engine."""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr import types as ir

_EPOCH = date(1970, 1, 1)


def day_number(day: date) -> int:
    """The number of a day.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return (day - _EPOCH).days


def day_of(number: int) -> date:
    """The day of a number.

    >>> day_of(18262)
    datetime.date(2020, 1, 1)
    """
    return date.fromordinal(_EPOCH.toordinal() + number)


def number_of(column: ir.Value) -> ir.Value:
    """The numbers of a column of dates."""
    return column.delta(ibis.date(_EPOCH.isoformat()), unit="day").cast("int64")


def calendar(first: date, last: date) -> ir.Table:
    """One row a day from the first to the last: `day` as a number, `month` as year and month (202501)."""
    numbers = ibis.range(day_number(first), day_number(last) + 1).unnest().name("day").as_table()
    when = ibis.date(_EPOCH.isoformat()) + numbers.day.cast("int32").as_interval("D")
    return numbers.mutate(month=when.year().cast("int64") * 100 + when.month().cast("int64"))
