"""Indicator M7: disputes between two parties who had one before, with what errors of linkage can do to the count.

Persons go under several numbers. The pairs are counted by numbers alone, which misses a link wherever a person has two,
and with numbers joined that share name, sex and date of birth. The first is the low bound, the second the estimate;
the high bound takes as many links for missed again as names and births added.
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
_APART = "|"


def repeated(registers: Registers, asked: Asked) -> ir.Table:
    """Disputes of the cohort with both parties known, and repeats by numbers and by names.

    A pair's first dispute is no repeat and every other one is: the repeats of a group are its disputes less the pairs
    that begin in it. Pairs that began before the cohort begin in none of its groups.
    """
    by = list(asked.by)
    rows = disputes(registers, replace(asked, since=_EVER)).rows
    inside = ibis.ifelse(rows.received >= asked.since, "1", "0")
    label = inside
    for name in by:
        label = label.concat(_APART, rows[name].fill_null(""))
    dated = rows.select("dispute", label=label, order=rows.received.cast("string").concat(rows.dispute))
    pairs = _pairs(registers["dispute_parties"], joined=_joined(registers["persons"]))
    found = pairs.join(dated, "dispute").select(*pairs.columns, "label", "order")
    numbers = found.group_by("one", "other", "one_joined", "other_joined").agg(
        label=found.label.argmin(found.order), order=found.order.min()
    )
    names = numbers.group_by("one_joined", "other_joined").agg(label=numbers.label.argmin(numbers.order))
    counted = [
        table.group_by("label").agg(**{name: table.count() if name == own else ibis.literal(0) for name in _COUNTS})
        for own, table in zip(_COUNTS, (found, numbers, names), strict=True)
    ]
    labels = ibis.union(*(table.cast(dict.fromkeys(_COUNTS, "int64")) for table in counted))
    labels = labels.filter(labels.label.startswith("1"))
    parts = labels.label.split(_APART)
    labels = labels.mutate(**{name: parts[place + 1] for place, name in enumerate(by)})
    measures = {name: labels[name].sum() for name in _COUNTS}
    return labels.group_by(by).agg(**measures) if by else labels.agg(**measures)


_COUNTS = ("linked", "begun_by_number", "begun_by_name")
_EVER = date(1900, 1, 1)


def _joined(persons: ir.Table) -> ir.Table:
    """Numbers of persons that share name, sex and date of birth with a lower number, and that number."""
    person = persons.filter(persons.born.notnull()).select(
        "person", "born", named=_.name_km.fill_null(_.name).replace(" ", "").lower(), sex=_.sex.fill_null("unknown")
    )
    person = person.filter(person.named.notnull())
    several = person.group_by("named", "sex", "born").agg(joined=person.person.min(), highest=person.person.max())
    several = several.filter(_.joined != _.highest)
    members = person.inner_join(several, ["named", "sex", "born"])
    return members.filter(_.person != _.joined).select("person", "joined")


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
        published=(("year",), ("body",), ("subject",)),
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
