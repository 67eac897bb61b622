import numpy as np
import pytest
from scipy.stats import poisson

from audiatur.topics.civic_space.trends import Documented, ratio_bounds, trend


def monitored(*, per_year, seed=1, joins=None, rises_from=None):
    """Incidents of 2020 to 2025, documented by two organisations throughout and, if given, a third from a year on."""
    rng = np.random.default_rng(seed)
    for year in range(2020, 2026):
        times = 1.6 if rises_from and year >= rises_from else 1.0
        for _ in range(int(per_year * times)):
            by = {name for name, chance in (("A", 0.5), ("B", 0.3)) if rng.random() < chance}
            if joins and year >= joins and rng.random() < 0.5:
                by.add("C")
            if by:
                yield Documented(year, frozenset(by))


def test_a_rise_that_a_new_reporter_explains_is_not_called_a_rise():
    found = trend(monitored(per_year=200, joins=2022))

    [change] = found.changes
    assert change.organisations == ("C",)
    assert change.since == 2022
    assert change.all_after > 1.1 * change.all_before
    assert change.verdict == "explained"
    assert found.steady == ("A", "B")


def test_a_rise_among_those_who_reported_throughout_is_not_explained_by_a_new_reporter():
    [change] = trend(monitored(per_year=200, joins=2022, rises_from=2022)).changes

    assert change.verdict == "not_explained"
    assert change.low > 1


def test_without_a_new_reporter_there_is_no_change_to_explain():
    assert trend(monitored(per_year=100)).changes == ()


def test_an_incident_that_several_organisations_documented_counts_once():
    [year] = trend([Documented(2020, frozenset("AB")), Documented(2020, frozenset("A"))]).years

    assert (year.all, year.steady, year.by) == (2, 2, {"A": 2, "B": 1})


def test_nothing_documented_is_an_empty_trend():
    assert trend([]).years == ()


def test_the_bounds_of_a_ratio_hold_it_as_often_as_they_say():
    rng = np.random.default_rng(3)
    before, after = poisson.rvs(60, size=400, random_state=rng), poisson.rvs(90, size=400, random_state=rng)

    bounds = [ratio_bounds(int(b), int(a), before_years=2, after_years=3) for b, a in zip(before, after, strict=True)]

    held = np.mean([low <= 1.0 <= high for low, high in bounds])
    assert held == pytest.approx(0.95, abs=0.03)
