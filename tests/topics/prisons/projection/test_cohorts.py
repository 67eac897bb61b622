from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audiatur.topics.prisons.projection.cohorts import Spells, counts, seen, stock
from audiatur.topics.prisons.projection.rates import rates_of
from audiatur.topics.prisons.projection.records import past_series
from audiatur.topics.prisons.projection.steps import FAR, step_of_day
from tests.topics.prisons.projection.systems import ORIGIN, records


def _spells(*rows: tuple[int, int, str, str]) -> Spells:
    """Spells of (stay, status, began, ended or empty)."""
    began = [(date.fromisoformat(row[2]) - date(1970, 1, 1)).days for row in rows]
    ended = [(date.fromisoformat(row[3]) - date(1970, 1, 1)).days if row[3] else FAR for row in rows]
    stay, status = ([row[k] for row in rows] for k in (0, 1))
    arrays = (np.array(one, np.int64) for one in (stay, [0] * len(rows), status, began, ended))
    return Spells(*arrays, ("all",), ("pretrial", "sentenced"))


JANUARY = step_of_day(date(2024, 1, 31), step="month")


def test_a_spell_is_seen_at_the_ends_of_months_that_it_covers() -> None:
    rows = seen(_spells((1, 0, "2024-01-31", "2024-02-28"), (1, 1, "2024-02-29", "2024-04-30")), step="month")

    assert (rows.first - JANUARY).tolist() == [0, 1]
    assert (rows.last - JANUARY).tolist() == [0, 3]
    assert rows.then.tolist() == [1, 2]


def test_who_comes_and_goes_within_a_month_is_admitted_and_gone() -> None:
    found = counts(
        seen(_spells((1, 0, "2024-02-03", "2024-02-10")), step="month"), start=JANUARY, stop=JANUARY + 1, classes=3
    )

    assert found.admissions.sum() == 1
    assert found.arrived[0, 0].tolist() == [0, 0, 1]


def test_who_is_missing_at_the_end_of_a_month_left_and_came_back() -> None:
    rows = seen(_spells((1, 0, "2024-01-10", "2024-02-20"), (1, 0, "2024-03-10", "")), step="month")
    found = counts(rows, start=JANUARY, stop=JANUARY + 2, classes=6)

    assert found.moved[..., -1].sum() == 1
    assert found.admissions.sum() == 1


def test_stays_that_began_before_count_only_for_the_months_observed() -> None:
    rows = seen(_spells((1, 0, "2023-10-05", "2024-03-15")), step="month")

    found = counts(rows, start=JANUARY - 1, stop=JANUARY + 3, classes=12)

    assert np.flatnonzero(found.at_risk[0, 0]).tolist() == [2, 3, 4]
    assert np.flatnonzero(found.moved[0, 0].sum(axis=1)).tolist() == [4]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 24), st.integers(1, 24), st.integers(1, 40))
def test_opening_and_what_came_less_what_went_is_the_closing(seed: int, ago: int, long: int, classes: int) -> None:
    rows = seen(records(seed=seed, stays=200), step="month")
    start = ORIGIN - ago - long
    stop = start + long

    found = counts(rows, start=start, stop=stop, classes=classes)

    opening, closing = (stock(rows, at=at, classes=classes).sum() for at in (start, stop))
    assert opening + found.admissions.sum() - found.moved[..., -1].sum() - found.arrived[..., -1].sum() == closing


def test_the_past_series_is_the_stock_of_each_month() -> None:
    rows = seen(records(seed=1), step="month")

    _, held = past_series(rows, first=ORIGIN - 10, origin=ORIGIN, step="month")

    assert held.tolist() == [stock(rows, at=ORIGIN - 10 + k, classes=4).sum() for k in range(11)]


def test_rates_find_those_that_the_records_were_drawn_with() -> None:
    rows = seen(records(seed=2, stays=40_000), step="month")

    rates = rates_of(counts(rows, start=ORIGIN - 24, stop=ORIGIN, classes=24))

    # A month of 30.4 days at 1/60 and 1/240 a day.
    assert np.allclose(rates.leaving[:, 0, :4].sum(axis=2), 30.44 / 60, rtol=0.08)
    assert np.allclose(rates.leaving[:, 1, :8, 2], 30.44 / 240, rtol=0.15)
