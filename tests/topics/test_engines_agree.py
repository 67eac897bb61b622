"""Every indicator gives the same figures, digit for digit, on both engines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec

import pytest

from audiatur.figures.computing import compute
from audiatur.figures.indicator import Asked, Indicator
from audiatur.registers.engine import EngineSettings, Registers
from audiatur.synthetic.generator.country import Asked as Country
from audiatur.synthetic.generator.country import generate
from audiatur.topics.catalogue import INDICATORS
from tests.topics.mediation.invented import kept

HAS_SPARK = find_spec("pyspark") is not None and bool(os.environ.get("JAVA_HOME") or shutil.which("java"))
ASKED = Asked(since=date(2023, 1, 1), until=date(2024, 12, 31), on=date(2025, 6, 30))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not HAS_SPARK, reason="no audiatur[spark], or no Java"),
]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Registers, Registers]]:
    folder = tmp_path_factory.mktemp("country")
    generate(Country(folder / "out", size="S", noise="light"))
    needed = sorted({table for one in INDICATORS.values() for table in one.tables})
    there = [name for name in needed if (folder / f"out/tables/{name}.parquet").exists()]
    loaded = [kept(folder / f"out/tables/{name}.parquet", table=name, store=folder / "store") for name in there]
    snapshots = [each.snapshot for each in loaded if each.snapshot]
    with (
        Registers(snapshots, settings=EngineSettings(), spill=folder / "one") as duckdb,
        Registers(snapshots, settings=EngineSettings("spark", memory="2GiB"), spill=folder / "other") as spark,
    ):
        yield duckdb, spark


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda one: one.id)
def test_figures_are_the_same(engines: tuple[Registers, Registers], indicator: Indicator) -> None:
    if missing := set(indicator.tables) - set(engines[0].snapshots):
        pytest.skip(f"the invented country has no {', '.join(sorted(missing))}")

    embedded, cluster = (compute(indicator, one, asked=ASKED, country="all").figures for one in engines)

    assert embedded == cluster
