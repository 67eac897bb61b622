"""Indicators over accounts and roles: each incident once, small counts withheld, outcomes from the cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from audiatur.figures.computing import compute
from audiatur.figures.figure import Figure, Release
from audiatur.figures.indicator import Asked
from audiatur.registers.engine import Registers, engine_settings
from audiatur.registers.shelf import Shelf, newest_of
from audiatur.topics.catalogue import indicator_get
from tests.topics.civic_space.test_standing import keep

OUTCOMES = ("convicted", "acquitted", "pending")


def written() -> dict[str, pl.DataFrame]:
    """Sixty incidents of 2024, each told by M1 and M2: a journalist charged by police, and in each third a court case.

    M2 counts a second victim; its accounts of the first twenty are only alleged. Twelve incidents have a ruling class
    of their own: a killing, of which eight are verified by M1 alone.
    """
    reports, accounts, roles, defendants = [], [], [], []
    for number in range(60):
        for monitor in ("M1", "M2"):
            report = f"{monitor}-{number:02d}"
            row = {"report": report, "monitor": monitor, "kind": "arrest", "on": f"2024-0{1 + number % 9}-15"}
            reports.append(row | {"incident": f"I{number:02d}" if number < 55 else None, "place": None})
            alleged = monitor == "M2" and number < 20
            accounts.append(
                {
                    "report": report,
                    "proof": "alleged" if alleged else "corroborated",
                    "charge": "Penal Code, art. 495" if number % 2 else "Penal Code, art. 305",
                    "case": f"K{number:02d}" if number % 3 == 0 else None,
                    "sdg_16_10_1": "killing" if number < 12 else "arbitrary_detention",
                    "iccs": "0101" if number < 12 else "020221",
                }
            )
            roles += _roles(report, victims=1 if monitor == "M1" else 2)
        if number % 3 == 0:
            defendants.append(
                {"case": f"K{number:02d}", "person": f"P{number:02d}", "charge_class": "misdemeanour",
                 "outcome": OUTCOMES[number // 3 % 2]}
            )  # fmt: skip
    tables = {"incident_reports": reports, "incident_accounts": accounts, "incident_roles": roles}
    return {name: pl.DataFrame(rows) for name, rows in (tables | {"defendants": defendants}).items()}


def _roles(report: str, *, victims: int) -> list[dict[str, object]]:
    given = [("victim", "journalist")] * victims + [("perpetrator", "police"), ("victim", "other")]
    return [
        {"report": report, "number": number, "role": role, "party": "person", "actor": actor}
        for number, (role, actor) in enumerate(given)
    ]


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registers]:
    folder = tmp_path_factory.mktemp("accounts")
    for name, rows in written().items():
        rows.write_csv(folder / f"{name}.csv")
        keep(folder / f"{name}.csv", table=name, store=folder / "store")
    shelf = Shelf(folder / "store", country="xx", synthetic=True)
    snapshots = newest_of(shelf, tables=tuple(written()))
    with Registers(snapshots, settings=engine_settings({}), spill=folder) as opened:
        yield opened


def figures(registers: Registers, name: str, *by: str) -> dict[str, Figure]:
    """The figures of 2024 by one column; the total is under `*`."""
    asked = Asked(since=date(2024, 1, 1), until=date(2024, 12, 31), on=date(2025, 1, 1), by=by)
    found = compute(indicator_get(f"civic_space.{name}"), registers, asked=asked, country="Calidor").figures
    return {next(iter(one.group.values()), "*"): one for one in found}


def test_an_incident_that_two_organisations_tell_is_in_an_actors_count_once(registers: Registers) -> None:
    found = figures(registers, "incidents_by_actor", "actor")

    # 55 incidents with a number, and five told twice without one: nobody says yet that those are the same.
    assert found["police"].value == 55 + 10
    assert found["*"].value == 65


def test_verified_cases_count_the_civic_victims_of_the_fullest_report_once(registers: Registers) -> None:
    found = figures(registers, "sdg_16_10_1", "sdg_16_10_1")

    # Killings: of twelve incidents M1's account alone is verified, with one journalist each. Detentions: eight more of
    # M1 alone, 35 with M2's two journalists, five without a number that count for each report.
    assert found["killing"].value == 12
    assert found["arbitrary_detention"].value == 8 + 35 * 2 + 5 * (1 + 2)
    assert found["*"].complete


def test_charges_count_incidents_by_article(registers: Registers) -> None:
    found = figures(registers, "charges", "charge")

    # Odd numbers: 27 of the first 55, and 55, 57 and 59 told twice.
    assert found["Penal Code, art. 495"].value == 27 + 6
    assert found["*"].value == 65


def test_outcomes_come_from_the_register_of_proceedings_one_a_defendant(registers: Registers) -> None:
    found = figures(registers, "outcomes_of_cases", "outcome")

    assert found["convicted"].value == 10
    assert found["acquitted"].value == 10
    assert found["*"].value == 20


def test_a_small_count_is_withheld_with_what_gives_it_away(registers: Registers) -> None:
    asked = Asked(since=date(2024, 1, 1), until=date(2024, 3, 31), on=date(2025, 1, 1), by=("outcome",))

    found = compute(indicator_get("civic_space.outcomes_of_cases"), registers, asked=asked, country="Calidor").figures

    assert all(one.value is None for one in found if one.release is not Release.SHOWN)
    assert any(one.release is not Release.SHOWN for one in found)


def test_requests_that_were_granted_are_a_share_of_those_received(tmp_path: Path) -> None:
    rows = pl.DataFrame(
        {
            "request": [f"Q{number:03d}" for number in range(100)],
            "body": ["Ministry of Works"] * 100,
            "received": ["2024-05-06"] * 80 + ["2023-05-06"] * 20,
            "answer": ["granted"] * 20 + ["in_part"] * 12 + ["refused"] * 28 + ["none"] * 20 + ["granted"] * 20,
        }
    )
    rows.write_csv(tmp_path / "requests.csv")
    keep(tmp_path / "requests.csv", table="information_requests", store=tmp_path / "store")
    snapshots = newest_of(Shelf(tmp_path / "store", country="xx", synthetic=True), tables=("information_requests",))

    with Registers(snapshots, settings=engine_settings({}), spill=tmp_path) as opened:
        found = figures(opened, "sdg_16_10_2")["*"]

    assert (found.value, found.numerator, found.denominator) == (40.0, 32, 80)
