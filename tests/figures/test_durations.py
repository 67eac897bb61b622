"""Durations against lifelines, textbook numbers, and what holds without censoring."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lifelines import AalenJohansenFitter, KaplanMeierFitter

from audiatur.figures.durations import cumulative_incidence, kaplan_meier

REMISSION = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
"""Weeks of remission under 6-MP, ended and censored (E. Freireich et al., Blood 21, 1963)."""


def remission() -> tuple[list[int], list[int], list[int]]:
    ended, censored = REMISSION
    return [*ended, *censored], [1] * len(ended) + [0] * len(censored), [0] * len(ended) + [1] * len(censored)


def test_the_textbook_survival_is_found() -> None:
    times, ended, censored = remission()

    found = kaplan_meier(times, ended=ended, censored=censored)

    assert [round(found.at(week), 3) for week in (6, 7, 10, 13, 16, 22, 23)] == [
        0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448,
    ]  # fmt: skip
    assert found.quantile(0.5)[0] == 23.0
    assert found.quantile(0.5)[2] == math.inf


Cases = st.lists(st.tuples(st.integers(1, 30), st.integers(0, 2)), min_size=3, max_size=60)


@given(Cases)
def test_survival_and_its_interval_are_those_of_lifelines(cases: list[tuple[int, int]]) -> None:
    times, ends = np.array([time for time, _ in cases]), np.array([end > 0 for _, end in cases])
    if not ends.any():
        return

    found = kaplan_meier(times, ended=ends, censored=~ends)

    fitted = KaplanMeierFitter().fit(times, ends)
    at = fitted.survival_function_.loc[found.times, "KM_estimate"].to_numpy()
    assert found.survival == pytest.approx(at, abs=1e-9)
    low, high = found.interval()
    inside = (found.survival > 1e-9) & (found.survival < 1)
    theirs = fitted.confidence_interval_survival_function_.loc[found.times].to_numpy()
    assert low[inside] == pytest.approx(theirs[inside, 0], abs=1e-7)
    assert high[inside] == pytest.approx(theirs[inside, 1], abs=1e-7)
    if not np.isclose(found.survival, 0.5).any():  # lifelines' logarithms may end a hair above a half
        assert found.quantile(0.5)[0] == pytest.approx(fitted.median_survival_time_)


@given(Cases)
def test_order_and_grouping_of_the_rows_do_not_matter(cases: list[tuple[int, int]]) -> None:
    times, ends = [time for time, _ in cases], [end > 0 for _, end in cases]
    grouped = sorted(set(times))

    one_by_one = kaplan_meier(times, ended=ends, censored=[not end for end in ends])
    together = kaplan_meier(
        grouped,
        ended=[sum(end for time, end in zip(times, ends, strict=True) if time == each) for each in grouped],
        censored=[sum(not end for time, end in zip(times, ends, strict=True) if time == each) for each in grouped],
    )

    assert one_by_one.survival.tolist() == together.survival.tolist()


def test_incidence_of_one_end_is_that_of_lifelines() -> None:
    rng = np.random.default_rng(5)
    times = rng.permutation(400) + 1
    end = rng.choice([0, 1, 2], 400, p=[0.3, 0.45, 0.25])

    found = cumulative_incidence(times, ended=end == 1, otherwise=end == 2, censored=end == 0)

    fitted = AalenJohansenFitter(calculate_variance=True).fit(times, end, event_of_interest=1)
    theirs = fitted.cumulative_density_.iloc[:, 0]
    for day in (50, 120, 250, 390):
        share, low, high = found.at(day)
        assert share == pytest.approx(float(theirs.loc[theirs.index <= day].iloc[-1]), abs=1e-9)
        assert low < share < high


@pytest.mark.parametrize("day", [10, 40, 90])
def test_without_censoring_the_incidence_is_the_plain_share_with_its_binomial_variance(day: int) -> None:
    rng = np.random.default_rng(7)
    times, way = rng.integers(1, 120, 500), rng.random(500) < 0.6

    found = cumulative_incidence(times, ended=way, otherwise=~way, censored=np.zeros(500))

    place = int(np.searchsorted(found.times, day, side="right")) - 1
    share = float((way & (times <= day)).mean())
    assert found.share[place] == pytest.approx(share, abs=1e-12)
    assert found.variance[place] == pytest.approx(share * (1 - share) / 500, rel=1e-9)


def test_ends_of_all_kinds_together_are_one_less_the_survival() -> None:
    rng = np.random.default_rng(11)
    times, end = rng.integers(1, 60, 300), rng.choice([0, 1, 2], 300)

    one, other = (
        cumulative_incidence(times, ended=end == way, otherwise=(end != way) & (end > 0), censored=end == 0)
        for way in (1, 2)
    )
    survival = kaplan_meier(times, ended=end > 0, censored=end == 0)

    assert one.at(40)[0] + other.at(40)[0] == pytest.approx(1 - survival.at(40), abs=1e-12)
