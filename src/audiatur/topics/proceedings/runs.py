"""From events to runs, as one Ibis expression: which start goes with which end, which orders lie between, what charge.

A start pairs with the first end after it; starts without an end between them are one spell, so that an order entered
twice, or a day in two spells, counts once. All clocks are read at once, each event standing once for every clock that
looks at it. Only integers, dates and standard windows are used, so that every engine gives the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.topics.proceedings.charged import CHARGED, WHO, charge_rows, over_time, with_charges
from audiatur.topics.proceedings.clock import NEVER
from audiatur.topics.proceedings.counting import FAR, MINUTES
from audiatur.topics.proceedings.rules import Clock, RuleSet

RELEASE = "release"
CLOCK = ("clock", "scale", "adds")
"""The clock's place in the rule set, its units in a day, and whether its stretches add up."""
_EACH = (*CLOCK, *WHO)
_COUNTED = ("origin", "late", "before", "away", "held_low", "held_high", "running", "wrong_order")


def runs_of_events(
    events: ir.Table, *, charges: ir.Table, rules: RuleSet, clocks: Sequence[str], as_of: date
) -> ir.Table:
    """The pieces of every run of these clocks, up to and with `as_of`, the events put in the order of time.

    `events`: case, person, kind, on, and `minute` of the day where it is recorded. `charges` as of
    `charged.charge_rows`.
    """
    acts = acts_of(events, rules=rules, clocks=clocks, as_of=as_of)
    return runs_of_acts(acts, charges=charge_rows(charges, rules=rules), rules=rules, as_of=as_of)


def runs_of_acts(acts: ir.Table, *, charges: ir.Table, rules: RuleSet, as_of: date) -> ir.Table:
    """The same from acts and rows of charges in whole numbers."""
    spells = measured(_paired(acts, orders=rules.orders), as_of=as_of)
    return with_charges(_counted(spells, orders=rules.orders), charges=over_time(charges), rules=rules)


def runs_of_stays(stays: ir.Table, *, charges: ir.Table, rules: RuleSet, clock: str, as_of: date) -> ir.Table:
    """The same from a table of stays: case, person, began, ended, and their minutes where they are recorded."""
    known = stays.filter(stays.began <= as_of, stays.person.notnull())
    scale = rules.clock(clock).scale
    known = known.mutate(
        **clock_columns(rules, clock=clock), ended=ibis.ifelse(known.ended <= as_of, known.ended, ibis.null("date"))
    )
    start, end = (moments(known, day=known[day], minute=f"{day}_minute", scale=scale) for day in ("began", "ended"))
    spells = known.select(
        *_EACH, start_low=start[0], start_high=start[1], end_low=end[0], end_high=end[1], **no_orders(rules.orders)
    )
    if rules.clock(clock).again == "adds":
        spells = _joined_up(spells)
    counted = _counted(measured(spells, as_of=as_of), orders=rules.orders)
    return with_charges(counted, charges=over_time(charge_rows(charges, rules=rules)), rules=rules)


def clock_columns(rules: RuleSet, *, clock: str) -> dict[str, ir.Value]:
    """The columns of one clock."""
    known = rules.clock(clock)
    return {
        "clock": ibis.literal(rules.clocks.index(known), type="int64"),
        "scale": ibis.literal(known.scale, type="int64"),
        "adds": ibis.literal(known.again == "adds"),
    }


def whole(total: ir.IntegerValue) -> ir.IntegerValue:
    """A sum in 64 bits: the embedded engine gives sums 128, and those to all that meets them."""
    return total.cast("float64").cast("int64")


def order_columns(orders: int) -> dict[str, tuple[str, int]]:
    """The names of the columns of orders, with their side and number."""
    return {f"order_{side}_{k}": (side, k) for k in range(1, orders + 1) for side in ("low", "high")}


def no_orders(orders: int) -> dict[str, ir.Value]:
    """The columns of orders where there are none."""
    return {name: ibis.literal(NEVER, type="int64") for name in order_columns(orders)}


