"""From events to runs, as one Ibis expression: which start goes with which end, which orders lie between, what charge.

A start pairs with the first end after it; starts without an end between them are one spell, so that an order entered
twice, or a day in two spells, counts once. Only integers, dates and standard windows are used, so that every engine
gives the same rows.
"""

from __future__ import annotations

from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.topics.proceedings.clock import NEVER, Reason
from audiatur.topics.proceedings.counting import FAR, MINUTES
from audiatur.topics.proceedings.rules import Clock, RuleSet

WHO = ("case", "person")
_LAST_MINUTE = MINUTES - 1
_RELEASE = "release"


def runs_of_events(
    events: ir.Table, *, charges: ir.Table, rules: RuleSet, clock: str, as_of: date, orders: int
) -> ir.Table:
    """The pieces of every run of a clock, up to and with `as_of`.

    `events`: case, person, kind, on, and `minute` of the day where it is recorded. `charges`: case, person,
    charge_class, and `since`, `offence`, `minimum_penalty_days` and `born` where they are recorded.
    """
    timed = rules.clock(clock)
    spells = _spells(_acts(events, clock=timed, as_of=as_of), clock=timed, orders=orders, as_of=as_of)
    return _charged(spells, charges=charges, rules=rules)


def runs_of_stays(
    stays: ir.Table, *, charges: ir.Table, rules: RuleSet, clock: str, as_of: date, orders: int
) -> ir.Table:
    """The same from a table of stays: case, person, began, ended, and their minutes where they are recorded."""
    timed = rules.clock(clock)
    known = stays.filter(stays.began <= as_of, stays.person.notnull())
    ended = ibis.ifelse(known.ended <= as_of, known.ended, ibis.null().cast("date"))
    spells = known.select(
        *WHO,
        **_moments(known, day=known.began, name="began_minute", clock=timed, as_name="start"),
        **_moments(known, day=ended, name="ended_minute", clock=timed, as_name="end"),
        **{f"order_{side}_{k}": _never() for k in range(1, orders + 1) for side in ("low", "high")},
    )
    if timed.again == "adds":
        spells = _joined_up(spells)
    counted = _counted(_measured(spells, clock=timed, as_of=as_of), clock=timed, orders=orders)
    return _charged(counted, charges=charges, rules=rules)


def _never() -> ir.IntegerValue:
    return ibis.literal(NEVER, type="int64")


def _moments(rows: ir.Table, *, day: ir.DateValue, name: str, clock: Clock, as_name: str) -> dict[str, ir.IntegerValue]:
    """The earliest and the latest moment of an act in the clock's unit."""
    number = day.epoch_days().cast("int64")
    if clock.unit == "day":
        return {f"{as_name}_low": number, f"{as_name}_high": number}
    minute = rows[name].cast("int64") if name in rows.columns else ibis.null().cast("int64")
    return {
        f"{as_name}_low": number * MINUTES + ibis.coalesce(minute, 0),
        f"{as_name}_high": number * MINUTES + ibis.coalesce(minute, _LAST_MINUTE),
    }


def _acts(events: ir.Table, *, clock: Clock, as_of: date) -> ir.Table:
    """The events that the clock knows, with what they are to it; on one day starts come first, ends last."""
    known = {*clock.starts, *clock.ends, *clock.orders, *clock.held_since}
    known |= {_RELEASE} if clock.held_since else set()
    acts = events.filter(events.kind.isin(sorted(known)), events.on <= as_of, events.person.notnull())
    acts = acts.select(
        *WHO,
        **_moments(acts, day=acts.on, name="minute", clock=clock, as_name="at"),
        begins=acts.kind.isin(clock.starts),
        ends=acts.kind.isin(clock.ends),
        orders=acts.kind.isin(clock.orders or ("",)),
        puts_in=acts.kind.isin(clock.held_since or ("",)),
        lets_out=acts.kind == _RELEASE,
    )
    # A start without its minute may be as early, an end without it as late as the day allows.
    return acts.mutate(
        at=ibis.ifelse(acts.begins, acts.at_low, acts.at_high),
        rank=ibis.cases((acts.begins, 1), (acts.ends, 3), else_=2),
    )


