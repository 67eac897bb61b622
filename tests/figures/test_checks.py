"""Rule 1: the interval of a claim from its hedge and digits, and its verdict beside a figure."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.figures.checks import Check, Interval, Reason, Verdict, check, claimed_interval
from audiatur.figures.figure import Figure, Release
from audiatur.figures.indicator import COMPLETE
from tests.figures.test_figure import SHARE

COUNTED = replace(SHARE, interval=COMPLETE, low=25.0, high=25.0)


@pytest.mark.parametrize(
    ("low", "high", "hedge", "surface", "expected"),
    [
        (40000, 40000, "approx", "40,000", Interval(35000, 45000)),
        (38977, 38977, "exact", "38,977", Interval(38976.5, 38977.5)),
        (12.5, 12.5, "exact", "12.5 per cent", Interval(12.45, 12.55)),
        (80, None, "more_than", "80", Interval(80, math.inf, low_open=True)),
        (80, None, "at_least", "80", Interval(80, math.inf)),
        (None, 80, "less_than", "80", Interval(-math.inf, 80, high_open=True)),
        (None, 80, "at_most", "80", Interval(-math.inf, 80)),
        (3, 5, "range", "3 to 5", Interval(3, 5)),
        (None, 50, "approx_below", "50", Interval(45, 50)),
    ],
)
def test_a_claim_stands_for_the_interval_that_its_hedge_and_digits_give(
    low: float | None, high: float | None, hedge: str, surface: str, expected: Interval
) -> None:
    found = claimed_interval(low, high, hedge=hedge, surface=surface)  # type: ignore[arg-type]

    assert found == expected


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        (Interval(24.5, 25.5), Verdict.SUPPORTED),
        (Interval(25, 30), Verdict.SUPPORTED),
        (Interval(25, math.inf, low_open=True), Verdict.CONTRADICTED),
        (Interval(25, math.inf), Verdict.SUPPORTED),
        (Interval(25.1, 30), Verdict.CONTRADICTED),
    ],
)
def test_a_complete_count_is_a_point(claimed: Interval, verdict: Verdict) -> None:
    assert check(claimed, COUNTED).verdict is verdict


@pytest.mark.parametrize(
    ("claimed", "verdict"),
    [
        (Interval(19, 32), Verdict.SUPPORTED),
        (Interval(24.5, 25.5), Verdict.WITHIN),
        (Interval(30, 40), Verdict.WITHIN),
        (Interval(31, math.inf, low_open=True), Verdict.CONTRADICTED),
        (Interval(32, 40), Verdict.CONTRADICTED),
    ],
)
def test_an_estimate_between_20_and_31_is_met_missed_or_touched(claimed: Interval, verdict: Verdict) -> None:
    assert check(claimed, SHARE).verdict is verdict


def test_what_cannot_be_checked_says_why() -> None:
    claimed = Interval(1, 2)
    nothing = dict.fromkeys(["value", "low", "high", "n", "numerator", "denominator"])

    assert check(claimed, None).reason is Reason.MISSING
    assert check(claimed, replace(SHARE, release=Release.WITHHELD, **nothing)).reason is Reason.SUPPRESSED
    assert check(None, SHARE).reason is Reason.VAGUE
    assert check(claimed, SHARE, differs=Reason.BASE) == Check(
        Verdict.NOT_CHECKABLE, Reason.BASE, claimed, Interval(20.0, 31.0)
    )


@given(st.floats(0, 100), st.floats(0, 50), st.floats(0, 100), st.floats(0, 50))
def test_exactly_one_verdict_holds_and_a_wider_claim_is_never_contradicted_sooner(
    low: float, width: float, other: float, other_width: float
) -> None:
    figure = replace(SHARE, value=other, low=other, high=other + other_width)
    claimed = Interval(low, low + width)
    wider = Interval(low - 1, low + width + 1)

    narrow, wide = check(claimed, figure).verdict, check(wider, figure).verdict

    apart = low + width < other or other + other_width < low
    inside = low <= other and other + other_width <= low + width
    assert narrow is (Verdict.CONTRADICTED if apart else Verdict.SUPPORTED if inside else Verdict.WITHIN)
    if narrow is Verdict.SUPPORTED:
        assert wide is Verdict.SUPPORTED
    if wide is Verdict.CONTRADICTED:
        assert narrow is Verdict.CONTRADICTED


def test_a_figure_of_either_side_is_checked_alike() -> None:
    figures: list[Figure] = [replace(COUNTED, group={"party": party}) for party in ("ministry", "forum")]

    assert len({check(Interval(24, 26), figure).verdict for figure in figures}) == 1
