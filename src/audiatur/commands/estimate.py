"""`audiatur estimate`: link a dialogue's reports of incidents and estimate their number, as the pages show it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from audiatur.commands.record import dialogue_get
from audiatur.errors import AudiaturError
from audiatur.record.selectors import decisions_standing
from audiatur.registers.shelf import Shelf
from audiatur.topics.civic_space.keeping import Job
from audiatur.topics.civic_space.standing import Standing
from audiatur.topics.civic_space.work import work


class AtWork(AudiaturError):
    """Another program computes the same."""


@dataclass(frozen=True, slots=True)
class Folders:
    """Where registers lie and where what is computed is kept."""

    registers: Path
    figures: Path


def estimated(slug: str, *, folders: Folders, as_json: bool) -> str:
    """Compute and keep what the dialogue's reports say, decisions on pairs included; the answers as text.

    Raises:
        SnapshotError: there are no reports or no places.
        AtWork: another program computes the same.
    """
    dialogue = dialogue_get(slug)
    shelf = Shelf(folders.registers, country=dialogue.country, synthetic=dialogue.synthetic)
    job = Job(shelf, folders.figures / "incidents", decisions_standing(dialogue, table="incident_reports"))
    # What failed before is tried again: the registers or the program may have changed.
    (job.folder / f"{job.key}.fault").unlink(missing_ok=True)
    console = Console(stderr=True)
    with console.status("Waiting to begin") as status:
        found = work(job, told=lambda stage, done, total: status.update(f"{stage} {done} of {total}"))
    if found is None:
        raise AtWork(f"The reports of {slug!r} are being computed by another program. Wait for it to end.")
    return json.dumps(_plain(found), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(found))


def _plain(found: Standing) -> dict[str, Any]:
    return {
        "snapshot": found.snapshot,
        "method": found.method,
        "reports": found.reports,
        "compared": found.compared,
        "documented": found.lists.by_list(),
        "incidents": found.lists.documented,
        "answers": [
            {"low": one.interval.low, "median": one.interval.median, "high": one.interval.high, "weight": one.weight}
            for one in found.answers
        ],
        "refusals": [one.sentence for one in found.refusals],
        "uncertain_pairs": len(found.uncertain),
        "missed": found.missed,
    }


def _lines(found: Standing) -> list[str]:
    lists = ", ".join(f"{name} {count:,}" for name, count in found.lists.by_list().items())
    told = [f"Documented: {found.lists.documented:,} incidents ({lists})"]
    told += [f"Answer, weight {one.weight:.0%}: {one.interval.low:,} to {one.interval.high:,}" for one in found.answers]
    told += [f"No estimate: {one.sentence}" for one in found.refusals]
    told += [f"Pairs to decide: {len(found.uncertain)}; pairs not recognised: about {found.missed:.1%}"]
    return [*told, f"{found.method}; {found.snapshot}"]
