"""What was computed of the reports, kept under the hash of all that it depends on, and computed away from the pages.

A page never computes it: it takes what is kept, begins the work in a program of its own where nothing fitting is kept,
and says how far that is. While it works, the program holds a lock that the system releases when it ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiatur.figures.keeping import code_hash, hash_of
from audiatur.registers.shelf import Shelf, newest_names
from audiatur.topics.civic_space.estimation import Answer, Interval, Lists, Refusal
from audiatur.topics.civic_space.linkage.decisions import Decision, decisions_hash
from audiatur.topics.civic_space.standing import TABLES, Standing, Uncertain
from audiatur.topics.civic_space.trends import Documented

Stage = str
"""waiting, comparing, linking, estimating, or failed."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be computed, and the folder in which it is kept."""

    shelf: Shelf
    folder: Path
    decisions: tuple[Decision, ...]

    @property
    def base(self) -> str:
        """The hash of snapshots and code: what stays when another pair is decided."""
        names = newest_names(self.shelf)
        return hash_of({table: names.get(table) for table in TABLES}, code_hash())

    @property
    def key(self) -> str:
        """The hash of everything that the computation depends on, decisions included."""
        return hash_of(self.base, decisions_hash(self.decisions))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is."""

    stage: Stage
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """What is kept: `current` tells whether it holds every decision; `progress` how far the next is, if it is on."""

    standing: Standing | None
    current: bool
    progress: Progress | None


def look(job: Job) -> Look:
    """What is kept for a job: the very thing, or the last one of the same snapshots with other decisions."""
    key = job.key
    if (found := kept(job.folder, key)) is not None:
        return Look(found, current=True, progress=None)
    pointer = job.folder / f"of-{job.base}"
    former = kept(job.folder, pointer.read_text()) if pointer.is_file() else None
    return Look(former, current=False, progress=_progress(job))


def begin(job: Job) -> None:
    """Begin the work in a program of its own, unless it failed before, or one on these snapshots is on already.

    So one program works on a snapshot at a time, however quickly pairs are decided; the page that is looked at when it
    has ended begins the next.
    """
    if (job.folder / f"{job.key}.fault").exists() or working(job.folder, job.base):
        return
    job.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    command = [sys.executable, "-m", "audiatur.topics.civic_space.work"]
    program = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert program.stdin is not None
    with program.stdin as given:
        given.write(job_as_json(job).encode())


def keep(job: Job, standing: Standing) -> None:
    """Write what was computed, whole or not at all."""
    _write(job.folder / f"{job.key}.json", json.dumps(_plain(standing)))
    _write(job.folder / f"of-{job.base}", job.key)


def kept(folder: Path, key: str) -> Standing | None:
    """What is kept under a key; None where there is nothing, or it cannot be read."""
    try:
        return _standing(json.loads((folder / f"{key}.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def at_work(folder: Path, base: str) -> Iterator[bool]:
    """Hold the lock of these snapshots: True for who has it, False where another works on them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / f"{base}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def working(folder: Path, base: str) -> bool:
    """Whether a program works on these snapshots."""
    if not (folder / f"{base}.lock").exists():
        return False
    with at_work(folder, base) as free:
        return not free


def tell(folder: Path, base: str, progress: Progress) -> None:
    """Write how far the work is, for the pages."""
    _write(folder / f"{base}.progress", json.dumps([progress.stage, progress.done, progress.total]))


def fail(folder: Path, key: str, reason: str) -> None:
    """Note that the work cannot be done, so that no page begins it again."""
    _write(folder / f"{key}.fault", reason)


def job_as_json(job: Job) -> str:
    """A job for the program that does it."""
    return json.dumps(
        {
            "store": str(job.shelf.store),
            "country": job.shelf.country,
            "synthetic": job.shelf.synthetic,
            "folder": str(job.folder),
            "decisions": [[one.left, one.right, one.verdict] for one in job.decisions],
        }
    )


def job_of_json(told: str) -> Job:
    """The job that `job_as_json` told."""
    given: Mapping[str, Any] = json.loads(told)
    shelf = Shelf(Path(given["store"]), country=given["country"], synthetic=given["synthetic"])
    return Job(shelf, Path(given["folder"]), tuple(Decision(*row) for row in given["decisions"]))


def _progress(job: Job) -> Progress:
    if (job.folder / f"{job.key}.fault").exists():
        return Progress("failed")
    try:
        stage, done, total = json.loads((job.folder / f"{job.base}.progress").read_text())
        return Progress(stage, done, total)
    except (OSError, ValueError):
        return Progress("waiting")


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(content)
    os.replace(file.name, path)


def _plain(standing: Standing) -> dict[str, Any]:
    """The standing as plain values; incidents of one year and the same organisations are counted together."""
    counts: dict[tuple[int, tuple[str, ...]], int] = {}
    for one in standing.incidents:
        kind = one.year, tuple(sorted(one.by))
        counts[kind] = counts.get(kind, 0) + 1
    return {
        **{
            name: getattr(standing, name) for name in ("snapshot", "method", "decided", "reports", "compared", "missed")
        },
        "incidents": [[year, list(by), count] for (year, by), count in sorted(counts.items())],
        "lists": [list(standing.lists.names), [[list(p), n] for p, n in sorted(standing.lists.counts.items())]],
        "answers": [[_bounds(one.interval), one.weight] for one in standing.answers],
        "refusals": [[one.reason, list(one.lists)] for one in standing.refusals],
        "by_year": [[year, interval and _bounds(interval)] for year, interval in standing.by_year.items()],
        "uncertain": [[one.left, one.right, one.probability] for one in standing.uncertain],
    }


def _standing(told: Mapping[str, Any]) -> Standing:
    names, patterns = told["lists"]
    return Standing(
        **{name: told[name] for name in ("snapshot", "method", "decided", "reports", "compared", "missed")},
        incidents=tuple(Documented(year, frozenset(by)) for year, by, count in told["incidents"] for _ in range(count)),
        lists=Lists(tuple(names), {tuple(pattern): count for pattern, count in patterns}),
        answers=tuple(Answer(Interval(*bounds), weight) for bounds, weight in told["answers"]),
        refusals=tuple(Refusal(reason, tuple(lists)) for reason, lists in told["refusals"]),
        by_year={year: Interval(*bounds) if bounds else None for year, bounds in told["by_year"]},
        uncertain=tuple(Uncertain(*row) for row in told["uncertain"]),
    )


def _bounds(interval: Interval) -> Sequence[float]:
    return [interval.low, interval.median, interval.high, interval.level]
