"""What was acknowledged is there after the process was killed; writers at the same time lose nothing to each other."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from audiatur.record import ledger, services
from audiatur.record.models import Dialogue, Entry
from tests.shared import ROOT


def started(seed: str, *, home: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": ""}
    command = [sys.executable, "-m", "tests.record.writing_at_random", seed]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT)


def audited(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": ""}
    command = [sys.executable, "-m", "audiatur.cli", "audit"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def entries_in(home: Path) -> dict[int, tuple[str, str]]:
    """Number, kind and hash of the entries that stand in the ledger of a home."""
    with sqlite3.connect(home / "record.sqlite3") as database:
        rows = database.execute("SELECT seq, kind, hash FROM record_entry")
        return {seq: (kind, root) for seq, kind, root in rows}


def killed_until(
    wanted: int, *, home: Path, most: int, chance: random.Random
) -> tuple[dict[int, tuple[str, str]], int]:
    """What writers acknowledged in all their lives, each ended by a kill at a random moment; and how many lived."""
    told: dict[int, tuple[str, str]] = {}
    lives = 0
    while len(told) < wanted:
        lives += 1
        writer = started(f"life-{lives}", home=home)
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(chance.randint(1, most))]
        # Somewhere in what follows: reading a document, the transaction, its commit, or the telling.
        time.sleep(chance.uniform(0, 0.03))
        writer.send_signal(signal.SIGKILL)
        # What stands in the pipe was acknowledged before the writer died.
        lines += writer.stdout.read().splitlines()
        assert writer.wait() == -signal.SIGKILL
        for seq, root, kind in (line.strip().split(" ", 2) for line in lines if line.strip()):
            assert int(seq) not in told
            told[int(seq)] = (kind, root)
    return told, lives


@pytest.mark.parametrize(("wanted", "most"), [(16, 12), pytest.param(200, 25, marks=pytest.mark.slow)])
def test_writers_that_are_killed_at_random_lose_nothing_that_they_acknowledged(
    tmp_path: Path, wanted: int, most: int
) -> None:
    told, lives = killed_until(wanted, home=tmp_path, most=most, chance=random.Random(wanted))

    looked = audited(tmp_path)
    held = entries_in(tmp_path)
    later = started("after", home=tmp_path)
    assert later.stdout is not None
    goes_on = later.stdout.readline().split()
    later.kill()
    later.wait()

    # Every row is what its entry tells, none is told by no entry, none is gone: no half of a change stands.
    assert (looked.returncode, looked.stdout.count("0 faults")) == (0, 1), looked.stdout
    assert told.items() <= held.items()
    # An act may have been written and not yet told when its writer died: five entries at most, those of `opened`.
    assert len(told) <= len(held) <= len(told) + 5 * lives
    assert lives > 1
    assert len({kind for kind, _root in told.values()}) >= 5
    assert int(goes_on[0]) == len(held) + 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time")
@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_each_get_their_entry() -> None:
    failures: list[BaseException] = []

    def write(name: str) -> Callable[[], None]:
        def run() -> None:
            try:
                for number in range(10):
                    services.dialogue_open(
                        slug=f"{name}-{number}", title="-", state_name="-", opened="2030", synthetic=True,
                        sides=[("state", "State", ""), ("un", "UN", ""), ("cso", "CSO", "")],
                    )  # fmt: skip
            except BaseException as fault:
                failures.append(fault)
            finally:
                connections.close_all()

        return run

    threads = [threading.Thread(target=write(name)) for name in ("a", "b", "c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Dialogue.objects.count() == Entry.objects.count() == 40
    assert list(ledger.faults()) == []