def _spells(acts: ir.Table, *, clock: Clock, orders: int, as_of: date) -> ir.Table:
    """One row a spell with the time counted in its run before it, up to its end, and at each order.

    Nearly all cases have one start, an end after it and few orders: those need no window, only sums. The others, and
    only they, are put in the order of time.
    """
    summed = _summed(acts)
    plain = _plain(summed, clock=clock, orders=orders)
    one = _alone(summed.filter(plain), clock=clock, orders=orders)
    alone = _counted_alone(_measured(one, clock=clock, as_of=as_of), clock=clock, orders=orders)
    # Who starts nothing has no run.
    others = acts.semi_join(summed.filter(~plain, summed.starts > 0), list(WHO))
    several = _measured(_paired(others, clock=clock, orders=orders), clock=clock, as_of=as_of)
    return ibis.union(alone, _counted(several, clock=clock, orders=orders).select(*alone.columns), distinct=False)


def _summed(acts: ir.Table) -> ir.Table:
    """One row a person in a case: how many acts of each sort, and the first and last of them."""
    none = ibis.null().cast("int64")

    def of(sort: str, at: str = "at") -> ir.IntegerColumn:
        return ibis.ifelse(acts[sort], acts[at], none)

    return acts.group_by(*WHO).aggregate(
        starts=ibis.ifelse(acts.begins, 1, 0).sum(),
        start_low=of("begins", "at_low").min(),
        start_high=of("begins", "at_high").min(),
        end_low=of("ends", "at_low").min(),
        end_high=of("ends", "at_high").min(),
        orders=ibis.ifelse(acts.orders, 1, 0).sum(),
        first_low=of("orders", "at_low").min(),
        first_high=of("orders", "at_high").min(),
        last_order=of("orders", "at_high").max(),
        first_put=of("puts_in").min(),
        first_out=of("lets_out").min(),
    )


def _plain(summed: ir.Table, *, clock: Clock, orders: int) -> ir.BooleanValue:
    """Whether the sums tell the run."""
    few = 2 if clock.unit == "day" and clock.again == "adds" and orders > 1 else 1
    plain = (summed.starts == 1) & (summed.orders <= few)
    plain &= summed.end_high.isnull() | (summed.end_high >= summed.start_low)
    if clock.again == "restarts":
        inside = (summed.first_high >= summed.start_low) & (summed.last_order <= ibis.coalesce(summed.end_high, NEVER))
        plain &= (summed.orders == 0) | inside
    if clock.held_since:
        plain &= summed.first_out.isnull() | (summed.first_out > summed.start_low)
    return plain


def _alone(summed: ir.Table, *, clock: Clock, orders: int) -> ir.Table:
    """The one spell of each person in each case."""
    rows = summed
    if clock.held_since:
        rows = rows.filter(rows.first_put < rows.start_low)
    if clock.ended_only:
        rows = rows.filter(rows.end_high.notnull())
    found: dict[str, ir.IntegerValue] = {}
    for k in range(1, orders + 1):
        for side in ("low", "high"):
            if k == 1:
                found[f"order_{side}_1"] = ibis.coalesce(rows[f"first_{side}"], NEVER)
            elif k == 2 and clock.unit == "day":
                second = rows.last_order > rows.first_high
                found[f"order_{side}_2"] = ibis.ifelse(second.fill_null(False), rows.last_order, NEVER)
            else:
                found[f"order_{side}_{k}"] = _never()
    return rows.select(*WHO, "start_low", "start_high", "end_low", "end_high", **found)


def _paired(acts: ir.Table, *, clock: Clock, orders: int) -> ir.Table:
    """One row a spell: its start, its end (null while it goes on) and its orders."""
    acts = _same_day_again(acts) if clock.again == "adds" else acts
    after = ibis.window(group_by=WHO, order_by=["at", "rank"], preceding=0, following=None)
    before = ibis.window(group_by=WHO, order_by=["at", "rank"], preceding=None, following=0)
    none = ibis.null().cast("int64")
    paired = acts.mutate(
        end_low=ibis.ifelse(acts.ends, acts.at_low, none).min().over(after),
        end_high=ibis.ifelse(acts.ends, acts.at_high, none).min().over(after),
    )
    if clock.held_since:
        paired = paired.mutate(
            put_in=ibis.ifelse(acts.puts_in, acts["at"], none).max().over(before),
            let_out=ibis.ifelse(acts.lets_out, acts["at"], none).max().over(before),
        )
        held = paired.put_in.notnull() & (paired.let_out.isnull() | (paired.let_out < paired.put_in))
        paired = paired.mutate(begins=paired.begins & held)
    spells = (
        paired.filter(paired.begins)
        .group_by(*WHO, "end_high")
        .aggregate(
            start_low=lambda rows: rows.at_low.min(),
            start_high=lambda rows: rows.at_high.min(),
            end_low=lambda rows: rows.end_low.min(),
        )
    )
    if clock.ended_only:
        spells = spells.filter(spells.end_high.notnull())
    return _with_orders(spells, paired=paired, clock=clock, orders=orders)


