"""What the register holds for estimates and trends: each incident once, with who documented it. Knows no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from audiatur.registers.engine import Registers
from audiatur.topics.civic_space.estimation import Effort, Estimate, Lists, estimate, lists_of_rows, model_average
from audiatur.topics.civic_space.estimation.posterior import Interval
from audiatur.topics.civic_space.estimation.refusals import refusals
from audiatur.topics.civic_space.trends import Documented

PAGE_EFFORT = Effort(chains=3, draws=250, thin=10, burn=60)
SEED = 1


@dataclass(frozen=True, slots=True)
class Register:
    """The incidents that reports are linked to, the reports that are linked to none, and the snapshot of both."""

    incidents: tuple[Documented, ...]
    unlinked: int
    snapshot: str


def register_read(registers: Registers) -> Register:
    """The incidents of the newest snapshot of `incident_reports`; the year is that of the earliest date reported."""
    rows = registers["incident_reports"].select("incident", "monitor", "on")
    together: dict[str, tuple[set[str], str]] = {}
    unlinked = 0
    for row in registers.run(rows).iter_rows(named=True):
        if row["incident"] is None:
            unlinked += 1
            continue
        monitors, on = together.setdefault(row["incident"], (set(), row["on"]))
        monitors.add(row["monitor"])
        together[row["incident"]] = (monitors, min(on, row["on"]))
    incidents = tuple(
        Documented(int(on[:4]), frozenset(monitors))
        for _, (monitors, on) in sorted(together.items())
        if on[:4].isdigit()
    )
    return Register(incidents, unlinked, registers.snapshots["incident_reports"].name)


def lists_of(incidents: Sequence[Documented], *, organisations: Sequence[str]) -> Lists:
    """The lists of these organisations; incidents that none of them documented are left out."""
    seen = np.array([[name in incident.by for name in organisations] for incident in incidents], dtype=np.bool_)
    return lists_of_rows(seen.reshape(len(incidents), len(organisations)), names=organisations)


@lru_cache(maxsize=16)
def estimate_of(register: Register, organisations: tuple[str, ...]) -> Estimate:
    """The estimate from the lists of these organisations; the same snapshot is estimated once."""
    return estimate(lists_of(register.incidents, organisations=organisations), seed=SEED, effort=PAGE_EFFORT)


@lru_cache(maxsize=16)
def estimates_by_year(register: Register, organisations: tuple[str, ...]) -> dict[int, Interval | None]:
    """The interval of each year by the average over graphs; None where that year's lists allow none."""
    found: dict[int, Interval | None] = {}
    for year in sorted({incident.year for incident in register.incidents}):
        lists = lists_of([one for one in register.incidents if one.year == year], organisations=organisations)
        found[year] = None if refusals(lists) else model_average(lists).posterior.interval()
    return found
