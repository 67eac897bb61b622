"""True incidents, and what five monitors, later six, report of them in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from audiatur.synthetic.generator.calendar import DAYS, FIRST, LAST, SIXTH_MONITOR
from audiatur.synthetic.generator.justice import name_numbers
from audiatur.synthetic.generator.layout import Draft, Layout
from audiatur.synthetic.generator.places import COMMUNES_PER_DISTRICT, DISTRICT_SHARES, DISTRICTS, commune_place
from audiatur.synthetic.generator.streams import Flags, Floats, Ints, chance, pick, stream
from audiatur.synthetic.generator.tables import (
    LAYOUT_INCIDENTS,
    LAYOUT_REPORTS,
    LAYOUT_TRUE_INCIDENTS,
    MONITORS,
)

Scenario = Literal["independent", "dependent", "heterogeneous"]
SCENARIOS: tuple[Scenario, ...] = get_args(Scenario)
CAPTURE: Floats = np.array([0.50, 0.35, 0.25, 0.15, 0.10])
"""How many of the incidents each of the five monitors reports, in every scenario."""
SECOND_AFTER_FIRST, SECOND_ELSE = 0.55, 0.15
"""In the dependent scenario, the second monitor's share of what the first one reports, and of the rest."""
PUBLIC, HIDDEN = 1.5, 0.5
"""In the heterogeneous scenario, the factor of every monitor for public and for hidden kinds of incidents."""
SIXTH = 0.45

_KIND_SHARES: Floats = np.array([0.16, 0.12, 0.14, 0.28, 0.14, 0.08, 0.08])
HIDDEN_KINDS = (3, 4, 6)
"""Threats, what is done to organisations, and others: half of all incidents, so that each monitor's share is kept."""
_KHMER_SHARE: Floats = np.array([1.0, 0.1, 0.9, 0.5, 1.0, 0.0])


@dataclass(frozen=True, slots=True)
class Incidents:
    """One row a true incident, whether or not somebody reports it."""

    number: Ints
    kind: Ints
    on: Ints
    district: Ints
    commune: Ints
    persons: Ints
    name: Ints


def draw(seed: int, *, rows: int) -> Incidents:
    """The true incidents: as many in each year, but for chance."""
    rng = stream(seed, table="incidents")
    return Incidents(
        number=np.arange(rows) + 1,
        kind=pick(rng, _KIND_SHARES, rows=rows),
        on=FIRST + (rng.random(rows) * DAYS).astype(np.int64),
        district=pick(rng, DISTRICT_SHARES / DISTRICT_SHARES.sum(), rows=rows),
        commune=rng.integers(0, COMMUNES_PER_DISTRICT, rows),
        persons=1 + rng.poisson(0.8, rows),
        name=name_numbers(rng, sex=rng.integers(0, 2, rows)),
    )


def hidden(incidents: Incidents) -> Flags:
    """Whether an incident is of a hidden kind."""
    return np.isin(incidents.kind, HIDDEN_KINDS)


def captured(seed: int, *, incidents: Incidents, scenario: Scenario) -> Flags:
    """Which incident (row) each of the six monitors (column) reports."""
    rng = stream(seed, table=f"captured {scenario}")
    rows = len(incidents.number)
    shares = np.tile(CAPTURE, (rows, 1))
    if scenario == "heterogeneous":
        shares *= np.where(hidden(incidents), HIDDEN, PUBLIC)[:, None]
    drawn = rng.random((rows, len(CAPTURE)))
    seen = drawn < shares
    if scenario == "dependent":
        seen[:, 1] = drawn[:, 1] < np.where(seen[:, 0], SECOND_AFTER_FIRST, SECOND_ELSE)
    sixth = chance(rng, SIXTH, rows=rows) & (incidents.on >= SIXTH_MONITOR)
    return np.column_stack([seen, sixth])


def tables(seed: int, *, incidents: Incidents) -> Iterator[tuple[Layout, Draft]]:
    """The reports of each scenario, and the incidents that somebody reported in the first one."""
    for scenario in SCENARIOS:
        seen = captured(seed, incidents=incidents, scenario=scenario)
        if scenario == "independent":
            yield LAYOUT_INCIDENTS, _incidents(incidents, there=np.asarray(seen.any(axis=1)))
        yield LAYOUT_REPORTS[scenario], _reports(seed, incidents=incidents, seen=seen, scenario=scenario)


def true_table(incidents: Incidents) -> tuple[Layout, Draft]:
    """All incidents, reported or not."""
    return LAYOUT_TRUE_INCIDENTS, _incidents(incidents, there=np.ones(len(incidents.number), dtype=np.bool_))


def _incidents(incidents: Incidents, *, there: Flags) -> Draft:
    return {
        "incident": incidents.number[there],
        "kind": incidents.kind[there],
        "on": incidents.on[there] * 4,
        "place": commune_place(incidents.district, communes=incidents.commune)[there],
        "persons": incidents.persons[there],
    }


def _reports(seed: int, *, incidents: Incidents, seen: Flags, scenario: Scenario) -> Draft:
    rng = stream(seed, table=f"reports {scenario}")
    row, monitor = np.nonzero(seen)
    rows = len(row)
    language = np.where(rng.random(rows) < _KHMER_SHARE[monitor], 0, 1)
    kind, district = incidents.kind[row], incidents.district[row]
    return {
        "report": incidents.number[row] * MONITORS + monitor,
        "monitor": monitor,
        "incident": incidents.number[row],
        "kind": kind,
        "on": incidents.on[row] * 4,
        "reported": np.minimum(incidents.on[row] + rng.geometric(0.12, rows), LAST),
        "place": commune_place(district, communes=incidents.commune[row]),
        "name": incidents.name[row],
        "summary": (kind * 2 + language) * DISTRICTS + district,
        "language": language,
        "persons": np.maximum(1, incidents.persons[row] + np.where(rng.random(rows) < 0.1, 1, 0)),
    }
