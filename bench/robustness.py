"""`audiatur read` on files that do harm: status, what it says, memory and time of each. Fails on a breach.

.venv/bin/python -m bench.robustness [NAME...]
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench.hostile import FILES, Hostile

MOST_MEMORY = 1024**3
MOST_SECONDS = 300
"""A run is ended after this: it hangs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run did: exit status, standard error, peak resident memory in bytes, seconds."""

    status: int
    said: str
    memory: int
    seconds: float


_MEASURED = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[2:])
with open(sys.argv[1], "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status if status >= 0 else 128 - status)
"""
"""A small process between: the peak of a process counts the memory of the one that spawned it, here a test run's."""


def run_reading(path: Path, *, arguments: tuple[str, ...] = ("--json",)) -> Outcome:
    """Run `audiatur read` on a file in a process of its own and wait for it."""
    command = (sys.executable, "-m", "audiatur.cli", "read", str(path), *arguments)
    with (
        tempfile.TemporaryFile() as said,
        tempfile.NamedTemporaryFile("r") as peak,
        open(os.devnull, "wb") as nowhere,
    ):
        begun = time.perf_counter()
        child = os.posix_spawn(
            sys.executable,
            (sys.executable, "-c", _MEASURED, peak.name, *command),
            os.environ,
            setpgroup=0,
            file_actions=[
                (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1),
                (os.POSIX_SPAWN_DUP2, said.fileno(), 2),
            ],
        )
        timer = threading.Timer(MOST_SECONDS, os.killpg, (child, signal.SIGKILL))
        timer.start()
        _, status = os.waitpid(child, 0)
        timer.cancel()
        seconds = time.perf_counter() - begun
        said.seek(0)
        words = said.read().decode("utf-8", "replace")
        memory = int(peak.read() or 0) * 1024
    return Outcome(os.waitstatus_to_exitcode(status), words, memory, seconds)


def breaches(hostile: Hostile, outcome: Outcome) -> list[str]:
    """What the run did that it must not; empty where all is well."""
    lines = outcome.said.splitlines()
    found = []
    if outcome.status != hostile.status:
        found.append(f"status {outcome.status}, not {hostile.status}")
    if "Traceback" in outcome.said or "internal fault" in outcome.said:
        found.append("a fault of the program")
    if len(lines) != (1 if outcome.status else 0):
        found.append(f"{len(lines)} lines on standard error")
    if hostile.says.lower() not in outcome.said.lower():
        found.append(f"does not say “{hostile.says}”")
    if outcome.memory > MOST_MEMORY:
        found.append("more than 1 GiB")
    return found


def _written(hostile: Hostile, folder: Path) -> Path:
    # In a process of its own: the peak of what makes a large file would count for the reading that is spawned here.
    writer = multiprocessing.get_context("fork").Process(target=hostile.write, args=(folder,))
    writer.start()
    writer.join()
    return folder / hostile.name


def main(names: list[str]) -> int:
    """Print the table; 1 where a file broke a rule."""
    failed = 0
    print(f"{'file':<30} {'status':>6} {'MiB':>6} {'seconds':>8}  standard error")
    with tempfile.TemporaryDirectory() as folder:
        for hostile in FILES:
            if names and hostile.name not in names:
                continue
            path = _written(hostile, Path(folder))
            outcome = run_reading(path)
            path.unlink()
            wrong = breaches(hostile, outcome)
            failed += bool(wrong)
            said = outcome.said.strip().replace(str(path), hostile.name).removeprefix("audiatur read: ")
            row = f"{hostile.name:<30} {outcome.status:>6} {outcome.memory / 1024**2:>6.0f} {outcome.seconds:>8.1f}"
            print(f"{row}  {said}{'  BREACH: ' + '; '.join(wrong) if wrong else ''}", flush=True)
    print(f"{failed} of {len(names or FILES)} files broke a rule.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
