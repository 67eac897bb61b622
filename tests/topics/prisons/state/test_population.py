from __future__ import annotations

from datetime import date

import ibis
import polars as pl

from audiatur.topics.prisons.state.flows import moves_by_month, stays, stays_by_length
from audiatur.topics.prisons.state.places import occupancy_by_month, places_by_day
from audiatur.topics.prisons.state.population import held_by_day, held_on, person_days
from audiatur.topics.prisons.state.repair import as_recorded
from tests.topics.prisons.state.custody import custody, rows_of

SPELLS = as_recorded(
    custody(
        "S1 F1 investigation 2023-12-20 01-02 transfer",
        "S1 F2 investigation 01-03 01-04 released",
        "S2 F1 sentenced 01-02 . .",
        "S3 F1 appeal 01-01 01-01 released",
    )
)
FIRST, LAST = date(2024, 1, 1), date(2024, 1, 5)


def test_a_person_is_held_on_the_first_and_the_last_day_of_a_spell() -> None:
    held = rows_of(held_by_day(SPELLS, first=FIRST, last=LAST), "facility", "day", "held")

    assert [count for place, _, count in held if place == "F1"] == [2, 2, 1, 1, 1]
    assert [count for place, _, count in held if place == "F2"] == [0, 0, 1, 1, 0]


def test_steps_up_and_down_agree_with_asking_each_day() -> None:
    by_steps = held_by_day(SPELLS, first=FIRST, last=LAST, by=("status",)).to_polars()

    for number, day in enumerate(pl.date_range(FIRST, LAST, eager=True)):
        asked = dict(held_on(SPELLS, day=day, by=("status",)).to_polars().iter_rows())
        stepped = by_steps.filter(pl.col("day") == 19723 + number, pl.col("held") > 0)
        assert dict(stepped.select("status", "held").iter_rows()) == asked


def test_bed_days_count_only_the_days_of_the_period() -> None:
    days = rows_of(person_days(SPELLS, first=FIRST, last=LAST, by=("facility",)), "facility", "days")

    assert days == [("F1", 2 + 4 + 1), ("F2", 2)]


def test_a_capacity_holds_until_the_next_of_its_series() -> None:
    capacities = _capacities(("F1", "official", date(2020, 1, 1), 3), ("F1", "official", date(2024, 1, 4), 5))

    places = rows_of(places_by_day(capacities, first=FIRST, last=LAST), "day", "places")

    assert [count for _, count in places] == [3, 3, 3, 5, 5]


def test_occupancy_leaves_out_on_both_sides_what_has_no_capacity() -> None:
    capacities = _capacities(("F1", "official", date(2024, 1, 1), 1), ("F3", "official", date(2024, 1, 1), 10))

    found = rows_of(
        occupancy_by_month(SPELLS, capacities, first=FIRST, last=LAST),
        "month",
        "person_days",
        "place_days",
        "days_over",
    )

    assert found == [(202401, 7, 5 * 1 + 5 * 10, 2)]


def test_a_stay_lasts_from_its_first_to_its_last_spell() -> None:
    found = rows_of(stays(SPELLS, by=("facility",)), "stay", "facility", "admitted_day", "released_day")

    assert [row for row in found if row[0] == "S1"] == [("S1", "F1", 19711, 19726)]
    assert [row[3] for row in found if row[0] == "S2"] == [None]


def test_opening_and_what_came_less_what_went_is_the_closing_of_each_facility() -> None:
    moves = moves_by_month(SPELLS, first=FIRST, last=LAST).to_polars()
    opening = dict(held_on(SPELLS, day=date(2023, 12, 31), by=("facility",)).to_polars().iter_rows())
    closing = dict(held_on(SPELLS, day=LAST, by=("facility",)).to_polars().iter_rows())

    for facility, _, came, went in moves.select("facility", "month", "came", "went").iter_rows():
        assert opening.get(facility, 0) + came - went == closing.get(facility, 0)


def test_a_length_counts_open_stays_and_those_that_began_before() -> None:
    found = rows_of(stays_by_length(SPELLS, first=FIRST, last=LAST), "entered", "days", "ended", "stays")

    assert found == [(0, 1, 1, 1), (0, 4, 0, 1), (12, 16, 1, 1)]


def _capacities(*rows: tuple[str, str, date, int]) -> ibis.expr.types.Table:
    return ibis.memtable(
        pl.DataFrame(rows, schema=["facility", "series", "since", "capacity"], orient="row").to_arrow()
    )
