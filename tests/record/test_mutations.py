"""Every alteration, removal or reordering of a single entry is found, for every kind of entry that the code writes."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from django.db import transaction

from audiatur.record import ledger
from audiatur.record.models import Entry, Told
from tests.record.small import Small
from tests.record.test_ledger import forge, forged, remove
from tests.shared import ROOT

COLUMNS = ("at", "actor", "kind", "commitments", "leaf", "peaks", "hash")
KINDS = {
    kind
    for file in (ROOT / "src/audiatur").rglob("*.py")
    for kind in re.findall(r"""\bchange\(\s*f?"([^"{}]+)",\s*by=""", file.read_text(encoding="utf-8"))
}


@pytest.fixture
def every_kind(small: Small) -> list[int]:
    """The numbers of entries of every kind: those of a small record, and one of each kind that it does not hold."""
    small.take(small.question().propositions.get(), "ministry", "rejects", "2030-02-01")
    small.take(small.question().propositions.get(), "mandate", "accepts", "2030-02-01")
    held = dict(Entry.objects.order_by("-seq").values_list("kind", "seq"))
    for kind in sorted(KINDS - held.keys()):
        row = {"model": "record.note", "id": 1, "fields": {"text": f"Words of a {kind}."}}
        held[kind] = ledger.append(kind, by=None, rows=[row]).seq
    ledger.append("last", by=None, rows=[])
    assert len(KINDS) > 15
    assert held.keys() >= KINDS
    return sorted(held.values())


def found() -> bool:
    return next(ledger.faults(), None) is not None


def test_every_alteration_of_an_entry_is_found(every_kind: list[int]) -> None:
    missed = []
    for entry in Entry.objects.filter(seq__in=every_kind):
        for column in COLUMNS:
            kept = getattr(entry, column)
            if not kept or kept == "[]":
                continue
            forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", forged(kept), entry.seq)
            if not found():
                missed.append((entry.seq, column))
            forge(f"UPDATE record_entry SET {column} = %s WHERE seq = %s", kept, entry.seq)

    assert missed == []
    assert not found()


def test_every_alteration_of_what_an_entry_tells_is_found(every_kind: list[int]) -> None:
    missed = []
    for seq in every_kind:
        told = Told.objects.filter(entry=seq).first()
        for sql, *given in (
            ("UPDATE record_told SET content = %s WHERE id = %s", forged(told.content)),
            ("UPDATE record_told SET content = %s WHERE id = %s", ""),
            ("UPDATE record_told SET salt = %s WHERE id = %s", forged(told.salt)),
            ("UPDATE record_told SET content = '', salt = '' WHERE id = %s",),
            ("DELETE FROM record_told WHERE id = %s",),
        ):
            with transaction.atomic():
                forge(sql, *given, told.pk)
                if not found():
                    missed.append((seq, sql))
                transaction.set_rollback(True)

    assert missed == []


def test_every_removal_is_found(every_kind: list[int]) -> None:
    missed = []
    for seq in every_kind:
        with transaction.atomic():
            remove(seq)
            if not found():
                missed.append(seq)
            transaction.set_rollback(True)

    assert missed == []


def test_every_reordering_of_two_entries_is_found(every_kind: list[int]) -> None:
    missed = []
    columns = ("at", "actor", "kind", "commitments", "leaf")
    pairs = [*pairwise(every_kind), (every_kind[0], every_kind[-1])]
    for one, other in pairs:
        with transaction.atomic():
            first, second = (Entry.objects.values_list(*columns).get(seq=seq) for seq in (one, other))
            for seq, given in ((one, second), (other, first)):
                forge(
                    f"UPDATE record_entry SET {', '.join(f'{name} = %s' for name in columns)} WHERE seq = {seq}", *given
                )
            forge("UPDATE record_told SET entry_id = -1 WHERE entry_id = %s", one)
            forge("UPDATE record_told SET entry_id = %s WHERE entry_id = %s", one, other)
            forge("UPDATE record_told SET entry_id = %s WHERE entry_id = -1", other)
            if not found():
                missed.append((one, other))
            transaction.set_rollback(True)

    assert missed == []
