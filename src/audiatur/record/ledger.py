"""The ledger: every change of the record as one entry, each holding the hash of the one before.

The interface is `append`, `head` and `faults`; what stands behind it may change without the services knowing.
An entry's hash is SHA-256 over the canonical JSON (sorted keys, no spaces, UTF-8) of its other fields.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

if TYPE_CHECKING:
    from audiatur.record.models import Entry, User

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: its number and hash stand for the whole record up to it."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The first and last four characters, for page feet."""
        return f"{self.hash[:4]}…{self.hash[-4:]}"


def append(kind: str, *, by: User | None, rows: list[dict[str, Any]]) -> Entry:
    """Write one entry at the end of the ledger, inside the transaction of the change that it tells."""
    from audiatur.record.models import Entry

    last = Entry.objects.select_for_update().order_by("-seq").first()
    entry = Entry(
        seq=last.seq + 1 if last else 1,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        actor=f"user:{by.pk}" if by else "installation",
        kind=kind,
        rows=canonical(rows),
        previous=last.hash if last else GENESIS,
    )
    entry.hash = _hash(entry)
    entry.save()
    return entry


def head() -> Head:
    """The newest entry; number 0 and zeros before the first."""
    from audiatur.record.models import Entry

    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    return Head(*last) if last else Head(0, GENESIS)


def faults() -> Iterator[str]:
    """What shows that entries were altered, removed or reordered; nothing where the chain holds.

    Entries cut off from the end leave a chain that holds: compare `head` with one that was noted elsewhere.
    """
    from audiatur.record.models import Entry

    previous, seq = GENESIS, 0
    for entry in Entry.objects.order_by("seq").iterator():
        seq += 1
        if entry.seq != seq:
            yield f"entry {seq} is missing: {entry.seq} follows {seq - 1}"
            seq = entry.seq
        if entry.previous != previous:
            yield f"entry {entry.seq} does not follow the entry before it"
        if entry.hash != _hash(entry):
            yield f"entry {entry.seq} was altered"
        previous = entry.hash


def _hash(entry: Entry) -> str:
    told = [entry.seq, entry.at, entry.actor, entry.kind, entry.rows, entry.previous]
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One JSON text of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
