"""Admissions, releases, transfers and lengths of stay from custody spells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.topics.prisons.state.days import calendar, day_number


def stays(spells: ir.Table, *, by: Sequence[str] = ()) -> ir.Table:
    """One row a stay: `stay`, `admitted_day`, `released_day` (null while open) and the first value of each of `by`."""
    order = ibis.window(group_by="stay", order_by=["began_day", "spell"])
    firsts = spells.mutate(**{f"first_{name}": spells[name].first().over(order) for name in by})
    grouped = firsts.group_by(["stay", *(f"first_{name}" for name in by)]).aggregate(
        admitted_day=firsts.began_day.min(),
        released_day=firsts.ended_day.max(),
        open=firsts.ended_day.isnull().cast("int64").max(),
    )
    released = ibis.ifelse(grouped.open == 1, ibis.null("int64"), grouped.released_day)
    return grouped.mutate(released_day=released).drop("open").rename({name: f"first_{name}" for name in by})


def _stretches(spells: ir.Table, *, within: tuple[str, ...]) -> ir.Table:
    """The spells with whether the person was there the day before (`was_there`) and the day after (`stays_there`)."""
    order = ibis.window(group_by=list(within), order_by=["began_day", "spell"])
    return spells.mutate(
        was_there=(spells.ended_day.lag().over(order) + 1 >= spells.began_day).fill_null(False),
        stays_there=(spells.began_day.lead().over(order) <= spells.ended_day + 1).fill_null(False),
    )


def entries(spells: ir.Table) -> ir.Table:
    """The spells by which a person comes into prison; a return within one stay is another entry."""
    marked = _stretches(spells, within=("stay",))
    return marked.filter(~marked.was_there)


def exits(spells: ir.Table) -> ir.Table:
    """The spells whose last day is the last in prison before the person is out, for good or for a time."""
    marked = _stretches(spells, within=("stay",))
    return marked.filter(~marked.stays_there & marked.ended_day.notnull())


def moves_by_month(spells: ir.Table, *, first: date, last: date) -> ir.Table:
    """What came in and went out by facility and month: `facility`, `month`, `came`, `went`.

    A spell counts as coming in on its first day unless the stay was in the facility the day before, and as going out
    the day after its last day unless the stay goes on there. Opening + came - went = closing, at every facility.
    """
    marked = _stretches(spells, within=("stay", "facility"))
    came = marked.filter(~marked.was_there).select("facility", day="began_day", came=ibis.literal(1, "int64"), went=0)
    gone = marked.filter(~marked.stays_there & marked.ended_day.notnull())
    went = gone.select("facility", day=gone.ended_day + 1, came=ibis.literal(0, "int64"), went=1)
    both = came.cast({"went": "int64"}).union(went.cast({"went": "int64"}))
    days = calendar(first, last)
    dated = both.join(days, "day")
    return dated.group_by(["facility", "month"]).aggregate(
        came=dated.came.sum().cast("int64"), went=dated.went.sum().cast("int64")
    )


def stays_by_length(spells: ir.Table, *, first: date, last: date, by: Sequence[str] = ()) -> ir.Table:
    """Stays that lasted so many days: columns of `by`, `entered`, `days`, `ended`, `stays`.

    Counted are the stays with a day from `first` to `last`. `entered` is the day of the stay at which it came under
    observation (0, or later where it began before `first`); `days` the day at which it ended or, where `ended` is 0,
    was still open on the day `last`.
    """
    start, stop = day_number(first), day_number(last)
    whole = stays(spells, by=by)
    seen = whole.filter((whole.admitted_day <= stop) & (ibis.coalesce(whole.released_day, stop) >= start))
    known = (seen.released_day <= stop).fill_null(False)
    timed = seen.mutate(
        entered=ibis.greatest(start - seen.admitted_day, 0),
        days=ibis.ifelse(known, seen.released_day, stop) - seen.admitted_day + 1,
        ended=known.cast("int64"),
    )
    return timed.group_by([*by, "entered", "days", "ended"]).aggregate(stays=timed.count())