def moments(
    rows: ir.Table, *, day: ir.DateValue, minute: str, scale: int | ir.IntegerValue
) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """The earliest and the latest moment of an act in the clock's unit."""
    number = day.epoch_days().cast("int64") * scale
    known = rows[minute].cast("int64") if minute in rows.columns else ibis.null("int64")
    timed = ibis.literal(scale) > 1 if isinstance(scale, int) else scale > 1
    return (
        number + ibis.ifelse(timed, ibis.coalesce(known, 0), 0),
        number + ibis.ifelse(timed, ibis.coalesce(known, MINUTES - 1), 0),
    )


def kinds_of(clock: Clock) -> frozenset[str]:
    """The kinds of events that a clock looks at."""
    known = {*clock.starts, *clock.ends, *clock.orders, *clock.held_since}
    return frozenset(known | {RELEASE} if clock.held_since else known)


def _roles(rules: RuleSet, *, clocks: Sequence[str]) -> ir.Table:
    """What each kind of event is to each clock."""
    rows = [
        {
            "role": kind,
            "clock": rules.clocks.index(clock),
            "scale": clock.scale,
            "adds": clock.again == "adds",
            "needs_hold": bool(clock.held_since),
            "needs_end": clock.ended_only,
            "begins": kind in clock.starts,
            "ends": kind in clock.ends,
            "orders": kind in clock.orders,
            "puts_in": kind in clock.held_since,
            "lets_out": kind == RELEASE,
        }
        for key in clocks
        for clock in [rules.clock(key)]
        for kind in sorted(kinds_of(clock))
    ]
    return ibis.memtable(pl.DataFrame(rows))


def acts_of(events: ir.Table, *, rules: RuleSet, clocks: Sequence[str], as_of: date) -> ir.Table:
    """The events that the clocks know, with what they are to each; on one day starts come first, ends last."""
    roles = _roles(rules, clocks=clocks)
    known = events.filter(events.on <= as_of, events.person.notnull())
    acts = known.join(roles, known.kind == roles.role)
    low, high = moments(acts, day=acts.on, minute="minute", scale=acts.scale)
    acts = acts.select(
        *_EACH, "needs_hold", "needs_end", "begins", "ends", "orders", "puts_in", "lets_out", at_low=low, at_high=high
    )
    # A start without its minute may be as early, an end without it as late as the day allows.
    return acts.mutate(
        at=ibis.ifelse(acts.begins, acts.at_low, acts.at_high),
        rank=ibis.cases((acts.begins, 1), (acts.ends, 3), else_=2),
    )


@dataclass(frozen=True, slots=True)
class _Windows:
    """The windows of one person under one clock in one case, in the order of time."""

    after = ibis.window(group_by=("clock", *WHO), order_by=["at", "rank"], preceding=0, following=None)
    before = ibis.window(group_by=("clock", *WHO), order_by=["at", "rank"], preceding=None, following=0)
    earlier = ibis.window(group_by=("clock", *WHO), order_by=["at", "rank"], preceding=(None, 1))
    day = ibis.window(group_by=("clock", *WHO, "at"))
    order = ibis.window(group_by=("clock", *WHO, "at_low", "at_high"))


def _paired(acts: ir.Table, *, orders: int) -> ir.Table:
    """One row a spell: its start, its end (null while it goes on) and its orders."""
    # Freed on the day that it would begin anew, nobody is held on the day after: asked before and after.
    acts = _of_the_held(_same_day_again(_of_the_held(acts)))
    none = ibis.null("int64")
    paired = acts.mutate(
        end_low=ibis.ifelse(acts.ends, acts.at_low, none).min().over(_Windows.after),
        end_high=ibis.ifelse(acts.ends, acts.at_high, none).min().over(_Windows.after),
    )
    begun = paired.filter(paired.begins, ~paired.needs_end | paired.end_high.notnull())
    spells = begun.group_by(*_EACH, "end_high").aggregate(
        start_low=begun.at_low.min(), start_high=begun.at_high.min(), end_low=begun.end_low.min()
    )
    return _with_orders(spells, paired=paired, orders=orders)


