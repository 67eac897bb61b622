"""What a scenario gives beside its baseline: quantiles, differences run by run, the day below the places, its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from audiatur.topics.prisons.projection.drift import Drift, still
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.levers import Lever, applied, places_of
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.steps import last_day

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True)
class Below:
    """When occupancy first is under 100 %: the middle and the 90 % interval of the runs; None where it never is."""

    earliest: date | None
    middle: date | None
    latest: date | None
    share: float
    """The share of runs in which it happens before the projection ends."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A scenario beside its baseline; T + 1 ends of steps, the opening first."""

    days: tuple[date, ...]
    baseline: Floats
    """Quantiles (T + 1, levels) of the persons held with nothing changed."""
    scenario: Floats
    """The same with the levers."""
    difference: Floats
    """Quantiles of scenario less baseline, run by run."""
    by_group: Floats
    """The middle of the difference at each end of a step by group (T + 1, G)."""
    by_status: Floats
    """The same by legal status (T + 1, S)."""
    places: Floats
    """Places at each end of a step (T + 1)."""
    below: Below
    below_baseline: Below
    cost: float
    """What the places added cost."""


def outcome(
    plan: Plan, levers: Sequence[Lever], *, drift: Drift, places: float, before: Floats | None = None
) -> Outcome:
    """The scenario and its baseline under the same drift, so that their difference is that of the levers.

    `before` are the persons expected in the baseline (`expected`), where they are known already.

    Raises:
        LeverError: a lever does not fit the plan.
    """
    changed = applied(plan, levers)
    before = expected(plan, drift=drift) if before is None else before
    after = expected(changed, drift=drift) if levers else before
    days = tuple(last_day(plan.origin + t, step=plan.step) for t in range(plan.steps + 1))
    held_before, held_after = before.sum(axis=(2, 3)), after.sum(axis=(2, 3))
    places_then = places_of(plan, levers, places=places)
    return Outcome(
        days,
        _quantiles(held_before),
        _quantiles(held_after),
        _quantiles(held_after - held_before),
        np.median((after - before).sum(axis=3), axis=0),
        np.median((after - before).sum(axis=2), axis=0),
        places_then,
        below(held_after, places=places_then, days=days),
        below(held_before, places=np.full(len(days), places), days=days),
        sum(lever.amount * lever.unit_cost for lever in levers if lever.kind == "places"),
    )


def _quantiles(runs: Floats) -> Floats:
    return np.asarray(np.quantile(runs, LEVELS, axis=0).T)


def below(held: Floats, *, places: Floats, days: Sequence[date]) -> Below:
    """When the runs (runs, T + 1) first are under the places."""
    under = held < places[None]
    reached = under.any(axis=1)
    first = np.where(reached, under.argmax(axis=1), len(days))
    marks = np.quantile(first, (0.05, 0.5, 0.95), method="inverted_cdf").astype(int)
    earliest, middle, latest = (days[mark] if mark < len(days) else None for mark in marks)
    return Below(earliest, middle, latest, float(reached.mean()))


@dataclass(frozen=True, slots=True)
class Parts:
    """Of the change of a projection from its opening to its end, what comes from whom."""

    opening: float
    still_there: float
    """Of those held at the opening, who is expected to be held at the end."""
    admitted: float
    """Of those admitted since, who is expected to be held at the end."""


def parts(plan: Plan) -> Parts:
    """The expected end divided into those held at the opening and those admitted since."""
    calm = still(runs=1, steps=plan.steps)
    whole = float(expected(plan, drift=calm)[0, -1].sum())
    nobody = float(expected(replace(plan, level=np.zeros_like(plan.level)), drift=calm)[0, -1].sum())
    return Parts(float(plan.stock.sum()), nobody, whole - nobody)


@dataclass(frozen=True, slots=True)
class Share:
    """What one lever adds to the effect of those before it, at the end of the projection."""

    lever: Lever
    persons: float


def one_by_one(plan: Plan, levers: Sequence[Lever]) -> tuple[Share, ...]:
    """The effect of each lever after those before it; the effects add up to that of all."""
    calm = still(runs=1, steps=plan.steps)
    ends = [float(expected(applied(plan, levers[:count]), drift=calm)[0, -1].sum()) for count in range(len(levers) + 1)]
    return tuple(Share(lever, ends[n + 1] - ends[n]) for n, lever in enumerate(levers))


@dataclass(frozen=True, slots=True)
class Causes:
    """What the uncertainty at the end comes from: the 90 % interval with all of it, and with one source alone.

    The shares are those of the variance that each source alone gives; they need not add up to 1.
    """

    both: tuple[float, float]
    admissions: tuple[float, float]
    stays: tuple[float, float]
    admissions_share: float
    stays_share: float


def causes(plan: Plan, *, drift: Drift) -> Causes:
    """How far apart the ends lie with both drifts, with that of admissions alone, and with that of stays alone."""
    ones = np.ones_like(drift.stays)
    ends = [
        expected(plan, drift=one)[:, -1].sum(axis=(1, 2))
        for one in (drift, Drift(drift.admissions, ones), Drift(ones, drift.stays))
    ]
    both, admissions, stays = ((float(low), float(high)) for low, high in (np.quantile(e, (0.05, 0.95)) for e in ends))
    spread = [float(np.var(np.log(end + 1))) for end in ends]
    shares = [one / spread[0] if spread[0] > 0 else 0.0 for one in spread[1:]]
    return Causes(both, admissions, stays, *shares)
