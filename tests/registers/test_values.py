"""Days, eras and digits are read where they can be read in one way, and only there."""

from __future__ import annotations

import doctest
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.registers import engine, faults, frictionless, snapshots, suggesting, values
from audiatur.registers.converting import _integer, _number, days_read
from audiatur.registers.mapping import ColumnMapping
from audiatur.registers.values import KHMER_DIGITS, read_day, read_imprecise

DMY = ColumnMapping(order="dmy")


@pytest.mark.parametrize("module", [engine, faults, frictionless, snapshots, suggesting, values])
def test_examples_in_the_documentation_hold(module):
    assert doctest.testmod(module, optionflags=doctest.IGNORE_EXCEPTION_DETAIL).failed == 0


@pytest.mark.parametrize(
    ("written", "how", "day"),
    [
        ("2024-03-21", ColumnMapping(), date(2024, 3, 21)),
        ("2024-03-21 14:05:00", ColumnMapping(), date(2024, 3, 21)),
        ("21/03/2024", ColumnMapping(), date(2024, 3, 21)),
        ("03/21/2024", ColumnMapping(), date(2024, 3, 21)),
        ("05/05/2024", ColumnMapping(), date(2024, 5, 5)),
        ("03/04/2024", ColumnMapping(), None),
        ("03/04/2024", DMY, date(2024, 4, 3)),
        ("03/04/2024", ColumnMapping(order="mdy"), date(2024, 3, 4)),
        ("03/13/2024", DMY, None),
        ("2567-03-21", ColumnMapping(), date(2024, 3, 21)),
        ("2567-02-29", ColumnMapping(), date(2024, 2, 29)),
        ("2567-03-21", ColumnMapping(era="ce"), date(2567, 3, 21)),
        ("2567-03-21", ColumnMapping(era_years=544), date(2023, 3, 21)),
        ("2024-03-21", ColumnMapping(era="be"), None),
        ("21 March 2567 BE", ColumnMapping(era="ce"), date(2024, 3, 21)),
        ("ថ្ងៃទី២១ ខែមីនា ឆ្នាំ២០២៤", ColumnMapping(), date(2024, 3, 21)),
        ("ថ្ងៃទី ២១ ខែ ០៣ ឆ្នាំ ២៥៦៧", ColumnMapping(), date(2024, 3, 21)),
        ("21st March 2024", ColumnMapping(), date(2024, 3, 21)),
        ("March 21, 2024", ColumnMapping(), date(2024, 3, 21)),
        ("2062-01-01", ColumnMapping(), date(2062, 1, 1)),
        ("21/03/24", DMY, None),
        ("2023-02-29", ColumnMapping(), None),
        ("45372", ColumnMapping(), None),
        ("March 2024", ColumnMapping(), None),
        ("", ColumnMapping(), None),
    ],
)
def test_a_day_is_read_in_one_way_or_not_at_all(written, how, day):
    assert read_day(written, how=how) == day
    assert days_read(pl.Series([written]), how=how).to_list() == [day]


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)), khmer=st.booleans(), be=st.booleans())
def test_every_day_comes_back_from_khmer_digits_and_the_buddhist_era(day, khmer, be):
    written = f"{day.day:02}/{day.month:02}/{day.year + (543 if be else 0)}"
    if khmer:
        written = "".join(KHMER_DIGITS[int(sign)] if sign.isdigit() else sign for sign in written)

    assert read_day(written, how=DMY) == day


@pytest.mark.parametrize(
    ("written", "edtf", "earliest", "latest"),
    [
        ("1987", "1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("2530", "1987", date(1987, 1, 1), date(1987, 12, 31)),
        ("1987-04~", "1987-04~", date(1987, 3, 1), date(1987, 5, 31)),
        ("04/1987", "1987-04", date(1987, 4, 1), date(1987, 4, 30)),
        ("ប្រហែល ១៩៨៧", "1987~", date(1986, 1, 1), date(1988, 12, 31)),
        ("1987/..", "1987/..", date(1987, 1, 1), None),
    ],
)
def test_an_imprecise_date_keeps_its_bounds(written, edtf, earliest, latest):
    assert read_imprecise(written, how=ColumnMapping()) == (edtf, earliest, latest)


def test_numbers_are_read_with_khmer_digits_and_thousands_and_never_as_infinite():
    cells = pl.DataFrame({"n": ["១,២៣៤", "12.50", "1,23", "inf", "7.0", "-3"]})

    read = cells.select(_number(pl.col("n")).alias("number"), _integer(pl.col("n")).alias("whole"))

    assert read["number"].to_list() == [1234.0, 12.5, None, None, 7.0, -3.0]
    assert read["whole"].to_list() == [1234, None, None, None, 7, -3]