def _of_the_held(acts: ir.Table) -> ir.Table:
    """The acts, where a start for which the person must be in detention begins nothing for who is not."""
    none = ibis.null("int64")
    seen = acts.mutate(
        put_in=ibis.ifelse(acts.puts_in, acts["at"], none).max().over(_Windows.before),
        let_out=ibis.ifelse(acts.lets_out, acts["at"], none).max().over(_Windows.before),
    )
    held = seen.put_in.notnull() & (seen.let_out.isnull() | (seen.let_out < seen.put_in))
    return seen.mutate(begins=seen.begins & (~seen.needs_hold | held)).drop("put_in", "let_out")


def _same_day_again(acts: ir.Table) -> ir.Table:
    """Where somebody held is freed and held again on one day, the new stretch begins the day after.

    The day itself is the earlier one's, so that it counts once; with a second end on that day the new one ends too.
    A day with a start and one end leaves somebody as the day found them, held or free: only the other days tell.
    """
    none = ibis.null("int64")
    seen = acts.mutate(
        starts_then=ibis.ifelse(acts.begins, 1, 0).sum().over(_Windows.day),
        ends_then=ibis.ifelse(acts.ends, 1, 0).sum().over(_Windows.day),
    )
    opens = seen.begins & (seen.ends_then == 0)
    shuts = seen.ends & ((seen.starts_then == 0) | (seen.ends_then > 1))
    seen = seen.mutate(
        opened=ibis.ifelse(opens, seen["at"], none).max().over(_Windows.earlier),
        shut=ibis.ifelse(shuts, seen["at"], none).max().over(_Windows.earlier),
    )
    open_before = (seen.opened < seen["at"]) & (seen.shut.isnull() | (seen.shut < seen.opened))
    again = seen.adds & seen.begins & ibis.coalesce(open_before, False) & (seen.ends_then == 1)
    later = {name: seen[name] + ibis.ifelse(again, 1, 0) for name in ("at", "at_low", "at_high")}
    return seen.mutate(**later).drop("opened", "shut", "starts_then", "ends_then")


def _with_orders(spells: ir.Table, *, paired: ir.Table, orders: int) -> ir.Table:
    """The first orders of each run, in time: of the case where spells add up, of the spell where each stands alone.

    The k-th of their earliest moments bounds the k-th order from below, the k-th of their latest from above.
    """
    if not orders:
        return spells
    run = ("clock", *WHO, "span")
    known = spells.mutate(span=ibis.ifelse(spells.adds, 0, spells.start_low))
    made = _orders_within(known, made=paired.filter(paired.orders).select("clock", *WHO, "at_low", "at_high"))
    numbered = made.mutate(
        **{
            f"number_{side}": ibis.row_number().over(group_by=run, order_by=[f"at_{side}", f"at_{other}"])
            for side, other in (("low", "high"), ("high", "low"))
        }
    )
    first = numbered.filter((numbered.number_low < orders) | (numbered.number_high < orders))
    names = order_columns(orders)
    wide = first.group_by(*run).aggregate(
        **{name: first[f"at_{side}"].min(where=first[f"number_{side}"] == k - 1) for name, (side, k) in names.items()}
    )
    joined = known.left_join(wide, list(run))
    return joined.select(*spells.columns, **{name: ibis.coalesce(joined[name], NEVER) for name in names})


def _orders_within(spells: ir.Table, *, made: ir.Table) -> ir.Table:
    """The orders that may have been made in a run: none from before it began extends it, nor one from after its end.

    One that may be from before it began, or of either of two runs, is not sure: hours are missing.
    """
    spans = spells.group_by("clock", *WHO, "span").aggregate(
        opens=spells.start_low.min(),
        surely_open=spells.start_high.min(),
        shuts=ibis.ifelse(spells.adds, NEVER, ibis.coalesce(spells.end_high, NEVER)).max(),
    )
    met = made.distinct().join(spans, ["clock", *WHO])
    within = met.filter(met.at_high >= met.opens, met.at_low <= met.shuts)
    unsure = (within.count().over(_Windows.order) > 1) | (within.at_low < within.surely_open)
    return within.select("clock", *WHO, "span", "at_low", at_high=ibis.ifelse(unsure, NEVER, within.at_high))


