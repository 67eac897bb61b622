"""The register behind the pages: what is read of it, what is estimated, and the indicators over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from audiatur.figures.computing import compute
from audiatur.figures.indicator import Asked
from audiatur.registers.engine import Registers, engine_settings
from audiatur.registers.loading import load
from audiatur.registers.shelf import Shelf, newest_of
from audiatur.topics.civic_space.documented import estimates_by_year, lists_of, register_read
from audiatur.topics.civic_space.indicators import INDICATORS
from audiatur.topics.civic_space.trends import trend
from audiatur.topics.tables import TABLES, table_get

KINDS = ("arrest", "threat", "force")


def written(folder: Path) -> dict[str, Path]:
    """Places, incidents of 2022 to 2024, and what M1 to M3, and from 2023 M4, reported of them; one is not linked."""
    rng = np.random.default_rng(5)
    places = pl.DataFrame(
        {
            "place": ["00", "01", "0101"],
            "name": ["Calidor", "North", "Mill"],
            "name_km": [None, None, None],
            "kind": ["country", "province", "district"],
            "within": [None, "00", "01"],
            "population": [300, 200, 100],
        },
        schema_overrides={"name_km": pl.String},
    )
    incidents, reports = [], []
    for number in range(600):
        year = 2022 + number % 3
        row = {"kind": KINDS[number % 3], "on": f"{year}-0{1 + number % 9}-15", "place": "0101", "persons": 2}
        by = [name for name, chance in zip(("M1", "M2", "M3"), (0.6, 0.5, 0.4), strict=True) if rng.random() < chance]
        by += ["M4"] if year > 2022 and rng.random() < 0.5 else []
        if by:
            incidents.append({"incident": f"I{number:04d}", **row})
        for name in by:
            reports.append({"report": f"R{len(reports):05d}", "monitor": name, "incident": f"I{number:04d}", **row})
    reports[0]["incident"] = None
    tables = {"places": places, "incidents": pl.DataFrame(incidents), "incident_reports": pl.DataFrame(reports)}
    for name, rows in tables.items():
        rows.write_csv(folder / f"{name}.csv")
    return {name: folder / f"{name}.csv" for name in tables}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, kept = tmp_path_factory.mktemp("rows"), tmp_path_factory.mktemp("store")
    for name, path in written(folder).items():
        keep(path, table=name, store=kept)
    return kept


def keep(path: Path, *, table: str, store: Path, country: str = "xx") -> None:
    at = datetime(2026, 3, 24, tzinfo=UTC)
    load(path, table=table_get(table), tables=TABLES, at=at, store=store, synthetic=True, country=country, by="test")


@pytest.fixture
def registers(store: Path, tmp_path: Path) -> Iterator[Registers]:
    shelf = Shelf(store, country="xx", synthetic=True)
    snapshots = newest_of(shelf, tables=("places", "incidents", "incident_reports"))
    with Registers(snapshots, settings=engine_settings({}), spill=tmp_path) as opened:
        yield opened


def test_an_incident_is_counted_once_and_an_unlinked_report_is_told(registers: Registers) -> None:
    register = register_read(registers)

    assert register.unlinked == 1
    assert 500 < len(register.incidents) < 600
    assert {incident.year for incident in register.incidents} == {2022, 2023, 2024}


def test_lists_hold_what_each_organisation_reported(registers: Registers) -> None:
    register = register_read(registers)
    rows = registers.run(registers["incident_reports"].filter(registers["incident_reports"].incident.notnull()))

    lists = lists_of(register.incidents, organisations=("M1", "M2", "M3"))

    assert lists.by_list()["M2"] == rows.filter(pl.col("monitor") == "M2").height


def test_the_estimate_of_each_year_holds_the_200_incidents_that_there_were(registers: Registers) -> None:
    register = register_read(registers)

    found = estimates_by_year(register, trend(register.incidents).steady)

    assert trend(register.incidents).steady == ("M1", "M2", "M3")
    assert all(interval is not None and interval.holds(200) for interval in found.values())


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.id)
def test_an_indicator_counts_the_rows_that_the_register_holds(registers: Registers, indicator) -> None:
    asked = Asked(since=date(2023, 1, 1), until=date(2023, 12, 31), on=date(2025, 1, 1), by=("kind",))
    table = indicator.tables[0]
    rows = registers.run(registers[table]).filter(pl.col("on").str.starts_with("2023"))
    expected = rows["persons"].sum() if indicator.id.endswith("affected") else rows.height

    figures = compute(indicator, registers, asked=asked, country="Calidor").figures

    [total] = [figure for figure in figures if set(figure.group.values()) <= {"*"}]
    assert total.value == expected
    assert total.complete
