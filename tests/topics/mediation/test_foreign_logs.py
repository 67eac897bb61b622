"""Logs and surveys of other countries, loaded by a mapping file alone, give what is known of them."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from audiatur.figures.indicator import Asked
from audiatur.figures.surveys import design_effect
from audiatur.registers.errors import MappingError
from audiatur.registers.mapping import TableMapping, read_mapping
from audiatur.topics.mediation.access import respondents
from audiatur.topics.mediation.ladder import ladders
from audiatur.topics.tables import TABLES, table_get
from tests.shared import ROOT, shared
from tests.topics.mediation.invented import figure, kept, opened

MAPPINGS = ROOT / "bench/mappings"
UTAH = Asked(since=date(2018, 9, 1), until=date(2022, 2, 2), on=date(2022, 2, 2))
SURVEYED = Asked(since=date(2021, 1, 1), until=date(2021, 12, 31), on=date(2022, 2, 28))


def test_every_mapping_fits_its_contract() -> None:
    from audiatur.registers.mapping import check_mapping

    for path in MAPPINGS.glob("*.toml"):
        mapping = read_mapping(path)
        check_mapping(mapping, table=table_get(mapping.table))
    assert TABLES


def test_a_courts_log_gives_its_counts_rates_and_medians(tmp_path: Path) -> None:
    file = shared("data/mediation/utah_odr_cases.csv")

    loaded = kept(
        file, table="disputes", store=tmp_path / "store", mapping=MAPPINGS / "utah_disputes.toml", synthetic=False
    )
    with opened({"disputes": loaded}, folder=tmp_path) as registers:
        (found,) = ladders(registers, UTAH, protected=False)
        rates = {
            name: figure(f"settled_of_{name}", registers, asked=UTAH).value
            for name in ("received", "concluded", "pursued", "decided")
        }
        closed, censored = (
            figure(name, registers, asked=UTAH).value for name in ("days_to_result_closed_only", "days_to_result")
        )

    assert loaded.validation.quarantined == 0
    assert {end: count for end, count in found.ends.items() if count} == {
        "pending": 1479, "no_answer": 3510, "withdrawn": 2040, "not_agreed": 686, "agreed": 423,
    }  # fmt: skip
    assert {name: round(value or 0, 1) for name, value in rates.items()} == {
        "received": 5.2, "concluded": 6.4, "pursued": 9.2, "decided": 38.1,
    }  # fmt: skip
    assert (closed, censored) == (75.0, 84.0)


def test_a_survey_of_legal_needs_gives_each_reading_with_its_interval(tmp_path: Path) -> None:
    file = shared("data/mediation/clps2021_pumf.csv.gz")
    plain = tmp_path / "survey.csv"
    plain.write_bytes(gzip.decompress(file.read_bytes()))

    loaded = kept(
        plain,
        table="legal_needs",
        store=tmp_path / "store",
        mapping=MAPPINGS / "canada_legal_needs.toml",
        synthetic=False,
    )
    with opened({"legal_needs": loaded}, folder=tmp_path) as registers:
        found = {
            name: figure(f"access_{name}", registers, asked=SURVEYED)
            for name in ("all", "without_by_choice", "without_direct")
        }
        weights = registers.run(registers["legal_needs"].select("weight"))["weight"]
        base = registers.run(respondents(registers, SURVEYED, without=())).height

    assert loaded.validation.quarantined == 0
    assert [round(one.value or 0, 1) for one in found.values()] == [48.3, 56.2, 64.8]
    halves = [((one.high or 0) - (one.low or 0)) / 2 for one in found.values()]
    assert [round(half, 1) for half in halves] == [2.3, 2.5, 2.6]
    assert (base, found["without_by_choice"].n) == (3851, 3320)
    effect = design_effect(n=len(weights), weight=weights.sum(), squares=(weights**2).sum())
    assert round(effect, 2) == 2.13


def test_a_survey_without_its_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("respondent,had_problem,used_lawyer\nR1,yes,no\n", encoding="utf-8")

    with pytest.raises(MappingError, match="requires weight"):
        kept(path, table="legal_needs", store=tmp_path / "store")


def test_a_respondent_without_a_weight_goes_to_quarantine(tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("respondent,had_problem,used_lawyer,weight\nR1,yes,no,\nR2,yes,yes,3.5\n", encoding="utf-8")

    loaded = kept(path, table="legal_needs", store=tmp_path / "store")

    assert [(fault.column, fault.rule) for fault in loaded.validation.faults] == [("weight", "missing")]


def test_a_mapping_of_the_former_contract_says_what_to_do() -> None:
    from audiatur.registers.mapping import check_mapping

    with pytest.raises(MappingError, match="disputes version 2"):
        check_mapping(TableMapping("disputes", 1, {}), table=table_get("disputes"))
