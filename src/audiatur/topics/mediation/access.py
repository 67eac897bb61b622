"""Indicator M15: access to dispute resolution (SDG 16.3.3) from a survey of legal needs.

The SDG divides those who turned to a third party by all who had a dispute, less those who are "voluntarily
self-excluded" (UNSD metadata 16.3.3, version of 2021). Surveys ask for that in different ways, and the value follows
the way: every reading stands beside the others, each with its own denominator.
"""

from __future__ import annotations

from collections.abc import Callable

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.errors import FigureError
from audiatur.figures.indicator import Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.figures.places import within
from audiatur.figures.surveys import kish_share, replicated_share
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import SDG_16_3_3
from audiatur.topics.mediation.known import one

USED = ("used_lawyer", "used_court", "used_mediator", "used_community", "used_authority", "used_other")
READINGS: dict[str, tuple[str, ...]] = {
    "access_all": (),
    "access_without_by_choice": ("preferred_alone", "other_was_right"),
    "access_without_direct": ("preferred_alone", "other_was_right", "contacted_other_party"),
}
"""The answers by which those who turned to nobody count as self-excluded, for each reading."""
BY = ("sex",)


class NoWeight(FigureError):
    """A survey is to be computed without its weights."""


def respondents(registers: Registers, asked: Asked, *, without: tuple[str, ...]) -> ir.Table:
    """Those who had a dispute and said whether they turned to anyone, less the self-excluded of a reading.

    A survey that does not give the day of each interview is taken to lie in the period.

    Raises:
        NoWeight: the survey has no weights: its shares would be those of its sample.
    """
    rows = registers["legal_needs"]
    if "weight" not in rows.columns:
        raise NoWeight("The survey has no column weight, so its shares would be those of the sample. Give the weights.")
    rows = rows.filter(rows.asked.isnull() | rows.asked.between(asked.since, asked.until))
    if asked.place:
        rows = within(rows, places=registers["places"], place=asked.place)
    said = ibis.or_(*(rows[name].notnull() for name in USED))
    rows = rows.filter(rows.had_problem.fill_null(False) & said)
    used = ibis.greatest(*(one(rows[name]) for name in USED))
    rows = rows.mutate(used=used)
    if without:
        excluded = ibis.greatest(*(one(rows[name]) for name in without))
        rows = rows.filter((rows.used == 1) | (excluded == 0))
    return rows


def _totals(rows: ir.Table, *, by: list[str], weight: ir.FloatingColumn, people: ir.IntegerScalar) -> ir.Table:
    """Weights in whole thousandths, so that any order of adding gives the same digits."""
    part = (weight * 1000).round().cast("int64")
    exact = part.cast("decimal(38, 0)")
    found = {
        "n": rows.count() * people,
        "hits": rows.used.sum() * people,
        "numerator": (part * rows.used).sum(),
        "denominator": part.sum(),
        "squares": (exact * exact).sum(),
    }
    return rows.group_by(by).agg(**found) if by else rows.agg(**found)


def _weighted(without: tuple[str, ...]) -> Callable[[Registers, Asked], ir.Table]:
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        rows = respondents(registers, asked, without=without)
        return _totals(rows, by=list(asked.by), weight=rows.weight, people=ibis.literal(1))

    return expression


def _replicated(without: tuple[str, ...]) -> Callable[[Registers, Asked], ir.Table]:
    def expression(registers: Registers, asked: Asked) -> ir.Table:
        rows = respondents(registers, asked, without=without)
        columns = ("n", "hits", "numerator", "denominator", "squares")
        own = _totals(rows, by=list(asked.by), weight=rows.weight, people=ibis.literal(1))
        own = own.mutate(replicate=ibis.literal(0, "int64"), method=ibis.literal("own"))
        replicates = registers["legal_needs_replicates"].rename(replicate_weight="weight")
        joined = rows.join(replicates, "respondent")
        others = _totals(
            joined, by=[*asked.by, "replicate", "method"], weight=joined.replicate_weight, people=ibis.literal(0)
        )
        order = [*asked.by, "replicate", "method", *columns]
        typed = dict.fromkeys(columns, "decimal(38, 0)")
        return own.select(order).cast(typed).union(others.select(order).cast(typed))

    return expression


