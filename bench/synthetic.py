"""The synthetic country's time, memory and hashes: `python -m bench.synthetic [S M L]` (S and M unless said)."""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BARS = {"S": (3.0, None), "M": (45.0, 1.5), "L": (480.0, 4.0)}
"""Seconds, and GB of memory, that a size may take."""
RUNS = {"S": 5, "M": 3, "L": 2}
SEED = 1


@dataclass(frozen=True)
class Run:
    """One run of the command in a process of its own."""

    seconds: float
    cpu_seconds: float
    peak_gb: float
    rows: int
    megabytes: float
    hashes: tuple[tuple[str, str], ...]


def run(size: str) -> Run:
    """Make the country once; time and peak memory are those of the whole process, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = ["audiatur", "synth", "--out", str(out), "--size", size, "--seed", str(SEED)]
        started = time.monotonic()
        child = os.posix_spawn(
            sys.executable,
            [sys.executable, "-c", "from audiatur.cli import main; main()", *command[1:]],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, used = os.wait4(child, 0)
        seconds = time.monotonic() - started
        if status:
            raise SystemExit(f"audiatur synth --size {size} failed")
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
        rows = {file["file"]: file["rows"] for file in manifest["files"]}
        return Run(
            seconds,
            used.ru_utime + used.ru_stime,
            used.ru_maxrss * 1024 / 1e9,
            rows["tables/events.parquet"],
            sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6,
            tuple((file["file"], file["sha256"]) for file in manifest["files"]),
        )


def main() -> None:
    """Print the table."""
    print(f"{'size':4} {'events':>11} {'MB':>7} {'s (median)':>11} {'CPU-s':>7} {'peak GB':>8}  bar            hashes")
    for size in sys.argv[1:] or ["S", "M"]:
        runs = [run(size) for _ in range(RUNS[size])]
        seconds = statistics.median(each.seconds for each in runs)
        cpu = statistics.median(each.cpu_seconds for each in runs)
        peak = max(each.peak_gb for each in runs)
        most_seconds, most_gb = BARS[size]
        met = seconds < most_seconds and (most_gb is None or peak < most_gb)
        bar = f"< {most_seconds:g} s" + (f", < {most_gb:g} GB" if most_gb else "")
        same = f"equal in {len(runs)} runs" if len({each.hashes for each in runs}) == 1 else "DIFFERENT"
        print(
            f"{size:4} {runs[0].rows:>11,} {runs[0].megabytes:>7.1f} {seconds:>11.2f} {cpu:>7.2f} {peak:>8.2f}  "
            f"{bar:14} {'met' if met else 'MISSED':6} {same}"
        )


if __name__ == "__main__":
    main()
