"""Custody spells made whole: eras, exchanged days, overlaps and gaps inside a stay; what was changed stays visible.

A stay that goes on (a change of status, a transfer) holds the person every day. Where the end of one spell and the
beginning of the next do not meet, the end is believed, since it is written on the day itself; where the end cannot be
(it lies outside the two spells), the beginning is.
"""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from audiatur.topics.prisons.state.days import number_of

REPAIRS = ("era", "exchanged", "overlap", "gap")
"""What a row of `repaired` counts, each 0 or 1: Buddhist year, end before beginning, days twice, days missing."""

_BE_FROM, _BE_YEARS = 2443, 543
_GOES_ON = ("status_change", "transfer")


def repaired(custody: ir.Table) -> ir.Table:
    """The spells with `began_day` and `ended_day` (numbers; `ended_day` null while open) and what was repaired.

    The rows and their other columns are those of `custody`. `recorded_days` are the days of the spell as recorded, both
    ends included, null while it is open.
    """
    read = _eras(custody)
    ordered = _neighbours(_exchanged(read))
    met = _met(ordered)
    return _marked(met)


def _eras(custody: ir.Table) -> ir.Table:
    began, ended = custody.began, custody.ended
    late_began, late_ended = began.year() >= _BE_FROM, ended.year() >= _BE_FROM
    years = ibis.interval(years=_BE_YEARS)
    return custody.mutate(
        era=(late_began | late_ended.fill_null(False)).cast("int64"),
        recorded_days=number_of(ended) - number_of(began) + 1,
        b=number_of(ibis.ifelse(late_began, began - years, began)),
        e=number_of(ibis.ifelse(late_ended, ended - years, ended)),
    )


def _exchanged(spells: ir.Table) -> ir.Table:
    """An end before its beginning: exchanged, unless the spell's neighbours say that the end was right."""
    turned = (spells.e < spells.b).fill_null(False)
    order = ibis.window(group_by="stay", order_by=[ibis.coalesce(spells.e, 2**31), spells.b, spells.spell])
    marked = spells.mutate(
        exchanged=turned.cast("int64"), before=spells.e.lag().over(order), after=spells.b.lead().over(order)
    )
    end_right = (marked.after == marked.e + 1).fill_null(False)
    first = ibis.ifelse(
        end_right,
        ibis.greatest(ibis.coalesce(marked.before + 1, marked.e), ibis.least(marked.e, marked.b)),
        ibis.least(marked.b, marked.e),
    )
    last = ibis.ifelse(end_right, marked.e, ibis.greatest(marked.b, marked.e))
    is_turned = marked.exchanged == 1
    return marked.mutate(
        b=ibis.ifelse(is_turned, ibis.least(first, last), marked.b), e=ibis.ifelse(is_turned, last, marked.e)
    ).drop("before", "after")


def _neighbours(spells: ir.Table) -> ir.Table:
    """Each spell with the one before it and the one after it in its stay, in the order in which they ended.

    A spell that goes on never is the last, even where its end was written later than that of the last.
    """
    stays = spells.mutate(closes=(~spells.end.isin(_GOES_ON).fill_null(False)).cast("int64"))
    spells = stays.mutate(
        last=(stays.closes * stays.closes.sum().over(ibis.window(group_by="stay")) == 1).cast("int64")
    )
    order = ibis.window(group_by="stay", order_by=[spells.last, ibis.coalesce(spells.e, 2**31), spells.b, spells.spell])
    return spells.mutate(
        before_b=spells.b.lag().over(order),
        before_e=spells.e.lag().over(order),
        before_end=spells.end.lag().over(order),
        after_b=spells.b.lead().over(order),
        after_e=spells.e.lead().over(order),
        follows=spells.spell.lag().over(order).notnull(),
        followed=spells.spell.lead().over(order).notnull(),
    )


def _met(spells: ir.Table) -> ir.Table:
    """The days on which a spell begins and ends so that it meets its neighbours."""
    goes_on = spells.end.isin(_GOES_ON).fill_null(False) & spells.followed
    came_on = spells.before_end.isin(_GOES_ON).fill_null(False) & spells.follows
    starts = _boundary(ended=spells.before_e, first=spells.before_b, next_began=spells.b, last=spells.e)
    next_starts = _boundary(ended=spells.e, first=spells.b, next_began=spells.after_b, last=spells.after_e)
    overlaps_before = (spells.before_e >= spells.b).fill_null(False) & spells.follows
    overlaps_after = (spells.e >= spells.after_b).fill_null(False) & spells.followed
    return spells.mutate(
        began_day=ibis.ifelse(came_on | overlaps_before, starts, spells.b),
        ended_day=ibis.ifelse(goes_on | overlaps_after, next_starts - 1, spells.e),
    )


def _boundary(*, ended: ir.Value, first: ir.Value, next_began: ir.Value, last: ir.Value) -> ir.Value:
    """The first day of the later of two spells that follow each other."""
    after_end = ended + 1
    end_possible = (after_end > first) & (after_end <= ibis.coalesce(last, 2**31))
    return ibis.ifelse(end_possible.fill_null(False), after_end, next_began)


def _marked(spells: ir.Table) -> ir.Table:
    twice = (spells.follows & (spells.before_e >= spells.b)).fill_null(False)
    missing = spells.follows & spells.before_end.isin(_GOES_ON) & (spells.before_e + 1 < spells.b)
    return spells.mutate(
        overlap=twice.cast("int64"),
        gap=missing.fill_null(False).cast("int64"),
        # Engines differ in the greatest of a null and a number, so an open spell is kept out of it.
        ended_day=ibis.ifelse(spells.ended_day < spells.began_day, spells.began_day, spells.ended_day),
    ).drop(
        "b", "e", "before_b", "before_e", "before_end", "after_b", "after_e", "follows", "followed", "closes", "last"
    )


def as_recorded(custody: ir.Table) -> ir.Table:
    """The spells with `began_day` and `ended_day` as they stand in the register, nothing repaired."""
    return custody.mutate(began_day=number_of(custody.began), ended_day=number_of(custody.ended))
