from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from audiatur.figures.computing import compute
from audiatur.figures.indicator import Asked
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.registers.loading import load
from audiatur.synthetic.generator.country import Asked as Country
from audiatur.synthetic.generator.country import generate
from audiatur.topics.prisons.indicators import INDICATORS
from audiatur.topics.tables import TABLES, table_get

YEAR = Asked(date(2025, 1, 1), date(2025, 12, 31), date(2025, 6, 30))
BY_ID = {indicator.id: indicator for indicator in INDICATORS}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Registers, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("country")
    generate(Country(folder, size="S", seed=2, noise="none", country="xx", csv=False))
    snapshots = []
    for name in ("places", "persons", "facilities", "capacities", "custody"):
        loaded = load(
            folder / f"tables/{name}.parquet", table=table_get(name), tables=TABLES, store=folder / "store",
            at=datetime(2026, 1, 5, tzinfo=UTC), synthetic=True,
        )  # fmt: skip
        assert loaded.snapshot is not None
        snapshots.append(loaded.snapshot)
    effects = json.loads((folder / "truth/truth.json").read_text())["effects"]
    with Registers(snapshots, settings=EngineSettings(threads=1), spill=folder / "spill") as registers:
        yield registers, {effect["id"]: effect["values"] for effect in effects}


def _value(name: str, registers: Registers, *, asked: Asked = YEAR) -> Any:
    return compute(BY_ID[f"prisons.{name}"], registers, asked=asked, country="Marovintha", open_rows=True).figures[0]


def test_both_shares_and_those_held_are_those_planted(country: tuple[Registers, dict[str, Any]]) -> None:
    registers, truth = country
    planted = truth["pretrial-share"]

    assert _value("held", registers).value == planted["held"]
    assert _value("without_judgment", registers).numerator == planted["untried"]
    assert _value("without_final_judgment", registers).numerator == planted["untried"] + planted["appeal"]
    assert _value("without_final_judgment", registers).denominator == planted["held"]


def test_opening_and_admissions_less_releases_are_the_closing(country: tuple[Registers, dict[str, Any]]) -> None:
    registers, _ = country
    whole = Asked(date(2025, 1, 1), date(2025, 12, 30), date(2025, 12, 30))
    opening = _value("held", registers, asked=Asked(date(2024, 1, 1), date(2024, 12, 31), date(2024, 12, 31)))
    closing = _value("held", registers, asked=Asked(date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31)))

    came = _value("admissions", registers, asked=Asked(date(2025, 1, 1), date(2025, 12, 31), date(2025, 12, 31)))
    went = _value("releases", registers, asked=whole)
    # Whoever leaves on the last day of a year is held on it, so departures count from 31 December to 30 December.
    last = _value("releases", registers, asked=Asked(date(2024, 12, 31), date(2024, 12, 31), date(2024, 12, 31)))

    assert opening.value + came.value - went.value - last.value == closing.value


def test_occupancy_sets_persons_over_the_places_of_the_day(country: tuple[Registers, dict[str, Any]]) -> None:
    registers, _ = country

    official, floor = (_value(f"occupancy_{series}", registers) for series in ("official", "floor_space"))

    assert official.numerator == floor.numerator == _value("held", registers).value
    assert official.value == pytest.approx(100 * official.numerator / official.denominator)
    assert floor.denominator < official.denominator


def test_bed_days_of_a_year_are_the_sum_of_its_days(country: tuple[Registers, dict[str, Any]]) -> None:
    registers, _ = country
    one_day = Asked(date(2025, 6, 30), date(2025, 6, 30), date(2025, 6, 30))

    assert _value("bed_days", registers, asked=one_day).value == _value("held", registers).value


def test_a_facility_is_a_part_of_the_whole(country: tuple[Registers, dict[str, Any]]) -> None:
    registers, _ = country

    found = compute(
        BY_ID["prisons.held"], registers, asked=Asked(YEAR.since, YEAR.until, YEAR.on, by=("facility",)), country="M",
        open_rows=True,
    ).figures  # fmt: skip

    assert sum(figure.value or 0 for figure in found[1:]) == found[0].value
