"""Exponential smoothing with a damped trend, on logarithms: a yardstick beside which a projection is shown.

The method is that of E. S. Gardner and E. McKenzie, Management Science 31 (1985); its three weights are those of a
grid with the least sum of squared one-step errors.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from audiatur.topics.prisons.projection.rates import Floats

_LEAST = 10
_LEVEL = np.linspace(0.05, 1.0, 20)
_TREND = np.linspace(0.0, 1.0, 11)
_DAMPING = (0.8, 0.85, 0.9, 0.95, 0.98)
_GRID = np.array(list(product(_LEVEL, _TREND, _DAMPING)))


def exponential_smoothing(values: Floats, *, steps: int) -> float | None:
    """The value so many steps on; None for under ten values.

    >>> round(exponential_smoothing(np.full(12, 500.0), steps=6))
    500
    """
    if len(values) < _LEAST or steps < 1:
        return None
    log = np.log1p(values)
    level_weight, trend_weight, damping = _GRID.T
    level = np.full(len(_GRID), log[0])
    trend = np.zeros(len(_GRID))
    squares = np.zeros(len(_GRID))
    for value in log[1:]:
        foreseen = level + damping * trend
        error = value - foreseen
        squares += error**2
        level = foreseen + level_weight * error
        trend = damping * trend + level_weight * trend_weight * error
    best = int(squares.argmin())
    reach = float((damping[best] ** np.arange(1, steps + 1)).sum())
    return float(np.expm1(np.clip(level[best] + reach * trend[best], 0, 30)))
