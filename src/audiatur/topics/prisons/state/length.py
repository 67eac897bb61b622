"""Length of stay with the open stays counted: the Kaplan-Meier estimate with delayed entry and its interval.

E. L. Kaplan and P. Meier, JASA 53 (1958); variance by Greenwood's formula, interval on the log(-log) scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Survival:
    """The share still held after so many days, day by day where somebody left."""

    days: tuple[int, ...]
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    stays: int
    open: int

    def day_at(self, share: float) -> int | None:
        """The first day after which no more than this share is still held; None where the records do not reach."""
        return next((day for day, left in zip(self.days, self.share, strict=True) if left <= share), None)

    @property
    def median(self) -> int | None:
        """Half of the stays last no longer than these days."""
        return self.day_at(0.5)

    @property
    def median_interval(self) -> tuple[int | None, int | None]:
        """The 95 % interval of the median, by inverting that of the curve (Brookmeyer and Crowley 1982)."""
        first = next((day for day, low in zip(self.days, self.low, strict=True) if low <= 0.5), None)
        last = next((day for day, high in zip(self.days, self.high, strict=True) if high <= 0.5), None)
        return first, last


def survival(lengths: Iterable[tuple[int, int, int, int]]) -> Survival:
    """The curve from rows (entered, days, ended, stays) of `stays_by_length`.

    >>> survival([(0, 1, 1, 1), (0, 2, 0, 1), (0, 3, 1, 2)]).share
    (0.75, 0.0)
    """
    rows = sorted(lengths)
    ends: dict[int, int] = {}
    leaves: dict[int, int] = {}
    enters: dict[int, int] = {}
    for entered, days, ended, count in rows:
        enters[entered] = enters.get(entered, 0) + count
        leaves[days] = leaves.get(days, 0) + count
        if ended:
            ends[days] = ends.get(days, 0) + count
    days_out, share, low, high = _curve(ends, leaves=leaves, enters=enters)
    total, known = sum(row[3] for row in rows), sum(ends.values())
    return Survival(days_out, share, low, high, total, total - known)


_Curve = tuple[tuple[int, ...], tuple[float, ...], tuple[float, ...], tuple[float, ...]]


def _curve(ends: dict[int, int], *, leaves: dict[int, int], enters: dict[int, int]) -> _Curve:
    at_risk, left, spread = 0, 1.0, 0.0
    days, share, low, high = [], [], [], []
    for day in sorted({*leaves, *(entered + 1 for entered in enters)}):
        at_risk += enters.pop(day - 1, 0)
        died = ends.get(day, 0)
        if died:
            left *= 1 - died / at_risk
            spread += died / (at_risk * (at_risk - died)) if at_risk > died else math.inf
            bounds = _bounds(left, spread)
            days.append(day)
            share.append(left)
            low.append(bounds[0])
            high.append(bounds[1])
        at_risk -= leaves.get(day, 0)
    return tuple(days), tuple(share), tuple(low), tuple(high)


def _bounds(left: float, spread: float) -> tuple[float, float]:
    if left <= 0 or left >= 1 or math.isinf(spread):
        return left, left
    half = _Z95 * math.sqrt(spread) / abs(math.log(left))
    low, high = left ** math.exp(half), left ** math.exp(-half)
    return low, high
