"""What the reports of a register say together, and the indicators over it."""

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
from audiatur.topics.civic_space.indicators import INDICATORS
from audiatur.topics.civic_space.linkage.decisions import Decision
from audiatur.topics.civic_space.standing import Standing, documented, lists_of, stands
from audiatur.topics.civic_space.trends import Documented, trend
from audiatur.topics.tables import TABLES, table_get
from tests.topics.civic_space.linkage.test_linkage import reports as invented

KINDS = ("arrest", "threat", "force")


def written(folder: Path) -> dict[str, Path]:
    """Places, incidents of 2022 to 2024, and what M1 to M3, and from 2023 M4, reported of them."""
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
            reports.append(
                {
                    "report": f"R{len(reports):05d}",
                    "monitor": name,
                    "incident": f"I{number:04d}",
                    **row,
                    "reported": f"{row['on'][:8]}20",
                }
            )
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


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@pytest.fixture(scope="module")
def standing(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Standing:
    shelf = Shelf(store, country="xx", synthetic=True)
    snapshots = newest_of(shelf, tables=("places", "incident_reports"))
    with Registers(snapshots, settings=engine_settings({}), spill=tmp_path_factory.mktemp("spill")) as opened:
        return stands(opened, decisions=(), tell=silent)


def test_reports_with_one_number_are_one_incident(standing: Standing) -> None:
    assert standing.compared == 0
    assert 500 < len(standing.incidents) < 600
    assert {incident.year for incident in standing.incidents} == {2022, 2023, 2024}
    assert standing.missed == 0


def test_lists_hold_what_each_organisation_reported(standing: Standing, registers: Registers) -> None:
    rows = registers.run(registers["incident_reports"])

    lists = lists_of(standing.incidents, organisations=("M1", "M2", "M3"))

    assert lists.by_list()["M2"] == rows.filter(pl.col("monitor") == "M2").height


def test_the_estimates_hold_the_600_incidents_that_there_were_200_a_year(standing: Standing) -> None:
    assert trend(standing.incidents).steady == ("M1", "M2", "M3")
    assert any(answer.interval.holds(600) for answer in standing.answers)
    assert all(interval is not None and interval.holds(200) for interval in standing.by_year.values())


def test_an_incident_has_the_first_year_that_its_reports_give() -> None:
    found = documented(np.array([0, 0, 1]), ["A", "B", "A"], years=np.array([2021, 2020, 0]))

    assert found == (Documented(2020, frozenset({"A", "B"})),)


def loaded(reports: pl.DataFrame, folder: Path) -> Registers:
    """The register of these reports and the places of the linkage's tests, opened."""
    places = pl.DataFrame(
        {
            "place": ["01", *(f"010{number}" for number in range(1, 7))],
            "name": ["Veal Prei", *(f"District {number}" for number in range(1, 7))],
            "kind": ["province", *["district"] * 6],
            "within": [None, *["01"] * 6],
        }
    )
    numbers = reports.select(pl.col("incident").unique().drop_nulls()).with_columns(
        kind=pl.lit("other"), on=pl.lit("2023"), place=pl.lit("01")
    )
    for name, rows in {"places": places, "incidents": numbers, "incident_reports": reports}.items():
        rows.write_csv(folder / f"{name}.csv")
        keep(folder / f"{name}.csv", table=name, store=folder / "store")
    shelf = Shelf(folder / "store", country="xx", synthetic=True)
    snapshots = newest_of(shelf, tables=("places", "incident_reports"))
    return Registers(snapshots, settings=engine_settings({}), spill=folder)


def test_reports_without_a_number_are_put_to_their_incident_and_decisions_are_kept(tmp_path: Path) -> None:
    rows = invented(incidents=120).with_columns(incident="I" + pl.col("report").str.slice(1))
    blank = pl.col("report").str.slice(3).cast(pl.Int64) % 3 == 0
    rows = rows.with_columns(incident=pl.when(~blank).then("incident"))

    with loaded(rows, tmp_path) as registers:
        plain = stands(registers, decisions=(), tell=silent)
        asked = plain.uncertain[0]
        decided = stands(registers, decisions=[Decision(asked.left, asked.right, "different")], tell=silent)

    true = rows["report"].str.slice(1).n_unique()
    assert plain.compared == rows["incident"].null_count() > 0
    assert len(plain.incidents) == pytest.approx(true, abs=4)
    assert asked not in decided.uncertain
    assert (plain.decided, decided.decided) == (0, 1)
    assert decided.method != plain.method


@pytest.mark.parametrize("indicator", INDICATORS[:3], ids=lambda one: one.id)
def test_an_indicator_counts_the_rows_that_the_register_holds(registers: Registers, indicator) -> None:
    asked = Asked(since=date(2023, 1, 1), until=date(2023, 12, 31), on=date(2025, 1, 1), by=("kind",))
    table = indicator.tables[0]
    rows = registers.run(registers[table]).filter(pl.col("on").str.starts_with("2023"))
    expected = rows["persons"].sum() if indicator.id.endswith("affected") else rows.height

    figures = compute(indicator, registers, asked=asked, country="Calidor").figures

    [total] = [figure for figure in figures if set(figure.group.values()) <= {"*"}]
    assert total.value == expected
    assert total.complete
