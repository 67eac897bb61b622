"""The stored entries of the ledger; `audiatur.record.ledger` writes and checks them."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from audiatur.record.errors import UnrecordedChange


class Entry(models.Model):
    """One event of the ledger: who did what when, with the rows as they were after, chained by hash."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    rows = models.TextField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append the entry; an entry that is stored already is never written again."""
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise UnrecordedChange("Entries of the ledger are never deleted.")
