"""All rows of the record's database as lines of JSON and back, the same from SQLite and PostgreSQL.

Rows are read in one view of the database while others go on writing, and written as they were: no ledger entry, no
check, no default. What can be computed again (the index of the search) and sessions are left out.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model, QuerySet

from audiatur.errors import AudiaturError

_LEFT_OUT = frozenset({"sessions.session", "record.searched", "record.trigram"})
_AT_ONCE = 500
_MOST_VALUES = 30_000
"""Values in a statement; SQLite takes 32,766."""


class NotRestored(AudiaturError):
    """The backup cannot be restored here; the message says why and what to do."""


def models() -> list[type[Model]]:
    """Every model whose rows are kept."""
    found = apps.get_models(include_auto_created=True)
    return [
        one for one in found if one._meta.managed and not one._meta.proxy and one._meta.label_lower not in _LEFT_OUT
    ]


def versions() -> list[str]:
    """The migrations that made this database."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


@contextmanager
def one_view() -> Iterator[None]:
    """Read inside as the database was at the first reading, while others write."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines() -> Iterator[bytes]:
    """The rows, one a line, after a line for each model that names its fields."""
    for model in models():
        fields = [field.attname for field in model._meta.concrete_fields]
        yield _line({"model": model._meta.label_lower, "fields": fields})
        for row in QuerySet(model).order_by("pk").values_list(*fields).iterator(chunk_size=_AT_ONCE):
            yield _line(row)


def load(file: BinaryIO) -> None:
    """Write the rows into a database that was migrated and holds nothing else, in one transaction.

    Raises:
        NotRestored: it names models or fields that this version does not know.
    """
    with transaction.atomic():
        for model in models():
            QuerySet(model)._raw_delete(using="default")
        known: tuple[type[Model], list[Any]] | None = None
        for is_head, group in _runs(file):
            if is_head:
                known = _known(group[0])
            elif known:
                _insert(*known, group)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models()):
                cursor.execute(statement)


def _runs(file: BinaryIO) -> Iterator[tuple[bool, list[Any]]]:
    rows: list[Any] = []
    for line in file:
        value = json.loads(line)
        if isinstance(value, dict):
            if rows:
                yield False, rows
            rows = []
            yield True, [value]
            continue
        rows.append(value)
        if len(rows) == _AT_ONCE:
            yield False, rows
            rows = []
    if rows:
        yield False, rows


def _known(head: dict[str, Any]) -> tuple[type[Model], list[Any]]:
    model = next((one for one in models() if one._meta.label_lower == head["model"]), None)
    if model is None:
        raise NotRestored(f"The backup holds {head['model']}, which this version does not know.")
    fields = {field.attname: field for field in model._meta.concrete_fields}
    unknown = [name for name in head["fields"] if name not in fields]
    if unknown:
        raise NotRestored(f"The backup holds {head['model']}.{unknown[0]}, which this version does not know.")
    return model, [fields[name] for name in head["fields"]]


def _insert(model: type[Model], fields: list[Any], rows: Iterable[list[Any]]) -> None:
    made = (
        model(**{field.attname: field.to_python(value) for field, value in zip(fields, row, strict=True)})
        for row in rows
    )
    while some := list(islice(made, max(1, _MOST_VALUES // len(fields)))):
        # As loading fixtures does: the values as they are, without what saving would compute.
        QuerySet(model)._insert(some, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]


def _line(value: Any) -> bytes:
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return str(value)
