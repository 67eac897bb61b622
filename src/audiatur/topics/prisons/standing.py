"""Where things stand on the last day that a register tells of: each prison, both capacities, both shares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from audiatur.figures.figure import ALL
from audiatur.figures.protection import Key, sensitive, withheld
from audiatur.registers.engine import Registers
from audiatur.topics.prisons.indicators import prison_spells
from audiatur.topics.prisons.state.days import day_number, day_of
from audiatur.topics.prisons.state.population import held_on
from audiatur.topics.prisons.state.repair import REPAIRS
from audiatur.topics.prisons.state.shares import RemandShares, remand_shares

SERIES = ("official", "floor_space", "other")
FLOOR_STANDARDS = (("CPT", "4"), ("CPT", "6"), ("ICRC", "3.4"), ("ICRC", "5.4"))
"""Square metres a person: CPT/Inf (2015) 44, shared and single cells; ICRC, Water, sanitation, hygiene and habitat in
prisons (2013), dormitory and single cell."""


@dataclass(frozen=True, slots=True)
class FacilityRow:
    """One prison on the day."""

    facility: str
    name: str
    name_km: str
    held: int
    stated: dict[str, tuple[int, date]]
    """Places by series, with the day since which they are stated."""
    floor_m2: float | None
    withheld: bool = False
    """Whether the count of this prison is not shown: it is small, or would give away one that is."""

    def percent(self, series: str) -> float | None:
        """Persons over places, in percent; None without places, or where the count is withheld."""
        places = self.stated.get(series, (0, date.min))[0]
        return 100 * self.held / places if places and not self.withheld else None

    @property
    def official(self) -> float | None:
        """Occupancy of the official capacity, in percent."""
        return self.percent("official")

    @property
    def by_floor(self) -> float | None:
        """Occupancy of the capacity by floor space, in percent."""
        return self.percent("floor_space")

    @property
    def space(self) -> float | None:
        """Square metres of cells a person; None where the count is withheld."""
        return self.floor_m2 / self.held if self.floor_m2 and self.held and not self.withheld else None


@dataclass(frozen=True, slots=True)
class Standing:
    """All prisons on the day."""

    on: date
    facilities: tuple[FacilityRow, ...]
    shares: RemandShares
    repairs: dict[str, int]
    spells: int

    @property
    def held(self) -> int:
        """Persons in prison."""
        return sum(row.held for row in self.facilities)

    @property
    def shares_withheld(self) -> bool:
        """Whether too few persons are of one legal status for the shares to be shown."""
        return sensitive((self.shares.untried, self.shares.appeal, self.shares.sentenced))

    def places(self, series: str) -> int:
        """Places that a series states, over all prisons."""
        return sum(row.stated[series][0] for row in self.facilities if series in row.stated)

    def percent(self, series: str) -> float | None:
        """Persons over places of the prisons with places in the series."""
        with_places = [row for row in self.facilities if row.stated.get(series, (0, None))[0]]
        places = sum(row.stated[series][0] for row in with_places)
        return 100 * sum(row.held for row in with_places) / places if places else None

    @property
    def capacities(self) -> list[tuple[str, int, float | None]]:
        """Series, places and occupancy in percent of each stated capacity."""
        return [(series, self.places(series), self.percent(series)) for series in SERIES if self.places(series)]

    @property
    def floor_m2(self) -> float:
        """Square metres of all cells that were measured."""
        return sum(row.floor_m2 or 0.0 for row in self.facilities)

    @property
    def by_standard(self) -> list[tuple[str, str, int, float]]:
        """Standard, square metres a person, places that the measured floor gives, and occupancy in percent."""
        measured = sum(row.held for row in self.facilities if row.floor_m2)
        found = []
        for body, metres in FLOOR_STANDARDS:
            places = sum(int((row.floor_m2 or 0.0) / float(metres)) for row in self.facilities)
            if places:
                found.append((body, metres, places, 100 * measured / places))
        return found


_kept: dict[tuple[str, ...], Standing] = {}


def standing(registers: Registers) -> Standing:
    """Where things stand; the newest answer is kept, since a snapshot never changes."""
    key = tuple(sorted(snapshot.name for snapshot in registers.snapshots.values()))
    if key not in _kept:
        _kept.clear()
        _kept[key] = _standing(registers)
    return _kept[key]


def _standing(registers: Registers) -> Standing:
    spells = prison_spells(registers)
    ends = registers.run(
        spells.aggregate(
            began=spells.began_day.max(),
            ended=spells.ended_day.max(),
            spells=spells.count(),
            **{repair: spells[repair].sum().cast("int64") for repair in REPAIRS},
        )
    ).row(0, named=True)
    on = day_of(max(ends["began"] or 0, ends["ended"] or 0))
    by_facility = dict(registers.run(held_on(spells, day=on, by=("facility",))).select("facility", "held").iter_rows())
    by_status = dict(registers.run(held_on(spells, day=on, by=("status",))).select("status", "held").iter_rows())
    repairs = {repair: int(ends[repair] or 0) for repair in REPAIRS}
    rows = _rows(registers, on=on, held=by_facility)
    return Standing(on, rows, remand_shares(by_status), repairs, int(ends["spells"]))


def _rows(registers: Registers, *, on: date, held: dict[str, int]) -> tuple[FacilityRow, ...]:
    facilities = registers["facilities"]
    prisons = registers.run(facilities.filter(facilities.kind != "police_custody")).sort("facility")
    capacities = registers["capacities"]
    stated: dict[str, dict[str, tuple[int, date]]] = {}
    floor: dict[str, float] = {}
    order = registers.run(capacities.filter(capacities.since <= on.isoformat())).sort("since")
    for row in order.iter_rows(named=True):
        stated.setdefault(row["facility"], {})[row["series"]] = (int(row["capacity"]), row["since"])
        if row["floor_space_m2"]:
            floor[row["facility"]] = float(row["floor_space_m2"])
    found = [
        FacilityRow(
            row["facility"], row["name"], row["name_km"] or "", int(held.get(row["facility"], 0)),
            stated.get(row["facility"], {}), floor.get(row["facility"]),
        )
        for row in prisons.iter_rows(named=True)
        if row["closed"] is None or day_number(row["closed"]) >= day_number(on)
    ]  # fmt: skip
    counts: dict[Key, tuple[int, ...]] = {(row.facility,): (row.held,) for row in found}
    hidden = withheld(counts | {(ALL,): (sum(row.held for row in found),)})
    return tuple(replace(row, withheld=(row.facility,) in hidden) for row in found)
