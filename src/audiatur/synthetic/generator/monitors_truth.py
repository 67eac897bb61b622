"""The truth about incidents: how many there were, who reported them, and what each way of counting gives."""

from __future__ import annotations

import math

import numpy as np

from audiatur.synthetic.generator.calendar import YEARS, years_of
from audiatur.synthetic.generator.monitors import (
    CAPTURE,
    HIDDEN,
    PUBLIC,
    SCENARIOS,
    Incidents,
    Scenario,
    captured,
    hidden,
)
from audiatur.synthetic.generator.streams import Flags, Floats, Ints
from audiatur.synthetic.generator.truth import Effect

_RIGHT = {
    "independent": "Five lists taken as independent.",
    "dependent": "The lists of M1 and M2 taken as one, and the other three, as independent.",
    "heterogeneous": "Five lists taken as independent, apart for the hidden kinds (threat, association, other) and for "
    "the other kinds.",
}
_REPORTS = {"independent": "incident_reports"}


def estimate(lists: Ints, *, documented: int) -> float:
    """The maximum-likelihood number of incidents of independent lists (Darroch 1958), given the length of each.

    >>> round(estimate(np.array([50, 40]), documented=70))
    100
    """
    low, high = float(documented), 1e3 * documented
    for _ in range(200):
        middle = (low + high) / 2
        unseen = middle * np.prod(1 - lists / middle)
        low, high = (middle, high) if middle - documented < unseen else (low, middle)
    return (low + high) / 2


def effects(seed: int, *, incidents: Incidents) -> tuple[Effect, ...]:
    """The effects of the country."""
    return (
        *(_scenario(seed, incidents=incidents, scenario=scenario) for scenario in SCENARIOS),
        _sixth(seed, incidents),
    )


def _scenario(seed: int, *, incidents: Incidents, scenario: Scenario) -> Effect:
    seen = captured(seed, incidents=incidents, scenario=scenario)[:, :5]
    total, reported = len(seen), seen.any(axis=1)
    naive = {"documented": int(reported.sum())}
    if scenario != "independent":
        naive["independent_lists"] = round(estimate(seen.sum(axis=0), documented=int(reported.sum())))
    return Effect(
        f"incidents-{scenario}",
        (_REPORTS.get(scenario, f"incident_reports_{scenario}"),),
        f"Incidents from 2020 to 2025, reported by M1 to M5 or by nobody. A right estimate: {_RIGHT[scenario]} The "
        "tolerance is three standard errors of it.",
        {
            "incidents": total,
            "by_monitor": {f"M{number + 1}": int(count) for number, count in enumerate(seen.sum(axis=0))},
            "by_number_of_monitors": [int(count) for count in np.bincount(seen.sum(axis=1), minlength=6)],
            "planned_capture": CAPTURE.tolist(),
        },
        round(3 * _error(total, scenario=scenario, hidden_share=float(hidden(incidents).mean())), 1),
        "Counting what was documented" + ("." if scenario == "independent" else "; five lists taken as independent."),
        naive,
    )


def _error(total: int, *, scenario: Scenario, hidden_share: float) -> float:
    """The asymptotic standard error of the right estimate."""
    if scenario == "independent":
        return _darroch_error(total, missed=1 - CAPTURE)
    if scenario == "dependent":
        # M1 and M2 together miss what M1 misses and M2 then misses too.
        return _darroch_error(total, missed=np.array([0.5 * 0.85, *(1 - CAPTURE[2:])]))
    private = _darroch_error(total * hidden_share, missed=1 - HIDDEN * CAPTURE)
    public = _darroch_error(total * (1 - hidden_share), missed=1 - PUBLIC * CAPTURE)
    return math.hypot(private, public)


def _darroch_error(total: float, *, missed: Floats) -> float:
    return float(np.sqrt(total / (1 / np.prod(missed) + len(missed) - 1 - (1 / missed).sum())))


def _sixth(seed: int, incidents: Incidents) -> Effect:
    seen = captured(seed, incidents=incidents, scenario="independent")
    years = years_of(incidents.on)

    everything, five = np.ones(len(years), dtype=np.bool_), np.asarray(seen[:, :5].any(axis=1))

    def by_year(of: Flags) -> dict[str, int]:
        return {str(year): int((of & (years == year)).sum()) for year in YEARS}

    return Effect(
        "sixth-monitor",
        ("incident_reports",),
        "Incidents by year, and those documented by M1 to M5, who report throughout. Nothing changes in the course of "
        "the period but that M6 begins to report on 1 January 2022.",
        {
            "incidents": by_year(everything),
            "five_monitors": by_year(five),
        },
        0.0,
        "Documented incidents by year, all monitors together: they seem to rise from 2022.",
        {"all_monitors": by_year(np.asarray(seen.any(axis=1)))},
    )
