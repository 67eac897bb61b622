"""The clock as one Ibis expression: the same windows and the same counting as `clock`, over any number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.topics.proceedings.charged import WHO, at_once, cap, charge_rows, with_charges
from audiatur.topics.proceedings.clock import NEVER, Answer, Reason
from audiatur.topics.proceedings.counting import FAR, MINUTES, has_lived, is_aged, last_day, written
from audiatur.topics.proceedings.rules import Clock, RuleSet
from audiatur.topics.proceedings.runs import acts_of, runs_of_acts, runs_of_events, whole
from audiatur.topics.proceedings.sums import runs_of_sums, several_of_sums, sums_of
from audiatur.topics.proceedings.windows import NO_RULE, Windows, windows_of

_BEGUN = ("clock", "group")
_LAID = ("judged_from", "judged_to", "rule_low", "rule_high", "halved", "times")
_LATER = 1_000
"""More than the rules of any country: the last rule of a run is found by place × this + rule."""


def clock_answers(
    events: ir.Table,
    *,
    charges: ir.Table,
    rules: RuleSet,
    clocks: Sequence[str],
    as_of: date,
    orders_complete: bool = False,
) -> ir.Table:
    """The answers of several clocks over a register of events, one row a run; see `answers` for the columns.

    Whose run the sums of the events tell (`sums`) is answered from them; only the others' events are read once more
    and put in the order of time.
    """
    rows = charge_rows(charges, rules=rules)
    once = at_once(rows)
    alone, several = [], []
    for alike in _by_unit(clocks, rules=rules):
        summed = with_charges(sums_of(events, clocks=alike, rules=rules, as_of=as_of), charges=once, rules=rules)
        alone += [runs_of_sums(summed, rules=rules, clock=clock, as_of=as_of) for clock in alike]
        several += [several_of_sums(summed, rules=rules, clock=clock) for clock in alike]
    they = _union(several)
    acts = acts_of(events.semi_join(they, list(WHO)), rules=rules, clocks=clocks, as_of=as_of)
    theirs = acts.semi_join(they, ["clock", *WHO])
    others = runs_of_acts(theirs, charges=rows.semi_join(they, list(WHO)), rules=rules, as_of=as_of)
    coded = partial(_coded, rules=rules, clocks=clocks, complete=orders_complete)
    each = [coded(_union(alone), in_pieces=rules.changes_running), coded(others, in_pieces=True)]
    return _named(_union(each), rules=rules)


def answers_in_order(
    events: ir.Table, *, charges: ir.Table, rules: RuleSet, clocks: Sequence[str], as_of: date
) -> ir.Table:
    """The same with all events put in the order of time: sooner ready where they are few."""
    runs = runs_of_events(events, charges=charges, rules=rules, clocks=clocks, as_of=as_of)
    return answers(runs, rules=rules, clocks=clocks)


def _by_unit(clocks: Sequence[str], *, rules: RuleSet) -> list[list[Clock]]:
    """The clocks in minutes and those in days."""
    known = [rules.clock(clock) for clock in clocks]
    units = dict.fromkeys(clock.unit for clock in known)
    return [[clock for clock in known if clock.unit == unit] for unit in units]


def answers(runs: ir.Table, *, rules: RuleSet, clocks: Sequence[str], orders_complete: bool = False) -> ir.Table:
    """What the clocks say of each run.

    Columns: case, person, clock, since (first day), held_low and held_high, allowed_low and allowed_high, over_low and
    over_high (days, or minutes for a clock in minutes), answer (`Answer`), reasons (`Reason`, a sum of flags), running,
    rule, version, article, confirmed, and rule_high where another rule may be the one.
    """
    return _named(_coded(runs, rules=rules, clocks=clocks, complete=orders_complete, in_pieces=True), rules=rules)


def _union(tables: Sequence[ir.Table]) -> ir.Table:
    return ibis.union(*tables, distinct=False) if len(tables) > 1 else tables[0]


def _coded(runs: ir.Table, *, rules: RuleSet, clocks: Sequence[str], complete: bool, in_pieces: bool) -> ir.Table:
    """The answers with clocks and rules as their numbers; `in_pieces` where a run may have more than one row."""
    orders = max((rules.orders_of(clock) for clock in clocks), default=0)
    keyed = _keyed(runs, windows=windows_of(rules), clocks=clocks)
    # Many begin on the same day under the same rule: their limits are counted once.
    firsts = runs.select(*_BEGUN, first=_first(runs)).distinct()
    limits = _limits(firsts, windows=windows_of(rules), clocks=clocks, orders=orders)
    judged = _judged(keyed.join(limits, ["key", "first"]))
    halved = any(rule.half_of_minimum_penalty for clock in clocks for rule in rules.timed(clock))
    return _told(_limited(judged, orders=orders, complete=complete, halved=halved), in_pieces=in_pieces)


def _frame(windows: Windows, *, clocks: Sequence[str], orders: int) -> pl.DataFrame:
    """The windows of clocks as rows."""
    numbers = {number for number, known in enumerate(windows.rules.clocks) if known.key in clocks}
    size = windows.keys // len(windows.rules.clocks)
    plain = ("key", "first_from", "first_to", *_LAID, "counts", "spare")
    rows = [
        {name: getattr(window, name) for name in plain}
        | {"clock_w": window.key // size, "group_w": window.key // windows.bands**2 % len(windows.groups)}
        | {
            f"{name}_{level}": getattr(limits, name)
            for level, limits in enumerate(window.levels[: orders + 1])
            for name in ("months_low", "months_high", "units_low", "units_high")
        }
        for window in windows.windows
        if window.key // size in numbers
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.Int64))


def _keyed(runs: ir.Table, *, windows: Windows, clocks: Sequence[str]) -> ir.Table:
    """The runs with their first day and the key of clock, charge and age."""
    rules = windows.rules
    runs = runs.mutate(first=_first(runs))
    by_ages: dict[tuple[int, ...], list[int]] = {}
    for clock in clocks:
        by_ages.setdefault(rules.bands(clock), []).append(rules.clocks.index(rules.clock(clock)))
    bands = [(_bands(runs, rules=rules, ages=ages), numbers) for ages, numbers in by_ages.items()]
    low, high = bands[0][0]
    for (other_low, other_high), numbers in bands[1:]:
        here = runs.clock.isin(numbers)
        low, high = ibis.ifelse(here, other_low, low), ibis.ifelse(here, other_high, high)
    runs = runs.mutate(low=low, high=high)
    place = (runs.clock * len(windows.groups) + runs.group) * windows.bands
    keyed = runs.mutate(
        key=((place + runs.low) * windows.bands + runs.high).cast("int64"),
        no_charge=runs.group == len(windows.groups) - 1,
        no_age=runs.low != runs.high,
    )
    return keyed.drop("low", "high", "group", "born_low", "born_high")


def _first(runs: ir.Table) -> ir.IntegerValue:
    """The first day of a run."""
    return ibis.ifelse(runs.scale > 1, runs.origin // MINUTES, runs.origin)


def _bands(runs: ir.Table, *, rules: RuleSet, ages: tuple[int, ...]) -> tuple[ir.IntegerValue, ir.IntegerValue]:
    """The lowest and the highest band of ages that a person may be in on the first day."""
    on = runs["first"]
    if ages and rules.age == "birthday":
        day = _day(on)
        on = written(day.year(), day.month(), day.day()).cast("int64")
    low, high = (_band(on, runs[born], rules=rules, ages=ages) for born in ("born_high", "born_low"))
    unborn = runs.born_low.isnull()
    return ibis.ifelse(unborn, 0, low), ibis.ifelse(unborn, len(ages), high)


def _day(number: ir.IntegerValue) -> ir.DateValue:
    return (ibis.date("1970-01-01") + number.as_interval("D")).cast("date")


def _band(on: ir.IntegerValue, born: ir.IntegerValue, *, rules: RuleSet, ages: Sequence[int]) -> ir.IntegerValue:
    """How many of the ages a person born then has reached on the first day."""
    band: ir.IntegerValue = ibis.literal(0, type="int64")
    for years in ages:
        by_birthday = rules.age == "birthday"
        reached = is_aged(on=on, born=born, years=years) if by_birthday else has_lived(on - born, years=years)
        band = band + ibis.ifelse(reached, 1, 0)
    return band


def _limits(firsts: ir.Table, *, windows: Windows, clocks: Sequence[str], orders: int) -> ir.Table:
    """What is allowed from each first day under each key, with no order, with one and so on."""
    laid = ibis.memtable(_frame(windows, clocks=clocks, orders=orders))
    since = firsts["first"]
    same = [firsts[name] == laid[f"{name}_w"] for name in _BEGUN]
    met = firsts.join(laid, [*same, since >= laid.first_from, since <= laid.first_to])
    day = _day(met["first"])
    rows = met.mutate(month=(day.year() * 12 + day.month() - 1).cast("int64"), day=day.day().cast("int64"))
    months = any(rule.unit == "month" for clock in clocks for rule in windows.rules.timed(clock))
    limits = {
        f"limit_{side}_{level}": _limit(rows, level=level, side=side, months=months)
        for level in range(orders + 1)
        for side in ("low", "high")
    }
    return rows.select("key", "first", *_LAID, **limits)


def _judged(met: ir.Table) -> ir.Table:
    """The time counted in the days that the window and the charge hold for; what has none of it is left out.

    The most is counted from the earliest moment it may have begun, the least from the latest, which is `late` by that.
    """
    place, scale = met.origin + met.away, met.scale
    since = ibis.greatest(met.judged_from, met.charged_from)
    until = ibis.least(met.judged_to, met.charged_to, FAR - 1)
    start = ibis.greatest(met.before, since * scale - place)
    end = (until + 1) * scale - place
    cut = met.mutate(
        counted=start,
        counted_low=ibis.greatest(met.before, since * scale - place - met.late),
        part_low=ibis.least(met.held_low, end - met.late),
        part_high=ibis.least(met.held_high, end),
        place=ibis.greatest(met.judged_from, met.charged_from) + FAR,
        empty_run=(met.held_high <= met.before) & (since <= met["first"]) & (met["first"] <= until),
    )
    # Dates in the wrong order tell nothing of how long it was.
    cut = cut.mutate(
        part_low=ibis.ifelse(cut.wrong_order, 0, cut.part_low),
        part_high=ibis.ifelse(cut.wrong_order, NEVER, cut.part_high),
    )
    return cut.filter((cut.part_high > cut.counted) | cut.empty_run)


def _limited(judged: ir.Table, *, orders: int, complete: bool, halved: bool) -> ir.Table:
    """The least and the most that is allowed, and the time beyond."""
    rows, levels = judged, range(orders + 1)
    if halved:
        capped = {
            name: ibis.ifelse(rows.halved == 1, ibis.least(rows[name], cap(rows)), rows[name])
            for level in levels
            for name in (f"limit_low_{level}", f"limit_high_{level}")
        }
        rows = rows.mutate(**capped)
    sure, may, late = (ibis.literal(0, type="int64") for _ in range(3))
    for k in range(1, orders + 1):
        extends = rows.times >= k
        good = extends & (rows[f"order_high_{k}"] <= _at(rows, "low", sure, levels))
        possible = extends & (rows[f"order_low_{k}"] <= _at(rows, "high", may, levels))
        missed = extends & ~possible & (rows[f"order_low_{k}"] < NEVER)
        step = {f"sure_{k}": sure + ibis.ifelse(good, 1, 0), f"may_{k}": may + ibis.ifelse(possible, 1, 0)}
        rows = rows.mutate(**step, **{f"late_{k}": ibis.ifelse(missed, 1, late)})
        sure, may, late = rows[f"sure_{k}"], rows[f"may_{k}"], rows[f"late_{k}"]
    filed = _at(rows, "high", may, levels)
    full = rows[f"limit_high_{orders}"]
    missing = (
        ibis.literal(0)
        if complete
        else ibis.ifelse((may < rows.times) & (full > filed) & (rows.part_high > filed), 1, 0)
    )
    rows = rows.mutate(
        allowed_low=_at(rows, "low", sure, levels), allowed_high=filed if complete else full, missing=missing, late=late
    )
    over_low = ibis.greatest(0, rows.part_low - ibis.greatest(rows.allowed_high, rows.counted_low))
    over_high = ibis.greatest(0, rows.part_high - ibis.greatest(rows.allowed_low, rows.counted))
    return rows.mutate(over_low=over_low, over_high=over_high)


def _at(rows: ir.Table, side: str, level: ir.IntegerValue, levels: range) -> ir.IntegerValue:
    found = rows[f"limit_{side}_0"]
    for number in levels[1:]:
        found = ibis.ifelse(level >= number, rows[f"limit_{side}_{number}"], found)
    return found


def _limit(rows: ir.Table, *, level: int, side: str, months: bool) -> ir.IntegerValue:
    """What is allowed with that many orders."""
    units = rows[f"units_{side}_{level}"]
    limit = units
    if months:
        span = rows[f"months_{side}_{level}"]
        ends = last_day(rows.month, rows.day, span, counts=rows.counts, spare=rows.spare, least=ibis.least)
        by_months = ends - rows["first"] + 1
        if side == "low":
            limit = ibis.least(ibis.ifelse(span >= 0, by_months, NEVER), ibis.ifelse(units >= 0, units, NEVER))
        else:
            limit = ibis.greatest(ibis.ifelse(span >= 0, by_months, -1), units)
    return limit


def _told(rows: ir.Table, *, in_pieces: bool) -> ir.Table:
    """One row a run: its pieces' time beyond the limit added up, its rule that of the last piece."""
    why = _why(rows)
    no_penalty = (rows.halved == 1) & rows.half.isnull()
    told = {
        "first": (rows["first"], "min"),
        "held_low": (rows.held_low, "max"),
        "held_high": (rows.held_high, "max"),
        "allowed_low": (rows.allowed_low, "min"),
        "allowed_high": (rows.allowed_high, "max"),
        "over_low": (rows.over_low, "sum"),
        "over_high": (rows.over_high, "sum"),
        "last_low": (rows.place * _LATER + rows.rule_low + 1, "max"),
        "last_high": (rows.place * _LATER + rows.rule_high + 1, "max"),
        "running": (rows.running, "any"),
        "no_penalty": (ibis.ifelse(no_penalty, int(Reason.NO_PENALTY), 0), "max"),
        **{f"flag_{int(flag)}": (ibis.ifelse(there, int(flag), 0), "max") for flag, there in why.items()},
    }
    if in_pieces:
        run = ibis.ifelse(rows.adds, 0, rows.origin)
        each = {
            name: whole(column.sum()) if how == "sum" else getattr(column, how)()
            for name, (column, how) in told.items()
        }
        summed = rows.group_by("clock", *WHO, run=run).aggregate(**each)
    else:
        summed = rows.select("clock", *WHO, **{name: column for name, (column, _) in told.items()})
    reasons = sum((summed[f"flag_{int(flag)}"] for flag in why), ibis.literal(0, type="int64"))
    answer = ibis.cases(
        (summed.over_low > 0, int(Answer.BREACHED)),
        (summed.over_high > 0, int(Answer.CANNOT_TELL)),
        else_=int(Answer.WITHIN),
    )
    return summed.select(
        *WHO,
        clock=summed.clock,
        since=_day(summed["first"]).cast("timestamp").cast("date"),
        held_low=summed.held_low,
        held_high=summed.held_high,
        allowed_low=summed.allowed_low,
        allowed_high=summed.allowed_high,
        over_low=summed.over_low,
        over_high=summed.over_high,
        answer=answer.cast("int64"),
        reasons=(ibis.ifelse(answer == int(Answer.CANNOT_TELL), reasons, 0) + summed.no_penalty).cast("int64"),
        running=summed.running,
        rule_low=(summed.last_low % _LATER).cast("int64") - 1,
        rule_high=(summed.last_high % _LATER).cast("int64") - 1,
    )


