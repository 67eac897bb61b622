"""Durations with what is still going on: equal to lifelines, right on average, and unlike the naive figure."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, CoxPHFitter, KaplanMeierFitter

from audiatur.topics.proceedings.cox import NotFitted, concordance, fit_cox
from audiatur.topics.proceedings.durations import Spells, caseload, compared, incidence, survival


def _drawn(seed: int, *, rows: int = 400, late: bool = True):
    draw = np.random.default_rng(seed)
    duration = np.ceil(draw.weibull(1.3, rows) * 300)
    entry = np.where(draw.random(rows) < 0.4, draw.integers(1, 200, rows), 0) if late else np.zeros(rows)
    stop = entry + np.ceil(draw.exponential(400, rows))
    kept = duration > entry
    exit_ = np.minimum(duration, stop)[kept]
    end = np.where(duration <= stop, draw.integers(1, 3, rows), 0)[kept]
    return exit_, end, entry[kept].astype(float)


@pytest.mark.parametrize("seed", range(5))
def test_the_curve_is_that_of_lifelines(seed):
    exit_, end, entry = _drawn(seed)

    curve = survival(Spells.of(exit_, end=end, entry=entry))

    fitted = KaplanMeierFitter().fit(exit_, end > 0, entry=entry)
    expected = fitted.survival_function_at_times(curve.time).to_numpy()
    assert np.allclose(curve.share, expected, atol=1e-9)


def test_the_interval_of_the_curve_is_that_of_lifelines():
    exit_, end, _ = _drawn(7, late=False)

    curve = survival(Spells.of(exit_, end=end))

    bounds = KaplanMeierFitter().fit(exit_, end > 0).confidence_interval_.loc[curve.time].to_numpy()
    assert np.allclose(np.stack([curve.low, curve.high], axis=1)[:-1], bounds[:-1], atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_shares_of_competing_ends_are_those_of_lifelines(seed):
    exit_, end, _ = _drawn(seed, late=False)
    exit_ = exit_ + np.random.default_rng(seed).random(len(exit_)) * 0.4

    found = incidence(Spells.of(exit_, end=end), way=1)

    fitted = AalenJohansenFitter(calculate_variance=True).fit(exit_, end, event_of_interest=1)
    at = fitted.cumulative_density_.iloc[:, 0]
    own = found.time[np.isin(found.time, exit_[end == 1])]
    assert np.allclose([found.at(time) for time in own], at.loc[own].to_numpy(), atol=1e-9)


def test_competing_ends_and_those_who_remain_add_up_to_all():
    spells = Spells.of(*_drawn(3)[:1], end=_drawn(3)[1], entry=_drawn(3)[2])

    time = float(np.median(spells.exit))

    ended = incidence(spells, way=1).at(time) + incidence(spells, way=2).at(time)
    assert ended + survival(spells).at(time) == pytest.approx(1.0, abs=1e-12)


def test_the_curve_by_hand():
    spells = Spells.of(np.array([2.0, 4.0, 4.0, 6.0]), end=np.array([1, 1, 0, 1]))

    curve = survival(spells)

    assert curve.time.tolist() == [2, 4, 6]
    assert curve.at_risk.tolist() == [4, 3, 1]
    assert curve.share.tolist() == pytest.approx([0.75, 0.5, 0.0])
    assert curve.quantile().time == 4


def test_late_entry_is_at_risk_only_after_it():
    spells = Spells.of(np.array([5.0, 8.0, 9.0]), end=np.array([1, 1, 1]), entry=np.array([0.0, 5.0, 0.0]))

    assert survival(spells).at_risk.tolist() == [2, 2, 1]


def test_ended_cases_alone_are_shown_as_too_short():
    exit_, end, _ = _drawn(11, rows=3000, late=False)

    found = compared(Spells.of(exit_, end=end))

    true = 300 * np.log(2) ** (1 / 1.3)
    assert found.median.low <= true <= found.median.high
    assert found.naive < found.median.low


def _coverage(seeds: range) -> float:
    true = 300 * np.log(2) ** (1 / 1.3)
    inside = 0
    for seed in seeds:
        draw = np.random.default_rng([seed, 5])
        duration, stop = draw.weibull(1.3, 250) * 300, draw.exponential(500, 250)
        entry = np.where(draw.random(250) < 0.3, draw.uniform(0, 150, 250), 0.0)
        kept = np.minimum(duration, stop) > entry
        spells = Spells.of(np.minimum(duration, stop)[kept], end=(duration <= stop)[kept], entry=entry[kept])
        found = survival(spells).quantile()
        inside += found.low <= true <= (np.inf if found.high is None else found.high)
    return inside / len(seeds)


def test_intervals_of_medians_hold_the_truth():
    assert 0.90 <= _coverage(range(200)) <= 0.99


@pytest.mark.slow
def test_intervals_of_medians_hold_the_truth_in_95_of_100():
    assert 0.93 <= _coverage(range(1000)) <= 0.97


def test_the_regression_is_that_of_lifelines():
    import pandas as pd

    exit_, end, entry = _drawn(2, rows=800)
    draw = np.random.default_rng(1)
    columns = np.column_stack([draw.normal(size=len(exit_)), draw.random(len(exit_)) < 0.3]).astype(float)

    fit = fit_cox(Spells.of(exit_, end=(end > 0).astype(int), entry=entry), columns=columns, names=("a", "b"))

    frame = pd.DataFrame({"a": columns[:, 0], "b": columns[:, 1], "exit": exit_, "end": end > 0, "entry": entry})
    expected = CoxPHFitter().fit(frame, "exit", "end", entry_col="entry")
    assert np.allclose(fit.coefficients, expected.params_.to_numpy(), atol=1e-5)
    assert np.allclose(fit.errors, expected.standard_errors_.to_numpy(), atol=1e-5)


def test_a_column_without_variation_has_no_estimate():
    with pytest.raises(NotFitted):
        fit_cox(Spells.of(np.arange(1.0, 9), end=np.ones(8)), columns=np.ones((8, 1)), names=("same",))


def test_concordance_counts_only_pairs_at_risk_together():
    draw = np.random.default_rng(4)
    exit_, end, entry = _drawn(4, rows=60)
    score = draw.integers(0, 6, len(exit_)).astype(float)
    good = pairs = 0.0
    for i in range(len(exit_)):
        for j in range(len(exit_)):
            censored_then = exit_[j] == exit_[i] and not end[j]
            at_risk = (entry[j] == 0 or entry[j] < exit_[i]) and (exit_[j] > exit_[i] or censored_then)
            if end[i] and at_risk and i != j:
                pairs += 1
                good += (score[i] > score[j]) + 0.5 * (score[i] == score[j])

    found = concordance(Spells.of(exit_, end=(end > 0).astype(int), entry=entry), score=score)

    assert (found.pairs, found.share) == (int(pairs), pytest.approx(good / pairs))


def test_the_flow_of_cases_by_hand():
    opened, closed = np.array([0, 10, 20, 400]), np.array([50, 380, 10**6, 410])

    flow = caseload(opened, closed, since=365, until=729)

    assert (flow.incoming, flow.resolved, flow.pending, flow.days) == (1, 2, 1, 365)
    assert (flow.clearance_rate, flow.disposition_time, flow.turnover) == (200, 182.5, 2)
