"""The indicators of prisons: who is held, on how many places, with which status, and how many came and went.

Persons in the custody of police or gendarmerie are no prisoners and are left out. Spells are repaired first
(`state.repair`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import ibis
from ibis.expr import types as ir

from audiatur.figures.estimators import complete_count, complete_ratio, complete_share
from audiatur.figures.indicator import Asked, Expression, Indicator, Kind, Unit, Words
from audiatur.figures.places import within
from audiatur.registers.engine import Registers
from audiatur.topics.prisons.state.days import day_number
from audiatur.topics.prisons.state.flows import entries, exits
from audiatur.topics.prisons.state.places import places_by_day
from audiatur.topics.prisons.state.population import held_by_day, person_days
from audiatur.topics.prisons.state.repair import repaired
from audiatur.topics.prisons.state.shares import NOT_FINAL, UNTRIED

_TABLES = ("custody", "facilities", "places")
_GROUPS = (("facility",), ("status", "sex"), ("charge_class", "sex"))
_ONE = "International Covenant on Civil and Political Rights, article 10"
_RULES = "United Nations Standard Minimum Rules for the Treatment of Prisoners (A/RES/70/175), rules 12, 13 and 111"
_TRIAL = "International Covenant on Civil and Political Rights, article 9, paragraph 3"
_GOAL = "Sustainable Development Goals, indicator 16.3.2"
_OWN = "counted from the custody register day by day"


def prison_spells(registers: Registers, *, place: str = "") -> ir.Table:
    """The repaired spells in prisons, and in one place where one is asked for."""
    facilities = registers["facilities"]
    prisons = facilities.filter(facilities.kind != "police_custody")
    prisons = within(prisons, places=registers["places"], place=place) if place else prisons
    spells = repaired(registers["custody"])
    return spells.semi_join(prisons, spells.facility == prisons.facility)


def _held(registers: Registers, asked: Asked) -> ir.Table:
    spells = _there(prison_spells(registers, place=asked.place), on=asked.on)
    return spells.aggregate(by=list(asked.by), count=spells.stay.nunique().cast("int64"))


def _there(spells: ir.Table, *, on: date) -> ir.Table:
    number = day_number(on)
    return spells.filter((spells.began_day <= number) & (ibis.coalesce(spells.ended_day, number) >= number))


def _share_of(statuses: tuple[str, ...]) -> Expression:
    def counted(registers: Registers, asked: Asked) -> ir.Table:
        spells = _there(prison_spells(registers, place=asked.place), on=asked.on)
        known = spells.filter(spells.status != "unknown")
        those = known.status.isin(statuses).cast("int64")
        return known.aggregate(by=list(asked.by), numerator=those.sum().cast("int64"), denominator=known.count())

    return counted


def _occupancy(registers: Registers, asked: Asked) -> ir.Table:
    """Persons over places on one day, of facilities with a stated capacity; `series` is a column of every row."""
    held = held_by_day(prison_spells(registers, place=asked.place), first=asked.on, last=asked.on)
    places = places_by_day(registers["capacities"], first=asked.on, last=asked.on)
    joined = places.left_join(held.select("facility", "held"), "facility")
    joined = joined.select(places.facility, "series", "places", held=ibis.coalesce(held.held, 0))
    if asked.place:
        joined = joined.semi_join(
            within(registers["facilities"], places=registers["places"], place=asked.place), "facility"
        )
    return joined.aggregate(
        by=list(asked.by), numerator=joined.held.sum().cast("int64"), denominator=joined.places.sum().cast("int64")
    )


def _of_series(series: str) -> Expression:
    def counted(registers: Registers, asked: Asked) -> ir.Table:
        wanted = Asked(asked.since, asked.until, asked.on, by=(*asked.by, "series"), place=asked.place)
        rows = _occupancy(registers, wanted)
        return rows.filter(rows.series == series).drop("series")

    return counted


def _bed_days(registers: Registers, asked: Asked) -> ir.Table:
    spells = prison_spells(registers, place=asked.place)
    return person_days(spells, first=asked.since, last=min(asked.until, asked.on), by=asked.by).select(
        *asked.by, count="days"
    )


def _flow(chosen: Callable[[ir.Table], ir.Table], *, column: str) -> Expression:
    def counted(registers: Registers, asked: Asked) -> ir.Table:
        rows = chosen(prison_spells(registers, place=asked.place))
        first, last = day_number(asked.since), day_number(min(asked.until, asked.on))
        there = rows.filter((rows[column] >= first) & (rows[column] <= last))
        return there.aggregate(by=list(asked.by), count=there.count())

    return counted


def _indicator(
    name: str, *, kind: Kind, unit: Unit, words: tuple[Words, Words], numerator: str, expression: Expression,
    denominator: str = "all", stock: bool = False, standards: tuple[str, ...] = (_ONE, _RULES),
    caveat: Words | None = None,
) -> Indicator:  # fmt: skip
    occupancy = name.startswith("occupancy")
    counts = complete_count if denominator == "all" else complete_share
    return Indicator(
        id=f"prisons.{name}",
        version=1,
        kind=kind,
        unit=unit,
        name=words[0],
        definition=words[1],
        numerator=numerator,
        denominator=denominator,
        tables=(*_TABLES, "capacities") if occupancy else _TABLES,
        published=(("facility",),) if occupancy else _GROUPS,
        standards=standards,
        source=_OWN,
        expression=expression,
        estimator=complete_ratio if occupancy else counts,
        stock=stock,
        caveat=caveat or Words("", ""),
    )


_CAPACITY_CAVEAT = Words(
    "Prisons without a stated capacity on the day are left out on both sides.",
    "ពន្ធនាគារដែលគ្មានសមត្ថភាពផ្ទុកប្រកាសនៅថ្ងៃនោះ មិនត្រូវបានរាប់ទាំងសងខាង។",
)

INDICATORS: tuple[Indicator, ...] = (
    _indicator(
        "held", kind=Kind.OUTCOME, unit=Unit.PERSONS, stock=True, numerator="persons_in_prison", expression=_held,
        words=(
            Words("Persons in prison", "អ្នកជាប់ពន្ធនាគារ"),
            Words(
                "Persons held in a prison at the midnight that ends the day; the last day of a spell counts.",
                "ចំនួនអ្នកជាប់ក្នុងពន្ធនាគារនៅពាក់កណ្ដាលអធ្រាត្រចុងថ្ងៃ ដោយរាប់ថ្ងៃចុងក្រោយផង។",
            ),
        ),
    ),
    *(
        _indicator(
            f"occupancy_{series}", kind=Kind.OUTCOME, unit=Unit.PERCENT, stock=True, numerator="persons_in_prison",
            denominator=f"places_{series}", expression=_of_series(series), caveat=_CAPACITY_CAVEAT,
            words=(name, definition),
        )
        for series, name, definition in (
            (
                "official",
                Words("Occupancy of the official capacity", "អត្រាផ្ទុកធៀបនឹងសមត្ថភាពផ្លូវការ"),
                Words(
                    "Persons held over the places that the prison administration states for the day.",
                    "ចំនួនអ្នកជាប់ឃុំ ធៀបនឹងចំនួនកន្លែងដែលរដ្ឋបាលពន្ធនាគារប្រកាសសម្រាប់ថ្ងៃនោះ។",
                ),
            ),
            (
                "floor_space",
                Words("Occupancy of the capacity by floor space", "អត្រាផ្ទុកធៀបនឹងសមត្ថភាពតាមផ្ទៃក្រឡា"),
                Words(
                    "Persons held over the places that the measured floor space gives by the stated standard.",
                    "ចំនួនអ្នកជាប់ឃុំ ធៀបនឹងចំនួនកន្លែងតាមផ្ទៃក្រឡាដែលបានវាស់ និងស្តង់ដារដែលបានប្រកាស។",
                ),
            ),
        )
    ),
    _indicator(
        "without_judgment", kind=Kind.OUTCOME, unit=Unit.PERCENT, stock=True, numerator="persons_without_judgment",
        denominator="persons_with_known_status", expression=_share_of(UNTRIED), standards=(_TRIAL, _GOAL),
        words=(
            Words("Share without a judgment", "ភាគរយអ្នកមិនទាន់មានសាលក្រម"),
            Words(
                "Of persons in prison whose legal status is recorded, those not yet judged at first instance.",
                "ក្នុងចំណោមអ្នកជាប់ពន្ធនាគារដែលបានកត់ត្រាស្ថានភាព អ្នកដែលសាលាដំបូងមិនទាន់កាត់ទោស។",
            ),
        ),
        caveat=Words("Persons who appeal are not in it; see the share without a final judgment.",
                     "អ្នកប្ដឹងឧទ្ធរណ៍មិនរាប់បញ្ចូលទេ៖ មើលភាគរយអ្នកមិនទាន់មានសាលក្រមស្ថាពរ។"),
    ),
    _indicator(
        "without_final_judgment", kind=Kind.OUTCOME, unit=Unit.PERCENT, stock=True,
        numerator="persons_without_final_judgment", denominator="persons_with_known_status",
        expression=_share_of(NOT_FINAL), standards=(_TRIAL, _GOAL),
        words=(
            Words("Share without a final judgment", "ភាគរយអ្នកមិនទាន់មានសាលក្រមស្ថាពរ"),
            Words(
                "Of persons in prison whose legal status is recorded, those not yet judged or whose appeal is open.",
                "ក្នុងចំណោមអ្នកជាប់ពន្ធនាគារដែលបានកត់ត្រាស្ថានភាព អ្នកមិនទាន់កាត់ទោស ឬបណ្ដឹងឧទ្ធរណ៍មិនទាន់ចប់។",
            ),
        ),
    ),
    _indicator(
        "admissions", kind=Kind.PROCESS, unit=Unit.STAYS, numerator="entries_into_prison",
        expression=_flow(entries, column="began_day"),
        words=(
            Words("Admissions", "ចំនួនចូល"),
            Words(
                "Times that a person came into prison in the period; a return within one stay counts again.",
                "ចំនួនលើកដែលមនុស្សចូលពន្ធនាគារក្នុងរយៈពេលនេះ ដោយរាប់ការត្រឡប់ចូលវិញផង។",
            ),
        ),
    ),
    _indicator(
        "releases", kind=Kind.PROCESS, unit=Unit.STAYS, numerator="exits_from_prison",
        expression=_flow(exits, column="ended_day"),
        words=(
            Words("Releases", "ចំនួនចេញ"),
            Words(
                "Times that a person left prison in the period, counted on the last day there, for whatever reason.",
                "ចំនួនលើកដែលមនុស្សចេញពីពន្ធនាគារក្នុងរយៈពេលនេះ រាប់នៅថ្ងៃចុងក្រោយ មិនថាដោយហេតុអ្វី។",
            ),
        ),
    ),
    _indicator(
        "bed_days", kind=Kind.PROCESS, unit=Unit.DAYS, numerator="days_in_prison", expression=_bed_days,
        words=(
            Words("Days in prison", "ចំនួនថ្ងៃក្នុងពន្ធនាគារ"),
            Words(
                "Days that persons were held in prisons in the period, first and last day included.",
                "ចំនួនថ្ងៃដែលមនុស្សជាប់ក្នុងពន្ធនាគារក្នុងរយៈពេលនេះ ដោយរាប់ថ្ងៃដំបូង និងថ្ងៃចុងក្រោយ។",
            ),
        ),
    ),
)  # fmt: skip