def _why(rows: ir.Table) -> dict[Reason, ir.BooleanValue]:
    """What is not known of a piece that may be beyond the limit, where it matters."""
    open_ = rows.over_high > 0
    certain = (rows.rule_low == rows.rule_high) & (rows.rule_low != NO_RULE)
    return {
        Reason.NO_RULE: open_ & (rows.rule_low == NO_RULE),
        Reason.NO_CHARGE: open_ & ~certain & rows.no_charge,
        Reason.NO_AGE: open_ & ~certain & rows.no_age,
        Reason.NO_HOUR: open_ & (rows.part_low != rows.part_high) & ~rows.wrong_order,
        Reason.NO_ORDER: open_ & (rows.missing == 1) & (rows.late == 0),
        Reason.LATE_ORDER: open_ & (rows.missing == 1) & (rows.late == 1),
        Reason.DATES: open_ & rows.wrong_order,
    }


def _named(summed: ir.Table, *, rules: RuleSet) -> ir.Table:
    """The answers with rule, version and article in words."""
    listed = pl.DataFrame(
        {
            "number": list(range(NO_RULE, len(rules.rules))),
            "rule": ["", *(rule.id for rule in rules.rules)],
            "version": [0, *(rule.version for rule in rules.rules)],
            "article": ["", *(rule.article for rule in rules.rules)],
            "confirmed": ["", *(rule.confirmed for rule in rules.rules)],
        },
        schema_overrides={"number": pl.Int64, "version": pl.Int64},
    )
    clocks = ibis.memtable(
        pl.DataFrame({"place": range(len(rules.clocks)), "timed": [clock.key for clock in rules.clocks]})
    )
    low, high = ibis.memtable(listed), ibis.memtable(listed.select("number", pl.col("rule").alias("other")))
    first = summed.join(low, summed.rule_low == low.number)
    both = first.join(high, first.rule_high == high.number, rname="{name}_high")
    named = both.join(clocks, both.clock == clocks.place)
    kept = [name for name in summed.columns if name not in (*WHO, "clock", "rule_low", "rule_high")]
    return named.select(
        *WHO, *kept, "rule", "version", "article", "confirmed", clock=named.timed, rule_high=named.other
    ).relocate("clock", after="person")
