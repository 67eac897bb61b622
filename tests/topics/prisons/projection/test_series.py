from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.topics.prisons.projection.backtest import Trial, backtest_records, backtest_series, scores
from audiatur.topics.prisons.projection.cohorts import seen
from audiatur.topics.prisons.projection.drift import still
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.records import Basis, baseline, past_series, recent_admissions
from audiatur.topics.prisons.projection.scale import widths
from audiatur.topics.prisons.projection.series import project_series
from audiatur.topics.prisons.projection.steps import last_day
from tests.topics.prisons.projection.systems import ORIGIN, records


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(0.1, 10))
def test_the_middle_is_the_last_value_and_the_quantiles_rise(values: list[float], horizon: float) -> None:
    found = project_series([2000.0 + k for k in range(len(values))], values, horizons=[horizon])

    assert found.values[0][2] == pytest.approx(values[-1], rel=1e-9, abs=1e-6)
    assert (np.diff(found.values[0]) >= 0).all()
    assert found.values[0][0] >= 0


def test_the_interval_grows_with_the_horizon_and_with_what_the_series_did() -> None:
    years = [2010.0 + k for k in range(12)]
    calm = project_series(years, [1000] * 12, horizons=[1.0, 2.0])
    wild = project_series(years, [1000, 1600] * 6, horizons=[1.0])

    widths = [high - low for low, high in (calm.interval(1.0), calm.interval(2.0), wild.interval(1.0))]
    assert widths[0] < widths[1] < widths[2]


def test_intervals_of_a_wandering_series_hold_about_nine_in_ten() -> None:
    rng = np.random.default_rng(1)
    trials: list[Trial] = []
    for _ in range(60):
        values = np.exp(9 + np.cumsum(rng.normal(0, 0.15, 20)))
        trials += backtest_series([2000.0 + k for k in range(20)], values.tolist(), horizons=[1.0])

    blind = next(score for score in scores(trials) if score.method == "blind")
    assert blind.coverage is not None
    assert 0.85 <= blind.coverage <= 0.97


def test_a_trial_knows_nothing_of_what_came_after() -> None:
    years = [2000.0 + k for k in range(10)]
    one, other = ([100.0] * 6 + [after] * 4 for after in (100.0, 900.0))

    kept = [[t for t in backtest_series(years, v, horizons=[1.0]) if t.origin <= 2005] for v in (one, other)]

    assert [(t.projected, t.low, t.high) for t in kept[0]] == [(t.projected, t.low, t.high) for t in kept[1]]


def test_values_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="times that rise"):
        project_series([2001.0, 2000.0], [1, 2], horizons=[1.0])


def test_the_baseline_lies_halfway_to_standing_still() -> None:
    rows = seen(records(seed=3), step="month")
    calm = still(runs=1, steps=12)

    free, halfway = (
        expected(baseline(rows, origin=ORIGIN - 12, steps=12, basis=Basis(anchor=share)), drift=calm)[0].sum(
            axis=(1, 2)
        )
        for share in (0.0, 0.5)
    )

    assert halfway[-1] == pytest.approx(np.sqrt(free[-1] * free[0]), rel=1e-6)


@pytest.mark.parametrize("after", [12, 24])
def test_the_baseline_is_drawn_to_the_last_value_after_one_and_after_two_years(after: int) -> None:
    rows = seen(records(seed=3), step="month")
    calm = still(runs=1, steps=24)

    free, drawn = (
        expected(baseline(rows, origin=ORIGIN - 12, steps=24, basis=Basis(anchor=share)), drift=calm)[0].sum(
            axis=(1, 2)
        )
        for share in (0.0, 0.75)
    )

    assert drawn[after] == pytest.approx(free[after] ** 0.25 * free[0] ** 0.75, rel=1e-6)


def test_intervals_learn_from_what_they_missed() -> None:
    """The second series is calm from month to month and jumps every year, which moves within a quarter do not tell."""
    years = np.arange(96) / 12
    calm = np.full(96, 1000.0)
    jumping = np.where(np.arange(96) // 12 % 2 == 0, 1000.0, 2000.0)

    narrow, wide = (widths(years, values, horizon=1.0) for values in (calm, jumping))

    assert narrow[-1] < narrow[12] / 1.5
    assert wide[-1] > np.log(2)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(1, 1e5), min_size=3, max_size=40), st.sampled_from([0.5, 1.0, 2.0]))
def test_an_interval_knows_nothing_of_later_values(values: list[float], horizon: float) -> None:
    years = np.arange(len(values)) / 12
    cut = len(values) // 2 + 1

    whole, known = (widths(years[:n], np.array(values[:n]), horizon=horizon) for n in (len(values), cut))

    assert whole[:cut] == pytest.approx(known)


def test_given_the_truth_the_books_give_what_came() -> None:
    rows = seen(records(seed=3), step="month")

    trials = backtest_records(rows, first=ORIGIN - 36, last=ORIGIN, horizons=(1.0,), runs=50, every=6)

    found = {score.method: score for score in scores(trials)}
    assert found["given_truth"].mean_error < 0.02
    assert found["given_paces"].mean_error < 0.03
    assert found["given_one_pace"].mean_error < 0.04
    assert found["blind"].coverage == 1.0


def test_admissions_lately_count_only_as_far_as_they_stand_out_from_chance() -> None:
    calm, risen = np.full((12, 1, 1), 10), np.full((12, 1, 1), 1000)
    calm[-3:], risen[-3:] = 12, 2000

    assert recent_admissions(calm, short=3)[0, 0] == pytest.approx(10.5)
    assert recent_admissions(risen, short=3)[0, 0] == pytest.approx(2000, rel=0.01)


def test_blind_the_projection_is_no_worse_than_the_last_value() -> None:
    trials: list[Trial] = []
    for seed in range(4):
        rows = seen(records(seed=seed, stays=1500), step="month")
        trials += backtest_records(
            rows, first=ORIGIN - 40, last=ORIGIN, horizons=(1.0,), runs=20, every=3, conditional=False
        )

    found = {score.method: score for score in scores(trials)}
    assert found["blind"].mean_error < 1.05 * found["last_value"].mean_error


def test_the_trials_of_records_end_on_what_was_held() -> None:
    rows = seen(records(seed=3), step="month")
    years, held = past_series(rows, first=ORIGIN - 36, origin=ORIGIN, step="month")

    trials = backtest_records(
        rows, first=ORIGIN - 36, last=ORIGIN, horizons=(0.5,), runs=20, every=6, conditional=False
    )

    came = dict(zip(np.round(years, 6), held, strict=True))
    assert all(trial.came == came[np.round(trial.origin + 0.5, 6)] for trial in trials)
    assert last_day(ORIGIN, step="month") == date(2023, 12, 31)
