"""Indicator M12: agreements by who applied, two groups set beside each other. A difference names no cause."""

from __future__ import annotations

from collections.abc import Callable

import ibis
from ibis.expr import types as ir

from audiatur.figures.indicator import Asked, Indicator, Kind, Unit, Words
from audiatur.figures.surveys import difference
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import EQUAL
from audiatur.topics.mediation.known import Known, disputes, one

_NO_CAUSE = Words(
    "The groups bring different disputes: the difference is not the effect of who they are.",
    "ក្រុមទាំងពីរនាំមកនូវវិវាទខុសគ្នា៖ ភាពខុសគ្នានេះមិនមែនមកពីអត្តសញ្ញាណរបស់គេទេ។",
)


def _two_groups(known: Known, asked: Asked, *, first: ir.IntegerColumn, second: ir.IntegerColumn) -> ir.Table:
    """Agreements among the concluded disputes of two groups."""
    rows, over, agreed = known.rows, known.over(), known.end("agreed")
    found = {
        "yes_1": (agreed * first).sum(),
        "of_1": (over * first).sum(),
        "yes_2": (agreed * second).sum(),
        "of_2": (over * second).sum(),
    }
    return rows.group_by(list(asked.by)).agg(**found) if asked.by else rows.agg(**found)


def _by_kind(registers: Registers, asked: Asked) -> ir.Table:
    known = disputes(registers, asked)
    rows = known.rows
    firms = ibis.or_(rows.applicant_kind == "business", rows.applicant_kind == "institution")
    return _two_groups(known, asked, first=one(firms), second=one(rows.applicant_kind == "individual"))


def _by_sex(registers: Registers, asked: Asked) -> ir.Table:
    parties = registers["dispute_parties"]
    applicants = parties.filter(parties.role == "applicant")
    # A dispute with applicants of both sexes belongs to neither group.
    alone = applicants.group_by("dispute").agg(low=applicants.sex.min(), high=applicants.sex.max())
    known = disputes(registers, asked)
    joined = known.rows.left_join(alone.filter(alone.low == alone.high), "dispute").select(
        "dispute", "year", "subject", "result", "ended", "low"
    )
    return _two_groups(
        Known(joined, known.on), asked, first=one(joined.low == "female"), second=one(joined.low == "male")
    )


def _gap(
    code: str,
    name: Words,
    definition: Words,
    *,
    expression: Callable[[Registers, Asked], ir.Table],
    tables: tuple[str, ...],
) -> Indicator:
    return Indicator(
        id=f"mediation.{code}",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.POINTS,
        name=name,
        definition=definition,
        numerator="disputes-agreed-by-applicant",
        denominator="disputes-concluded",
        tables=tables,
        published=(("year",), ("subject",)),
        standards=("CEDAW 15", EQUAL),
        source="register of disputes",
        expression=expression,
        estimator=difference,
        caveat=_NO_CAUSE,
    )


GAPS: tuple[Indicator, ...] = (
    _gap(
        "gap_settled_women_men",
        Words("Settled by agreement: women applicants less men", "បានព្រមព្រៀង៖ អ្នកប្ដឹងស្រី ដក អ្នកប្ដឹងប្រុស"),
        Words(
            "The share of concluded disputes with an agreement where women applied less that where men did.",
            "ចំណែកវិវាទចប់ដោយព្រមព្រៀងដែលស្រីជាអ្នកប្ដឹង ដកចំណែកដែលប្រុសជាអ្នកប្ដឹង។",
        ),
        expression=_by_sex,
        tables=("disputes", "dispute_parties"),
    ),
    _gap(
        "gap_settled_firms_individuals",
        Words("Settled by agreement: firms and institutions less individuals", "បានព្រមព្រៀង៖ ក្រុមហ៊ុន និងស្ថាប័ន ដក បុគ្គល"),
        Words(
            "The share of concluded disputes with an agreement where a firm or institution applied less that where a "
            "natural person did.",
            "ចំណែកវិវាទចប់ដោយព្រមព្រៀងដែលក្រុមហ៊ុន ឬស្ថាប័នជាអ្នកប្ដឹង ដកចំណែកដែលបុគ្គលជាអ្នកប្ដឹង។",
        ),
        expression=_by_kind,
        tables=("disputes",),
    ),
)
