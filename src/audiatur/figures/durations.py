"""Time until something happens, with what had not happened yet counted as such (censored).

Pure functions over counts by duration: Kaplan and Meier's survival with Greenwood's variance (JASA 53, 1958), its
quantiles with the log-log interval (R. Brookmeyer and J. Crowley, Biometrics 38, 1982), and the cumulative incidence
of one of several ends (O. Aalen and S. Johansen, Scand. J. Stat. 5, 1978; variance: E. Marubini and M. Valsecchi,
Analysing Survival Data, 1995, 10.2).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import norm

Floats = NDArray[np.float64]
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Survival:
    """The share not yet ended after each duration at which something ended.

    `times` ascend; `survival` is the share beyond each; `hazard_variance` is Greenwood's sum, so that the variance of
    the survival is its square times that sum. `longest` is the longest duration seen, ended or censored.
    """

    times: Floats
    survival: Floats
    hazard_variance: Floats
    at_risk: Floats
    longest: float
    n: int

    def quantile(self, share: float, *, level: float = LEVEL) -> tuple[float, float, float]:
        """The shortest duration by which `share` have ended, with its interval; infinite where it is not reached."""
        low, high = self.interval(level=level)
        left = 1 - share
        return self._first(self.survival, left), self._first(low, left), self._first(high, left)

    def interval(self, *, level: float = LEVEL) -> tuple[Floats, Floats]:
        """The log-log interval of the survival at each time."""
        return loglog(self.survival, variance=self.hazard_variance, level=level)

    def at(self, time: float) -> float:
        """The share that has not ended after a duration."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return float(self.survival[place - 1]) if place else 1.0

    def _first(self, curve: Floats, left: float) -> float:
        # Sums of floats may end a hair above the share that they stand for.
        under = np.flatnonzero(curve <= left + 1e-12)
        return float(self.times[under[0]]) if len(under) else math.inf


def kaplan_meier(times: ArrayLike, *, ended: ArrayLike, censored: ArrayLike) -> Survival:
    """The survival from how many ended, and how many were last seen, at each duration (in any order, any unit).

    >>> found = kaplan_meier([1, 2, 3], ended=[1, 1, 0], censored=[0, 1, 1])
    >>> [float(share) for share in found.survival.round(4)]
    [0.75, 0.5]
    """
    time, (gone, lost) = _by_time(times, ended, censored)
    risk = _at_risk(gone + lost)
    happened = gone > 0
    gone, risk_then = gone[happened], risk[happened]
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.asarray(np.cumprod(1 - gone / risk_then), dtype=np.float64)
        spread: Floats = np.cumsum(gone / (risk_then * (risk_then - gone)))
    return Survival(
        time[happened],
        survival,
        spread,
        risk_then,
        float(time[-1]) if len(time) else 0.0,
        int(risk[0]) if len(risk) else 0,
    )


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share that ended in one of several ways by each duration, with the variance of that share."""

    times: Floats
    share: Floats
    variance: Floats
    n: int

    def at(self, time: float, *, level: float = LEVEL) -> tuple[float, float, float]:
        """The share by a duration, with its log-log interval."""
        place = int(np.searchsorted(self.times, time, side="right"))
        if not place or self.share[place - 1] <= 0:
            return 0.0, 0.0, 0.0
        share, variance = float(self.share[place - 1]), float(self.variance[place - 1])
        stays = np.array([1 - share])
        low, high = loglog(stays, variance=np.array([variance / stays[0] ** 2 if stays[0] else math.inf]), level=level)
        return share, float(1 - high[0]), float(1 - low[0])


def cumulative_incidence(times: ArrayLike, *, ended: ArrayLike, otherwise: ArrayLike, censored: ArrayLike) -> Incidence:
    """The share that ended in the way of `ended`, where those who ended otherwise can no longer do so.

    Taking the others for censored would give a share that nobody can reach (1 − Kaplan–Meier).
    """
    time, (gone, other, lost) = _by_time(times, ended, otherwise, censored)
    both = gone + other
    risk = _at_risk(both + lost)
    with np.errstate(divide="ignore", invalid="ignore"):
        survival = np.cumprod(1 - both / risk)
        before = np.concatenate([[1.0], survival[:-1]])
        share = np.cumsum(before * gone / risk)
        all_ends = np.where(risk > both, both / (risk * np.maximum(risk - both, 1)), 0.0)
        own = before**2 * gone * (risk - gone) / risk**3
        cross = before * gone / risk**2
    # Σ (F(t) − F(i))² a_i + Σ b_i − 2 Σ (F(t) − F(i)) c_i, as running sums of its terms.
    a, af, aff = np.cumsum(all_ends), np.cumsum(all_ends * share), np.cumsum(all_ends * share**2)
    variance = (
        share**2 * a - 2 * share * af + aff + np.cumsum(own) - 2 * (share * np.cumsum(cross) - np.cumsum(cross * share))
    )
    return Incidence(time, share, np.maximum(variance, 0.0), int(risk[0]) if len(risk) else 0)


def loglog(share: Floats, *, variance: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
    """The interval of a survival from its relative variance, on the scale log(−log), which keeps it within 0 and 1."""
    quantile = float(norm.ppf((1 + level) / 2))
    inside = (share > 0) & (share < 1)
    safe = np.where(inside, share, 0.5)
    half = quantile * np.sqrt(np.where(inside, variance, 0.0)) / np.abs(np.log(safe))
    low, high = safe ** np.exp(half), safe ** np.exp(-half)
    return np.where(inside, low, share), np.where(inside, high, share)


def _by_time(times: ArrayLike, *counts: ArrayLike) -> tuple[Floats, list[Floats]]:
    """The durations in order, each once, with the sums of the counts."""
    given = np.asarray(times, dtype=np.float64)
    time, place = np.unique(given, return_inverse=True)
    return time, [_sums(place, count=count, times=len(time)) for count in counts]


def _sums(place: NDArray[np.intp], *, count: ArrayLike, times: int) -> Floats:
    found = np.bincount(place, weights=np.asarray(count, dtype=np.float64), minlength=times)
    return np.asarray(found, dtype=np.float64)


def _at_risk(leaving: Floats) -> Floats:
    """How many are still there at each time: those who leave then or later."""
    return np.cumsum(leaving[::-1])[::-1]
