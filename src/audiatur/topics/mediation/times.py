"""Indicator M5: the time to a result, with open disputes counted as open and never left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.durations import cumulative_incidence, kaplan_meier
from audiatur.figures.estimators import PERCENT
from audiatur.figures.indicator import NO_BASE, Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import EQUAL, NOTHING
from audiatur.topics.mediation.known import disputes

KAPLAN_MEIER = "Kaplan-Meier, log-log 95 %"
AALEN_JOHANSEN = "Aalen-Johansen, log-log 95 %"
CLOSED_ONLY = "median of closed cases only"


def by_days(registers: Registers, asked: Asked) -> ir.Table:
    """Days from receipt to the result or the censoring day: how many were settled, ended otherwise, or are open."""
    known = disputes(registers, asked)
    rows = known.rows.mutate(open=known.end("pending"), agreed=known.end("agreed"), other=known.over())
    # A result without a day says neither how long it took nor that it is open: it cannot be placed in time.
    rows = rows.filter((rows.open == 1) | rows.ended.notnull())
    last = ibis.ifelse(rows.open == 1, ibis.literal(asked.on), rows.ended)
    rows = rows.mutate(days=last.delta(rows.received, unit="day").cast("int64"))
    by = [*asked.by, "days"]
    return rows.group_by(by).agg(
        agreed=rows.agreed.sum(), other=rows.other.sum() - rows.agreed.sum(), open=rows.open.sum()
    )


def median_days(rows: pl.DataFrame) -> Estimate:
    """The median time to any result, disputes still open being censored."""
    ended = (rows["agreed"] + rows["other"]).to_numpy()
    n, closed = int(ended.sum() + rows["open"].sum()), int(ended.sum())
    found = kaplan_meier(rows["days"].to_numpy(), ended=ended, censored=rows["open"].to_numpy())
    value, low, high = found.quantile(0.5)
    if value == float("inf"):
        return Estimate(None, None, None, NO_BASE, n=n, counts=(n, closed))
    return Estimate(value, low, high, KAPLAN_MEIER, n=n, counts=(n, closed))


def median_days_closed(rows: pl.DataFrame) -> Estimate:
    """The median among disputes with a result: too short wherever some are open."""
    ended = (rows["agreed"] + rows["other"]).to_numpy()
    closed = int(ended.sum())
    if not closed:
        return Estimate(None, None, None, NO_BASE, n=0)
    value, low, high = kaplan_meier(rows["days"].to_numpy(), ended=ended, censored=0 * ended).quantile(0.5)
    return Estimate(value, low, high, CLOSED_ONLY, n=closed, counts=(closed,))


def settled_within(days: int) -> Callable[[pl.DataFrame], Estimate]:
    """The share with an agreement after so many days; another result is no longer able to become one."""

    def estimator(rows: pl.DataFrame) -> Estimate:
        agreed, other, left = (rows[name].to_numpy() for name in ("agreed", "other", "open"))
        n, settled = int(agreed.sum() + other.sum() + left.sum()), int(agreed.sum())
        if not n:
            return Estimate(None, None, None, NO_BASE, n=0, numerator=0, denominator=0)
        found = cumulative_incidence(rows["days"].to_numpy(), ended=agreed, otherwise=other, censored=left)
        share, low, high = (PERCENT * part for part in found.at(days))
        counts = (n, settled, n - settled)
        return Estimate(
            share, low, high, AALEN_JOHANSEN, n=n, numerator=n * share / PERCENT, denominator=n, counts=counts
        )

    return estimator


@dataclass(frozen=True, slots=True)
class _Duration:
    code: str
    name: Words
    definition: Words
    unit: Unit
    numerator: str
    denominator: str
    estimator: Callable[[pl.DataFrame], Estimate]
    caveat: Words = NOTHING


_DURATIONS = (
    _Duration(
        "days_to_result",
        Words("Median days to a result, open disputes counted", "ចំនួនថ្ងៃមធ្យមដល់លទ្ធផល ដោយរាប់វិវាទមិនទាន់ចប់"),
        Words(
            "The number of days after which half of the disputes received have a result. Open ones are censored.",
            "ចំនួនថ្ងៃដែលវិវាទពាក់កណ្ដាលមានលទ្ធផល។ វិវាទមិនទាន់ចប់ត្រូវរាប់ដល់ថ្ងៃកំណត់។",
        ),
        Unit.DAYS,
        "days-to-result",
        "all",
        median_days,
    ),
    _Duration(
        "days_to_result_closed_only",
        Words("Median days to a result, closed disputes only", "ចំនួនថ្ងៃមធ្យមដល់លទ្ធផល រាប់តែវិវាទចប់"),
        Words(
            "The median number of days of the disputes that have a result.",
            "ចំនួនថ្ងៃមធ្យមនៃវិវាទដែលមានលទ្ធផល។",
        ),
        Unit.DAYS,
        "days-to-result",
        "all",
        median_days_closed,
        Words(
            "Disputes that take long are still open and left out: it is too short. It stands here for comparison.",
            "វិវាទដែលអូសបន្លាយមិនត្រូវបានរាប់ ដូច្នេះចំនួននេះខ្លីពេក។ ដាក់នៅទីនេះសម្រាប់ប្រៀបធៀប។",
        ),
    ),
    *(
        _Duration(
            f"settled_within_{days}",
            Words(f"Settled by agreement within {days} days", f"បានព្រមព្រៀងក្នុងរយៈពេល {days} ថ្ងៃ"),
            Words(
                f"Of disputes received, the share with an agreement after {days} days; open ones are censored, and "
                "those that ended otherwise stay in the base.",
                f"ក្នុងចំណោមវិវាទដែលបានទទួល ចំណែកដែលមានកិច្ចព្រមព្រៀងក្នុងរយៈពេល {days} ថ្ងៃ។",
            ),
            Unit.PERCENT,
            f"disputes-agreed-within-{days}-days",
            "disputes-received",
            settled_within(days),
        )
        for days in (90, 180)
    ),
)


def _duration(given: _Duration) -> Indicator:
    return Indicator(
        id=f"mediation.{given.code}",
        version=1,
        kind=Kind.OUTCOME,
        unit=given.unit,
        name=given.name,
        definition=given.definition,
        numerator=given.numerator,
        denominator=given.denominator,
        tables=("disputes",),
        published=(("year",), ("body",)),
        standards=(EQUAL,),
        source="register of disputes",
        expression=by_days,
        estimator=given.estimator,
        caveat=given.caveat,
    )


TIMES: tuple[Indicator, ...] = tuple(map(_duration, _DURATIONS))
