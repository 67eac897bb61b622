"""EDTF dates: the days they can mean, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiatur.dates import DateError, read_when


@pytest.mark.parametrize(
    ("given_date", "earliest", "latest"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023~", date(2022, 1, 1), date(2024, 12, 31)),
        ("2023-12~", date(2023, 11, 1), date(2024, 1, 31)),
        ("2024-03-01~", date(2024, 2, 29), date(2024, 3, 2)),
        ("2023-01/2023-05-10", date(2023, 1, 1), date(2023, 5, 10)),
        ("2023-01/..", date(2023, 1, 1), date.max),
        ("../2023", date.min, date(2023, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
    ],
)
def test_a_date_can_mean_every_day_from_the_earliest_to_the_latest(given_date, earliest, latest):
    when = read_when(given_date)

    assert (when.earliest, when.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "given_date", ["", "yesterday", "2023-02-30", "2023-13", "2023/2020", "9999~", "0000", "12/03/2024"]
)
def test_what_is_no_date_is_refused_with_the_accepted_forms(given_date):
    with pytest.raises(DateError, match=r"is not a date\. Accepted|ends before it begins"):
        read_when(given_date)


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]))
def test_about_widens_a_date_and_holds_it(day, form):
    written = f"{day:{form}}".rjust(4, "0") if form == "%Y" else day.isoformat()[: 7 if form == "%Y-%m" else 10]

    plain, about = read_when(written), read_when(f"{written}~")

    assert about.earliest < plain.earliest <= day <= plain.latest < about.latest
