from __future__ import annotations

import numpy as np
import pytest
from lifelines import KaplanMeierFitter

from audiatur.topics.prisons.state.length import survival


def test_the_curve_is_that_of_the_reference_library_with_delayed_entry() -> None:
    rng = np.random.default_rng(4)
    entered = rng.integers(0, 20, 300)
    days = entered + rng.integers(1, 90, 300)
    ended = rng.random(300) < 0.7
    fitted = KaplanMeierFitter().fit(days, ended, entry=entered)

    found = survival((int(e), int(d), int(x), 1) for e, d, x in zip(entered, days, ended, strict=True))

    reference = fitted.survival_function_["KM_estimate"]
    assert found.share == pytest.approx([reference.loc[day] for day in found.days], abs=1e-9)
    bounds = fitted.confidence_interval_
    assert found.low[5] == pytest.approx(bounds.loc[found.days[5]].iloc[0], abs=1e-6)
    assert found.median == fitted.median_survival_time_


def test_closed_stays_alone_would_be_too_short() -> None:
    lengths = [(0, 10, 1, 50), (0, 100, 0, 50)]

    assert survival(lengths).median == 10
    assert survival(lengths).day_at(0.4) is None


def test_a_median_that_the_records_do_not_reach_is_not_given() -> None:
    assert survival([(0, 30, 1, 2), (0, 60, 0, 8)]).median is None
