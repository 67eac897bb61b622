"""Ten million procedural events with 38 planted faults, held against their contract: seconds, memory, faults found.

Each run is a program of its own, so that its memory is its own: `.venv/bin/python -m bench.registers [ROWS] [RUNS]`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import polars as pl

ROWS, RUNS = 10_000_000, 3
TODAY = date(2026, 1, 1)
KINDS = ("arrest", "police_custody", "charge", "detention_ordered", "release", "hearing", "judgment")
Place = tuple[int, str, str, str]
"""Row, column, value and rule of a fault."""


def write_events(path: Path, *, rows: int) -> None:
    """Right events: every column is a function of the row's number, so that equal files are written each time."""
    number = pl.int_range(rows, eager=True).alias("n")
    mixed = (pl.col("n") * 2_654_435_761) % 4_294_967_296
    on = date(2015, 1, 1) + pl.duration(days=mixed % 3_650)
    pl.DataFrame(number).lazy().select(
        event=pl.format("E{}", pl.col("n").cast(pl.String).str.zfill(8)),
        case=pl.format("K{}", (mixed % 800_000).cast(pl.String).str.zfill(7)),
        person=pl.format("P{}", (mixed % 600_011).cast(pl.String).str.zfill(7)),
        kind=(mixed % len(KINDS)).replace_strict(dict(enumerate(KINDS)), return_dtype=pl.String),
        on=on.cast(pl.Date),
        recorded=(on + pl.duration(days=pl.col("n") % 30)).cast(pl.Date),
        place=(100 + mixed % 197).cast(pl.String),
        born=(date(1950, 1, 1) + pl.duration(days=mixed % 18_000)).cast(pl.Date),
    ).sink_parquet(path, compression="zstd")


def plant(path: Path, *, into: Path, rows: int) -> set[Place]:
    """The file with 38 faults spread over it, and where they are."""
    at = iter(range(rows // 40, rows, rows // 40))
    events = pl.read_parquet(path)
    planted: set[Place] = set()
    changes: dict[str, dict[int, object]] = {"kind": {}, "on": {}, "recorded": {}, "case": {}, "born": {}}
    for i in range(5):
        row = next(at)
        changes["kind"][row] = f"arest{i}"
        planted.add((row + 1, "kind", f"arest{i}", "not_in_vocabulary"))
    for i in range(10):
        row, day = next(at), date(2062, 1, 1) + timedelta(days=i)
        changes["on"][row], changes["recorded"][row] = day, None
        planted.add((row + 1, "on", day.isoformat(), "in_the_future"))
    for _ in range(4):
        row = next(at)
        changes["case"][row] = None
        planted.add((row + 1, "case", "", "missing"))
    on = events["on"]
    for i in range(19):
        row = next(at)
        changes["born"][row] = on[row] + timedelta(days=i + 1)
        planted.add((row + 1, "on", on[row].isoformat(), "before_other_day"))
    for name, cells in changes.items():
        values = pl.Series(list(cells.values()), dtype=events.schema[name])
        events = events.with_columns(events[name].scatter(list(cells), values))
    events.write_parquet(into, compression="zstd")
    return planted


def validate_once(path: Path) -> None:
    """One run: prints seconds, the most memory in MiB, and the faults."""
    from audiatur.registers.mapping import mapping_by_name
    from audiatur.registers.validating import validate
    from audiatur.topics.tables import table_get

    began, cpu = time.perf_counter(), time.process_time()
    events = table_get("events")
    rows = pl.scan_parquet(path, row_index_name="row", row_index_offset=1)
    mapping = mapping_by_name(events, given=rows.collect_schema().names())
    found = validate(rows, table=events, mapping=mapping, today=TODAY)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    faults = [(fault.row, fault.column, fault.value, fault.rule) for fault in found.faults]
    print(json.dumps([seconds, cpu, _peak_mib(), found.read, found.quarantined, faults]))


def _peak_mib() -> float:
    """The most memory that this program itself held; the figure of getrusage would begin with its parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def main() -> None:
    """Write, plant, run, compare, print."""
    if sys.argv[1:2] == ["--once"]:
        validate_once(Path(sys.argv[2]))
        return
    rows, runs = (int(given) for given in (sys.argv[1:] + [str(ROWS), str(RUNS)][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        right, wrong = Path(folder) / "right.parquet", Path(folder) / "events.parquet"
        write_events(right, rows=rows)
        planted = plant(right, into=wrong, rows=rows)
        command = [sys.executable, "-m", "bench.registers", "--once", str(wrong)]
        results = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(runs)]
    found = {(row, column, value, rule) for row, column, value, rule in results[-1][5]}
    seconds, cpu, memory = (statistics.median(result[i] for result in results) for i in range(3))
    print(f"{results[-1][3]:,} rows read, {results[-1][4]} in quarantine; median of {runs} runs:")
    print(f"{seconds:.1f} s ({cpu:.1f} CPU-s), {memory:.0f} MiB")
    print(f"{len(found & planted)} of {len(planted)} planted faults found with row, column, value and rule;")
    print(f"{len(found - planted)} faults found that were not planted")


if __name__ == "__main__":
    main()
