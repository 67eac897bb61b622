"""The ledger: every change of the record as one entry of an append-only Merkle tree (RFC 9162, section 2.1).

An entry holds no row but a salted commitment for each: the tree proves what was told without telling it, and a row
that the law demands to be erased leaves a gap that everyone can see. A leaf is the canonical JSON of number, time,
actor, kind and commitments. Heads are signed by the installation's key (`audiatur.record.heads`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from audiatur import verify_receipt
from audiatur.record import merkle

if TYPE_CHECKING:
    from audiatur.record.models import Entry, User


@dataclass(frozen=True, slots=True)
class Head:
    """The tree of all entries: its size, which is the newest entry's number, and its root."""

    seq: int
    hash: str

    @property
    def short(self) -> str:
        """The first and last four characters, for page feet."""
        return f"{self.hash[:4]}…{self.hash[-4:]}"


def append(kind: str, *, by: User | None, rows: Sequence[dict[str, Any]]) -> Entry:
    """Write one entry at the end of the ledger, inside the transaction of the change that it tells."""
    from audiatur.record.models import Entry

    told = [(place, secrets.token_hex(16), canonical(row)) for place, row in enumerate(rows)]
    commitments = [verify_receipt.commitment(salt, content) for _place, salt, content in told]
    size, peaks = _last()
    entry = Entry(
        seq=size + 1,
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        actor=f"user:{by.pk}" if by else "installation",
        kind=kind,
        commitments=json.dumps(commitments),
    )
    leaf = _leaf(entry)
    after = merkle.grown(_bytes(peaks), size=size, leaf=leaf)
    entry.leaf, entry.peaks, entry.hash = leaf.hex(), _hex(after), merkle.root_of(after).hex()
    _insert(entry, told)
    return entry


def _last() -> tuple[int, str]:
    """Number and peaks of the last entry, none but the own transaction appending from here on."""
    _alone()
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, peaks FROM record_entry ORDER BY seq DESC LIMIT 1")
        return cursor.fetchone() or (0, "")


def _insert(entry: Entry, told: Sequence[tuple[int, str, str]]) -> None:
    """Write the rows in plain statements: most of the time of an append would else go into building them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO record_entry (seq, at, actor, kind, commitments, leaf, peaks, hash) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            (entry.seq, entry.at, entry.actor, entry.kind, entry.commitments, entry.leaf, entry.peaks, entry.hash),
        )
        cursor.executemany(
            "INSERT INTO record_told (entry_id, place, salt, content) VALUES (%s, %s, %s, %s)",
            [(entry.seq, *row) for row in told],
        )
    entry._state.adding = False


_LOCK = 0x61756469
"""The number of the lock on PostgreSQL under which one transaction at a time appends."""


def _alone() -> None:
    """Wait until no other transaction appends; on SQLite only one writes at a time anyway.

    A lock on the last entry would not do: who waited for it would still read that entry as the last.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def head() -> Head:
    """The tree as it stands now."""
    from audiatur.record.models import Entry

    last = Entry.objects.order_by("-seq").values_list("seq", "hash").first()
    return Head(*last) if last else Head(0, merkle.EMPTY.hex())


def inclusion_proof(seq: int, *, size: int) -> list[bytes]:
    """The proof that an entry stands in the tree of the first `size` entries; reads some entries for each level."""
    return _roots(merkle.inclusion_stretches(size, index=seq - 1))


def consistency_proof(former: int, *, size: int) -> list[bytes]:
    """The proof that the tree of the first `size` entries grew from that of the first `former`."""
    return _roots(merkle.consistency_stretches(size, size=former))


def _roots(stretches: Sequence[merkle.Stretch]) -> list[bytes]:
    """The roots of subtrees, put together from the peaks that the entries at their ends hold."""
    from audiatur.record.models import Entry

    parts = [merkle.whole_subtrees(stretch) for stretch in stretches]
    wanted = {seq for subtrees in parts for subtree in subtrees for seq in merkle.ends_needed(subtree)}
    kept = {
        seq: (bytes.fromhex(leaf), bytes.fromhex(peaks[-64:]))
        for seq, leaf, peaks in Entry.objects.filter(seq__in=wanted).values_list("seq", "leaf", "peaks")
    }
    peaks = {seq: peak for seq, (_, peak) in kept.items()}
    return [
        merkle.root_of([merkle.subtree_root(one, leaf=kept[one[1]][0], last_peaks=peaks) for one in subtrees])
        for subtrees in parts
    ]


def leaves() -> list[bytes]:
    """The hashes of all entries, in their order; 32 bytes each."""
    from audiatur.record.models import Entry

    return [bytes.fromhex(leaf) for leaf in Entry.objects.order_by("seq").values_list("leaf", flat=True).iterator()]


def content_of(entry: Entry) -> dict[str, Any]:
    """What the leaf of an entry is the hash of."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "actor": entry.actor,
        "kind": entry.kind,
        "rows": json.loads(entry.commitments),
    }


def faults() -> Iterator[str]:
    """What shows that entries were altered, removed or reordered, or are not the rows they commit to.

    Entries cut off from the end leave a tree that holds: compare `head` with a head or receipt kept elsewhere.
    """
    from audiatur.record.erasing import erasures
    from audiatur.record.models import Entry

    erased = frozenset(erasures())
    peaks: list[bytes] = []
    seq = 0
    for entry in Entry.objects.order_by("seq").prefetch_related("told").iterator(chunk_size=500):
        seq += 1
        if entry.seq != seq:
            yield f"entry {seq} is missing: {entry.seq} follows {seq - 1}"
            seq = entry.seq
        try:
            altered = entry.leaf != _leaf(entry).hex()
            leaf, stored = bytes.fromhex(entry.leaf), _bytes(entry.peaks)
        except ValueError:
            yield f"entry {entry.seq} was altered"
            continue
        if altered:
            yield f"entry {entry.seq} was altered"
        # After a missing entry the peaks are those of another size, and nothing can grow from them.
        whole = len(peaks) == (entry.seq - 1).bit_count()
        peaks = merkle.grown(peaks, size=entry.seq - 1, leaf=leaf) if whole else []
        if peaks != stored or merkle.root_of(stored).hex() != entry.hash:
            yield f"entry {entry.seq} does not follow the entries before it"
            peaks = stored
        yield from _rows_apart(entry, erased=erased)


def _rows_apart(entry: Entry, *, erased: frozenset[tuple[int, int]]) -> Iterator[str]:
    """The rows of an entry that are not those that it commits to, but for those that an act of erasure names."""
    promised = json.loads(entry.commitments)
    held = {row.place: row for row in entry.told.all()}
    for place, promise in enumerate(promised):
        row = held.pop(place, None)
        if row is None:
            yield f"row {place} of entry {entry.seq} is gone"
        elif not row.content and not row.salt and (entry.seq, place) in erased:
            continue
        elif not _fits(row.salt, row.content, promise):
            yield f"row {place} of entry {entry.seq} was altered"
    for place in held:
        yield f"row {place} of entry {entry.seq} was added to it"


def _fits(salt: str, content: str, promise: str) -> bool:
    try:
        return verify_receipt.commitment(salt, content) == promise
    except ValueError:
        return False


def _leaf(entry: Entry) -> bytes:
    return verify_receipt.leaf_hash(verify_receipt.canonical(content_of(entry)))


def _hex(hashes: Sequence[bytes]) -> str:
    return " ".join(one.hex() for one in hashes)


def _bytes(text: str) -> list[bytes]:
    return [bytes.fromhex(one) for one in text.split()]


def canonical(value: Any) -> str:
    """One JSON text of a value: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
