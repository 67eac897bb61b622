"""Estimates from answers against statsmodels, hand-worked numbers and repeated sampling."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from bench.mediation import survey_holds
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t
from statsmodels.stats.proportion import confint_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

from audiatur.figures.estimators import wilson
from audiatur.figures.indicator import COMPLETE, NO_BASE
from audiatur.figures.surveys import (
    BOUNDS,
    bounded_share,
    design_effect,
    difference,
    kish_share,
    mean,
    replicated_share,
    two_phase_share,
)


def row(**columns: int) -> pl.DataFrame:
    return pl.DataFrame({name: [value] for name, value in columns.items()})


def test_unequal_weights_widen_a_share_as_if_fewer_had_answered() -> None:
    weights = np.array([1.0, 2.0, 3.0, 4.0] * 25)
    yes = np.arange(100) % 4 == 3
    scaled = (weights * 1000).astype(int)

    found = kish_share(
        row(n=100, hits=25, numerator=scaled[yes].sum(), denominator=scaled.sum(), squares=int((scaled**2).sum()))
    )

    # Σw = 250, Σw² = 750: 250² / 750 = 83.33 respondents of a simple sample; the share is 100 / 250.
    size = 250**2 / 750
    low, high = wilson(0.4, n=size, quantile=float(t.ppf(0.975, size - 1)))
    assert (found.value, found.low, found.high) == (
        pytest.approx(40.0), pytest.approx(100 * low), pytest.approx(100 * high),
    )  # fmt: skip
    assert design_effect(n=100, weight=250, squares=750) == pytest.approx(100 / size)
    assert (found.numerator, found.denominator, found.counts) == (100.0, 250.0, (100, 25, 75))


def replicate_rows(numerators: list[int], *, method: str = "bootstrap") -> pl.DataFrame:
    rows = len(numerators)
    return pl.DataFrame(
        {
            "replicate": range(rows),
            "method": ["own"] + [method] * (rows - 1),
            "n": [50] + [0] * (rows - 1),
            "hits": [20] + [0] * (rows - 1),
            "numerator": numerators,
            "denominator": [1_000_000] * rows,
            "squares": [30_000_000_000] + [0] * (rows - 1),
        }
    )


@pytest.mark.parametrize(("by", "scale"), [("jackknife", 3 / 4), ("bootstrap", 1 / 4), ("brr", 1 / 4)])
def test_replicates_one_a_row_give_the_variance_of_their_kind(by: str, scale: float) -> None:
    rows = replicate_rows([400_000, 380_000, 420_000, 400_000, 400_000], method=by)

    found = replicated_share(rows)

    size = 0.24 / (scale * (0.02**2 + 0.02**2))
    low, high = wilson(0.4, n=size, quantile=float(t.ppf(0.975, 3)))
    assert (found.value, found.low, found.high) == (
        pytest.approx(40.0), pytest.approx(100 * low), pytest.approx(100 * high),
    )  # fmt: skip


def test_the_order_and_number_of_rows_of_a_replicate_do_not_matter() -> None:
    rows = replicate_rows([400_000, 380_000, 420_000, 410_000, 390_000])

    assert replicated_share(rows.reverse()) == replicated_share(rows)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
def test_the_bounds_hold_whatever_the_silent_would_have_said(yes: int, no: int, silent: int) -> None:
    found = bounded_share(row(yes=yes, known=yes + no, total=yes + no + silent))

    if not yes + no:
        assert (found.value, found.interval) == (None, NO_BASE)
        return
    total = yes + no + silent
    assert found.low == pytest.approx(100 * yes / total)
    assert found.high == pytest.approx(100 * (yes + silent) / total)
    assert found.low <= found.value <= found.high
    assert found.interval == (BOUNDS if silent else COMPLETE)


def test_those_called_back_stand_for_all_who_were_silent() -> None:
    found = two_phase_share(row(total=1000, known=780, yes=90, called=66, called_yes=27))

    assert found.value == pytest.approx(100 * (90 + 220 * 27 / 66) / 1000)
    half = 100 * 0.22 * 1.96 * math.sqrt((1 - 66 / 220) * (27 / 66) * (39 / 66) / 66)
    assert found.high - found.low == pytest.approx(2 * half, rel=0.05)


def test_silence_without_a_second_call_gives_no_estimate() -> None:
    assert two_phase_share(row(total=10, known=8, yes=2, called=0, called_yes=0)).interval == NO_BASE
    assert two_phase_share(row(total=10, known=10, yes=2, called=0, called_yes=0)).interval == COMPLETE


def test_the_interval_of_a_second_call_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        pressed = rng.random(3000) < 0.18
        answers = rng.random(3000) < np.where(pressed, 0.5, 0.84)
        called = ~answers & (rng.random(3000) < 0.3)
        found = two_phase_share(
            row(
                total=3000,
                known=int(answers.sum()),
                yes=int((answers & pressed).sum()),
                called=int(called.sum()),
                called_yes=int((called & pressed).sum()),
            )
        )
        held += found.low <= 100 * pressed.mean() <= found.high

    assert 0.93 <= held / 400 <= 0.97


@given(st.integers(1, 300), st.integers(1, 300), st.floats(0, 1), st.floats(0, 1))
def test_a_difference_has_the_interval_of_statsmodels(of_1: int, of_2: int, one: float, other: float) -> None:
    yes_1, yes_2 = round(of_1 * one), round(of_2 * other)

    found = difference(row(yes_1=yes_1, of_1=of_1, yes_2=yes_2, of_2=of_2))

    low, high = confint_proportions_2indep(yes_1, of_1, yes_2, of_2, method="newcomb")
    assert found.low == pytest.approx(100 * low, abs=1e-6)
    assert found.high == pytest.approx(100 * high, abs=1e-6)
    assert found.low <= found.value <= found.high


@given(st.lists(st.integers(0, 50_000), min_size=2, max_size=80))
def test_a_mean_has_students_interval(values: list[int]) -> None:
    found = mean(row(n=len(values), total=sum(values), squares=sum(value**2 for value in values)))

    low, high = DescrStatsW(values).tconfint_mean()
    assert found.value == pytest.approx(np.mean(values))
    if max(values) > min(values):
        assert (found.low, found.high) == (pytest.approx(low, rel=1e-6), pytest.approx(high, rel=1e-6))


@pytest.mark.slow
def test_replicated_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = sum(survey_holds(seed) for seed in range(200))

    assert 0.93 <= held / 200 <= 0.97
