"""Shares of many units beside one another, drawn towards their mean by how little each tells.

A league table of raw shares puts the smallest units first and last by chance alone. Here the shares of the units come
from one Beta distribution, fitted by maximum likelihood to the counts of all (beta-binomial model; G. Casella, The
American Statistician 39, 1985), and each unit's share and interval are those of its posterior distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import betaln
from scipy.stats import beta

LEAST = 30
"""Fewer cases than this tell nothing about a unit that could be set beside another."""
LEVEL = 0.95
_MOST = 1e6
"""Prior cases beyond which units are taken not to differ at all."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit with its cases and those of them that had the result."""

    unit: str
    hits: int
    cases: int


@dataclass(frozen=True, slots=True)
class Shrunken:
    """A unit's share in percent as the cases of all units together suggest it, with its interval."""

    unit: str
    cases: int
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The units with enough cases, in the order of their names, and how many had too few.

    `mean` is in percent. `prior` is the number of cases that the mean of all counts for; `differ` says whether the
    units differ by more than chance would make them.
    """

    units: tuple[Shrunken, ...]
    left_out: int
    mean: float
    prior: float
    differ: bool


def compare(counted: Sequence[Counted], *, least: int = LEAST) -> Comparison | None:
    """The units of at least `least` cases; None where fewer than two have so many."""
    enough = sorted((one for one in counted if one.cases >= least), key=lambda one: one.unit)
    if len(enough) < 2:
        return None
    hits = np.array([one.hits for one in enough], dtype=np.float64)
    cases = np.array([one.cases for one in enough], dtype=np.float64)
    mean = float(hits.sum() / cases.sum())
    prior = _prior(hits, cases=cases, mean=mean) if 0 < mean < 1 else _MOST
    mean = _weighted(hits, cases=cases, prior=prior)
    a, b = mean * prior + hits, (1 - mean) * prior + cases - hits
    tail = (1 - LEVEL) / 2
    middle, low, high = a / (a + b), beta.ppf(tail, a, b), beta.ppf(1 - tail, a, b)
    units = tuple(
        Shrunken(one.unit, one.cases, 100 * float(m), 100 * float(lo), 100 * float(hi))
        for one, m, lo, hi in zip(enough, middle, np.nan_to_num(low), np.nan_to_num(high, nan=1.0), strict=True)
    )
    return Comparison(units, len(counted) - len(enough), 100 * mean, prior, differ=prior < _MOST / 2)


def _prior(hits: NDArray[np.float64], *, cases: NDArray[np.float64], mean: float) -> float:
    """The likeliest number of prior cases; `_MOST` where the units differ no more than by chance."""

    def unlikely(logarithm: float) -> float:
        size = float(np.exp(logarithm))
        a, b = mean * size, (1 - mean) * size
        return -float((betaln(a + hits, b + cases - hits) - betaln(a, b)).sum())

    found = minimize_scalar(unlikely, bounds=(0.0, float(np.log(_MOST))), method="bounded")
    # The likelihood ratio of a variance on the edge of what it may be: half of a chi-squared (2.71 at 5 %).
    gain = 2 * (unlikely(float(np.log(_MOST))) - unlikely(float(found.x)))
    return float(np.exp(found.x)) if gain > 2.71 else _MOST


def _weighted(hits: NDArray[np.float64], *, cases: NDArray[np.float64], prior: float) -> float:
    """The mean of the units' shares, each by what it tells under the prior; of the cases where units do not differ."""
    told = cases / (prior + cases)
    return float((told * hits / cases).sum() / told.sum())
