"""Makes the projections that the pages show: what rests on the records alone is kept, a changed lever is quick."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from audiatur.registers.engine import Registers
from audiatur.topics.prisons.custody_records import Records
from audiatur.topics.prisons.projection.drift import Drift
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.levers import Lever, applied
from audiatur.topics.prisons.projection.outcome import Causes, Outcome, Parts, Share, causes, one_by_one, outcome, parts
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.records import baseline, drift_of, past_series
from audiatur.topics.prisons.projection.steps import last_day
from audiatur.topics.prisons.scenario import Scenario, levers_of
from audiatur.topics.prisons.standing import standing

METHOD = 2
"""The version of the projection; it rises whenever the same records and levers give other numbers."""
RUNS, SEED = 200, 1
_MOST_KEPT = 8
_PAST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What a projection of so many years rests on before any lever."""

    snapshots: tuple[str, ...]
    plan: Plan
    drift: Drift
    before: Floats
    """Persons expected with nothing changed, run by run (runs, T + 1, G, S)."""
    places: float
    """Places as the prison administration states them on the last day of the records."""
    past: tuple[tuple[date, float], ...]
    """Ends of the last months of the records with the persons held; the last is the opening."""
    why: Causes
    parts: Parts


@dataclass(frozen=True, slots=True)
class Made:
    """A scenario computed on its ground."""

    ground: Ground
    levers: tuple[Lever, ...]
    found: Outcome
    parts: Parts
    """As `Ground.parts`, with the levers."""
    effects: tuple[Share, ...]


_kept: dict[tuple[tuple[str, ...], int], Ground] = {}


def ground_of(registers: Registers, records: Records, *, years: int) -> Ground:
    """The ground of a projection; the newest ones are kept, since snapshots never change."""
    key = (snapshots_of(registers), years)
    if key not in _kept:
        made = _ground(registers, records, snapshots=key[0], steps=12 * years)
        while len(_kept) >= _MOST_KEPT:
            _kept.pop(next(iter(_kept)), None)
        _kept[key] = made
        return made
    return _kept[key]


def snapshots_of(registers: Registers) -> tuple[str, ...]:
    """The names of the snapshots, which hold the hashes of their rows."""
    return tuple(sorted(snapshot.name for snapshot in registers.snapshots.values()))


def _ground(registers: Registers, records: Records, *, snapshots: tuple[str, ...], steps: int) -> Ground:
    plan = baseline(records.rows, origin=records.last, steps=steps)
    drift = drift_of(plan, records.rows, first=records.first, runs=RUNS, seed=SEED)
    since = max(records.first, records.last - _PAST_MONTHS)
    _, held = past_series(records.rows, first=since, origin=records.last, step="month")
    past = tuple((last_day(since + k, step="month"), float(value)) for k, value in enumerate(held))
    places = float(standing(registers).places("official"))
    before = expected(plan, drift=drift)
    return Ground(snapshots, plan, drift, before, places, past, causes(plan, drift=drift), parts(plan))


def scenario_made(registers: Registers, records: Records, *, scenario: Scenario) -> Made:
    """The scenario beside nothing changed.

    Raises:
        LeverError: a lever does not fit.
    """
    ground = ground_of(registers, records, years=round(scenario.numbers["years"]))
    levers = levers_of(scenario)
    found = outcome(ground.plan, levers, drift=ground.drift, places=ground.places, before=ground.before)
    changed = parts(applied(ground.plan, levers)) if levers else ground.parts
    return Made(ground, levers, found, changed, one_by_one(ground.plan, levers))
