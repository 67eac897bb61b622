"""One change of the record is one ledger entry: rows are saved inside `change`, which writes the entry at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.db import transaction

from audiatur.record.errors import UnrecordedChange

if TYPE_CHECKING:
    from django.db.models import Model

    from audiatur.record.models import Entry, User

_open: ContextVar[Change | None] = ContextVar("open_change", default=None)
_told: ContextVar[list[Entry] | None] = ContextVar("entries_written", default=None)


class Change:
    """The rows that one change saves, in the order of their first saving."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, Any], Model] = {}

    def touch(self, row: Model) -> None:
        """Note a row as part of this change; it is written into the entry as it stands at the end."""
        self._rows[row._meta.label, row.pk] = row

    @property
    def saved(self) -> tuple[Model, ...]:
        """The rows, in the order of their first saving."""
        return tuple(self._rows.values())

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they stand in the database now, as plain values."""
        return [plain(row) for row in self._rows.values()]


def open_change() -> Change:
    """The change that is open here; raises UnrecordedChange where none is."""
    entry = _open.get()
    if entry is None:
        raise UnrecordedChange("A row of the record was about to change outside a ledger entry.")
    return entry


@contextmanager
def change(kind: str, *, by: User | None) -> Iterator[Change]:
    """Open a change, in one transaction with its ledger entry; `by` is None for the installation itself.

    Raises:
        UnrecordedChange: another change is open, so that the two would share an entry.
    """
    from audiatur.record import ledger
    from audiatur.record.search import index

    if _open.get() is not None:
        raise UnrecordedChange(f"{kind!r} was begun inside another change.")
    with transaction.atomic():
        entry = Change()
        token = _open.set(entry)
        try:
            yield entry
            rows = entry.rows()
        finally:
            _open.reset(token)
        if rows:
            written = ledger.append(kind, by=by, rows=rows)
            index.follow(entry.saved)
            told = _told.get()
            if told is not None:
                told.append(written)


@contextmanager
def entries_written() -> Iterator[list[Entry]]:
    """The ledger entries that are written inside, in their order: what a receipt names."""
    entries: list[Entry] = []
    token = _told.set(entries)
    try:
        yield entries
    finally:
        _told.reset(token)


def plain(row: Model) -> dict[str, Any]:
    """A row as the ledger tells it: its model, its key, its fields and the keys of the rows linked to it."""
    fields = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    linked = {
        field.name: sorted(getattr(row, field.name).values_list("pk", flat=True)) for field in row._meta.many_to_many
    }
    return {"model": row._meta.label_lower, "id": row.pk, "fields": {**fields, **linked}}