def _same_day_again(acts: ir.Table) -> ir.Table:
    """Where somebody held is freed and held again on one day, the new stretch begins the day after.

    The day itself is the earlier one's, so that it counts once; with a second end on that day the new one ends too.
    """
    earlier = ibis.window(group_by=WHO, order_by=["at", "rank"], preceding=(None, 1))
    none = ibis.null().cast("int64")
    seen = acts.mutate(
        last_start=ibis.ifelse(acts.begins, acts["at"], none).max().over(earlier),
        last_end=ibis.ifelse(acts.ends, acts["at"], none).max().over(earlier),
        ends_then=ibis.ifelse(acts.ends, 1, 0).sum().over(ibis.window(group_by=(*WHO, "at"))),
    )
    open_before = (seen.last_start < seen["at"]) & (seen.last_end.isnull() | (seen.last_end <= seen.last_start))
    again = seen.begins & ibis.coalesce(open_before, False) & (seen.ends_then == 1)
    later = {name: seen[name] + ibis.ifelse(again, 1, 0) for name in ("at", "at_low", "at_high")}
    return seen.mutate(**later).drop("last_start", "last_end", "ends_then")


def _with_orders(spells: ir.Table, *, paired: ir.Table, clock: Clock, orders: int) -> ir.Table:
    """The first orders of each run, in time: of the case where spells add up, of the spell where each stands alone."""
    names = {f"order_{side}_{k}": (side, k) for k in range(1, orders + 1) for side in ("low", "high")}
    if not clock.orders or not orders:
        return spells.mutate(**{name: _never() for name in names})
    run = WHO if clock.again == "adds" else (*WHO, "end_high")
    made = paired.filter(paired.orders).select(*run, "at_low", "at_high").distinct()
    counted = made.mutate(number=ibis.row_number().over(group_by=run, order_by=["at_low", "at_high"]))
    first = counted.filter(counted.number < orders)
    wide = first.group_by(*run).aggregate(
        **{
            name: ibis.ifelse(first.number == k - 1, first[f"at_{side}"], ibis.null().cast("int64")).max()
            for name, (side, k) in names.items()
        }
    )
    by_run = [spells[name].identical_to(wide[name]) for name in run]
    joined = spells.left_join(wide, by_run, rname="{name}_right")
    return joined.select(*spells.columns, **{name: ibis.coalesce(joined[name], _never()) for name in names})


def _joined_up(spells: ir.Table) -> ir.Table:
    """Spells of one case that share days as one, so that each day counts once."""
    earlier = ibis.window(group_by=WHO, order_by=["start_low", "end_low"], preceding=(None, 1))
    open_end = ibis.coalesce(spells.end_low, FAR)
    marked = spells.mutate(reach=open_end.max().over(earlier))
    fresh = marked.reach.isnull() | (marked.start_low > marked.reach)
    up_to = ibis.window(group_by=WHO, order_by=["start_low", "end_low"], preceding=None, following=0)
    numbered = marked.mutate(number=ibis.ifelse(fresh, 1, 0).sum().over(up_to))
    orders = {name: numbered[name].min() for name in spells.columns if name.startswith("order_")}
    joined = numbered.group_by(*WHO, "number").aggregate(
        start_low=numbered.start_low.min(),
        start_high=numbered.start_high.min(),
        reach=ibis.coalesce(numbered.end_low, FAR).max(),
        **orders,
    )
    ended = ibis.ifelse(joined.reach < FAR, joined.reach, ibis.null().cast("int64"))
    return joined.mutate(end_low=ended, end_high=ended).drop("reach", "number")


def _measured(spells: ir.Table, *, clock: Clock, as_of: date) -> ir.Table:
    """The length of each spell, those that go on up to and with `as_of`."""
    unit, scale = (1, 1) if clock.unit == "day" else (0, MINUTES)
    now = ibis.literal((as_of - date(1970, 1, 1)).days * scale + (scale - 1), type="int64")
    ended = spells.mutate(
        running=spells.end_high.isnull(),
        end_low=ibis.coalesce(spells.end_low, now),
        end_high=ibis.coalesce(spells.end_high, now),
    )
    return ended.mutate(
        length_low=ibis.greatest(0, ended.end_low - ended.start_high + unit),
        length_high=ibis.greatest(0, ended.end_high - ended.start_low + unit),
        wrong_order=~ended.running & (ended.end_high < ended.start_low),
    )


