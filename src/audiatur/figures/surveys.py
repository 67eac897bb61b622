"""Estimates from answers: weights, silence, a second call, differences of two groups, means.

Weighted totals come as whole thousandths, so that every engine adds the same digits. Shares are in percent, and
differences in percentage points.
"""

from __future__ import annotations

import math

import polars as pl
from scipy.stats import norm, t

from audiatur.figures.estimators import LEVEL, PERCENT, effective, wilson
from audiatur.figures.indicator import COMPLETE, NO_BASE, Estimate

KISH = "weights, approximate (Kish) 95 %"
REPLICATES = "replicate weights 95 %"
BOUNDS = "bounds: all unknown no, all yes"
TWO_PHASE = "two-phase 95 %"
DIFFERENCE = "difference (Newcombe) 95 %"
MEAN = "mean 95 %"
THOUSAND = 1000


def design_effect(*, n: int, weight: float, squares: float) -> float:
    """How much unequal weights widen a variance: n Σw² / (Σw)² (L. Kish, Survey Sampling, 1965, 11.7).

    >>> design_effect(n=2, weight=4.0, squares=10.0)
    1.25
    """
    return n * squares / weight**2


def kish_share(rows: pl.DataFrame) -> Estimate:
    """A weighted share where neither clusters nor replicate weights are known.

    Its rows hold `n` and `hits` (respondents), `numerator` and `denominator` (weights in thousandths) and `squares`
    (of those weights). The interval takes (Σw)² / Σw² respondents for a simple sample.
    """
    n, hits = _whole(rows, "n"), _whole(rows, "hits")
    numerator, denominator = _whole(rows, "numerator"), _whole(rows, "denominator")
    if not denominator:
        return _without_base()
    size = denominator**2 / _whole(rows, "squares")
    share = numerator / denominator
    low, high = wilson(share, n=size, quantile=float(t.ppf((1 + LEVEL) / 2, max(1.0, size - 1))))
    over = (numerator / THOUSAND, denominator / THOUSAND)
    return _percent(share, (low, high), KISH, n=n, over=over, counts=(n, hits, n - hits))


def replicated_share(rows: pl.DataFrame) -> Estimate:
    """A weighted share with replicate weights that stand one a row, however many there are.

    Its rows are those of `kish_share` with a column `replicate`: 0 is the survey weight, and the others count nobody;
    `method` names how those were made. The variance is c Σ (θ_r − θ)² with c = (R−1)/R for a delete-a-group jackknife
    and 1/R for a bootstrap and balanced replication (K. Wolter, Introduction to Variance Estimation, 2nd ed., 2007).
    """
    own, others = rows.filter(pl.col("replicate") == 0), rows.filter(pl.col("replicate") > 0)
    n, hits, denominator = _whole(own, "n"), _whole(own, "hits"), _whole(own, "denominator")
    methods = others["method"].unique().to_list()
    if not denominator:
        return _without_base()
    share = _whole(own, "numerator") / denominator
    totals = others.group_by("replicate").agg(pl.col("numerator", "denominator").sum())
    each = [
        int(above) / int(below)
        for above, below in totals.sort("replicate").select("numerator", "denominator").iter_rows()
        if below
    ]
    if len(each) < 2 or len(methods) != 1:
        return kish_share(own)
    scale = {"jackknife": (len(each) - 1) / len(each), "bootstrap": 1 / len(each), "brr": 1 / len(each)}[methods[0]]
    variance = scale * math.fsum((one - share) ** 2 for one in each)
    bounds = effective(share, variance=variance, n=n, degrees=len(each) - 1)
    over = (_whole(own, "numerator") / THOUSAND, denominator / THOUSAND)
    return _percent(share, bounds, REPLICATES, n=n, over=over, counts=(n, hits, n - hits))


def bounded_share(rows: pl.DataFrame) -> Estimate:
    """`yes` over `known`, between all of the unknown being no and all being yes (C. Manski, Partial Identification,
    2003, ch. 1); `total` counts known and unknown. Nothing is assumed about those who did not say."""
    yes, known, total = (_whole(rows, name) for name in ("yes", "known", "total"))
    if not known:
        return _without_base()
    bounds = (yes / total, (yes + total - known) / total)
    counts = (total, yes, known - yes, total - known)
    method = BOUNDS if known < total else COMPLETE
    return _percent(yes / known, bounds, method, n=known, over=(yes, total), counts=counts)


