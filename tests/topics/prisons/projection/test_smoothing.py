from __future__ import annotations

import numpy as np
import pytest
from statsmodels.tsa.holtwinters import Holt

from audiatur.topics.prisons.projection.smoothing import exponential_smoothing


@pytest.mark.parametrize("seed", range(4))
def test_the_value_ahead_is_near_that_of_the_reference_library(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = np.exp(8 + np.cumsum(rng.normal(0.005, 0.02, 60)))
    fitted = Holt(np.log1p(values), damped_trend=True, initialization_method="estimated").fit()

    ahead = exponential_smoothing(values, steps=12)

    assert ahead == pytest.approx(np.expm1(fitted.forecast(12)[-1]), rel=0.08)


def test_a_short_series_has_none() -> None:
    assert exponential_smoothing(np.full(9, 100.0), steps=1) is None
