"""Ten million events: per person the days in pre-trial detention and those over a limit, by charge class and age.

One Ibis expression on DuckDB beside hand-written DuckDB SQL, polars and pandas, and on Spark where it is there. Each
run is a program of its own, so that its memory and processor time are its own; all must give the same rows.

`.venv/bin/python -m bench.detention_days [ROWS] [RUNS] [SPARK_ROWS]`
"""

from __future__ import annotations

import hashlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import polars as pl

ROWS, RUNS, SPARK_ROWS = 10_000_000, 3, 1_000_000
CUTOFF = date(2026, 1, 1)
KINDS = ("arrest", "detention_ordered", "hearing", "release", "hearing", "judgment", "charge")
BEGINS, ENDS = "detention_ordered", ("release", "judgment")
CLASSES = ("felony", "misdemeanour", "petty_offence")
LIMITS = {"charge_class": [*CLASSES, *CLASSES], "minor": [False] * 3 + [True] * 3, "limit": [540, 180, 30, 180, 90, 15]}
KEY = ["person", "charge_class", "minor"]
MEMORY = "512MiB"


def write_events(folder: Path, *, rows: int) -> None:
    """Events of cases, about twelve a case, in the order in which they were entered and not in that of their days."""
    number = pl.int_range(rows, eager=True).alias("n")
    mixed = (pl.col("n") * 2_654_435_761) % 4_294_967_296
    case = mixed % max(rows // 12, 1)
    person = case % max(rows // 16, 1)
    pl.DataFrame(number).lazy().select(
        event=pl.format("E{}", pl.col("n").cast(pl.String).str.zfill(8)),
        case=pl.format("K{}", case.cast(pl.String).str.zfill(7)),
        person=pl.format("P{}", person.cast(pl.String).str.zfill(7)),
        kind=(mixed // 7 % len(KINDS)).replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String),
        on=date(2015, 1, 1) + pl.duration(days=mixed // 11 % 3_650),
        charge_class=(case % 3).replace_strict(dict(enumerate(CLASSES)), return_dtype=pl.String),
        born=date(1960, 1, 1) + pl.duration(days=person * 7 % 17_000),
    ).with_columns(pl.col("on", "born").cast(pl.Date)).sink_parquet(folder / "rows.parquet", compression="zstd")


def _registers(folder: Path, *, engine: str):
    from audiatur.registers.engine import EngineSettings, Registers
    from audiatur.registers.snapshots import Manifest, Snapshot

    manifest = Manifest("events-0", "events", 1, True, "", 0, 0, 0, {}, "bench", "", "", {}, "", "", "", "xx")
    memory = MEMORY if engine == "duckdb" else "2GiB"
    return Registers([Snapshot(manifest, folder)], settings=EngineSettings(engine, memory, 2), spill=folder / "spill")


def expression(events):
    """The days of each person: a detention runs from its order to the next release or judgment of the case."""
    import ibis

    turns = events.filter(events.kind.isin([BEGINS, *ENDS]))
    order = ibis.window(group_by=turns.case, order_by=[turns.on, turns.event])
    follows = turns.mutate(until=turns.on.lead().over(order))
    spells = follows.filter(follows.kind == BEGINS)
    days = ibis.coalesce(spells.until, ibis.literal(CUTOFF)).delta(spells.on, unit="day")
    of_age = ibis.date(spells.born.year() + 18, spells.born.month(), spells.born.day().clip(upper=28))
    aged = spells.select("person", "charge_class", minor=spells.on < of_age, days=days)
    people = aged.group_by(KEY).aggregate(days=aged.days.sum())
    limited = people.join(ibis.memtable(pl.DataFrame(LIMITS)), ["charge_class", "minor"])
    over = (limited.days - limited["limit"]).clip(lower=0)
    return limited.select(*KEY, "days", over=over)


def by_ibis(folder: Path, *, engine: str = "duckdb") -> pl.DataFrame:
    """The expression on an engine."""
    with _registers(folder, engine=engine) as registers:
        return registers.run(expression(registers["events"]), by=KEY)


def by_spark(folder: Path) -> pl.DataFrame:
    """The same expression on Spark."""
    return by_ibis(folder, engine="spark")


SQL = f"""
WITH turns AS (
    SELECT person, charge_class, born, kind, "on",
           lead("on") OVER (PARTITION BY "case" ORDER BY "on", event) AS until
    FROM read_parquet($1) WHERE kind IN ('{BEGINS}', '{ENDS[0]}', '{ENDS[1]}')
), people AS (
    SELECT person, charge_class,
           "on" < make_date(year(born) + 18, month(born), least(day(born), 28)) AS minor,
           sum(coalesce(until, DATE '{CUTOFF}') - "on")::BIGINT AS days
    FROM turns WHERE kind = '{BEGINS}' GROUP BY ALL
)
SELECT person, charge_class, minor, days, greatest(days - l."limit", 0) AS over
FROM people JOIN limits l USING (charge_class, minor)
ORDER BY person, charge_class, minor
"""


def by_sql(folder: Path) -> pl.DataFrame:
    """SQL as one would write it by hand."""
    import duckdb

    connection = duckdb.connect(config={"memory_limit": MEMORY, "threads": 2, "temp_directory": str(folder / "spill")})
    connection.register("limits", pl.DataFrame(LIMITS).to_arrow())
    return pl.from_arrow(connection.execute(SQL, [str(folder / "rows.parquet")]).to_arrow_table())


def by_polars(folder: Path) -> pl.DataFrame:
    """Lazy polars on its streaming engine."""
    turns = pl.scan_parquet(folder / "rows.parquet").filter(pl.col("kind").is_in([BEGINS, *ENDS]))
    follows = turns.sort("case", "on", "event").with_columns(
        until=pl.when(pl.col("case") == pl.col("case").shift(-1)).then(pl.col("on").shift(-1))
    )
    born = pl.col("born")
    of_age = pl.date(born.dt.year() + 18, born.dt.month(), pl.min_horizontal(born.dt.day(), pl.lit(28)))
    days = (pl.col("until").fill_null(CUTOFF) - pl.col("on")).dt.total_days()
    people = (
        follows.filter(pl.col("kind") == BEGINS)
        .select("person", "charge_class", minor=pl.col("on") < of_age, days=days)
        .group_by(KEY)
        .agg(pl.col("days").sum())
    )
    limited = people.join(pl.LazyFrame(LIMITS), on=["charge_class", "minor"])
    over = (pl.col("days") - pl.col("limit")).clip(lower_bound=0).alias("over")
    return limited.select(*KEY, "days", over).sort(KEY).collect(engine="streaming")


def by_pandas(folder: Path) -> pl.DataFrame:
    """pandas with Arrow columns, read no wider than needed."""
    import pandas as pd

    turns = pd.read_parquet(
        folder / "rows.parquet", filters=[("kind", "in", [BEGINS, *ENDS])], dtype_backend="pyarrow"
    ).sort_values(["case", "on", "event"])
    following = turns["on"].shift(-1).where(turns["case"] == turns["case"].shift(-1))
    spells = turns.assign(until=following.fillna(CUTOFF))[turns["kind"] == BEGINS]
    born, on, until = (pd.to_datetime(spells[name]) for name in ("born", "on", "until"))
    parts = {"year": born.dt.year + 18, "month": born.dt.month, "day": born.dt.day.clip(upper=28)}
    of_age = pd.to_datetime(pd.DataFrame(parts).astype("int64"))
    spells = spells.assign(minor=on < of_age.set_axis(spells.index), days=(until - on).dt.days)
    people = spells.groupby(KEY, as_index=False)["days"].sum().merge(pd.DataFrame(LIMITS), on=["charge_class", "minor"])
    people["over"] = (people["days"] - people["limit"]).clip(lower=0)
    return pl.from_pandas(people[[*KEY, "days", "over"]].sort_values(KEY))


WAYS: dict[str, Callable[[Path], pl.DataFrame]] = {
    "hand-written SQL": by_sql,
    "Ibis on DuckDB": by_ibis,
    "polars": by_polars,
    "pandas": by_pandas,
    "Ibis on Spark": by_spark,
}
PACKAGES = {
    "hand-written SQL": ("duckdb",),
    "Ibis on DuckDB": ("duckdb", "ibis", "audiatur.registers.engine_duckdb"),
    "polars": (),
    "pandas": ("pandas",),
    "Ibis on Spark": ("ibis", "pyspark.sql", "audiatur.registers.engine_spark"),
}
"""What a program loads once, before the clock starts."""


def once(way: str, *, folder: Path) -> None:
    """One run: prints seconds, processor seconds, the most memory in MiB, and what the rows are."""
    for package in PACKAGES[way]:
        import_module(package)
    began, cpu = time.perf_counter(), time.process_time()
    rows = WAYS[way](folder)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    plain = rows.with_columns(pl.col("days", "over").cast(pl.Int64), pl.col("minor").cast(pl.Boolean))
    digest = hashlib.sha256(plain.write_csv().encode()).hexdigest()
    print(json.dumps([seconds, cpu, _peak_mib(), len(rows), int(rows["days"].sum()), int(rows["over"].sum()), digest]))


def _peak_mib() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def compare(ways: list[str], *, rows: int, runs: int) -> None:
    """Run each way in turn, so that a busy moment of the machine falls on all of them, and print the medians."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_events(folder, rows=rows)
        results: dict[str, list[list]] = {way: [] for way in ways}
        for _ in range(runs):
            for way in ways:
                command = [sys.executable, "-m", "bench.detention_days", "--once", way, made]
                results[way].append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
    told = {tuple(run[3:]) for found in results.values() for run in found}
    people, days, over, digest = sorted(told)[0]
    print(f"{rows:,} events, {people:,} rows, {days:,} days, {over:,} over the limit; rows {digest[:12]}")
    print("all ways give the same rows" if len(told) == 1 else f"the rows DIFFER: {len(told)} kinds")
    first = statistics.median(run[1] for run in results[ways[0]])
    for way, found in results.items():
        seconds, cpu, memory = (statistics.median(run[i] for run in found) for i in range(3))
        beside = "" if way == "Ibis on Spark" else f"{cpu:6.1f} CPU-s ({cpu / first:.1f} times) {memory:6.0f} MiB"
        print(f"{way:<18} {seconds:6.1f} s {beside}")


def main() -> None:
    """All ways at full size without Spark, then the expression on both engines at Spark's size."""
    if sys.argv[1:2] == ["--once"]:
        once(sys.argv[2], folder=Path(sys.argv[3]))
        return
    given = [int(word) for word in sys.argv[1:]] + [ROWS, RUNS, SPARK_ROWS][len(sys.argv) - 1 :]
    rows, runs, spark_rows = given
    compare([way for way in WAYS if way != "Ibis on Spark"], rows=rows, runs=runs)
    if find_spec("pyspark") and spark_rows:
        compare(["Ibis on DuckDB", "Ibis on Spark"], rows=spark_rows, runs=1)


if __name__ == "__main__":
    main()