_NAMES = {
    "access_all": (
        Words("Turned to a third party, of all who had a dispute", "បានទៅរកភាគីទីបី ក្នុងចំណោមអ្នកមានវិវាទទាំងអស់"),
        "adults-with-a-dispute",
        Words("of all adults who had a dispute", "ក្នុងចំណោមមនុស្សពេញវ័យដែលមានវិវាទ"),
    ),
    "access_without_by_choice": (
        Words(
            "Turned to a third party, without those who chose not to",
            "បានទៅរកភាគីទីបី ដោយមិនរាប់អ្នកជ្រើសរើសមិនទៅ",
        ),
        "adults-with-a-dispute-less-by-choice",
        Words(
            "of adults who had a dispute, less those who turned to nobody because they preferred to settle it by "
            "themselves or thought that the other party was right",
            "ក្នុងចំណោមមនុស្សពេញវ័យដែលមានវិវាទ ដោយមិនរាប់អ្នកដែលចង់ដោះស្រាយដោយខ្លួនឯង ឬគិតថាភាគីម្ខាងទៀតត្រូវ",
        ),
    ),
    "access_without_direct": (
        Words(
            "Turned to a third party, without those who chose not to or asked only the other party",
            "បានទៅរកភាគីទីបី ដោយមិនរាប់អ្នកជ្រើសរើសមិនទៅ ឬទាក់ទងតែភាគីម្ខាងទៀត",
        ),
        "adults-with-a-dispute-less-by-choice-or-direct",
        Words(
            "of adults who had a dispute, less those who turned to nobody because they preferred to settle it by "
            "themselves, thought that the other party was right, or turned to the other party directly",
            "ក្នុងចំណោមមនុស្សពេញវ័យដែលមានវិវាទ ដោយមិនរាប់អ្នកដែលចង់ដោះស្រាយដោយខ្លួនឯង គិតថាភាគីម្ខាងទៀតត្រូវ ឬទាក់ទងភាគីម្ខាងទៀតផ្ទាល់",
        ),
    ),
}
_APPROXIMATE = Words(
    "The interval takes the weights for the whole of the design: clusters would widen it.",
    "ចន្លោះនេះគិតតែទម្ងន់ប៉ុណ្ណោះ។ ចង្កោមសំណាកនឹងធ្វើឱ្យវាធំជាងនេះ។",
)
_WITH_REPLICATES = Words("The interval is that of the replicate weights.", "ចន្លោះនេះមកពីទម្ងន់ចម្លង។")


def _indicator(
    reading: str,
    *,
    suffix: str,
    tables: tuple[str, ...],
    expression: Callable[[Registers, Asked], ir.Table],
    estimator: Callable[[pl.DataFrame], Estimate],
    caveat: Words,
) -> Indicator:
    name, denominator, of = _NAMES[reading]
    return Indicator(
        id=f"mediation.{reading}{suffix}",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERCENT,
        name=name,
        definition=Words(
            f"The weighted share, {of.en}, of those who turned to a lawyer, a court, a mediator, a community, an "
            "authority or another third party.",
            f"ចំណែកមានទម្ងន់ {of.km} ដែលបានទៅរកមេធាវី តុលាការ អ្នកសម្របសម្រួល សហគមន៍ អាជ្ញាធរ ឬភាគីទីបីផ្សេង។",
        ),
        numerator="adults-who-turned-to-a-third-party",
        denominator=denominator,
        tables=tables,
        published=(BY,),
        standards=(SDG_16_3_3,),
        source="survey of legal needs",
        expression=expression,
        estimator=estimator,
        caveat=caveat,
    )


ACCESS: tuple[Indicator, ...] = tuple(
    _indicator(
        reading,
        suffix="",
        tables=("legal_needs",),
        expression=_weighted(without),
        estimator=kish_share,
        caveat=_APPROXIMATE,
    )
    for reading, without in READINGS.items()
)
ACCESS_REPLICATED: tuple[Indicator, ...] = tuple(
    _indicator(
        reading,
        suffix="_replicated",
        tables=("legal_needs", "legal_needs_replicates"),
        expression=_replicated(without),
        estimator=replicated_share,
        caveat=_WITH_REPLICATES,
    )
    for reading, without in READINGS.items()
)
