"""The ledger: appends a second, proofs, and whether alterations are found. `python -m bench.ledger [ENTRIES]`

An append is one entry of one row, written through Django's ORM into SQLite on disk.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

RUNS = 3
QUOTED = "pymerkle 6 appends 64 entries a second into its SQLite tree (measured elsewhere, same machine class)"


def main(entries: int) -> None:
    """Print medians of three runs, each on a fresh tree that the former run left."""
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(AUDIATUR_HOME=home, AUDIATUR_DATABASE_URL="")
        from audiatur.commands import installation

        installation.prepare()
        from django.db import transaction

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

        print(f"appends in one transaction: {entries / _median(append_all):,.0f} a second")
        print(f"appends in a transaction each: {entries / 4 / _median(append_each):,.0f} a second")
        print(QUOTED)
        size = Entry.objects.count()
        entry = Entry.objects.get(seq=size // 3)
        print(f"a receipt from {size:,} entries: {_median(lambda: heads.receipt(entry)) * 1000:.0f} ms")
        receipt, former = heads.receipt(entry), heads.signed_head()
        print(f"checking it: {_median(lambda: verify_receipt.check_receipt(receipt)) * 1000:.2f} ms")
        append_each()
        later = heads.signed_head(since=former["size"])
        print(f"checking growth: {_median(lambda: verify_receipt.check_growth(former, later)) * 1000:.2f} ms")
        started = time.perf_counter()
        faults = len(list(ledger.faults()))
        took = time.perf_counter() - started
        print(f"going through all {Entry.objects.count():,} entries: {took:.1f} s, {faults} faults")


def _median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        started = time.perf_counter()
        act()
        took.append(time.perf_counter() - started)
    return statistics.median(took)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
