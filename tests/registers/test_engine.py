"""Both engines give the same rows, within their settings, and can be watched and stopped."""

from __future__ import annotations

import _thread
import os
import shutil
import subprocess
import sys
import threading
from datetime import date
from decimal import Decimal
from importlib.util import find_spec

import ibis
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from audiatur.errors import SettingError
from audiatur.registers.engine import EngineSettings, Registers, engine_settings
from audiatur.registers.errors import EngineError, SnapshotError
from tests.registers.files import GOOD, HEAD, loaded, written

HAS_SPARK = find_spec("pyspark") is not None and bool(os.environ.get("JAVA_HOME") or shutil.which("java"))
SMALL = {
    "duckdb": EngineSettings(memory="256MiB", threads=2),
    "spark": EngineSettings("spark", memory="512MiB", threads=2),
}
ENGINES = [
    "duckdb",
    pytest.param("spark", marks=pytest.mark.skipif(not HAS_SPARK, reason="no audiatur[spark], or no Java")),
]
ROWS = (
    HEAD
    + "ខ,held,2024-02-29,1990-05-01,9007199254740993\n"
    + "é,held,1901-12-31,,\n"
    + "a,tried,2023-01-02,,0\n"
    + "Z,tried,2023-01-02,1990-05-01,7\n"
)


def _registers(tmp_path, *, engine, content=ROWS):
    kept = loaded(written(tmp_path, "stays.csv", content), store=tmp_path / "store").snapshot
    return Registers([kept], settings=SMALL[engine], spill=tmp_path / "spill")


def _long(registers):
    """Work that takes minutes: every row of a large table beside every other."""
    numbers = registers["stays"].cross_join(ibis.memtable({"n": list(range(50_000))})).select("n")
    pairs = numbers.cross_join(numbers.select(m="n"))
    return pairs.filter((pairs.n * pairs.m) % 1_000_003 == 5).aggregate(n=lambda rows: rows.count())


@pytest.mark.parametrize("engine", ENGINES)
def test_rows_leave_sorted_and_with_the_types_of_the_expression(tmp_path, engine):
    with _registers(tmp_path, engine=engine) as registers:
        stays = registers["stays"]
        limits = ibis.memtable(pl.DataFrame({"status": ["held", "tried"], "limit": [None, 9007199254740993]}))
        rows = stays.join(limits, "status").select(
            "born",
            "stay",
            "age",
            "limit",
            held=stays.status == "held",
            share=stays.age / 7,
            days=ibis.date(2024, 3, 1).delta(stays.began, unit="day"),
        )

        found = registers.run(rows, by=["born"])

    expected = pl.DataFrame(
        [
            (date(1990, 5, 1), "Z", 7, 9007199254740993, False, 1.0, 424),
            (date(1990, 5, 1), "ខ", 9007199254740993, None, True, float(9007199254740993) / 7, 1),
            (None, "a", 0, 9007199254740993, False, 0.0, 424),
            (None, "é", None, None, True, None, 44_621),
        ],
        schema={
            "born": pl.Date,
            "stay": pl.String,
            "age": pl.Int64,
            "limit": pl.Int64,
            "held": pl.Boolean,
            "share": pl.Float64,
            "days": pl.Int64,
        },
        orient="row",
    )
    assert_frame_equal(found, expected, check_exact=True)


