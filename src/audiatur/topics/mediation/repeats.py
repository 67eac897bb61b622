"""Indicator M7: disputes between two parties who had one before, with what errors of linkage can do to the count.

Persons go under several numbers. The pairs are counted by numbers alone, which misses a link wherever a person has two,
and with numbers joined that share name (the Khmer one where it is recorded), sex and date of birth. The first is the
low bound, the second the estimate; the high bound takes as many links for missed again as names and births added.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import ibis
import polars as pl
from ibis import _
from ibis.expr import types as ir

from audiatur.figures.estimators import PERCENT
from audiatur.figures.indicator import NO_BASE, Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import EQUAL
from audiatur.topics.mediation.known import disputes

LINKAGE = "linkage: by number, by name and birth, as many again"


def repeated(registers: Registers, asked: Asked) -> ir.Table:
    """Disputes of the cohort with both parties known, and repeats by numbers and by names.

    A pair's first dispute is no repeat and every other one is: the repeats of a group are its disputes less the pairs
    that begin in it. Pairs that began before the cohort begin in none of its groups.
    """
    by = list(asked.by)
    rows = disputes(registers, replace(asked, since=_EVER)).rows
    pairs = _pairs(registers["dispute_parties"], joined=_joined(registers["persons"]))
    found = pairs.join(rows.select("dispute", "received"), "dispute").select(*pairs.columns, "received")
    numbers = found.group_by("one", "other").agg(
        one_joined=found.one_joined.min(), other_joined=found.other_joined.min(), received=found.received.min()
    )
    names = numbers.group_by("one_joined", "other_joined").agg(received=numbers.received.min())
    counted = []
    for own, table in zip(_COUNTS, (found, numbers, names), strict=True):
        inside = table.filter(table.received >= asked.since).select(year=_.received.year().cast("string"))
        zero = ibis.literal(0, "int64")
        counted.append(inside.group_by("year").agg(**{name: _.count() if name == own else zero for name in _COUNTS}))
    years = ibis.union(*counted)
    measures = {name: years[name].sum() for name in _COUNTS}
    return years.group_by(by).agg(**measures) if by else years.agg(**measures)


_COUNTS = ("linked", "begun_by_number", "begun_by_name")
_EVER = date(1900, 1, 1)


def _joined(persons: ir.Table) -> ir.Table:
    """Numbers of persons that share name, sex and date of birth with a lower number, and that number."""
    person = persons.select("person", "sex", "born", named=_.name_km.fill_null(_.name))
    person = person.filter(person.named.notnull() & person.born.notnull())
    groups = person.group_by("named", "sex", "born").agg(joined=person.person.min(), of=person.count())
    several = groups.filter(_.of > 1).drop("of")
    same = [person[name].identical_to(several[name]) for name in ("named", "sex", "born")]
    found = person.join(several, same).select(person.person, several.joined)
    return found.filter(found.person != found.joined)


def _pairs(parties: ir.Table, *, joined: ir.Table) -> ir.Table:
    """One row a dispute with its first applicant and first respondent in either order: as recorded, and as joined."""
    pairs = parties.group_by("dispute").agg(
        first=parties.person.min(where=parties.role == "applicant"),
        second=parties.person.min(where=parties.role == "respondent"),
    )
    pairs = pairs.filter(pairs.first.notnull() & pairs.second.notnull())
    for side in ("first", "second"):
        pairs = pairs.left_join(joined.rename({side: "person", f"{side}_joined": "joined"}), side).drop(f"{side}_right")
    named = {side: _[f"{side}_joined"].fill_null(_[side]) for side in ("first", "second")}
    pairs = pairs.select("dispute", "first", "second", first_joined=named["first"], second_joined=named["second"])
    return pairs.select(
        "dispute",
        one=ibis.least(pairs.first, pairs.second),
        other=ibis.greatest(pairs.first, pairs.second),
        one_joined=ibis.least(pairs.first_joined, pairs.second_joined),
        other_joined=ibis.greatest(pairs.first_joined, pairs.second_joined),
    )


def repeat_share(rows: pl.DataFrame) -> Estimate:
    """The share of disputes with both parties known that repeat an earlier one, between its bounds."""
    linked, by_number, by_name = (int(rows[name].sum() or 0) for name in _COUNTS)
    if not linked:
        return Estimate(None, None, None, NO_BASE, n=0, numerator=0, denominator=0)
    low, found = linked - by_number, linked - by_name
    return Estimate(
        PERCENT * found / linked,
        PERCENT * low / linked,
        PERCENT * min(linked, 2 * found - low) / linked,
        LINKAGE,
        n=linked,
        numerator=found,
        denominator=linked,
        counts=(linked, found, linked - found),
    )


REPEATS: tuple[Indicator, ...] = (
    Indicator(
        id="mediation.repeat_disputes",
        version=1,
        kind=Kind.OUTCOME,
        unit=Unit.PERCENT,
        name=Words("Disputes of parties who had one before", "វិវាទរបស់ភាគីដែលធ្លាប់មានវិវាទ"),
        definition=Words(
            "Of disputes received with both parties recorded, the share whose two parties had an earlier dispute.",
            "ក្នុងចំណោមវិវាទដែលមានកត់ត្រាភាគីទាំងពីរ ចំណែកដែលភាគីទាំងពីរធ្លាប់មានវិវាទពីមុន។",
        ),
        numerator="disputes-repeated",
        denominator="disputes-with-both-parties",
        tables=("disputes", "dispute_parties", "persons"),
        published=(("year",),),
        standards=(EQUAL,),
        source="register of disputes, parties and persons",
        expression=repeated,
        estimator=repeat_share,
        caveat=Words(
            "Low: numbers of persons as recorded. High: as many links missed again as names and births add.",
            "ទាប៖ តាមលេខបុគ្គលដែលបានកត់ត្រា។ ខ្ពស់៖ ខ្វះទំនាក់ទំនងដូចចំនួនដែលឈ្មោះ និងថ្ងៃកំណើតបានបន្ថែម។",
        ),
    ),
)
