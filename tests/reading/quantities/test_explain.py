from __future__ import annotations

import pytest

from audiatur.reading.quantities import explain
from audiatur.reading.result import Arithmetic


@pytest.mark.parametrize(
    ("arithmetic", "line"),
    [
        (
            Arithmetic(0, 1, "ratio_pct", (312, 940), 33.2, "exact", 33.191, "consistent"),
            "312 ÷ 940 = 33.19 %, printed 33.2 %",
        ),
        (
            Arithmetic(0, 1, "change_pct", (800, 600), -25, "approx", -25.0, "consistent"),
            "(600 − 800) ÷ 800 = −25 %, printed about −25 %",
        ),
        (Arithmetic(0, 1, "sum", (15, 8), 24, "exact", 23.0, "inconsistent"), "15 + 8 = 23, printed 24"),
        (Arithmetic(0, 1, "difference", (17, 12), 5, "exact", 5.0, "consistent"), "17 − 12 = 5, printed 5"),
        (
            Arithmetic(0, 1, "multiple", (900, 400), 2, "more_than", 2.25, "consistent"),
            "900 ÷ 400 = 2.2, printed more than 2",
        ),
        (
            Arithmetic(0, 1, "one_minus_ratio_pct", (300, 2000), 85, "exact", 85.0, "consistent"),
            "1 − 300 ÷ 2,000 = 85 %, printed 85 %",
        ),
        (
            Arithmetic(0, 1, "ratio_pct", (360, 2400), None, "exact", 15.0, "derived_only"),
            "360 ÷ 2,400 = 15 %, not printed",
        ),
        (
            Arithmetic(0, 1, "none", (), 51.2, "exact", None, "not_checkable"),
            "printed 51.2; the passage does not give its inputs",
        ),
    ],
)
def test_a_computation_is_told_in_one_line(arithmetic: Arithmetic, line: str) -> None:
    assert explain(arithmetic) == line
