from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from audiatur.topics.prisons.citing import CitationError, canonical, inputs_of, kept, marks, query_of, result_of
from audiatur.topics.prisons.making import Ground, Made
from audiatur.topics.prisons.projection.drift import drifting
from audiatur.topics.prisons.projection.engine import expected
from audiatur.topics.prisons.projection.levers import applied
from audiatur.topics.prisons.projection.outcome import causes, one_by_one, outcome, parts
from audiatur.topics.prisons.scenario import Scenario, levers_of, read_scenario
from tests.topics.prisons.projection.systems import system

JANUARY = date(2024, 1, 1)


def _asked(**given: str) -> Scenario:
    return read_scenario({"name": "More bail", "bail": "20", "bail_for": "felony", "source": "a plan", **given},
                         starts=JANUARY)  # fmt: skip


def _made(asked: Scenario) -> Made:
    plan = system(steps=24)
    drift = drifting(runs=30, steps=24, step="month", admissions_a_year=0.1, stays_a_year=0.1, seed=1)
    past = ((date(2023, 11, 30), 990.0), (date(2023, 12, 31), 1000.0))
    before = expected(plan, drift=drift)
    ground = Ground(("custody-1",), plan, drift, before, 900.0, past, causes(plan, drift=drift), parts(plan))
    levers = tuple(lever for lever in levers_of(asked) if lever.kind != "places")
    found = outcome(plan, levers, drift=drift, places=900.0, before=before)
    return Made(ground, levers, found, parts(applied(plan, levers)), one_by_one(plan, levers))


def _written(asked: Scenario) -> tuple[str, str]:
    return canonical(inputs_of(asked, snapshots=["b-2", "a-1"])), canonical(result_of(_made(asked)))


def test_what_is_kept_is_read_again_as_it_was_asked() -> None:
    asked = _asked()
    inputs, result = _written(asked)

    found = kept("More bail", inputs=json.loads(inputs), result=json.loads(result))

    assert found.asked == asked
    assert found.snapshots == ("a-1", "b-2")
    assert len(found.days) == 25
    assert found.marks == (6, 12, 24)
    assert found.scenario[24][1] < found.baseline[24][1]


def test_equal_inputs_give_equal_bytes_and_others_give_others() -> None:
    same, other = _asked(), _asked(bail="21")

    texts = [canonical(inputs_of(one, snapshots=["a-1"])) for one in (same, _asked(), other)]

    assert texts[0] == texts[1] != texts[2]
    assert canonical(inputs_of(same, snapshots=["a-2"])) != texts[0]


def test_a_name_is_no_part_of_the_inputs() -> None:
    one, other = _asked(), replace(_asked(), name="Another name")

    assert inputs_of(one, snapshots=["a"]) == inputs_of(other, snapshots=["a"])


def test_the_address_holds_the_whole_scenario() -> None:
    asked = _asked(places="1500", diversion_for="petty_offence", phase="0")

    assert read_scenario(query_of(asked), starts=date(2030, 1, 1)) == asked


@pytest.mark.parametrize("change", [{"levers": {"bail": 140}}, {"levers": None}, {"for": {"bail": "nobody"}}])
def test_what_is_no_scenario_is_refused(change: dict[str, object]) -> None:
    inputs, result = _written(_asked())

    with pytest.raises(CitationError):
        kept("x", inputs=json.loads(inputs) | change, result=json.loads(result))


def test_a_result_without_its_days_is_refused() -> None:
    inputs, result = _written(_asked())
    short = {key: value for key, value in json.loads(result).items() if key != "days"}

    with pytest.raises(CitationError, match="days"):
        kept("x", inputs=json.loads(inputs), result=short)


def test_tables_show_the_marks_that_are_reached() -> None:
    assert marks(12) == (6, 12)
    assert marks(120) == (6, 12, 24, 36, 60, 120)


def test_a_lever_for_one_class_leaves_the_others_as_they_are() -> None:
    made = _made(_asked(bail_for="felony", phase="0"))

    felony, misdemeanour = made.found.by_group[-1]
    assert felony < -1
    assert misdemeanour == 0.0


def test_the_shares_of_who_is_concerned_add_up_to_the_difference() -> None:
    """Without drift each run is the same, so that middles add up."""
    plan = system(steps=12)
    still = drifting(runs=3, steps=12, step="month", admissions_a_year=0.0, stays_a_year=0.0, seed=1)

    found = outcome(plan, levers_of(_asked(early="10")), drift=still, places=900.0)

    assert found.by_group[-1].sum() == pytest.approx(found.difference[-1, 2])
    assert found.by_status[-1].sum() == pytest.approx(found.difference[-1, 2])


def test_each_source_alone_spreads_the_end_less_than_both() -> None:
    plan = system(steps=24)
    drift = drifting(runs=400, steps=24, step="month", admissions_a_year=0.1, stays_a_year=0.1, seed=1)

    why = causes(plan, drift=drift)

    widths = [high - low for low, high in (why.both, why.admissions, why.stays)]
    assert widths[0] > max(widths[1:])
    assert 0 < why.admissions_share < 1
    assert np.isfinite(why.stays_share)
