"""What each person is charged with, as whole numbers: the charge, its days, the birth, half of the least penalty."""

from __future__ import annotations

import ibis
from ibis.expr import types as ir

from audiatur.topics.proceedings.clock import NEVER
from audiatur.topics.proceedings.counting import FAR, written
from audiatur.topics.proceedings.rules import RuleSet

WHO = ("case", "person")
CHARGED = ("group", "born_low", "born_high", "half", "charged_from", "charged_to")


def charge_rows(charges: ir.Table, *, rules: RuleSet) -> ir.Table:
    """The rows of charges in whole numbers.

    `charges`: case, person, charge_class, and `since`, `offence`, `minimum_penalty_days` and `born` (or
    `born_earliest` and `born_latest`) where they are recorded; without `since`, one row a person in a case. The charge
    is its place among the rule set's groups, the last one where it is none of them; a birth is a date as `written`, or
    a day number where the rule set counts years of 365.25 days.
    """
    given = charges.columns
    charge = charges.charge_class
    if "offence" in given:
        named = [name for name in rules.groups if name not in rules.charges]
        charge = ibis.ifelse(charges.offence.isin(named or [""]), charges.offence, charge)
    places = [(charge == group, place) for place, group in enumerate(rules.groups)]
    penalty = charges.minimum_penalty_days if "minimum_penalty_days" in given else ibis.null().cast("int64")
    born = charges.born if "born" in given else ibis.null().cast("date")
    low, high = (
        (charges.born_earliest, charges.born_latest) if "born_earliest" in given else (born, born)
    )  # fmt: skip
    since = {"since": charges.since.epoch_days().cast("int64")} if "since" in given else {}
    return charges.select(
        *WHO,
        group=ibis.cases(*places, else_=len(rules.groups)).cast("int64"),
        born_low=_birth(low, rules=rules),
        born_high=_birth(high, rules=rules),
        half=(penalty // 2).cast("int64"),
        **since,
    )


def _birth(day: ir.DateValue, *, rules: RuleSet) -> ir.IntegerValue:
    if rules.age == "birthday":
        return written(day.year(), day.month(), day.day()).cast("int64")
    return day.epoch_days().cast("int64")


def over_time(rows: ir.Table) -> ir.Table:
    """Rows of charges with the days that each holds for; the first holds from ever, the last for ever."""
    far = ibis.literal(FAR, type="int64")
    if "since" not in rows.columns:
        return rows.mutate(charged_from=-far, charged_to=far)
    by_time = ibis.window(group_by=WHO, order_by="since")
    first = ibis.row_number().over(by_time) == 0
    timed = rows.mutate(
        charged_from=ibis.ifelse(first, -far, rows.since),
        charged_to=ibis.coalesce(rows.since.lead().over(by_time) - 1, far),
    )
    return timed.drop("since")


def at_once(rows: ir.Table) -> ir.Table:
    """One row a person in a case with how many `charges` there are; of several nothing else is told."""
    if "since" not in rows.columns:
        return rows.mutate(charges=ibis.literal(1, type="int64"))
    told = {name: rows[name].min() for name in ("group", "born_low", "born_high", "half")}
    return rows.group_by(*WHO).aggregate(**told, charges=rows.count())


def with_charges(rows: ir.Table, *, charges: ir.Table, rules: RuleSet) -> ir.Table:
    """Each row with the charges of its person in its case; who has none is charged with nothing known."""
    joined = rows.left_join(charges, list(WHO))
    known = charges.columns
    far = ibis.literal(FAR, type="int64")
    return joined.select(
        *rows.columns,
        group=ibis.coalesce(joined.group, len(rules.groups)),
        born_low=joined.born_low,
        born_high=joined.born_high,
        half=joined.half,
        charged_from=ibis.coalesce(joined.charged_from, -far) if "charged_from" in known else -far,
        charged_to=ibis.coalesce(joined.charged_to, far) if "charged_to" in known else far,
        **({"charges": ibis.coalesce(joined.charges, 0)} if "charges" in known else {}),
    )


def cap(rows: ir.Table) -> ir.IntegerValue:
    """Half of the least penalty; never where it is not recorded."""
    return ibis.coalesce(rows.half, NEVER)
