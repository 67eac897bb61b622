"""The clock as one Ibis expression: the same windows and the same counting as `clock`, over any number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.topics.proceedings.clock import NEVER, Answer, Reason
from audiatur.topics.proceedings.counting import FAR, MINUTES, has_lived, is_aged, last_day, written
from audiatur.topics.proceedings.rules import RuleSet
from audiatur.topics.proceedings.runs import WHO, runs_of_events
from audiatur.topics.proceedings.windows import NO_RULE, Windows, windows_of

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
    """The answers of several clocks over a register of events, one row a run; see `answers` for the columns."""
    orders = windows_of(rules).orders
    each = [
        answers(
            runs_of_events(events, charges=charges, rules=rules, clock=clock, as_of=as_of, orders=orders),
            rules=rules,
            clock=clock,
            orders_complete=orders_complete,
        )
        for clock in clocks
    ]
    return ibis.union(*each, distinct=False) if len(each) > 1 else each[0]


def answers(runs: ir.Table, *, rules: RuleSet, clock: str, orders_complete: bool = False) -> ir.Table:
    """What the clock says of each run.

    Columns: case, person, clock, since (first day), held_low and held_high, allowed_low and allowed_high, over_low and
    over_high (days, or minutes for a clock in minutes), answer (`Answer`), reasons (`Reason`, a sum of flags), running,
    rule, version, article, confirmed, and rule_high where another rule may be the one.
    """
    windows = windows_of(rules)
    keyed = _keyed(runs, windows=windows, clock=clock)
    laid = ibis.memtable(_frame(windows, clock=clock))
    met = keyed.join(
        laid, [keyed.key == laid.key, keyed.first >= laid.first_from, keyed.first <= laid.first_to], rname="{name}_w"
    )
    judged = _judged(met, scale=1 if rules.clock(clock).unit == "day" else MINUTES)
    limited = _limited(judged, windows=windows, complete=orders_complete, months=_in_months(rules, clock=clock))
    return _named(_summed(limited, rules=rules, clock=clock), rules=rules)


def _in_months(rules: RuleSet, *, clock: str) -> bool:
    return any(rule.unit == "month" for rule in rules.timed(clock))


def _frame(windows: Windows, *, clock: str) -> pl.DataFrame:
    """The windows of a clock as rows."""
    number = [known.key for known in windows.rules.clocks].index(clock)
    size = windows.keys // len(windows.rules.clocks)
    plain = ("key", "first_from", "first_to", "judged_from", "judged_to", "rule_low", "rule_high")
    more = ("counts", "spare", "halved", "times")
    rows = [
        {name: getattr(window, name) for name in (*plain, *more)}
        | {
            f"{name}_{level}": getattr(limits, name)
            for level, limits in enumerate(window.levels)
            for name in ("months_low", "months_high", "units_low", "units_high")
        }
        for window in windows.windows
        if window.key // size == number
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.Int64))


def _keyed(runs: ir.Table, *, windows: Windows, clock: str) -> ir.Table:
    """The runs with their first day and the key of clock, charge and age."""
    rules = windows.rules
    number = [known.key for known in rules.clocks].index(clock)
    scale = 1 if rules.clock(clock).unit == "day" else MINUTES
    first = runs.origin // scale if scale > 1 else runs.origin
    runs = runs.mutate(first=first)
    runs = runs.mutate(first_on=ibis.date("1970-01-01") + runs["first"].as_interval("D"))
    ages = rules.bands(clock)
    known = [(runs.group == charge, place) for place, charge in enumerate(windows.groups)]
    group = ibis.cases(*known, else_=len(windows.groups) - 1)
    low, high = _band(runs, "born_high", rules=rules, ages=ages), _band(runs, "born_low", rules=rules, ages=ages)
    unborn = runs.born_low.isnull()
    low, high = ibis.ifelse(unborn, 0, low), ibis.ifelse(unborn, len(ages), high)
    key = ((number * len(windows.groups) + group) * windows.bands + low) * windows.bands + high
    return runs.mutate(key=key.cast("int64"), no_charge=group == len(windows.groups) - 1, no_age=low != high)


def _band(runs: ir.Table, born: str, *, rules: RuleSet, ages: Sequence[int]) -> ir.IntegerValue:
    """How many of the ages a person born then has reached on the first day."""
    birth = runs[born]
    band: ir.IntegerValue = ibis.literal(0, type="int64")
    for years in ages:
        if rules.age == "birthday":
            on = written(runs.first_on.year(), runs.first_on.month(), runs.first_on.day())
            reached = is_aged(on=on, born=written(birth.year(), birth.month(), birth.day()), years=years)
        else:
            reached = has_lived(runs["first"] - birth.epoch_days().cast("int64"), years=years)
        band = band + ibis.ifelse(reached, 1, 0)
    return band


def _judged(met: ir.Table, *, scale: int) -> ir.Table:
    """The time counted in the days that the window and the charge hold for; what has none of it is left out."""
    place = met.origin + met.away
    since = ibis.greatest(met.judged_from, met.charged_from)
    until = ibis.least(met.judged_to, met.charged_to, FAR - 1)
    start = ibis.greatest(met.before, since * scale - place)
    end = (until + 1) * scale - place
    cut = met.mutate(
        counted=start,
        part_low=ibis.least(met.held_low, end),
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


def _limited(judged: ir.Table, *, windows: Windows, complete: bool, months: bool) -> ir.Table:
    """The least and the most that is allowed, and the time beyond."""
    rows = judged.mutate(month=judged.first_on.year() * 12 + judged.first_on.month() - 1, day=judged.first_on.day())
    levels = range(windows.orders + 1)
    rows = rows.mutate(
        **{
            f"limit_{side}_{level}": _limit(rows, level=level, side=side, months=months)
            for level in levels
            for side in ("low", "high")
        }
    )
    sure, may, late = (ibis.literal(0, type="int64") for _ in range(3))
    for k in range(1, windows.orders + 1):
        extends = rows.times >= k
        good = extends & (rows[f"order_high_{k}"] <= _at(rows, "low", sure, levels))
        possible = extends & (rows[f"order_low_{k}"] <= _at(rows, "high", may, levels))
        missed = extends & ~possible & (rows[f"order_low_{k}"] < NEVER)
        step = {f"sure_{k}": sure + ibis.ifelse(good, 1, 0), f"may_{k}": may + ibis.ifelse(possible, 1, 0)}
        rows = rows.mutate(**step, **{f"late_{k}": ibis.ifelse(missed, 1, late)})
        sure, may, late = rows[f"sure_{k}"], rows[f"may_{k}"], rows[f"late_{k}"]
    filed = _at(rows, "high", may, levels)
    full = rows[f"limit_high_{windows.orders}"]
    missing = (
        ibis.literal(0)
        if complete
        else ibis.ifelse((may < rows.times) & (full > filed) & (rows.part_high > filed), 1, 0)
    )
    rows = rows.mutate(
        allowed_low=_at(rows, "low", sure, levels), allowed_high=filed if complete else full, missing=missing, late=late
    )
    over_low = ibis.greatest(0, rows.part_low - ibis.greatest(rows.allowed_high, rows.counted))
    over_high = ibis.greatest(0, rows.part_high - ibis.greatest(rows.allowed_low, rows.counted))
    return rows.mutate(over_low=over_low, over_high=over_high)


def _at(rows: ir.Table, side: str, level: ir.IntegerValue, levels: range) -> ir.IntegerValue:
    found = rows[f"limit_{side}_0"]
    for number in levels[1:]:
        found = ibis.ifelse(level >= number, rows[f"limit_{side}_{number}"], found)
    return found


def _limit(rows: ir.Table, *, level: int, side: str, months: bool) -> ir.IntegerValue:
    """What is allowed with that many orders, capped by half of the minimum penalty where the rule says so."""
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
    return ibis.ifelse(rows.halved == 1, ibis.least(limit, rows.cap), limit)


def _summed(rows: ir.Table, *, rules: RuleSet, clock: str) -> ir.Table:
    """One row a run: its pieces' time beyond the limit added up, its rule that of the last piece."""
    by = [*WHO] if rules.clock(clock).again == "adds" else [*WHO, "origin"]
    why = _why(rows)
    summed = rows.group_by(by).aggregate(
        first=rows["first"].min(),
        held_low=rows.held_low.max(),
        held_high=rows.held_high.max(),
        allowed_low=rows.allowed_low.min(),
        allowed_high=rows.allowed_high.max(),
        over_low=rows.over_low.sum(),
        over_high=rows.over_high.sum(),
        last_low=(rows.place * _LATER + rows.rule_low + 1).max(),
        last_high=(rows.place * _LATER + rows.rule_high + 1).max(),
        running=rows.running.any(),
        no_penalty=(rows.halved * rows.no_penalty).max(),
        **{f"flag_{int(flag)}": ibis.ifelse(there, int(flag), 0).max() for flag, there in why.items()},
    )
    reasons = sum((summed[f"flag_{int(flag)}"] for flag in why), ibis.literal(0, type="int64"))
    answer = ibis.cases(
        (summed.over_low > 0, int(Answer.BREACHED)),
        (summed.over_high > 0, int(Answer.CANNOT_TELL)),
        else_=int(Answer.WITHIN),
    )
    return summed.select(
        *WHO,
        clock=ibis.literal(clock),
        since=ibis.date("1970-01-01") + summed["first"].as_interval("D"),
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
    low, high = ibis.memtable(listed), ibis.memtable(listed.select("number", pl.col("rule").alias("other")))
    first = summed.join(low, summed.rule_low == low.number)
    both = first.join(high, first.rule_high == high.number, rname="{name}_high")
    return both.select(
        *[name for name in summed.columns if name not in ("rule_low", "rule_high")],
        "rule",
        "version",
        "article",
        "confirmed",
        rule_high=both.other,
    )
