"""How the indicators over disputes are built: the cohort, the columns they are broken down by, and shared words."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
from ibis.expr import types as ir

from audiatur.figures.estimators import complete_share
from audiatur.figures.indicator import Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.known import Known, disputes

SDG_16_3_3 = "SDG 16.3.3"
EQUAL = "ICCPR 14"
OWN_PUBLISHED: tuple[tuple[str, ...], ...] = (("year",), ("body",), ("subject",))
NOTHING = Words("", "")
OPEN = Words(
    "Disputes that were open on the censoring day count in the base.",
    "វិវាទដែលនៅមិនទាន់ចប់នៅថ្ងៃកំណត់ ត្រូវរាប់ក្នុងភាគបែង។",
)

UNKNOWN = Words(
    "Low: nobody of whom nothing is known. High: all of them.",
    "ទាប៖ គ្មាននរណាម្នាក់ក្នុងចំណោមអ្នកដែលមិនដឹង។ ខ្ពស់៖ ទាំងអស់។",
)

Measures = Callable[[Known, Asked], dict[str, ir.IntegerValue]]


def counted(measures: Measures) -> Callable[[Registers, Asked], ir.Table]:
    """An expression over the disputes of the cohort, by the columns asked for."""

    def expression(registers: Registers, asked: Asked) -> ir.Table:
        known = disputes(registers, asked)
        found, rows = measures(known, asked), known.rows
        return rows.group_by(list(asked.by)).agg(**found) if asked.by else rows.agg(**found)

    return expression


def rate(
    code: str,
    name: Words,
    definition: Words,
    *,
    numerator: str,
    denominator: str,
    measures: Measures,
    estimator: Callable[[pl.DataFrame], Estimate] = complete_share,
    kind: Kind = Kind.OUTCOME,
    unit: Unit = Unit.PERCENT,
    caveat: Words = NOTHING,
    published: tuple[tuple[str, ...], ...] = OWN_PUBLISHED,
    standards: tuple[str, ...] = (SDG_16_3_3, EQUAL),
    tables: tuple[str, ...] = ("disputes",),
) -> Indicator:
    return Indicator(
        id=f"mediation.{code}",
        version=1,
        kind=kind,
        unit=unit,
        name=name,
        definition=definition,
        numerator=numerator,
        denominator=denominator,
        tables=tables,
        published=published,
        standards=standards,
        source="register of disputes",
        expression=counted(measures),
        estimator=estimator,
        caveat=caveat,
    )
