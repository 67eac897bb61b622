from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from audiatur.topics.prisons.fan import fan
from audiatur.topics.prisons.scenario import INPUTS, levers_of, read_scenario

JANUARY = date(2026, 1, 1)


def test_a_scenario_without_numbers_pulls_no_lever() -> None:
    asked = read_scenario({}, starts=JANUARY)

    assert levers_of(asked) == ()
    assert not asked.wrong


def test_every_lever_has_its_number() -> None:
    given = {"bail": "10", "diversion": "5", "limit_share": "80", "faster": "25", "shorter": "10", "remission": "5",
             "early": "2", "places": "1,500", "unit_cost": "900"}  # fmt: skip

    levers = {lever.kind: lever for lever in levers_of(read_scenario(given, starts=JANUARY))}

    assert len(levers) == 8
    assert levers["places"].amount == 1500
    assert levers["time_limit"].limit_days == 180
    assert levers["bail"].full == date(2026, 7, 1)


@pytest.mark.parametrize("written", ["x", "-1", "101", "nan", "1e400", "१०x"])
def test_a_number_outside_its_limits_is_named_and_left_out(written: str) -> None:
    asked = read_scenario({"bail": written}, starts=JANUARY)

    assert asked.numbers["bail"] == 0
    assert asked.wrong == {"bail": written}


def test_a_day_that_is_none_is_named_and_a_long_name_is_cut() -> None:
    asked = read_scenario({"starts": "2026-13-01", "name": "n" * 500}, starts=JANUARY)

    assert asked.starts == JANUARY
    assert "starts" in asked.wrong
    assert len(asked.name) == 80


def test_usual_values_lie_within_their_limits() -> None:
    assert all(one.least <= one.usual <= one.most for one in INPUTS)


def test_every_point_of_the_fan_lies_within_the_drawing() -> None:
    days = [date(2026, month, 1) for month in range(1, 7)]
    quantiles = np.linspace(100, 900, 30).reshape(6, 5)

    drawn = fan(
        [(date(2024, 1, 1), 500.0), (days[0], 510.0)], days, quantiles, baseline=quantiles, places=np.full(6, 700.0)
    )

    for path in (drawn.past, drawn.outer, drawn.inner, drawn.middle, drawn.baseline, drawn.places):
        points = [tuple(map(float, point.split(","))) for point in path.split()]
        assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in points)
    heights = [tick.at for tick in drawn.up]
    assert heights == sorted(heights, reverse=True)