def two_phase_share(rows: pl.DataFrame) -> Estimate:
    """The share of all who were asked, from those who answered and a random part of the silent who were asked again.

    Columns `total`, `known`, `yes` (of the first call), `called`, `called_yes`. Those called back stand for all who
    were silent (M. Hansen and W. Hurwitz, JASA 41, 1946); the interval is Wilson's of their share, with the variance
    of a draw without replacement.
    """
    total, known, yes, called, called_yes = (
        _whole(rows, name) for name in ("total", "known", "yes", "called", "called_yes")
    )
    silent = total - known
    if not total or (silent and not called):
        return _without_base()
    counts = (total, yes, called_yes, known - yes, called - called_yes)
    if not silent:
        return _percent(yes / total, (yes / total, yes / total), COMPLETE, n=total, over=(yes, total), counts=counts)
    share = called_yes / called
    left = 1 - called / silent
    quantile = float(norm.ppf((1 + LEVEL) / 2))
    low, high = wilson(share, n=called / left, quantile=quantile) if left > 0 else (share, share)
    estimated, *bounds = ((yes + silent * part) / total for part in (share, low, high))
    return _percent(
        estimated, (bounds[0], bounds[1]), TWO_PHASE, n=known + called, over=(estimated * total, total), counts=counts
    )


def difference(rows: pl.DataFrame) -> Estimate:
    """The share of a first group less that of a second, in percentage points.

    Columns `yes_1`, `of_1`, `yes_2`, `of_2`; the interval is built from those of both shares (R. Newcombe, Statistics
    in Medicine 17, 1998, method 10).
    """
    yes_1, of_1, yes_2, of_2 = (_whole(rows, name) for name in ("yes_1", "of_1", "yes_2", "of_2"))
    if not (of_1 and of_2):
        return _without_base()
    quantile = float(norm.ppf((1 + LEVEL) / 2))
    first, second = yes_1 / of_1, yes_2 / of_2
    low_1, high_1 = wilson(first, n=of_1, quantile=quantile)
    low_2, high_2 = wilson(second, n=of_2, quantile=quantile)
    gap = first - second
    below = math.hypot(first - low_1, high_2 - second)
    above = math.hypot(high_1 - first, second - low_2)
    counts = (yes_1, of_1 - yes_1, yes_2, of_2 - yes_2)
    return Estimate(
        PERCENT * gap,
        PERCENT * (gap - below),
        PERCENT * (gap + above),
        DIFFERENCE,
        n=of_1 + of_2,
        denominator=of_1 + of_2,
        counts=counts,
    )


def mean(rows: pl.DataFrame) -> Estimate:
    """`total` over `n`, with Student's interval from the sum of `squares`."""
    n, total = _whole(rows, "n"), _whole(rows, "total")
    if not n:
        return _without_base()
    value = total / n
    if n < 2:
        return Estimate(value, -math.inf, math.inf, MEAN, n=n, numerator=total, denominator=n, counts=(n,))
    variance = max(0.0, (_whole(rows, "squares") - total * total / n) / (n - 1))
    half = float(t.ppf((1 + LEVEL) / 2, n - 1)) * math.sqrt(variance / n)
    return Estimate(value, value - half, value + half, MEAN, n=n, numerator=total, denominator=n, counts=(n,))


def _percent(
    share: float,
    bounds: tuple[float, float],
    interval: str,
    *,
    n: int,
    over: tuple[float, float],
    counts: tuple[int, ...],
) -> Estimate:
    # The estimate lies within its bounds but for the last bit of a float.
    low, high = min(bounds[0], share), max(bounds[1], share)
    return Estimate(
        PERCENT * share,
        PERCENT * low,
        PERCENT * high,
        interval,
        n,
        numerator=over[0],
        denominator=over[1],
        counts=counts,
    )


def _without_base() -> Estimate:
    return Estimate(None, None, None, NO_BASE, n=0, numerator=0, denominator=0)


def _whole(rows: pl.DataFrame, column: str) -> int:
    return int(rows[column].sum() or 0)
