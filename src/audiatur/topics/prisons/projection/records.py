"""The projection from records: stock, rates, admissions and drift as they stood at the end of a step, and no later."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from audiatur.topics.prisons.projection.cohorts import Seen, counts, stock
from audiatur.topics.prisons.projection.drift import Drift, drifting, still
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.plan import Plan, plan, varied
from audiatur.topics.prisons.projection.rates import Floats, Rates, rates_of
from audiatur.topics.prisons.projection.scale import T90, width
from audiatur.topics.prisons.projection.steps import PER_YEAR, Ints, Step


@dataclass(frozen=True, slots=True)
class Basis:
    """How much of the past a projection rests on."""

    long_steps: int = 12
    """The last steps: their moves and departures give the rates, their admissions the ground of those to come."""
    short_steps: int = 3
    """The last steps whose admissions count instead, as far as they differ by more than chance."""
    anchor: float = 0.5
    """How far the path one year ahead is drawn to the last value (1: it stands still), by scaling admissions."""
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
    """The projection with admissions scaled so that its expected end of the first year lies nearer to the last value.

    A path halfway (geometrically) between standing still and going on as the rates say was nearer to what came than
    either. The books still balance, since it is admissions that are scaled.
    """
    reach = min(PER_YEAR[given.step], given.steps)
    short = _shortened(given, steps=reach)
    last = float(given.stock.sum())

    def reached(factor: float) -> float:
        scaled = replace(short, level=short.level * factor)
        return float(expected(scaled, drift=still(runs=1, steps=reach))[0, -1].sum())

    empty, whole = reached(0.0), reached(1.0)
    if whole <= empty or last <= 0:
        return given
    wanted = last**share * whole ** (1 - share)
    # What is expected is linear in admissions, so that one line gives the factor.
    factor = np.clip((wanted - empty) / (whole - empty), 0.5, 2.0)
    return replace(given, level=given.level * factor)


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


def given_truth(rows: Seen, *, origin: int, steps: int, each: int = 3, classes: int = 60) -> Plan:
    """The projection with the true admissions and the true rates of every `each` steps: a test of the books alone.

    With `each` as long as the projection, one set of rates stands for the whole of it.
    """
    spans = [(origin + a, origin + min(a + each, steps)) for a in range(0, steps, each)]
    true = [rates_of(counts(rows, start=a, stop=b, classes=classes)) for a, b in spans]
    regime = np.minimum(np.arange(steps) // each, len(true) - 1)
    return _conditional(rows, origin=origin, steps=steps, rates=true, regime=regime, classes=classes)


def given_levels(rows: Seen, *, origin: int, steps: int, each: int = 3, classes: int = 60, past: int = 12) -> Plan:
    """The projection with true admissions and one true number for each status and `each` steps: how fast it was left.

    By time in the status, and in where people go, the rates are those of the `past` steps before the origin.
    """
    before = rates_of(counts(rows, start=origin - past, stop=origin, classes=classes))
    true = []
    for a in range(0, steps, each):
        found = counts(rows, start=origin + a, stop=origin + min(a + each, steps), classes=classes)
        at_risk = np.maximum(found.at_risk.sum(axis=(0, 2)), 1)
        left = found.moved.sum(axis=(0, 2, 3)) / at_risk
        foreseen = (found.at_risk * -np.expm1(-before.leaving.sum(axis=3))).sum(axis=(0, 2)) / at_risk
        factor = np.log1p(-np.minimum(left, 0.99)) / np.minimum(np.log1p(-np.minimum(foreseen, 0.99)), -1e-9)
        factor = np.where((left > 0) & (foreseen > 0), factor, 1.0)
        true.append(Rates(before.leaving * factor[None, :, None, None], rates_of(found).arriving))
    regime = np.minimum(np.arange(steps) // each, len(true) - 1)
    return _conditional(rows, origin=origin, steps=steps, rates=true, regime=regime, classes=classes)


def _conditional(rows: Seen, *, origin: int, steps: int, rates: list[Rates], regime: np.ndarray, classes: int) -> Plan:
    level = counts(rows, start=origin, stop=origin + steps, classes=classes).admissions.astype(float)
    made = plan(
        groups=rows.groups, statuses=rows.statuses, step="month", origin=origin,
        stock=stock(rows, at=origin, classes=classes), rates=rates[0], level=level,
    )  # fmt: skip
    leaving, arriving = (np.stack([getattr(one, name) for one in rates]) for name in ("leaving", "arriving"))
    return varied(made, leaving=leaving, arriving=arriving, regime=regime)
