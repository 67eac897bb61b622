"""A projection by day: the same rules as by month, with days as the clock."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from audiatur.topics.prisons.projection.cohorts import seen
from audiatur.topics.prisons.projection.drift import drifting, still
from audiatur.topics.prisons.projection.engine import expected, run, run_by_person
from audiatur.topics.prisons.projection.levers import Lever, applied
from audiatur.topics.prisons.projection.plan import Plan
from audiatur.topics.prisons.projection.records import Basis, baseline, past_series
from audiatur.topics.prisons.projection.steps import last_day, step_of_day
from tests.topics.prisons.projection.systems import records

OPENING = date(2023, 12, 31)
DAILY = Basis(long_steps=365, short_steps=91, anchor=0.0, classes=400)


@pytest.fixture(scope="module")
def daily() -> Plan:
    return baseline(seen(records(seed=3), step="day"), origin=step_of_day(OPENING, step="day"), steps=90, step="day",
                    basis=DAILY)  # fmt: skip


def test_it_opens_with_those_held_on_the_day(daily: Plan) -> None:
    rows = records(seed=3)
    day = (OPENING - date(1970, 1, 1)).days

    held = int(((rows.began <= day) & (rows.ended >= day)).sum())

    assert daily.stock.sum() == held
    assert last_day(daily.origin, step="day") == OPENING


def test_days_and_months_expect_nearly_the_same_after_three_months(daily: Plan) -> None:
    months = baseline(seen(records(seed=3), step="month"), origin=step_of_day(OPENING, step="month"), steps=3,
                      basis=Basis(anchor=0.0))  # fmt: skip

    by_day, by_month = (expected(plan, drift=still(runs=1, steps=plan.steps))[0, -1].sum() for plan in (daily, months))

    assert by_day == pytest.approx(by_month, rel=0.03)


def test_the_books_balance_every_day(daily: Plan) -> None:
    drift = drifting(runs=5, steps=90, step="day", admissions_a_year=0.2, stays_a_year=0.2, seed=1)

    assert run(daily, drift=drift, seed=1).balance() == 0


def test_cells_and_persons_agree_by_day(daily: Plan) -> None:
    calm = still(runs=60, steps=90)

    cells, persons = run(daily, drift=calm, seed=1).total, run_by_person(daily, drift=calm, seed=2).total

    error = np.sqrt((cells[:, -1].var() + persons[:, -1].var()) / 60)
    assert abs(cells[:, -1].mean() - persons[:, -1].mean()) < 4 * error


def test_a_lever_by_day_works_from_its_day_on(daily: Plan) -> None:
    calm = still(runs=1, steps=90)
    lever = Lever("bail", 1.0, date(2024, 1, 31), statuses=("pretrial",))

    before, after = (expected(plan, drift=calm)[0].sum(axis=(1, 2)) for plan in (daily, applied(daily, [lever])))

    assert np.array_equal(before[:31], after[:31])
    assert after[31] < before[31]


def test_the_past_by_day_is_the_count_of_each_midnight() -> None:
    rows = records(seed=3)
    origin = step_of_day(OPENING, step="day")

    _, held = past_series(seen(rows, step="day"), first=origin - 9, origin=origin, step="day")

    counted = [int(((rows.began <= day) & (rows.ended >= day)).sum()) for day in range(origin - 9, origin + 1)]
    assert held.tolist() == counted
