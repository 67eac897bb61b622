"""Intervals against statsmodels, textbook formulas written out, and their limits."""

from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t
from statsmodels.stats.proportion import proportion_confint

from audiatur.figures.estimators import clustered_share, complete_ratio, complete_share, weighted_share, wilson_share
from audiatur.figures.indicator import COMPLETE, NO_BASE


def share_rows(numerator: int, denominator: int) -> pl.DataFrame:
    return pl.DataFrame({"numerator": [numerator], "denominator": [denominator]})


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_is_that_of_statsmodels(n: int, part: float) -> None:
    hits = round(n * part)

    found = wilson_share(share_rows(hits, n))

    low, high = proportion_confint(hits, n, method="wilson")
    assert found.low == pytest.approx(100 * low, abs=1e-9)
    assert found.high == pytest.approx(100 * high, abs=1e-9)


def test_a_complete_share_is_a_point_with_both_its_counts_and_the_rest() -> None:
    found = complete_share(share_rows(3, 12))

    assert (found.value, found.low, found.high, found.interval) == (25.0, 25.0, 25.0, COMPLETE)
    assert found.counts == (12, 3, 9)


def test_persons_over_places_may_exceed_one_hundred_percent() -> None:
    assert complete_ratio(share_rows(147, 100)).value == 147.0


def test_without_a_base_there_is_no_value() -> None:
    found = wilson_share(share_rows(0, 0))

    assert (found.value, found.interval) == (None, NO_BASE)


def test_clusters_that_differ_widen_the_interval_and_equal_ones_do_not() -> None:
    equal = pl.DataFrame({"cluster": list("abcd"), "numerator": [5] * 4, "denominator": [10] * 4})
    apart = pl.DataFrame({"cluster": list("abcd"), "numerator": [0, 10, 0, 10], "denominator": [10] * 4})

    even, uneven = clustered_share(equal), clustered_share(apart)

    assert even.value == uneven.value == 50.0
    # Variance by hand: 4/3 · (4 · 5²) / 40² = 1/12; effective size 0.25 · 12 = 3; Wilson with t(3) = 3.1824.
    size, quantile = 3.0, float(t.ppf(0.975, 3))
    half = quantile / (1 + quantile**2 / size) * math.sqrt(0.25 / size + quantile**2 / (4 * size**2))
    assert uneven.low == pytest.approx(100 * (0.5 - half), abs=1e-9)
    assert even.high - even.low < uneven.high - uneven.low


def test_one_cluster_says_nothing_about_how_clusters_differ() -> None:
    found = clustered_share(pl.DataFrame({"cluster": ["a"], "numerator": [5], "denominator": [10]}))

    assert (found.value, found.low, found.high) == (50.0, 0.0, 100.0)


def test_replicate_weights_give_the_jackknife_variance_and_its_effective_size() -> None:
    rows = pl.DataFrame(
        {
            "n": [50],
            "hits": [20],
            "numerator": [400.0],
            "denominator": [1000.0],
            **{f"numerator_{r}": [value] for r, value in ((1, 380.0), (2, 420.0), (3, 400.0), (4, 400.0))},
            **{f"denominator_{r}": [1000.0] for r in range(1, 5)},
        }
    )

    found = weighted_share(4, by="jackknife")(rows)

    # Variance 3/4 · (0.02² + 0.02²) = 0.0006; effective size 0.24 / 0.0006 = 400; t with 3 degrees.
    size, quantile = 400.0, float(t.ppf(0.975, 3))
    middle = (0.4 + quantile**2 / (2 * size)) / (1 + quantile**2 / size)
    half = quantile / (1 + quantile**2 / size) * math.sqrt(0.24 / size + quantile**2 / (4 * size**2))
    assert found.value == pytest.approx(40.0)
    assert (found.low, found.high) == (pytest.approx(100 * (middle - half)), pytest.approx(100 * (middle + half)))
    assert found.counts == (50, 20, 30)
