"""Invariants 6, 7 and 16: what a figure cannot be without, and what a suppressed one cannot hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.figure import Figure, Release
from audiatur.figures.indicator import COMPLETE, NO_BASE

DAY = date(2025, 6, 30)
SHARE = Figure(
    indicator="invented.answered",
    version=1,
    unit="percent",
    numerator_code="complaints-answered",
    denominator_code="complaints-filed",
    group={},
    place="Land",
    since=date(2025, 1, 1),
    until=DAY,
    censored_on=DAY,
    snapshots=("complaints-0123456789abcdef",),
    synthetic=True,
    software="audiatur 0.1.0",
    release=Release.SHOWN,
    interval="Wilson 95 %",
    value=25.0,
    low=20.0,
    high=31.0,
    n=200,
    numerator=50,
    denominator=200,
)


@pytest.mark.parametrize("needed", ["denominator_code", "place", "snapshots", "interval", "numerator_code"])
def test_invariant_6_no_figure_without_denominator_place_snapshot_and_interval(needed: str) -> None:
    with pytest.raises(IncompleteFigure, match=needed):
        replace(SHARE, **{needed: () if needed == "snapshots" else ""})


@pytest.mark.parametrize("needed", ["since", "until", "censored_on"])
def test_no_figure_without_its_cohort_and_the_day_after_which_nothing_is_known(needed: str) -> None:
    with pytest.raises(IncompleteFigure, match=needed):
        replace(SHARE, **{needed: None})


@pytest.mark.parametrize(
    "lacking",
    [{"low": None}, {"high": None}, {"n": None}, {"denominator": None}, {"low": 26.0}, {"value": float("inf")}],
)
def test_a_value_stands_only_inside_its_interval_with_n_and_base(lacking: dict[str, float | None]) -> None:
    with pytest.raises(IncompleteFigure):
        replace(SHARE, **lacking)


def test_a_complete_count_has_no_width() -> None:
    with pytest.raises(IncompleteFigure, match="no width"):
        replace(SHARE, interval=COMPLETE)
    assert replace(SHARE, interval=COMPLETE, low=25.0, high=25.0).complete


@pytest.mark.parametrize("number", ["value", "low", "high", "n", "numerator", "denominator"])
def test_invariant_7_a_suppressed_figure_has_no_value_anywhere(number: str) -> None:
    nothing = dict.fromkeys(["value", "low", "high", "n", "numerator", "denominator"])
    assert replace(SHARE, release=Release.WITHHELD, **nothing).value is None

    with pytest.raises(IncompleteFigure, match="no number"):
        replace(SHARE, release=Release.WITHHELD, **{**nothing, number: 3})


def test_a_group_without_a_base_says_so_in_place_of_a_value() -> None:
    nothing = dict.fromkeys(["value", "low", "high"])

    assert replace(SHARE, interval=NO_BASE, **nothing).value is None
    with pytest.raises(IncompleteFigure):
        replace(SHARE, **nothing)
