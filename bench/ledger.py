"""The ledger: appends a second, proofs, and whether alterations are found. `python -m bench.ledger [ENTRIES] [PYTHON]`

An append is one entry of one row, written through Django's connection into SQLite on disk. PYTHON is an interpreter
that has pymerkle, from an environment of its own: then its appends are measured in the same run, into its SQLite tree.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

RUNS = 3
QUOTED = "pymerkle: not measured in this run; 64 entries a second were published for release 6"
PEER = """
import sys, time
from importlib.metadata import version
from pymerkle import SqliteTree
tree, count = SqliteTree(sys.argv[1]), int(sys.argv[2])
started = time.perf_counter()
for _ in range(count):
    tree.append_entry(b"A sentence of ordinary length stands here.")
print(version("pymerkle"), tree.con.execute("PRAGMA synchronous").fetchone(), time.perf_counter() - started)
"""


def main(entries: int, *, peer: str = "") -> None:
    """Print medians of three runs, each on the tree that the former run left."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(AUDIATUR_HOME=home, AUDIATUR_DATABASE_URL="")
        from audiatur.commands import installation

        installation.prepare()
        from django.db import connection, transaction

        from audiatur import verify_receipt
        from audiatur.record import heads, ledger
        from audiatur.record.models import Entry

        rows = [{"model": "record.note", "id": 1, "fields": {"text": "A sentence of ordinary length stands here."}}]

        def append_all() -> None:
            with transaction.atomic():
                for _ in range(entries):
                    ledger.append("note", by=None, rows=rows)

        def append_each() -> None:
            for _ in range(entries // 4):
                with transaction.atomic():
                    ledger.append("note", by=None, rows=rows)

        with connection.cursor() as cursor:
            kept = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
        print(f"SQLite: journal_mode {kept[0]}, synchronous {kept[1]} (2 is FULL)")
        print(f"appends in one transaction: {entries / _median(append_all):,.0f} a second")
        each = entries / 4 / _median(append_each)
        print(f"appends in a transaction each: {each:,.0f} a second")
        print(_beside(peer, home=home, count=entries // 4, ours=each) if peer else QUOTED)
        size = Entry.objects.count()
        entry = Entry.objects.get(seq=size // 3)
        print(f"a receipt from {size:,} entries: {_median(lambda: heads.receipt(entry)) * 1000:.0f} ms")
        receipt, former = heads.receipt(entry), heads.signed_head()
        print(f"checking it offline: {_median(lambda: verify_receipt.check_receipt(receipt)) * 1000:.2f} ms")
        append_each()
        later = heads.signed_head(since=former["size"])
        print(f"checking growth offline: {_median(lambda: verify_receipt.check_growth(former, later)) * 1000:.2f} ms")
        started = time.perf_counter()
        faults = len(list(ledger.faults()))
        took = time.perf_counter() - started
        print(f"going through all {Entry.objects.count():,} entries: {took:.1f} s, {faults} faults")


def _beside(python: str, *, home: str, count: int, ours: float) -> str:
    """What pymerkle appends a second, each entry committed, on the same disk."""
    told = []
    for run in range(RUNS):
        command = [python, "-c", PEER, os.path.join(home, f"peer-{run}.db"), str(count)]
        version, synchronous, took = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        told.append(count / float(took))
    peer = statistics.median(told)
    return (
        f"pymerkle {version}, SqliteTree, synchronous {synchronous}: {peer:,.0f} a second; "
        f"ours are {ours / peer:.1f} times as many"
    )


def _median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000, peer=sys.argv[2] if len(sys.argv) > 2 else "")
