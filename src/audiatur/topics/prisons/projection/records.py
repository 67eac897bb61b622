"""The projection from records: stock, rates, admissions and drift as they stood at the end of a step, and no later."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from audiatur.topics.prisons.projection.cohorts import Seen, counts, stock
from audiatur.topics.prisons.projection.drift import Drift, drifting, still
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.plan import Plan, plan
from audiatur.topics.prisons.projection.rates import Floats, rates_of
from audiatur.topics.prisons.projection.scale import T90, width
from audiatur.topics.prisons.projection.steps import PER_YEAR, Ints, Step


@dataclass(frozen=True, slots=True)
class Basis:
    """How much of the past a projection rests on."""

    long_steps: int = 12
    """The last steps: their moves and departures give the rates, their admissions the ground of those to come."""
    short_steps: int = 3
    """The last steps whose admissions count instead, as far as they differ by more than chance."""
    anchor: float = 0.75
    """How far the path one and two years ahead is drawn to the last value (1: it stands still), by admissions."""
    classes: int = 60
    """Steps in a status that are told apart; the last class is open."""


def baseline(rows: Seen, *, origin: int, steps: int, step: Step = "month", basis: Basis | None = None) -> Plan:
    """The projection in which nothing changes, from what was known at the end of step `origin`."""
    how = basis or Basis()
    past = counts(rows, start=origin - how.long_steps, stop=origin, classes=how.classes)
    level = np.repeat(recent_admissions(past.admissions, short=how.short_steps)[None], steps, axis=0)
    made = plan(
        groups=rows.groups, statuses=rows.statuses, step=step, origin=origin,
        stock=stock(rows, at=origin, classes=how.classes), rates=rates_of(past), level=level,
    )  # fmt: skip
    return anchored(made, share=how.anchor) if how.anchor else made


def recent_admissions(admissions: Ints, *, short: int) -> Floats:
    """Admissions a step (G, S) from those of the past (T, G, S): the mean of all, drawn to that of the last few.

    The last few count as far as they stand out from chance (positive-part shrinkage, W. James and C. Stein 1961), with
    twice the spread of a Poisson count, since admissions come in clusters.
    """
    ground = admissions.mean(axis=0)
    everyone, lately = float(admissions.sum()), float(admissions[-short:].sum())
    if not everyone or not lately:
        return np.asarray(ground)
    away = lately / short / (everyone / len(admissions)) - 1
    chance = 4 * (1 / lately + 1 / everyone)
    weight = max(0.0, 1 - chance / away**2) if away else 0.0
    return np.asarray(ground * (1 + weight * away))


def anchored(given: Plan, *, share: float) -> Plan:
    """The projection with admissions scaled so that its path after one and two years lies nearer to the last value.

    At these horizons no method that was tried is reliably nearer to what came than the last value, and going on as the
    rates say is sometimes far off: the path is drawn (geometrically) towards the last value. The books still balance,
    since it is admissions that are scaled: by one factor in the first year, and by another from then on.
    """
    year = PER_YEAR[given.step]
    free = _reached(given, factors=np.ones(given.steps))
    last = float(given.stock.sum())
    factors = np.ones(given.steps)
    for start, reach in ((0, year), (year, 2 * year)):
        reach = min(reach, given.steps)
        if start >= reach or last <= 0:
            break
        factors[start:] = 0.0
        empty = _reached(given, factors=factors)[reach]
        factors[start:] = 1.0
        whole = _reached(given, factors=factors)[reach]
        if whole <= empty:
            break
        wanted = last**share * free[reach] ** (1 - share)
        # What is expected is linear in admissions, so that one line gives the factor.
        factors[start:] = np.clip((wanted - empty) / (whole - empty), 0.5, 2.0)
    return replace(given, level=given.level * factors[:, None, None])


def _reached(given: Plan, *, factors: Floats) -> Floats:
    """Persons expected at each end of a step of the first two years, with admissions scaled."""
    steps = min(2 * PER_YEAR[given.step], given.steps)
    scaled = _shortened(replace(given, level=given.level * factors[:, None, None]), steps=steps)
    return np.asarray(expected(scaled, drift=still(runs=1, steps=steps))[0].sum(axis=(1, 2)))


def _shortened(given: Plan, *, steps: int) -> Plan:
    return replace(
        given,
        regime=given.regime[:steps],
        level=given.level[:steps],
        kept=given.kept[:steps],
        forced=given.forced[:steps],
    )


def drift_of(given: Plan, rows: Seen, *, first: int, runs: int, seed: int) -> Drift:
    """The drift of admissions and stays alike that spreads the population as far as it tends to move.

    How far that is, the population's own past says, from step `first` on, together with what other systems did. What
    a drift does to the population depends on how long stays are: trial runs tell how wide it has to be, between what
    the first year and what the end of the projection would ask for.
    """
    years, held = past_series(rows, first=first, origin=given.origin, step=given.step)
    year = PER_YEAR[given.step]
    marks = sorted({min(year, given.steps), min(3 * year, given.steps)})
    wanted = _WIDER * np.array([width(years, held, horizon=mark / year) for mark in marks])

    def drawn(scale: float, *, count: int, steps: int) -> Drift:
        return drifting(
            runs=count, steps=steps, step=given.step, admissions_a_year=scale, stays_a_year=scale, seed=seed
        )

    each = float(wanted[0]) / T90
    for _ in range(3):
        tried = expected(_shortened(given, steps=marks[-1]), drift=drawn(each, count=_TRIED, steps=marks[-1]))
        low, high = np.quantile(np.log1p(tried[:, marks].sum(axis=(2, 3))), (0.05, 0.95), axis=0)
        got = np.maximum((high - low) / 2, 1e-6)
        each *= float(np.clip(np.exp(np.log(wanted / got).mean()), 0.3, 3.0))
    return drawn(each, count=runs, steps=given.steps)


_TRIED = 200
_WIDER = 1.25
"""The middle of a projection moves with what is known at its origin, so it is off by more than a standing value."""


def past_series(rows: Seen, *, first: int, origin: int, step: Step) -> tuple[Floats, Floats]:
    """The number held at the end of each step, by years and parts of a year."""
    steps = np.arange(first, origin + 1)
    years = 1970 + (steps + 1) / PER_YEAR[step]
    begun = np.bincount(np.clip(rows.first - first, 0, len(steps)), minlength=len(steps) + 1)[: len(steps)]
    ended = np.bincount(np.clip(rows.last + 1 - first, 0, len(steps)), minlength=len(steps) + 1)[: len(steps)]
    return years, np.cumsum(begun - ended).astype(float)
