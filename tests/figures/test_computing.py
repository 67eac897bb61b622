"""From rows to figures: totals of the rows they are made of, places within places, and protection of small counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from audiatur.figures.computing import NOWHERE, compute
from audiatur.figures.errors import NotAsked
from audiatur.figures.figure import Release
from audiatur.figures.indicator import COMPLETE
from tests.figures.invented import ANSWERED, ASKED, opened

MANY = [
    *[("01", "female", "2024-03-01", "yes")] * 20,
    *[("01", "female", "2024-03-01", "no")] * 30,
    *[("01", "male", "2024-03-01", "yes")] * 40,
    *[("01", "male", "2024-03-01", "no")] * 10,
    *[("0101", "male", "2024-03-01", "yes")] * 12,
    *[("0101", "male", "2024-03-01", "no")] * 12,
    *[("02", "female", "2024-03-01", "yes")] * 25,
    *[("02", "female", "2024-03-01", "no")] * 25,
    *[("02", "male", "2023-12-31", "no")] * 99,
]


def test_a_share_is_counted_over_the_period_and_tells_what_it_is_of(tmp_path: Path) -> None:
    with opened(MANY, folder=tmp_path) as registers:
        (total,) = compute(ANSWERED, registers, asked=ASKED, country="Land").figures

    assert (total.numerator, total.denominator, total.n) == (97, 174, 174)
    assert total.value == pytest.approx(100 * 97 / 174, abs=1e-12)
    assert (total.low, total.high, total.interval) == (total.value, total.value, COMPLETE)
    assert (total.numerator_code, total.denominator_code) == ("complaints-answered", "complaints-filed")
    assert (total.place, total.since, total.until) == ("Land", ASKED.since, ASKED.until)
    assert total.synthetic
    assert [name.partition("-")[0] for name in total.snapshots] == ["complaints", "places"]


def test_groups_and_their_totals_come_from_the_same_rows(tmp_path: Path) -> None:
    with opened(MANY, folder=tmp_path) as registers:
        found = compute(ANSWERED, registers, asked=replace(ASKED, by=("sex",)), country="Land").figures

    assert [(figure.group["sex"], figure.numerator, figure.denominator) for figure in found] == [
        ("*", 97, 174),
        ("female", 45, 100),
        ("male", 52, 74),
    ]


def test_a_place_holds_the_places_that_lie_in_it(tmp_path: Path) -> None:
    with opened(MANY, folder=tmp_path) as registers:
        (north,) = compute(ANSWERED, registers, asked=replace(ASKED, place="01"), country="Land").figures

    assert (north.numerator, north.denominator, north.place) == (72, 124, "01")


def test_an_empty_column_is_a_group_that_says_so(tmp_path: Path) -> None:
    rows = [("01", "", "2024-03-01", "yes")] * 15 + [("01", "", "2024-03-01", "no")] * 15

    with opened(rows, folder=tmp_path) as registers:
        found = compute(ANSWERED, registers, asked=replace(ASKED, by=("sex",)), country="Land").figures

    assert [figure.group["sex"] for figure in found] == ["*", NOWHERE]


def test_a_small_cell_and_those_that_would_tell_it_hold_no_number(tmp_path: Path) -> None:
    few = [*MANY, *[("02", "male", "2024-05-01", "yes")] * 3]

    with opened(few, folder=tmp_path) as registers:
        by_both = compute(ANSWERED, registers, asked=replace(ASKED, by=("place", "sex")), country="Land").figures
        by_place = compute(ANSWERED, registers, asked=replace(ASKED, by=("place",)), country="Land").figures

    hidden = {(f.group["place"], f.group["sex"]): f for f in by_both if f.release is not Release.SHOWN}
    assert hidden[("02", "male")].release is Release.WITHHELD
    assert len(hidden) > 1
    assert all(f.value is f.low is f.high is f.n is f.numerator is f.denominator is None for f in hidden.values())
    of_both = {f.group["place"]: f.release for f in by_both if f.group["sex"] == "*"}
    assert {f.group["place"]: f.release for f in by_place} == of_both


def test_an_indicator_is_broken_down_only_as_it_declares(tmp_path: Path) -> None:
    with (
        opened(MANY, folder=tmp_path) as registers,
        pytest.raises(NotAsked, match="Accepted, or a part of it: place, sex"),
    ):
        compute(ANSWERED, registers, asked=replace(ASKED, by=("age",)), country="Land")


def test_the_sql_and_the_figures_are_the_same_when_computed_again(tmp_path: Path) -> None:
    with opened(MANY, folder=tmp_path) as registers:
        first = compute(ANSWERED, registers, asked=replace(ASKED, by=("sex",)), country="Land")
        second = compute(ANSWERED, registers, asked=replace(ASKED, by=("sex",)), country="Land")

    assert first.figures == second.figures
    assert first.sql == second.sql
    assert "GROUP BY" in first.sql
