"""Projection from a series of numbers alone, monthly or yearly: the last value, with an honest interval.

At 12 to 24 months no method tried (trends damped or not, seasonal values, exponential smoothing) was nearer than the
last value over New York, England and Wales, immigration detention in the United States, Brazil and 208 countries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t as student

from audiatur.topics.prisons.projection.rates import Floats
from audiatur.topics.prisons.projection.scale import T90, TAILS, width


@dataclass(frozen=True, slots=True)
class SeriesProjection:
    """Quantiles of the number to come, by (horizon, level)."""

    horizons: tuple[float, ...]
    """Years from the last value on."""
    levels: tuple[float, ...]
    values: Floats
    last: float

    def interval(self, horizon: float) -> tuple[float, float]:
        """The outermost quantiles at a horizon."""
        row = self.values[self.horizons.index(horizon)]
        return float(row[0]), float(row[-1])


def project_series(
    years: Sequence[float],
    values: Sequence[float],
    *,
    horizons: Sequence[float],
    levels: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95),
) -> SeriesProjection:
    """The numbers to come of a series of `values` at the times `years` (rising, in years and parts of a year).

    >>> project_series([2019.0, 2020.0, 2021.0], [900, 1000, 1000], horizons=[1.0]).interval(1.0)[1] > 1200
    True

    Raises:
        ValueError: there is no value, the times do not rise, or a value is below 0.
    """
    when, what = np.asarray(years, float), np.asarray(values, float)
    if not len(what) or len(when) != len(what) or (np.diff(when) <= 0).any() or (what < 0).any():
        raise ValueError(
            f"{len(what)} values at {len(when)} times were given. Give one or more values from 0 on, at times that "
            "rise."
        )
    log = np.log1p(what[-1])
    points = student.ppf(np.asarray(levels), TAILS) / T90
    rows = [np.expm1(log + width(when, what, horizon=horizon) * points) for horizon in horizons]
    quantiles = np.maximum(np.array(rows), 0.0)
    return SeriesProjection(tuple(horizons), tuple(levels), quantiles, float(what[-1]))
