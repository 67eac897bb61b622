"""How far off the projection was before: made again at each step of the past, with what was known then alone.

Beside it stand the last value, the same month a year ago, and exponential smoothing (damped, additive, on logarithms).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from audiatur.topics.prisons.projection.cohorts import Seen
from audiatur.topics.prisons.projection.drift import Drift, still
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.given import given_paces, given_truth
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.records import Basis, baseline, drift_of, past_series
from audiatur.topics.prisons.projection.scale import widths
from audiatur.topics.prisons.projection.smoothing import exponential_smoothing
from audiatur.topics.prisons.projection.steps import PER_YEAR, Step

HORIZONS = (0.5, 1.0, 2.0)
"""Years ahead: 6, 12 and 24 months."""
BLIND, LAST, SEASONAL, SMOOTHED = "blind", "last_value", "seasonal", "smoothed"
GIVEN_TRUTH, GIVEN_PACES, GIVEN_ONE_PACE, GIVEN_ONE = "given_truth", "given_paces", "given_one_pace", "given_one"
"""With the true admissions, and of stays: the true rates of each quarter; the true pace of leaving by quarter, status
and band of time in it; by quarter and status alone; or the true rates of the whole span as one."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One projection of the past beside what came."""

    method: str
    origin: float
    """The year and part of a year at which it is made."""
    horizon: float
    projected: float
    came: float
    low: float | None = None
    high: float | None = None

    @property
    def error(self) -> float:
        """The distance from what came, as a share of it (of 1 where nobody was held)."""
        return abs(self.projected - self.came) / max(self.came, 1.0)

    @property
    def covered(self) -> bool | None:
        """Whether the 90 % interval held what came; None without an interval."""
        if self.low is None or self.high is None:
            return None
        return self.low <= self.came <= self.high


@dataclass(frozen=True, slots=True)
class Score:
    """The trials of one method at one horizon."""

    method: str
    horizon: float
    trials: int
    mean_error: float
    median_error: float
    coverage: float | None


def scores(trials: Iterable[Trial]) -> tuple[Score, ...]:
    """The trials by method and horizon, in the order in which they first appear."""
    kept: dict[tuple[str, float], list[Trial]] = {}
    for trial in trials:
        kept.setdefault((trial.method, trial.horizon), []).append(trial)
    return tuple(_score(method, horizon, group) for (method, horizon), group in kept.items())


def _score(method: str, horizon: float, group: Sequence[Trial]) -> Score:
    errors = [trial.error for trial in group]
    covered = [trial.covered for trial in group if trial.covered is not None]
    coverage = sum(covered) / len(covered) if covered else None
    return Score(method, horizon, len(group), float(np.mean(errors)), float(np.median(errors)), coverage)


def backtest_series(
    years: Sequence[float],
    values: Sequence[float],
    *,
    horizons: Sequence[float] = HORIZONS,
    least: int = 2,
    smoothed: bool = False,
    every: int = 1,
) -> list[Trial]:
    """Trials of a series at each of its times that has `least` values before it; what is not observed is not tried."""
    when, what = np.asarray(years, float), np.asarray(values, float)
    told = {horizon: widths(when, what, horizon=horizon) for horizon in horizons}
    trials: list[Trial] = []
    for at in range(least - 1, len(when), every):
        for horizon in horizons:
            target = _at(when, when[at] + horizon)
            if target is None:
                continue
            came, last = float(what[target]), float(what[at])
            low, high = np.expm1(np.log1p(last) + told[horizon][at] * np.array([-1.0, 1.0]))
            trials.append(Trial(BLIND, float(when[at]), horizon, last, came, max(float(low), 0.0), float(high)))
            trials += _yardsticks(when, what, at=at, target=target, horizon=horizon, smoothed=smoothed)
    return trials


def _yardsticks(when: Floats, what: Floats, *, at: int, target: int, horizon: float, smoothed: bool) -> Iterable[Trial]:
    came, origin = float(what[target]), float(when[at])
    yield Trial(LAST, origin, horizon, float(what[at]), came)
    year_ago = _at(when[: at + 1], when[target] - max(1.0, np.ceil(horizon)))
    if year_ago is not None:
        yield Trial(SEASONAL, origin, horizon, float(what[year_ago]), came)
    if smoothed and (ahead := exponential_smoothing(what[: at + 1], steps=target - at)) is not None:
        yield Trial(SMOOTHED, origin, horizon, ahead, came)


def _at(when: Floats, wanted: float) -> int | None:
    """The index of a time, to the nearest fortnight."""
    found = int(np.searchsorted(when, wanted - 0.04))
    return found if found < len(when) and abs(when[found] - wanted) < 0.04 else None


def backtest_records(
    rows: Seen,
    *,
    first: int,
    last: int,
    horizons: Sequence[float] = HORIZONS,
    runs: int = 300,
    seed: int = 1,
    step: Step = "month",
    basis: Basis | None = None,
    every: int = 1,
    conditional: bool = True,
    smoothed: bool = False,
) -> list[Trial]:
    """Trials from the records of the steps `first` to `last`, from a year of records on."""
    how = basis or Basis()
    year = PER_YEAR[step]
    years, held = past_series(rows, first=first, origin=last, step=step)
    trials: list[Trial] = []
    for origin in range(first + max(year, how.long_steps), last, every):
        at = origin - first
        ahead = {horizon: round(horizon * year) for horizon in horizons if origin + round(horizon * year) <= last}
        if not ahead:
            continue
        steps = max(ahead.values())
        made = baseline(rows, origin=origin, steps=steps, step=step, basis=how)
        drift = drift_of(made, rows, first=first, runs=runs, seed=seed)
        total = expected(made, drift=drift).sum(axis=(2, 3))
        for horizon, on in ahead.items():
            low, middle, high = (float(value) for value in np.quantile(total[:, on], (0.05, 0.5, 0.95)))
            came = float(held[at + on])
            trials.append(Trial(BLIND, float(years[at]), horizon, middle, came, low, high))
            trials += _yardsticks(years, held, at=at, target=at + on, horizon=horizon, smoothed=smoothed)
            if conditional:
                trials += _conditional(rows, origin=origin, steps=on, horizon=horizon, when=float(years[at]), came=came)
    return trials


def _conditional(rows: Seen, *, origin: int, steps: int, horizon: float, when: float, came: float) -> Iterable[Trial]:
    calm = still(runs=1, steps=steps)
    for method, made in (
        (GIVEN_TRUTH, given_truth(rows, origin=origin, steps=steps)),
        (GIVEN_PACES, given_paces(rows, origin=origin, steps=steps)),
        (GIVEN_ONE_PACE, given_paces(rows, origin=origin, steps=steps, bands=(0,))),
        (GIVEN_ONE, given_truth(rows, origin=origin, steps=steps, each=steps)),
    ):
        yield Trial(method, when, horizon, _end(made, drift=calm), came)


def _end(plan: Plan, *, drift: Drift) -> float:
    return float(expected(plan, drift=drift)[0, -1].sum())
