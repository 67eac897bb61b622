"""One expression, two engines: every column of every answer is equal on DuckDB and on Spark, where it is installed."""

from __future__ import annotations

import os
import random
import shutil
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

from audiatur.registers.engine_duckdb import DuckDB
from audiatur.topics.proceedings.judging import answers_in_order, clock_answers
from audiatur.topics.proceedings.rules import rules_of
from tests.topics.proceedings.random_cases import AS_OF, arrested, detained, frames

HAS_SPARK = find_spec("pyspark") is not None and bool(os.environ.get("JAVA_HOME") or shutil.which("java"))
CLOCKS = ("police_custody", "counsel", "pretrial_detention", "after_closing_order")


@pytest.mark.slow
@pytest.mark.skipif(not HAS_SPARK, reason="PySpark or Java is not installed")
@pytest.mark.parametrize("told", [clock_answers, answers_in_order])
def test_every_answer_is_the_same_on_both_engines(tmp_path: Path, told):
    from audiatur.registers.engine_spark import Spark

    rules = rules_of("kh")
    assert rules
    draw = random.Random("both engines")
    groups = ("petty_offence", "misdemeanour", "felony", "international_crime")
    people = [
        make(draw, groups=groups, around=around)
        for make in (detained, arrested)
        for around in (date(2023, 6, 1), date(2007, 8, 10))
        for _ in range(250)
    ]
    files = {name: tmp_path / f"{name}.parquet" for name in ("events", "charges")}
    for frame, path in zip(frames(people), files.values(), strict=True):
        frame.write_parquet(path)

    found = []
    for engine in (
        DuckDB(files, memory="1GiB", threads=2, spill=tmp_path),
        Spark(files, memory_bytes=2 << 30, threads=2),
    ):
        asked = told(engine.tables["events"], charges=engine.tables["charges"], rules=rules, clocks=CLOCKS, as_of=AS_OF)
        rows = engine.run(asked).with_columns(pl.col(pl.Int32, pl.Decimal).cast(pl.Int64))
        found.append(rows.sort(rows.columns).rows())
        engine.close()

    assert found[0] == found[1]
    assert len(found[0]) > 1_000
