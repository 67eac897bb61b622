"""Runs told by sums alone: nearly all persons start a clock once, end it once and have few orders.

One grouping of the events serves all clocks of one unit. For each clock it says who has one run that the sums tell,
who has none, and who needs the events in the order of time (`runs`), which takes a hundred times as long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import ibis
from ibis.expr import types as ir

from audiatur.topics.proceedings.charged import CHARGED, WHO
from audiatur.topics.proceedings.clock import NEVER
from audiatur.topics.proceedings.rules import Clock, RuleSet
from audiatur.topics.proceedings.runs import (
    RELEASE,
    clock_columns,
    counted_alone,
    kinds_of,
    measured,
    moments,
    no_orders,
)

_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class _Sum:
    """The first, the last or the number of a person's events of some kinds."""

    how: Literal["min", "max", "count"]
    of: Literal["low", "high"]
    kinds: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.how}_{self.of}_{'_'.join(sorted(self.kinds))}"

    def over(self, acts: ir.Table) -> ir.IntegerScalar:
        chosen = acts.kind.isin(sorted(self.kinds))
        if self.how == "count":
            return acts.count(where=chosen)
        column = acts[self.of]
        return column.min(where=chosen) if self.how == "min" else column.max(where=chosen)


def _sums(clock: Clock, *, orders: int) -> Mapping[str, _Sum]:
    """The sums that a clock needs, by what they are to it."""
    high: Literal["low", "high"] = "high" if clock.unit == "minute" else "low"
    found = {
        "start_low": _Sum("min", "low", clock.starts),
        "start_high": _Sum("min", high, clock.starts),
        "last_start": _Sum("max", "low", clock.starts),
        "end_low": _Sum("min", "low", clock.ends),
        "end_high": _Sum("min", high, clock.ends),
    }
    if orders:
        found |= {
            "orders": _Sum("count", "low", clock.orders),
            "order_low": _Sum("min", "low", clock.orders),
            "order_high": _Sum("min", high, clock.orders),
        }
        if clock.unit == "day":
            found["last_order"] = _Sum("max", high, clock.orders)
    if clock.held_since:
        found |= {
            "first_put": _Sum("min", high, clock.held_since),
            "last_put": _Sum("max", high, clock.held_since),
            "first_out": _Sum("min", high, (RELEASE,)),
        }
    return found


def sums_of(events: ir.Table, *, clocks: Sequence[Clock], rules: RuleSet, as_of: date) -> ir.Table:
    """One row a person in a case with the sums that any of these clocks, all of one unit, needs."""
    kinds = sorted(set().union(*(kinds_of(clock) for clock in clocks)))
    known = events.filter(events.kind.isin(kinds), events.on <= as_of, events.person.notnull())
    places = moments(known, day=known.on, minute="minute", scale=clocks[0].scale)
    # Minutes of the years 1 to 6000 fit into 32 bits: half the memory of a million persons.
    low, high = (place.cast("int32") for place in places)
    acts = known.select(*WHO, "kind", low=low, high=high)
    needed = {each.name: each for clock in clocks for each in _sums(clock, orders=rules.orders_of(clock.key)).values()}
    return acts.group_by(*WHO).aggregate(**{name: each.over(acts) for name, each in needed.items()})


@dataclass(frozen=True, slots=True)
class Told:
    """Whose runs of a clock the sums tell, and whose they do not."""

    one: ir.BooleanValue
    several: ir.BooleanValue


def _of(summed: ir.Table, *, clock: Clock, orders: int) -> dict[str, ir.IntegerValue]:
    return {role: summed[each.name].cast("int64") for role, each in _sums(clock, orders=orders).items()}


def _told(summed: ir.Table, *, clock: Clock, orders: int) -> Told:
    """What the sums tell of a clock; `summed` has the number of `charges` of each person in a case."""
    its = _of(summed, clock=clock, orders=orders)
    once = its["start_low"] == its["last_start"]
    end = its["end_high"]
    # Starts without an end between them are one. On the day of an end a second start begins anew.
    one = end.isnull() | (its["last_start"] < end) | (once & (its["last_start"] <= end))
    none = ibis.literal(value=False)
    if orders:
        one &= _orders_told(its, clock=clock, orders=orders)
    if clock.held_since:
        held, free = _held(its)
        one, none = one & once & held, none | free
    if clock.ended_only:
        none |= end.isnull()
    started = its["start_low"].notnull()
    one, none = ibis.coalesce(one & (summed.charges <= 1), False), ibis.coalesce(none, False)
    return Told(started & one & ~none, started & ~one & ~none)


def _orders_told(its: Mapping[str, ir.IntegerValue], *, clock: Clock, orders: int) -> ir.BooleanValue:
    """Whether the first orders are known from the first and the last one."""
    if clock.unit == "minute" or clock.again == "restarts":
        inside = (its["order_low"] >= its["start_high"]) & (its["order_high"] <= ibis.coalesce(its["end_high"], NEVER))
        return (its["orders"] == 0) | ((its["orders"] == 1) & inside)
    inside = (its["orders"] == 0) | (its["order_low"] >= its["start_low"])
    return inside & (its["orders"] <= (_MANY if orders == 1 else 2))


def _held(its: Mapping[str, ir.IntegerValue]) -> tuple[ir.BooleanValue, ir.BooleanValue]:
    """Whether the person surely was in detention when the clock started, and whether surely at liberty.

    On one day the start comes first, then what puts in detention, then the release.
    """
    start, out = its["start_low"], its["first_out"]
    held = (its["first_put"] < start) & (out.isnull() | (out >= start))
    never_in = its["first_put"].isnull() | (its["first_put"] >= its["last_start"])
    out_for_good = ibis.coalesce((its["last_put"] < out) & (out < start), False)
    return ibis.coalesce(held, False), never_in | out_for_good


def runs_of_sums(summed: ir.Table, *, rules: RuleSet, clock: Clock, as_of: date) -> ir.Table:
    """The runs of those whose run of a clock the sums tell, with their charge."""
    orders = rules.orders_of(clock.key)
    its = _of(summed, clock=clock, orders=orders)
    found: dict[str, ir.Value] = no_orders(rules.orders)
    if orders:
        found |= {f"order_{side}_1": ibis.coalesce(its[f"order_{side}"], NEVER) for side in ("low", "high")}
    if orders > 1 and clock.unit == "day":
        second = ibis.ifelse(its["last_order"] > its["order_high"], its["last_order"], NEVER)
        found |= {f"order_{side}_2": ibis.coalesce(second, NEVER) for side in ("low", "high")}
    ends = {name: its[name] for name in ("start_low", "start_high", "end_low", "end_high")}
    chosen = summed.filter(_told(summed, clock=clock, orders=orders).one)
    columns = clock_columns(rules, clock=clock.key)
    spells = chosen.select(*WHO, *CHARGED, **columns, **ends, **found)
    return counted_alone(measured(spells, as_of=as_of), orders=rules.orders)


def several_of_sums(summed: ir.Table, *, rules: RuleSet, clock: Clock) -> ir.Table:
    """Who started a clock and whose runs the sums do not tell."""
    chosen = summed.filter(_told(summed, clock=clock, orders=rules.orders_of(clock.key)).several)
    return chosen.select(*WHO, clock=clock_columns(rules, clock=clock.key)["clock"])
