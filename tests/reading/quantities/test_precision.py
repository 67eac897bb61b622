from __future__ import annotations

import pytest

from audiatur.reading.quantities.precision import Precision, stated_precision, verdict
from audiatur.reading.result import Hedge, Verdict


@pytest.mark.parametrize(
    ("surface", "unit", "significant"),
    [
        ("40,000", 1, 10_000),
        ("82.41 per cent", 0.01, 0.01),
        ("1.2 million", 100_000, 100_000),
        ("63 percent", 1, 1),
        ("៤៥.១២២", 1, 1),
        ("forty", 10, 10),
        ("7,5 %", 0.1, 0.1),
    ],
)
def test_a_number_is_as_exact_as_its_last_digit(surface: str, unit: float, significant: float) -> None:
    assert stated_precision(surface) == Precision(unit, significant)


@pytest.mark.parametrize(
    ("computed", "stated", "hedge", "expected"),
    [
        (94.52, 95, "exact", "consistent"),
        (94.49, 95, "exact", "inconsistent"),
        (89.651, 89, "approx", "consistent_truncated"),
        (37.0, 40, "approx_below", "consistent"),
        (35.9, 40, "approx_below", "inconsistent"),
        (60.0, 60, "more_than", "inconsistent"),
        (60.1, 60, "more_than", "consistent"),
        (59.9, 60, "less_than", "consistent"),
        (60.0, 60, "at_least", "consistent"),
    ],
)
def test_a_hedge_says_how_far_a_computed_value_may_lie(
    computed: float, stated: float, hedge: Hedge, expected: Verdict
) -> None:
    assert verdict(computed, stated, hedge=hedge, precision=Precision(1, 1)) == expected


def test_inputs_that_are_rounded_themselves_leave_room() -> None:
    assert verdict(45.5, 44, hedge="exact", precision=Precision(1, 1), reach=(44.2, 46.8)) == "consistent"
