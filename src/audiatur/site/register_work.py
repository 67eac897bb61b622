"""Work on one register file in a program of its own, within memory and time: files of strangers are opened here alone.

`python -m audiatur.site.register_work` reads a job as JSON from standard input and answers on standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from audiatur.errors import AudiaturError
from audiatur.registers.engine import engine_settings
from audiatur.registers.loading import load, rows_of
from audiatur.registers.mapping import read_mapping, write_mapping
from audiatur.registers.suggesting import suggest
from audiatur.site.bounds import bound
from audiatur.topics.tables import TABLES, table_get

Job = Mapping[str, Any]
Answer = dict[str, Any]


def suggest_mapping(job: Job) -> Answer:
    """The names of the file's columns, and the likeliest mapping written to `job["mapping"]`."""
    table = table_get(job["table"])
    with rows_of(Path(job["file"]), table=table, synthetic=job["synthetic"], country=job["country"]) as spooled:
        found = suggest(spooled.rows, names=spooled.names, table=table, sheet=spooled.sheet, chosen=job.get("chosen"))
    Path(job["mapping"]).write_text(write_mapping(found.mapping), encoding="utf-8")
    return {"names": list(spooled.names), "unused": list(found.unused)}


def check(job: Job) -> Answer:
    """The counts; the faults are written to `job["faults"]`. With `keep` the good rows become a snapshot."""
    found = load(
        Path(job["file"]),
        table=table_get(job["table"]),
        tables=TABLES,
        at=datetime.now(UTC),
        mapping=read_mapping(Path(job["mapping"])),
        store=Path(job["store"]),
        keep=job["keep"],
        synthetic=job["synthetic"],
        country=job["country"],
        by=job["by"],
        lang=job["lang"],
    )
    validation = found.validation
    faults = [asdict(fault) for fault in validation.faults]
    Path(job["faults"]).write_text(json.dumps(faults, ensure_ascii=False), encoding="utf-8")
    return {
        "read": validation.read,
        "kept": validation.kept,
        "quarantined": validation.quarantined,
        "fault_count": validation.fault_count,
        "listed": len(faults),
        "snapshot": found.snapshot.name if found.snapshot else "",
    }


ACTS: Mapping[str, Callable[[Job], Answer]] = {"suggest": suggest_mapping, "check": check}


def main() -> None:
    """One job."""
    bound(engine_settings(os.environ).memory_bytes)
    job = json.load(sys.stdin)
    try:
        answer = ACTS[job["act"]](job)
    except AudiaturError as fault:
        answer = {"refused": fault.as_json()}
    json.dump(answer, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
