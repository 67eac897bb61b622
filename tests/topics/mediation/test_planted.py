"""What is planted in the invented country is found, and what was disturbed stays within its bounds."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from audiatur.registers.engine import Registers
from audiatur.topics.mediation.ladder import ladders
from tests.topics.mediation.conftest import Truth, country
from tests.topics.mediation.invented import ALL_YEARS, figure, kept, opened

Country = tuple[Registers, Truth]


def test_the_ladder_is_exact(marovintha: Country) -> None:
    registers, truth = marovintha

    (found,) = ladders(registers, ALL_YEARS, protected=False)

    planted = truth["mediation-ladder"]
    steps = {step.name: step.recorded for step in found.steps}
    names = {"received": "received", "admitted": "accepted", "both_agreed": "both_agreed", "started": "first_session"}
    names |= {"agreed": "agreed", "performed": "kept"}
    assert {ours: steps[ours] for ours in names} == {ours: planted[theirs] for ours, theirs in names.items()}
    assert all(not step.skipped for step in found.steps)


def test_excluded_disputes_that_were_mediated_are_exact_among_the_examined_and_bounded_over_the_rest(
    marovintha: Country,
) -> None:
    registers, truth = marovintha

    found = figure("mediated_though_excluded", registers)

    planted = truth["excluded-but-mediated"]
    assert found.numerator == planted["mediated"]
    sessions = found.denominator or 0
    assert found.low == pytest.approx(100 * planted["mediated"] / sessions)
    assert found.high == pytest.approx(100 * (planted["mediated"] + planted["unexamined_mediated"]) / sessions)
    assert found.low <= 100 * planted["mediated_in_all"] / sessions <= found.high


@pytest.mark.parametrize("days", [91, 365])
def test_compliance_is_within_its_bounds(marovintha: Country, days: int) -> None:
    registers, truth = marovintha

    found = figure(f"kept_within_{days}", registers)

    planted = truth["compliance"]
    assert found.denominator == planted[f"agreements_{days}"]
    assert found.low == pytest.approx(100 * planted[f"share_{days}"], abs=1e-4)
    assert found.low < found.high


def test_pressure_lies_in_the_range_and_the_silent_called_back_tell_it(marovintha: Country) -> None:
    registers, truth = marovintha

    bounds, called_back = figure("felt_pressed", registers), figure("felt_pressed_called_back", registers)

    planted = 100 * truth["pressure"]["share"]
    assert bounds.low < 22.0 < bounds.high
    assert bounds.low < planted < bounds.high
    assert called_back.low < planted < called_back.high
    assert called_back.high - called_back.low < bounds.high - bounds.low


@pytest.mark.parametrize("suffix", ["", "_replicated"])
@pytest.mark.parametrize("reading", ["all", "without_by_choice", "without_direct"])
def test_access_is_exact_in_each_reading(marovintha: Country, reading: str, suffix: str) -> None:
    registers, truth = marovintha

    found = figure(f"access_{reading}{suffix}", registers)

    assert found.value == pytest.approx(100 * truth["legal-needs"][reading], abs=1e-4)


def test_replicate_weights_give_the_planted_standard_error(marovintha: Country) -> None:
    registers, truth = marovintha

    found = figure("access_all_replicated", registers)

    # Student's quantile with 39 degrees of freedom.
    half = 100 * 2.0227 * truth["survey-access"]["standard_error"]
    assert ((found.high or 0) - (found.low or 0)) / 2 == pytest.approx(half, rel=0.02)


def test_repeats_are_exact_where_every_person_has_one_number(marovintha: Country) -> None:
    registers, truth = marovintha

    found = figure("repeat_disputes", registers)

    assert found.numerator == truth["repeat-disputes"]["repeated"]
    assert found.low == found.value == found.high


def test_repeats_are_within_five_percent_where_one_in_twenty_has_two_numbers(tmp_path: Path) -> None:
    (tmp_path / "clean").mkdir()
    truth = country(tmp_path, accused=15_000, noise="heavy")
    country(tmp_path / "clean", accused=15_000)
    tables = ("persons", "disputes", "dispute_parties")
    loaded = {
        table: kept(tmp_path / f"out/tables/{table}.parquet", table=table, store=tmp_path / "store") for table in tables
    }

    with opened(loaded, folder=tmp_path) as registers:
        found = figure("repeat_disputes", registers)
        there = registers.run(registers["disputes"].select("dispute"))

    assert found.value == pytest.approx(100 * truth["repeat-disputes"]["share"], rel=0.05)
    assert found.low < found.value <= found.high
    # Among the disputes that are not in quarantine, the pairs as they were before the noise.
    parties = pl.read_parquet(tmp_path / "clean/out/tables/dispute_parties.parquet").join(there, on="dispute")
    pairs = parties.pivot("role", index="dispute", values="person").select("applicant", "respondent")
    true = 100 * (1 - pairs.unique().height / pairs.height)
    assert found.low < true <= found.high + 0.1


def test_women_and_men_settle_alike_and_respondents_feel_pressed_more_often(marovintha: Country) -> None:
    registers, _ = marovintha

    by_sex, by_role = (
        figure("gap_settled_women_men", registers),
        figure("gap_pressed_respondents_applicants", registers),
    )

    assert by_sex.low < 0 < by_sex.high
    assert by_role.low > 0


def test_every_commune_is_covered(marovintha: Country) -> None:
    registers, _ = marovintha

    found = figure("communes_covered", registers)

    assert (found.numerator, found.denominator) == (84, 84)