@pytest.mark.parametrize("engine", ENGINES)
def test_sums_means_and_decimals_of_groups_are_exact(tmp_path, engine):
    with _registers(tmp_path, engine=engine) as registers:
        stays = registers["stays"]
        groups = stays.group_by("status").aggregate(
            rows=stays.count(),
            sum=stays.age.sum(),
            paid=(stays.age.cast("decimal(20,3)") * Decimal("0.125")).sum().cast("decimal(30,3)"),
            last=stays.began.max(),
        )

        found = registers.run(groups)

    assert found.rows() == [
        ("held", 2, 9007199254740993, Decimal("1125899906842624.125"), date(2024, 2, 29)),
        ("tried", 2, 7, Decimal("0.875"), date(2023, 1, 2)),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_work_stops_when_who_is_told_of_it_raises_and_the_engine_goes_on(tmp_path, engine):
    told = []

    def enough(stage, done):
        told.append((stage, done))
        if len(told) > 4:
            raise LookupError("enough")

    with _registers(tmp_path, engine=engine, content=HEAD + GOOD) as registers:
        with pytest.raises(LookupError, match="enough"):
            registers.run(_long(registers), progress=enough, stage="pairs")
        after = registers.run(registers["stays"].aggregate(n=registers["stays"].count()))

    assert {stage for stage, _ in told} == {"pairs"}
    assert all(done is None or 0 <= done <= 1 for _, done in told)
    assert after["n"].to_list() == [2]


@pytest.mark.parametrize("engine", ENGINES)
def test_ctrl_c_stops_the_work(tmp_path, engine):
    with _registers(tmp_path, engine=engine, content=HEAD + GOOD) as registers:
        pressed = threading.Timer(0.05, _thread.interrupt_main)
        with pytest.raises(KeyboardInterrupt):
            registers.run(_long(registers), progress=lambda *_: None if pressed.is_alive() else pressed.start())


@pytest.mark.parametrize("engine", ENGINES)
def test_two_openings_of_one_table_keep_apart(tmp_path, engine):
    with (
        _registers(tmp_path, engine=engine) as first,
        _registers(tmp_path, engine=engine, content=HEAD + GOOD) as second,
    ):
        counts = [
            registers.run(registers["stays"].aggregate(n=registers["stays"].count())) for registers in (first, second)
        ]

    assert [count.item() for count in counts] == [4, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_table_that_is_not_open_is_answered_with_those_that_are(tmp_path, engine):
    with _registers(tmp_path, engine=engine) as registers, pytest.raises(SnapshotError, match="open are: stays"):
        registers["rooms"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_engine_refuses_is_one_line_of_ours(tmp_path, engine):
    with _registers(tmp_path, engine=engine) as registers:
        stays = registers["stays"]
        wrong = stays.select(number=stays.status.cast("int64"))

        with pytest.raises(EngineError, match=r"^[^\n]*cannot do it[^\n]*$"):
            registers.run(wrong)


@pytest.mark.skipif(not HAS_SPARK, reason="no audiatur[spark], or no Java")
def test_a_quotient_of_decimals_is_refused_where_an_engine_would_round_it(tmp_path):
    with _registers(tmp_path, engine="spark") as registers:
        stays = registers["stays"]

        with pytest.raises(EngineError, match="share: a decimal was divided"):
            registers.run(stays.select(share=stays.age.cast("decimal(20,2)") / 3))


def test_the_sql_shown_is_the_same_whichever_engine_runs_it(tmp_path):
    with _registers(tmp_path, engine="duckdb") as registers:
        stays = registers["stays"]
        sql = registers.sql(stays.filter(stays.status == "held").aggregate(n=lambda rows: rows.count()))

    assert "COUNT" in sql
    assert '"stays"' in sql


def test_the_embedded_engine_reads_no_other_file(tmp_path):
    secret = written(tmp_path, "secret.csv", "a\n1\n")

    with (
        _registers(tmp_path, engine="duckdb") as registers,
        pytest.raises(Exception, match=r"(?i)permission|disabled"),
    ):
        registers._engine._connection.raw_sql(f"SELECT * FROM read_csv('{secret}')")


def test_work_that_needs_more_memory_than_allowed_says_which_setting_to_raise(tmp_path):
    kept = loaded(written(tmp_path, "stays.csv", ROWS), store=tmp_path / "store").snapshot
    settings = EngineSettings(memory="20MiB", threads=1)

    with Registers([kept], settings=settings, spill=tmp_path / "spill") as registers:
        numbers = registers["stays"].cross_join(ibis.memtable({"n": list(range(300_000))})).select("n", "stay")
        heavy = numbers.aggregate(all=numbers.stay.concat("-" * 50).collect())

        with pytest.raises(EngineError, match="AUDIATUR_MEMORY"):
            registers.run(heavy)


def test_spark_without_its_extra_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)

    with pytest.raises(SettingError, match=r"audiatur\[spark\]"):
        _registers(tmp_path, engine="spark")


@pytest.mark.parametrize(
    ("name", "value"), [("AUDIATUR_ENGINE", "oracle"), ("AUDIATUR_MEMORY", "lots"), ("AUDIATUR_THREADS", "0")]
)
def test_a_setting_that_is_not_accepted_is_named(name, value):
    with pytest.raises(SettingError, match=name):
        engine_settings({name: value})


@pytest.mark.slow
@pytest.mark.skipif(not HAS_SPARK, reason="no audiatur[spark], or no Java")
def test_spark_says_nothing_and_leaves_nothing_behind(tmp_path):
    pl.DataFrame({"a": [1]}).write_parquet(tmp_path / "rows.parquet")
    passage = tmp_path / "passage"
    passage.mkdir()
    program = (
        "from pathlib import Path; from audiatur.registers.engine_spark import Spark; "
        f"spark = Spark({{'t': Path({str(tmp_path / 'rows.parquet')!r})}}, memory_bytes=1 << 29, threads=1); "
        "print(spark.run(spark.tables['t'])['a'].to_list())"
    )

    ended = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "TMPDIR": str(passage)}, capture_output=True, text=True
    )

    assert (ended.stdout, ended.stderr, ended.returncode) == ("[1]\n", "", 0)
    assert not list(passage.iterdir())
