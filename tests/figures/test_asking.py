"""What may be asked: nothing whose difference from something else that may be asked would tell of single persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from audiatur.figures.asking import Span, check_open, headline, of_day, of_year, span
from audiatur.figures.errors import NotAsked
from audiatur.registers.shared_tables import PLACES
from tests.figures.invented import ANSWERED, COMPLAINTS, opened

KNOWN = Span(date(2022, 3, 1), date(2025, 6, 30))
STOCK = replace(ANSWERED, stock=True)


def test_whole_years_and_month_ends_lie_within_what_is_known() -> None:
    assert KNOWN.years == (2024, 2023)
    assert KNOWN.month_ends[0] == date(2025, 6, 30)
    assert KNOWN.month_ends[-1] == date(2022, 3, 31)
    assert Span(date(2022, 1, 1), date(2025, 12, 31)).years == (2025, 2024, 2023, 2022)


def test_the_span_is_that_of_the_whole_months_in_which_days_lie(tmp_path: Path) -> None:
    rows = [("01", "female", "2023-02-10", "yes"), ("01", "male", "2024-05-30", "no")]

    with opened(rows, folder=tmp_path) as registers:
        found = span(registers, tables=[COMPLAINTS, PLACES])

    assert found == Span(date(2023, 3, 1), date(2024, 4, 30))


def test_tables_without_days_have_no_span(tmp_path: Path) -> None:
    with opened([("01", "female", "2023-02-10", "yes")], folder=tmp_path) as registers:
        assert span(registers, tables=[PLACES]) is None


def test_the_headline_is_the_last_whole_year_or_the_last_month_end() -> None:
    flow, stock = headline(ANSWERED, known=KNOWN), headline(STOCK, known=KNOWN)

    assert (flow.since, flow.until, flow.on) == (date(2024, 1, 1), date(2024, 12, 31), date(2025, 6, 30))
    assert (stock.since, stock.until, stock.on) == (date(2025, 6, 30),) * 3


@pytest.mark.parametrize(
    "asked",
    [
        replace(of_year(2024, known=KNOWN), until=date(2024, 12, 30)),
        replace(of_year(2024, known=KNOWN), since=date(2024, 1, 2)),
        replace(of_year(2024, known=KNOWN), on=date(2025, 5, 31)),
        replace(of_year(2024, known=KNOWN), place="01"),
        of_year(2022, known=KNOWN),
        of_year(2025, known=KNOWN),
    ],
)
def test_overlapping_periods_other_days_and_single_places_are_for_members(asked) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NotAsked):
        check_open(ANSWERED, asked=asked, known=KNOWN)


def test_a_whole_year_and_a_month_end_are_given_to_all() -> None:
    check_open(ANSWERED, asked=replace(of_year(2023, known=KNOWN), by=("sex",)), known=KNOWN)
    check_open(STOCK, asked=of_day(date(2024, 2, 29)), known=KNOWN)
    with pytest.raises(NotAsked):
        check_open(STOCK, asked=of_day(date(2024, 2, 28)), known=KNOWN)
