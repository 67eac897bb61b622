"""From the counts of a group to its estimate: complete counts, Wilson, clustered and weighted shares.

Shares are in percent. Clustered and weighted shares use the effective sample size in Wilson's interval with
Student's t, which keeps its coverage near 0 and 1 where the symmetric interval does not (N. Dean and M. Pagano,
"Evaluating Confidence Interval Methods for Binomial Proportions in Clustered Surveys", JSSAM 3, 2015).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import polars as pl
from scipy.stats import norm, t

from audiatur.figures.indicator import COMPLETE, NO_BASE, Estimate

LEVEL = 0.95
WILSON, CLUSTERED, REPLICATES = "Wilson 95 %", "clustered 95 %", "replicate weights 95 %"
PERCENT = 100.0


def wilson(share: float, *, n: float, quantile: float) -> tuple[float, float]:
    """Wilson's interval of a share in 0..1 (E. B. Wilson, JASA 22, 1927); `n` may be an effective size.

    >>> low, high = wilson(0.5, n=100, quantile=1.959964)
    >>> round(low, 4), round(high, 4)
    (0.4038, 0.5962)
    """
    squared = quantile * quantile
    middle = (share + squared / (2 * n)) / (1 + squared / n)
    half = quantile / (1 + squared / n) * math.sqrt(share * (1 - share) / n + squared / (4 * n * n))
    return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))


def complete_count(rows: pl.DataFrame) -> Estimate:
    """The sum of `count`, of all there is."""
    found = _whole(rows, "count")
    return Estimate(found, found, found, COMPLETE, n=found, counts=(found,))


def complete_share(rows: pl.DataFrame) -> Estimate:
    """`numerator` over `denominator`, of all there is; the numerator is a part of the denominator."""
    return _share(rows, interval=COMPLETE, bounds=lambda share, _: (share, share), part=True)


def complete_ratio(rows: pl.DataFrame) -> Estimate:
    """`numerator` over `denominator` in percent, where the one is no part of the other (persons over places)."""
    return _share(rows, interval=COMPLETE, bounds=lambda share, _: (share, share), part=False)


def wilson_share(rows: pl.DataFrame) -> Estimate:
    """`numerator` over `denominator` of an independent sample."""
    quantile = float(norm.ppf((1 + LEVEL) / 2))
    return _share(rows, interval=WILSON, bounds=lambda share, n: wilson(share, n=n, quantile=quantile), part=True)


def clustered_share(rows: pl.DataFrame) -> Estimate:
    """`numerator` over `denominator` of a sample drawn by `cluster`; the variance is linearised over clusters.

    The ratio's variance is G/(G−1) Σ (numerator_g − share·denominator_g)² / denominator² (W. Cochran, Sampling
    Techniques, 3rd ed., 6.4, 11.8), the quantile Student's with G−1 degrees of freedom.
    """
    by_cluster = rows.group_by("cluster").agg(pl.col("numerator", "denominator").sum())
    numerator, denominator = _whole(rows, "numerator"), _whole(rows, "denominator")
    clusters = by_cluster.filter(pl.col("denominator") > 0).height
    if not denominator:
        return _without_base()
    share = numerator / denominator
    counts = (denominator, numerator, denominator - numerator)
    if clusters < 2:
        # One cluster says nothing about how clusters differ: the widest interval is the honest one.
        return _percent(share, (0.0, 1.0), CLUSTERED, n=denominator, over=(numerator, denominator), counts=counts)
    rest = by_cluster["numerator"] - share * by_cluster["denominator"]
    variance = clusters / (clusters - 1) * float((rest * rest).sum()) / denominator**2
    bounds = effective(share, variance=variance, n=denominator, degrees=clusters - 1)
    return _percent(share, bounds, CLUSTERED, n=denominator, over=(numerator, denominator), counts=counts)


Replication = Literal["jackknife", "bootstrap", "brr"]


def weighted_share(replicates: int, *, by: Replication, factor: float = 1.0) -> Callable[[pl.DataFrame], Estimate]:
    """An estimator for survey weights with replicate weights.

    Its rows hold the weighted totals `numerator` and `denominator`, those of each replicate (`numerator_1` …), `n`
    respondents and `hits` among them. The variance is c Σ (θ_r − θ)² with c = (R−1)/R for a delete-a-group jackknife,
    1/R for a bootstrap, 1/(R(1−k)²) for balanced replication with Fay's `factor` k (K. Wolter, Introduction to
    Variance Estimation, 2nd ed., 2007).
    """
    scale = {
        "jackknife": (replicates - 1) / replicates,
        "bootstrap": 1 / replicates,
        "brr": 1 / (replicates * (1 - (factor if factor < 1 else 0.0)) ** 2),
    }[by]

    def estimator(rows: pl.DataFrame) -> Estimate:
        total = rows.sum()
        n, hits = int(total["n"][0] or 0), int(total["hits"][0] or 0)
        denominator = float(total["denominator"][0] or 0)
        if not denominator:
            return _without_base()
        share = float(total["numerator"][0]) / denominator
        variance = scale * sum(
            (float(total[f"numerator_{r}"][0]) / below - share) ** 2
            for r in range(1, replicates + 1)
            if (below := float(total[f"denominator_{r}"][0]))
        )
        bounds = effective(share, variance=variance, n=n, degrees=replicates - 1)
        over = (float(total["numerator"][0]), denominator)
        return _percent(share, bounds, REPLICATES, n=n, over=over, counts=(n, hits, n - hits))

    return estimator


def effective(share: float, *, variance: float, n: int, degrees: int) -> tuple[float, float]:
    """Wilson's interval with the sample size that a simple sample of this variance would have."""
    quantile = float(t.ppf((1 + LEVEL) / 2, degrees))
    plain = share * (1 - share)
    size = plain / variance if variance > 0 and plain > 0 else float(n)
    return wilson(share, n=size, quantile=quantile)


def _share(
    rows: pl.DataFrame, *, interval: str, bounds: Callable[[float, int], tuple[float, float]], part: bool
) -> Estimate:
    numerator, denominator = _whole(rows, "numerator"), _whole(rows, "denominator")
    if not denominator:
        return _without_base()
    share = numerator / denominator
    counts = (denominator, numerator, denominator - numerator) if part else (numerator,)
    over = (numerator, denominator)
    n = denominator if part else numerator
    return _percent(share, bounds(share, denominator), interval, n=n, over=over, counts=counts)


def _percent(
    share: float,
    bounds: tuple[float, float],
    interval: str,
    *,
    n: int,
    over: tuple[float, float],
    counts: tuple[int, ...],
) -> Estimate:
    low, high = bounds
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
