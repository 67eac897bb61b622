"""The stored entries of the ledger; `audiatur.record.ledger` writes and checks them."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from django.db import models

from audiatur.record.errors import UnrecordedChange


class AppendOnly(models.Model):
    """A row that is written once and never again."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append the row; one that is stored already is never written again."""
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnrecordedChange("Entries of the ledger are never deleted.")


class Entry(AppendOnly):
    """One event of the ledger: who did what when, with a commitment for each row as it was after.

    `leaf` is its hash in the tree, `peaks` the tree's peaks with it, and `hash` the tree's root.
    """

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    commitments = models.TextField()
    leaf = models.CharField(max_length=64)
    peaks = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows as they were after, each with its model, key and fields.

        Those that were erased are left out, and those that were altered into something else: the audit names them.
        """
        read = (_row(told.content) for told in self.told.all())
        return [row for row in read if row is not None]


def _row(content: str) -> dict[str, Any] | None:
    try:
        row = json.loads(content)
    except ValueError:
        return None
    return row if isinstance(row, dict) and row.keys() >= {"model", "id", "fields"} else None


class Told(AppendOnly):
    """A row as an entry tells it, with the salt of its commitment: without the salt nobody can guess the row.

    Both are empty where the row was erased.
    """

    # The constraint below is an index on the entry too; one more would only be written at each append.
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="told", db_index=False)
    place = models.PositiveIntegerField()
    salt = models.CharField(max_length=32)
    content = models.TextField()

    class Meta:
        ordering = ("entry", "place")
        constraints = (models.UniqueConstraint(fields=("entry", "place"), name="one_row_at_a_place_of_an_entry"),)

    def __str__(self) -> str:
        return f"{self.entry_id}.{self.place}"
