"""The invented country's places, facilities and capacities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from audiatur.synthetic.generator.calendar import NEVER, day
from audiatur.synthetic.generator.layout import Draft, numbers_of
from audiatur.synthetic.generator.streams import Floats, Ints, stream
from audiatur.topics.prisons.contract import CAPACITY_SERIES, FACILITY_KIND

COUNTRY = "Marovintha"

_PROVINCES = ("Selquary", "Northern Reach", "Lesk Valley", "Eastern Shore", "Southern Plain")
_DISTRICTS = (
    ("Selquary Town", "Ovrassen", "Tamburet"),
    ("Dornavey", "Kelvary", "Istrell"),
    ("Upper Lesk", "Lower Lesk", "Lesk Hill"),
    ("Morvane", "Pelquin", "Saltry"),
    ("Ventelle", "Harrow Plain"),
)
COMMUNES_PER_DISTRICT = 6

PROVINCES = len(_PROVINCES)
DISTRICTS = sum(map(len, _DISTRICTS))
PROVINCE_OF = np.repeat(np.arange(PROVINCES), [len(names) for names in _DISTRICTS])
"""The province of each district."""
DISTRICT_SHARES: Floats = np.array([0.14, 0.08, 0.07, 0.06, 0.08, 0.05, 0.06, 0.09, 0.07, 0.08, 0.06, 0.05, 0.06, 0.05])
"""How much of everything happens in each district."""
CUSTODY_DISTRICTS = (3, 6, 11)
"""The three districts in which police custody often goes over 48 hours: Dornavey, Upper Lesk, Saltry."""

PRISONS = 23
PRISONS_OF = tuple(tuple(prison for prison in range(PRISONS) if prison % DISTRICTS == place) for place in range(14))
"""The prisons of each district: one or two."""
CENTRAL = 5
"""The first prisons, to which some convicted persons are moved."""
FACILITIES = PRISONS + DISTRICTS
"""Prisons first, then one police station a district."""

_OPENED_LATE = {20: "2022-07-01", 21: "2021-03-01", 22: "2023-10-01"}
_SERIES = ("official", "floor_space")
OCCUPANCY = {"official": 1.30, "floor_space": 2.10}
"""Persons over places that each series would show if its capacity had never changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the country."""

    code: str
    name: str
    kind: int
    within: int
    population: int


def _places() -> tuple[Place, ...]:
    made = [Place("00", COUNTRY, 0, -1, 3_200_000)]
    made += [Place(f"{number + 1:02d}", name, 1, 0, 0) for number, name in enumerate(_PROVINCES)]
    district = 0
    for province, names in enumerate(_DISTRICTS):
        for number, name in enumerate(names):
            people = round(3_200_000 * float(DISTRICT_SHARES[district]))
            made.append(Place(f"{province + 1:02d}{number + 1:02d}", name, 2, 1 + province, people))
            district += 1
    for parent in range(DISTRICTS):
        above = made[1 + PROVINCES + parent]
        for number in range(COMMUNES_PER_DISTRICT):
            below = f"{above.name} {'I II III IV V VI'.split()[number]}"
            made.append(
                Place(
                    f"{above.code}{number + 1:02d}",
                    below,
                    3,
                    1 + PROVINCES + parent,
                    above.population // COMMUNES_PER_DISTRICT,
                )
            )
    return tuple(made)


PLACES = _places()
PLACE_CODES = tuple(place.code for place in PLACES)
DISTRICT_NAMES = tuple(place.name for place in PLACES if place.kind == 2)
DISTRICT_CODES = tuple(place.code for place in PLACES if place.kind == 2)
COURTS = tuple(f"Court of {name}" for name in DISTRICT_NAMES)


def district_place(districts: Ints) -> Ints:
    """The position of districts in the list of places."""
    return districts + 1 + PROVINCES


def commune_place(districts: Ints, *, communes: Ints) -> Ints:
    """The position of communes in the list of places."""
    return 1 + PROVINCES + DISTRICTS + districts * COMMUNES_PER_DISTRICT + communes


def places_draft() -> Draft:
    """The rows of the table of places."""
    rows = np.arange(len(PLACES))
    population = np.array([place.population for place in PLACES])
    for province in range(PROVINCES):
        inside = [1 + PROVINCES + number for number in range(DISTRICTS) if PROVINCE_OF[number] == province]
        population[1 + province] = population[inside].sum()
    return {
        "place": rows,
        "name": rows,
        "name_km": np.full(len(rows), -1),
        "kind": np.array([place.kind for place in PLACES]),
        "within": np.array([place.within for place in PLACES]),
        "population": population,
    }


def facility_district(facility: int) -> int:
    """The district in which a facility stands."""
    return facility % DISTRICTS if facility < PRISONS else facility - PRISONS


FACILITY_NAMES = tuple(
    f"{DISTRICT_NAMES[facility_district(number)]} {'Prison' if number < DISTRICTS else 'Second Prison'}"
    if number < PRISONS
    else f"{DISTRICT_NAMES[facility_district(number)]} Police Station"
    for number in range(FACILITIES)
)


def facilities_draft() -> Draft:
    """The rows of the table of facilities."""
    kinds = numbers_of(FACILITY_KIND)
    rows = np.arange(FACILITIES)
    where = np.array([facility_district(number) for number in range(FACILITIES)])
    return {
        "facility": rows + 1,
        "name": rows,
        "name_km": np.full(FACILITIES, -1),
        "kind": np.where(rows < PRISONS, kinds["prison"], kinds["police_custody"]),
        "place": district_place(where),
        "opened": np.full(FACILITIES, day("1998-01-01")),
        "closed": np.full(FACILITIES, NEVER),
    }


def capacities_draft(seed: int, *, held: Floats) -> Draft:
    """Two to three capacities of each prison in each series, by the mean number of persons held in it.

    A new wing raises the official number in the course of the period; measuring anew lowers the floor-space one.
    """
    rng = stream(seed, table="capacities")
    rows: list[tuple[int, int, int, int, float]] = []
    series_numbers = numbers_of(CAPACITY_SERIES)
    for prison in range(PRISONS):
        changed = [day(_OPENED_LATE.get(prison, "2022-01-01")) + int(rng.integers(0, 300)), day("2024-04-01")]
        for series in _SERIES:
            places = max(4.0, held[prison] / (OCCUPANCY[series] * rng.uniform(0.75, 1.3)))
            factors = (0.86, 1.0, 1.12) if series == "official" else (1.1, 1.0, 0.94)
            for since, factor in zip([day("2019-01-01"), *changed], factors, strict=True):
                capacity = max(2, round(places * factor))
                rows.append((prison + 1, series_numbers[series], since, capacity, capacity * 3.0))
    facility, series_column, since_column, capacity_column, floor = zip(*rows, strict=True)
    floors = np.where(np.array(series_column) == series_numbers["floor_space"], np.array(floor), -1.0)
    return {
        "facility": np.array(facility),
        "series": np.array(series_column),
        "since": np.array(since_column),
        "capacity": np.array(capacity_column),
        "floor_space_m2": floors,
        "source": np.array(series_column),
    }


def capacity_by_day(draft: Draft, *, series: str, first: int, last: int) -> Ints:
    """The capacity of each prison (row) on each day (column)."""
    number = numbers_of(CAPACITY_SERIES)[series]
    table = np.zeros((PRISONS, last - first + 1), dtype=np.int64)
    for facility, of, since, capacity in zip(
        draft["facility"], draft["series"], draft["since"], draft["capacity"], strict=True
    ):
        if of == number:
            table[int(facility) - 1, max(0, int(since) - first) :] = capacity
    return table
