"""What was acknowledged is there after the process was killed; writers at the same time lose nothing to each other."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, connections

from audiatur.record import ledger, services
from audiatur.record.models import Dialogue, Entry
from tests.shared import ROOT

WRITER = """
import sys
from audiatur.commands import installation
installation.prepare()
from audiatur.record import services
for number in range(200):
    slug = f"{sys.argv[1]}-{number}"
    services.dialogue_open(slug=slug, title=slug, state_name="-", opened="2030", synthetic=True,
                           sides=[("state", "State", ""), ("un", "UN", ""), ("cso", "CSO", "")])
    print(slug, flush=True)
"""


def started(name: str, *, home: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": ""}
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name], stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )


def audited(home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "AUDIATUR_HOME": str(home), "AUDIATUR_DATABASE_URL": ""}
    command = [sys.executable, "-m", "audiatur.cli", "audit"]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def test_a_writer_that_is_killed_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    chance = random.Random(9)
    acknowledged = 0
    for life in range(2):
        writer = started(f"life-{life}", home=tmp_path)
        assert writer.stdout is not None
        for _ in range(chance.randint(5, 90)):
            acknowledged += bool(writer.stdout.readline())
        writer.send_signal(signal.SIGKILL)
        # What stands in the pipe was acknowledged before the writer died.
        acknowledged += len(writer.stdout.read().splitlines())
        assert writer.wait() == -signal.SIGKILL

    looked = audited(tmp_path)

    entries = int(re.match(r"(\d+) entries", looked.stdout)[1])
    assert (looked.returncode, looked.stdout.count("0 faults")) == (0, 1), looked.stdout
    # An entry may have been written and not yet acknowledged when the writer died, one a life.
    assert acknowledged <= entries <= acknowledged + 2


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
