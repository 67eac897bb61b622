"""Whether the record still is what its ledger tells: the chain, every row, every document.

The ledger's entries hold each row as it was after its last change. A row that was altered, added or removed behind the
program's back differs from its entry, and a document from its hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from audiatur import verify_receipt
from audiatur.record import blobs, changes, ledger
from audiatur.record.erasing import erasures
from audiatur.record.errors import RecordError
from audiatur.record.models import Entry, RecordModel, Source, Typed


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked at, and what does not hold."""

    entries: int
    rows: int
    documents: int
    head: ledger.Head
    faults: tuple[str, ...]
    erased: tuple[str, ...] = ()
    """What was erased lawfully: entry, row, day, by whom, on what ground."""


def audit() -> Audit:
    """Look at the whole record; time and memory grow with the number of rows."""
    told = _told()
    faults = [*ledger.faults(), *_row_faults(told), *_document_faults(), *_typed_faults()]
    return Audit(
        entries=Entry.objects.count(),
        rows=len(told),
        documents=_digests().count(),
        head=ledger.head(),
        faults=tuple(faults),
        erased=tuple(f"row {place} of entry {seq} was {said}" for (seq, place), said in sorted(erasures().items())),
    )


def _told() -> dict[tuple[str, Any], tuple[int, Any]]:
    """For each row, by model and key: the last entry that tells it, and the row as it tells it."""
    last: dict[tuple[str, Any], tuple[int, Any]] = {}
    for entry in Entry.objects.order_by("seq").prefetch_related("told").iterator(chunk_size=500):
        for row in entry.rows:
            last[row["model"], row["id"]] = (entry.seq, row["fields"])
    return last


def _row_faults(told: dict[tuple[str, Any], tuple[int, Any]]) -> Iterator[str]:
    seen = set()
    for model in _models():
        for row in model._default_manager.order_by("pk").iterator(chunk_size=500):
            key = (row._meta.label_lower, row.pk)
            seen.add(key)
            if key not in told:
                yield f"{key[0]} {key[1]} is told by no entry"
            elif ledger.canonical(changes.plain(row)["fields"]) != ledger.canonical(told[key][1]):
                yield f"{key[0]} {key[1]} is not what entry {told[key][0]} tells"
    for key in told.keys() - seen:
        yield f"{key[0]} {key[1]}, told by entry {told[key][0]}, is gone"


def _models() -> list[type[Model]]:
    return [model for model in apps.get_app_config("record").get_models() if issubclass(model, RecordModel)]


def _digests() -> Any:
    return Source.objects.exclude(sha256="").order_by("sha256").values_list("sha256", flat=True).distinct()


def _document_faults() -> Iterator[str]:
    for digest in _digests():
        try:
            blobs.fetch(digest)
        except RecordError as fault:
            yield str(fault)


def _typed_faults() -> Iterator[str]:
    """What was typed into forms and is no longer what its commitment tells; what was erased is no fault."""
    for typed in Typed.objects.select_related("entry").order_by("pk").iterator(chunk_size=500):
        if verify_receipt.commitment(typed.salt, typed.content) != typed.entry.commitment:
            yield f"what was typed into {typed.entry.number}, version {typed.entry.version}, was altered"
