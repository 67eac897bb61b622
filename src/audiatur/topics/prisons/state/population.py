"""Who was held at the end of a day: a spell holds its person on its first day, its last day and all days between."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.topics.prisons.state.days import calendar, day_number


def held_by_day(spells: ir.Table, *, first: date, last: date, by: Sequence[str] = ("facility",)) -> ir.Table:
    """Persons held by group and day: columns of `by`, `day`, `month`, `held`; one row for each group and each day.

    `spells` has `began_day` and `ended_day`. Steps up and down are added up, so that the work grows with the spells and
    not with the days that they last.
    """
    start, stop = day_number(first), day_number(last)
    inside = spells.filter((spells.began_day <= stop) & (ibis.coalesce(spells.ended_day, stop) >= start))
    inside = inside.mutate(up=ibis.greatest(inside.began_day, start), down=ibis.coalesce(inside.ended_day, stop) + 1)
    ups = inside.select(*by, day=inside.up, step=ibis.literal(1, "int64"))
    downs = inside.select(*by, day=inside.down, step=ibis.literal(-1, "int64"))
    both = ups.union(downs)
    steps = both.group_by([*by, "day"]).aggregate(step=both.step.sum())
    grid = inside.select(*by).distinct().cross_join(calendar(first, last))
    joined = grid.left_join(steps, [*by, "day"]).select(*by, "day", "month", step=ibis.coalesce(steps.step, 0))
    running = ibis.window(group_by=list(by), order_by="day", preceding=None, following=0)
    return joined.mutate(held=joined.step.sum().over(running).cast("int64")).drop("step")


def held_on(spells: ir.Table, *, day: date, by: Sequence[str] = ()) -> ir.Table:
    """Persons held on one day by group: columns of `by` and `held`; a stay counts once in each group."""
    number = day_number(day)
    there = spells.filter((spells.began_day <= number) & (ibis.coalesce(spells.ended_day, number) >= number))
    return there.aggregate(by=list(by), held=there.stay.nunique().cast("int64"))


def person_days(spells: ir.Table, *, first: date, last: date, by: Sequence[str] = ()) -> ir.Table:
    """Bed-days of a period by group: columns of `by`, `days` and `spells`."""
    start, stop = day_number(first), day_number(last)
    inside = spells.filter((spells.began_day <= stop) & (ibis.coalesce(spells.ended_day, stop) >= start))
    until = ibis.least(ibis.coalesce(inside.ended_day, stop), stop)
    counted = inside.mutate(days=until - ibis.greatest(inside.began_day, start) + 1)
    return counted.aggregate(by=list(by), days=counted.days.sum().cast("int64"), spells=counted.count())
