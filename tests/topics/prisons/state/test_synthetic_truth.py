from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pytest

from audiatur.synthetic.generator.country import Asked, generate
from audiatur.synthetic.generator.noise import Level
from audiatur.topics.prisons.state import held_on, occupancy_by_month, person_days, remand_shares, repaired

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)


def _country(folder: Path, *, noise: Level) -> tuple[Any, Any, dict[str, Any]]:
    generate(Asked(folder, size="S", seed=3, noise=noise, country="xx", csv=False))
    engine = ibis.duckdb.connect()
    custody, capacities, facilities = (
        engine.read_parquet(folder / f"tables/{name}.parquet") for name in ("custody", "capacities", "facilities")
    )
    spells = repaired(custody)
    prisons = facilities.filter(facilities.kind == "prison").facility
    effects = json.loads((folder / "truth/truth.json").read_text())["effects"]
    return (
        spells.filter(spells.facility.isin(prisons)),
        capacities,
        {effect["id"]: effect["values"] for effect in effects},
    )


def _worst(spells: Any, capacities: Any, truth: dict[str, Any]) -> float:
    worst = 0.0
    for row in occupancy_by_month(spells, capacities, first=FIRST, last=LAST).to_polars().iter_rows(named=True):
        month = truth["occupancy"]["months"][f"{row['month'] // 100}-{row['month'] % 100:02}"]
        assert row["place_days"] == month[f"{row['series']}_days"]
        worst = max(worst, abs(row["person_days"] / month["held_days"] - 1))
    return worst


def test_without_noise_every_month_and_both_shares_are_those_planted(tmp_path: Path) -> None:
    spells, capacities, truth = _country(tmp_path, noise="none")

    assert _worst(spells, capacities, truth) == 0
    shares = remand_shares(dict(held_on(spells, day=date(2025, 6, 30), by=("status",)).to_polars().iter_rows()))
    planted = truth["pretrial-share"]
    assert (shares.untried, shares.appeal, shares.known) == (planted["untried"], planted["appeal"], planted["held"])
    days = person_days(spells, first=date(2000, 1, 1), last=LAST).to_polars()
    assert days["days"][0] == truth["custody-days"]["days"]


def test_repair_brings_noisy_records_to_within_a_fifth_of_a_percent(tmp_path: Path) -> None:
    spells, _, truth = _country(tmp_path, noise="light")

    days = person_days(spells, first=date(2000, 1, 1), last=LAST).to_polars()

    assert days["days"][0] == pytest.approx(truth["custody-days"]["days"], rel=0.002)