_COUNTED = ("origin", "before", "away", "held_low", "held_high", "running", "wrong_order")


def _counted_alone(spells: ir.Table, *, clock: Clock, orders: int) -> ir.Table:
    """Spells that are runs of their own."""
    unit = 1 if clock.unit == "day" else 0
    other = {"low": "high", "high": "low"}
    order = {
        f"order_{side}_{k}": ibis.ifelse(
            spells[f"order_{side}_{k}"] < NEVER,
            ibis.greatest(
                0, ibis.least(spells[f"order_{side}_{k}"], spells.end_high) - spells[f"start_{other[side]}"] + unit
            ),
            NEVER,
        )
        for k in range(1, orders + 1)
        for side in ("low", "high")
    }
    zero = ibis.literal(0, type="int64")
    found = spells.mutate(
        origin=spells.start_low,
        before=zero,
        away=zero,
        held_low=spells.length_low,
        held_high=spells.length_high,
        **order,
    )
    return found.select(*WHO, *_COUNTED, *order)


def _counted(spells: ir.Table, *, clock: Clock, orders: int) -> ir.Table:
    """The time counted before and up to the end of each spell of a run, and when each order was made in that time."""
    if clock.again == "restarts":
        return _counted_alone(spells, clock=clock, orders=orders)
    run = ibis.window(group_by=WHO)
    earlier = ibis.window(group_by=WHO, order_by=["start_low"], preceding=(None, 1))
    order = {
        f"order_{side}_{k}": ibis.ifelse(
            spells[f"order_{side}_{k}"] < NEVER,
            ibis.greatest(0, ibis.least(spells.end_low, spells[f"order_{side}_{k}"]) - spells.start_low + 1)
            .sum()
            .over(run),
            NEVER,
        )
        for k in range(1, orders + 1)
        for side in ("low", "high")
    }
    found = spells.mutate(
        origin=spells.start_low.min().over(run),
        before=ibis.coalesce(spells.length_low.sum().over(earlier), 0),
        **order,
    )
    found = found.mutate(
        away=found.start_low - found.origin - found.before,
        held_low=found.before + found.length_low,
        held_high=found.before + found.length_high,
    )
    return found.select(*WHO, *_COUNTED, *order)


def _charged(spells: ir.Table, *, charges: ir.Table, rules: RuleSet) -> ir.Table:
    """Each spell with the charge of each time in it; a charge that came later holds from its day on."""
    given = charges.columns
    group = charges.charge_class
    if "offence" in given:
        named = [name for name in rules.groups if name not in rules.charges]
        group = ibis.ifelse(charges.offence.isin(named or [""]), charges.offence, group)
    far = ibis.literal(FAR, type="int64")
    since = charges.since.epoch_days().cast("int64") if "since" in given else -far
    penalty = charges.minimum_penalty_days if "minimum_penalty_days" in given else ibis.null().cast("int64")
    rows = charges.select(*WHO, group=group, since=since, half=penalty // 2, **_births(charges))
    if "since" in given:
        by_time = ibis.window(group_by=WHO, order_by="since")
        first = ibis.row_number().over(by_time) == 0
        rows = rows.mutate(
            charged_to=rows.since.lead().over(by_time) - 1, charged_from=ibis.ifelse(first, -far, rows.since)
        )
    else:
        rows = rows.mutate(charged_to=far, charged_from=-far)
    joined = spells.left_join(rows, list(WHO))
    return joined.select(
        *spells.columns,
        group=ibis.coalesce(joined.group, "unknown"),
        born_low=joined.born_low,
        born_high=joined.born_high,
        cap=ibis.coalesce(joined.half, NEVER),
        charged_from=ibis.coalesce(joined.charged_from, -far),
        charged_to=ibis.coalesce(joined.charged_to, far),
        no_penalty=ibis.ifelse(joined.half.isnull(), int(Reason.NO_PENALTY), 0),
    )


def _births(charges: ir.Table) -> dict[str, ir.DateValue]:
    """The earliest and the latest day of birth that the record allows."""
    if "born_earliest" in charges.columns:
        return {"born_low": charges.born_earliest, "born_high": charges.born_latest}
    born = charges.born if "born" in charges.columns else ibis.null().cast("date")
    return {"born_low": born, "born_high": born}
