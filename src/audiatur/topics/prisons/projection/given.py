"""Projections that are given the true admissions and more or less of the true stays: tests of the reckoning."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from audiatur.topics.prisons.projection.cohorts import Counts, Seen, counts, stock
from audiatur.topics.prisons.projection.plan import Plan, plan, varied
from audiatur.topics.prisons.projection.rates import Floats, Rates, rates_of

BANDS = (0, 1, 3, 6, 12)
"""Bands of months in a status for each of which one true pace of leaving is given: the first of each."""


def given_truth(rows: Seen, *, origin: int, steps: int, each: int = 3, classes: int = 60) -> Plan:
    """The projection with the true admissions and the true rates of every `each` steps: a test of the books alone.

    With `each` as long as the projection, one set of rates stands for the whole of it.
    """
    spans = [(origin + a, origin + min(a + each, steps)) for a in range(0, steps, each)]
    true = [rates_of(counts(rows, start=a, stop=b, classes=classes)) for a, b in spans]
    regime = np.minimum(np.arange(steps) // each, len(true) - 1)
    return _given(rows, origin=origin, steps=steps, rates=true, regime=regime, classes=classes)


def given_paces(
    rows: Seen, *, origin: int, steps: int, each: int = 3, classes: int = 60, past: int = 12,
    bands: tuple[int, ...] = BANDS,
) -> Plan:  # fmt: skip
    """The projection with true admissions and, every `each` steps, the true pace at which each status was left.

    One number for each status and band of time in it; within a band, by group, and in where people go, the rates are
    those of the `past` steps before the origin.
    """
    before = rates_of(counts(rows, start=origin - past, stop=origin, classes=classes))
    true = []
    for a in range(0, steps, each):
        found = counts(rows, start=origin + a, stop=origin + min(a + each, steps), classes=classes)
        factor = _paces(found, before.leaving, bands=bands)
        true.append(Rates(before.leaving * factor[None, :, :, None], rates_of(found).arriving))
    regime = np.minimum(np.arange(steps) // each, len(true) - 1)
    return _given(rows, origin=origin, steps=steps, rates=true, regime=regime, classes=classes)


def _paces(found: Counts, leaving: Floats, *, bands: tuple[int, ...]) -> Floats:
    """By (status, class): how many times as fast as `leaving` says the status was left."""
    foreseen = found.at_risk * -np.expm1(-leaving.sum(axis=3))
    factors = np.ones((leaving.shape[1], leaving.shape[2]))
    for low, high in zip(bands, (*bands[1:], factors.shape[1]), strict=True):
        at_risk = found.at_risk[:, :, low:high].sum(axis=(0, 2))
        left = found.moved[:, :, low:high].sum(axis=(0, 2, 3)) / np.maximum(at_risk, 1)
        would = foreseen[:, :, low:high].sum(axis=(0, 2)) / np.maximum(at_risk, 1)
        pace = np.log1p(-np.minimum(left, 0.99)) / np.minimum(np.log1p(-np.minimum(would, 0.99)), -1e-9)
        factors[:, low:high] = np.where((at_risk > 0) & (would > 0), pace, 1.0)[:, None]
    return factors


def _given(rows: Seen, *, origin: int, steps: int, rates: list[Rates], regime: NDArray[np.int64], classes: int) -> Plan:
    level = counts(rows, start=origin, stop=origin + steps, classes=classes).admissions.astype(float)
    made = plan(
        groups=rows.groups, statuses=rows.statuses, step="month", origin=origin,
        stock=stock(rows, at=origin, classes=classes), rates=rates[0], level=level,
    )  # fmt: skip
    leaving, arriving = (np.stack([getattr(one, name) for one in rates]) for name in ("leaving", "arriving"))
    return varied(made, leaving=leaving, arriving=arriving, regime=regime)
