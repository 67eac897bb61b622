from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pytest

from audiatur.synthetic.generator.country import Asked, generate
from audiatur.topics.prisons.state import (
    held_by_day,
    held_on,
    moves_by_month,
    occupancy_by_month,
    person_days,
    repaired,
    stays_by_length,
)

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


def _answers(engine: Any, folder: Path) -> Iterator[list[tuple[Any, ...]]]:
    custody, capacities = (
        engine.read_parquet(str(folder / f"tables/{name}.parquet")) for name in ("custody", "capacities")
    )
    spells = repaired(custody)
    for expression in (
        held_by_day(spells, first=FIRST, last=LAST),
        held_on(spells, day=LAST, by=("status", "sex")),
        person_days(spells, first=FIRST, last=LAST, by=("facility",)),
        occupancy_by_month(spells, capacities, first=FIRST, last=LAST, by_facility=True),
        moves_by_month(spells, first=FIRST, last=LAST),
        stays_by_length(spells, first=FIRST, last=LAST, by=("sex",)),
    ):
        columns = sorted(expression.columns)
        yield sorted(
            tuple(row) for row in engine.to_pyarrow(expression.select(columns)).to_pandas().itertuples(index=False)
        )


@pytest.mark.slow
def test_both_engines_give_the_same_digits(tmp_path: Path) -> None:
    sql = pytest.importorskip("pyspark.sql")
    generate(Asked(tmp_path, size="S", seed=1, noise="light", country="xx", csv=False))
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.driver.memory": "1g"}
    builder = sql.SparkSession.builder.master("local[1]")
    for name, value in options.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()

    try:
        found = list(_answers(ibis.pyspark.connect(spark), tmp_path))
    finally:
        spark.stop()

    assert found == list(_answers(ibis.duckdb.connect(), tmp_path))
