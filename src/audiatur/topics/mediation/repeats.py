"""Indicator M7: disputes between two parties who had one before, with what errors of linkage can do to the count.

Persons go under several numbers, and several under one. The pairs are therefore counted three times: by numbers alone
(a link is missed wherever a person has two), with numbers joined that share name, sex and full date of birth, and with
numbers joined that share name, sex and year of birth. Each joins what the one before joined, so that the counts ascend;
the second is the estimate, the others its bounds.
"""

from __future__ import annotations

import ibis
import polars as pl
from ibis.expr import types as ir

from audiatur.figures.estimators import PERCENT
from audiatur.figures.indicator import NO_BASE, Asked, Estimate, Indicator, Kind, Unit, Words
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.building import EQUAL
from audiatur.topics.mediation.known import disputes

LINKAGE = "linkage: by number, by name and birth, by name and year"
_ROLES = {"applicant": "first", "respondent": "second"}


def repeated(registers: Registers, asked: Asked) -> ir.Table:
    """Disputes of the cohort, those with both parties known, and repeats by each way of linking."""
    pairs = _pairs(registers["dispute_parties"], persons=_numbers(registers["persons"]))
    everything = registers["disputes"]
    dated = everything.filter(everything.received <= asked.on).select("dispute", "received")
    placed = pairs.join(dated, "dispute")
    for way in _WAYS:
        # Days and numbers as one text that sorts, so that the earliest of a pair is one and the same row.
        order = placed.received.cast("string").concat(placed.dispute)
        placed = placed.mutate(**{f"later_{way}": order > order.min().over(ibis.window(group_by=_pair(placed, way)))})
    rows = disputes(registers, asked).rows
    known = rows.left_join(placed.select("dispute", *(f"later_{way}" for way in _WAYS)), "dispute")
    found = {way: known[f"later_{way}"].fill_null(False).cast("int64").sum() for way in _WAYS}
    linked = known.later_number.notnull().cast("int64").sum()
    if asked.by:
        return known.group_by(list(asked.by)).agg(received=known.count(), linked=linked, **found)
    return known.agg(received=known.count(), linked=linked, **found)


_WAYS = ("number", "details", "loose")


def _pair(rows: ir.Table, way: str) -> list[ir.StringColumn]:
    """The two parties, whichever of them applied."""
    first, second = rows[f"first_{way}"], rows[f"second_{way}"]
    return [ibis.least(first, second), ibis.greatest(first, second)]


def _numbers(persons: ir.Table) -> ir.Table:
    """Each number of a person with the numbers under which the two ways of linking count that person."""
    name = persons.name_km.fill_null(persons.name).lower().re_replace(r"[\s.,'-]+", "")
    person = persons.select(
        "person",
        named=name.concat("|").concat(persons.sex.fill_null("unknown")),
        born=persons.born,
        year=persons.born_earliest.year().cast("string"),
    ).mutate(
        details=lambda row: row.named.concat("|").concat(row.born),
        loose=lambda row: row.named.concat("|").concat(row.year),
    )
    for way in ("details", "loose"):
        told = person.filter(person[way].notnull())
        several = told.group_by(way).agg(joined=told.person.min(), of=told.count())
        several = several.filter(several.of > 1).select(**{way: several[way], f"{way}_joined": several.joined})
        person = person.left_join(several, way).drop(f"{way}_right")
    return person.filter(person.details_joined.notnull() | person.loose_joined.notnull()).select(
        "person", details=person.details_joined, loose=person.loose_joined
    )


def _pairs(parties: ir.Table, *, persons: ir.Table) -> ir.Table:
    """One row a dispute with its first applicant and first respondent, by each way of linking."""
    linked = parties.left_join(persons, parties.person == persons.person).select(
        "dispute",
        "role",
        number=parties.person,
        details=persons.details.fill_null(parties.person),
        loose=persons.loose.fill_null(persons.details).fill_null(parties.person),
    )
    found = {
        f"{side}_{way}": linked[way].min(where=linked.role == role) for role, side in _ROLES.items() for way in _WAYS
    }
    pairs = linked.group_by("dispute").agg(**found)
    return pairs.filter(pairs.first_number.notnull() & pairs.second_number.notnull())


def repeat_share(rows: pl.DataFrame) -> Estimate:
    """The share of disputes with both parties known that repeat an earlier one, between its bounds."""
    received, linked, low, found, high = (int(rows[name].sum() or 0) for name in ("received", "linked", *_WAYS))
    if not linked:
        return Estimate(None, None, None, NO_BASE, n=0, numerator=0, denominator=0)
    return Estimate(
        PERCENT * found / linked,
        PERCENT * min(low, found) / linked,
        PERCENT * max(high, found) / linked,
        LINKAGE,
        n=linked,
        numerator=found,
        denominator=linked,
        counts=(received, linked, found, linked - found),
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
        published=(("year",), ("body",), ("subject",)),
        standards=(EQUAL,),
        source="register of disputes, parties and persons",
        expression=repeated,
        estimator=repeat_share,
        caveat=Words(
            "Low: numbers of persons as recorded. High: persons with the same name, sex and year of birth are one.",
            "ទាប៖ តាមលេខបុគ្គលដែលបានកត់ត្រា។ ខ្ពស់៖ អ្នកដែលមានឈ្មោះ ភេទ និងឆ្នាំកំណើតដូចគ្នា រាប់ជាមនុស្សតែម្នាក់។",
        ),
    ),
)
