"""The ladder of a small log, worked out by hand, and that of the invented country."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from audiatur.topics.mediation.ladder import Ladder, ladders
from tests.topics.mediation.invented import ALL_YEARS, DISPUTES, log


def recorded(found: Ladder) -> dict[str, int | None]:
    return {step.name: step.recorded for step in found.steps}


def test_each_step_counts_what_the_log_records(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        (found,) = ladders(registers, ALL_YEARS, protected=False)

    assert recorded(found) == {
        "received": 8, "referred": 7, "admitted": 7, "both_agreed": 6, "started": 5, "agreed": 4, "performed": 1,
    }  # fmt: skip
    assert {end: count for end, count in found.ends.items() if count} == {
        "agreed": 4, "not_agreed": 1, "withdrawn": 1, "not_admitted": 1, "pending": 1,
    }  # fmt: skip
    assert sum(count or 0 for count in found.ends.values()) == found.received


def test_a_step_that_the_log_leaves_out_is_counted_apart(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        (found,) = ladders(registers, ALL_YEARS, protected=False)

    assert {step.name: step.skipped for step in found.steps if step.skipped} == {"started": 1}


def test_what_happened_after_the_censoring_day_is_not_known(tmp_path: Path) -> None:
    early = replace(ALL_YEARS, until=date(2024, 12, 31), on=date(2024, 3, 1))

    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        (found,) = ladders(registers, early, protected=False)

    steps = recorded(found)
    assert (steps["received"], steps["started"], steps["agreed"], steps["performed"]) == (7, 4, 3, 0)
    assert found.ends["pending"] == 4


def test_cohorts_add_up_to_the_ladder_of_all(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        whole, *cohorts = ladders(registers, replace(ALL_YEARS, by=("year",)), protected=False)

    assert [found.group["year"] for found in cohorts] == ["2024", "2025"]
    for step in recorded(whole):
        assert sum(recorded(found)[step] or 0 for found in cohorts) == recorded(whole)[step]


def test_small_cohorts_hold_no_numbers(tmp_path: Path) -> None:
    with log({"disputes": DISPUTES}, folder=tmp_path) as registers:
        (found,) = ladders(registers, ALL_YEARS)

    assert found.received is None
    assert set(recorded(found).values()) == {None}
    assert {count for count in found.ends.values() if count} == set()


def test_a_small_difference_between_two_steps_is_not_told(tmp_path: Path) -> None:
    head, first = DISPUTES.split("\n")[:2]
    rows = [first.replace("D1", f"A{i}") for i in range(60)]
    rows += [first.replace("D1", f"B{i}").replace("2024-01-20", "") for i in range(4)]

    with log({"disputes": "\n".join([head, *rows])}, folder=tmp_path) as registers:
        (found,) = ladders(registers, ALL_YEARS)

    steps = {step.name: step for step in found.steps}
    assert steps["both_agreed"].recorded == 64
    assert steps["started"].recorded is None
    assert steps["started"].skipped is None