def _joined_up(spells: ir.Table) -> ir.Table:
    """Spells of one case that share days as one, so that each day counts once."""
    earlier = ibis.window(group_by=WHO, order_by=["start_low", "end_low"], preceding=(None, 1))
    marked = spells.mutate(reach=ibis.coalesce(spells.end_low, FAR).max().over(earlier))
    fresh = marked.reach.isnull() | (marked.start_low > marked.reach)
    up_to = ibis.window(group_by=WHO, order_by=["start_low", "end_low"], preceding=None, following=0)
    numbered = marked.mutate(number=ibis.ifelse(fresh, 1, 0).sum().over(up_to))
    orders = {name: numbered[name].min() for name in spells.columns if name.startswith("order_")}
    joined = numbered.group_by(*_EACH, "number").aggregate(
        start_low=numbered.start_low.min(),
        start_high=numbered.start_high.min(),
        reach=ibis.coalesce(numbered.end_low, FAR).max(),
        **orders,
    )
    ended = ibis.ifelse(joined.reach < FAR, joined.reach, ibis.null("int64"))
    return joined.mutate(end_low=ended, end_high=ended).drop("reach", "number")


def _last_counts(spells: ir.Table) -> ir.IntegerValue:
    """Whether the last unit is counted: a day is, a minute is not."""
    return ibis.ifelse(spells.scale == 1, 1, 0)


def measured(spells: ir.Table, *, as_of: date) -> ir.Table:
    """The length of each spell, those that go on up to and with `as_of`."""
    now = ((as_of - date(1970, 1, 1)).days + 1) * spells.scale - 1
    ended = spells.mutate(
        running=spells.end_high.isnull(),
        end_low=ibis.coalesce(spells.end_low, now),
        end_high=ibis.coalesce(spells.end_high, now),
    )
    last = _last_counts(ended)
    return ended.mutate(
        length_low=ibis.greatest(0, ended.end_low - ended.start_high + last),
        length_high=ibis.greatest(0, ended.end_high - ended.start_low + last),
        wrong_order=~ended.running & (ended.end_high < ended.start_low),
    )


def _until_order(spells: ir.Table, *, side: str, number: int) -> ir.IntegerValue:
    """The time counted in a spell when an order was made, the least or the most; never where there is none."""
    order, start = spells[f"order_{side}_{number}"], spells[f"start_{'high' if side == 'low' else 'low'}"]
    until = ibis.greatest(0, ibis.least(order, spells.end_high) - start + _last_counts(spells))
    return ibis.ifelse(order < NEVER, until, NEVER)


def counted_alone(spells: ir.Table, *, orders: int) -> ir.Table:
    """Spells that are runs of their own, with what else their rows tell of the charge."""
    zero = ibis.literal(0, type="int64")
    order = {name: _until_order(spells, side=side, number=k) for name, (side, k) in order_columns(orders).items()}
    found = spells.mutate(
        origin=spells.start_low,
        late=spells.start_high - spells.start_low,
        before=zero,
        away=zero,
        held_low=spells.length_low,
        held_high=spells.length_high,
        **order,
    )
    return found.select(*_EACH, *_COUNTED, *order, *[name for name in CHARGED if name in spells.columns])


def _counted(spells: ir.Table, *, orders: int) -> ir.Table:
    """The time counted before and up to the end of each spell of a run, and when each order was made in that time."""
    spells = spells.mutate(run=ibis.ifelse(spells.adds, 0, spells.start_low))
    run = ibis.window(group_by=("clock", *WHO, "run"))
    earlier = ibis.window(group_by=("clock", *WHO, "run"), order_by=["start_low"], preceding=(None, 1))
    order = {
        name: ibis.least(whole(_until_order(spells, side=side, number=k).sum().over(run)), NEVER)
        for name, (side, k) in order_columns(orders).items()
    }
    found = spells.mutate(
        origin=spells.start_low.min().over(run),
        late=spells.start_high - spells.start_low,
        before=ibis.coalesce(whole(spells.length_low.sum().over(earlier)), 0),
        **order,
    )
    found = found.mutate(
        away=found.start_low - found.origin - found.before,
        held_low=found.before + found.length_low,
        held_high=found.before + found.length_high,
    )
    return found.select(*_EACH, *_COUNTED, *order)
