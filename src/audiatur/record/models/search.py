"""The index of the search: derived from the rows of the record, told by no ledger entry, built anew at any time."""

from __future__ import annotations

from django.db import models


class Searched(models.Model):
    """A text of the record as search compares it; `key` tells of which row it is (`audiatur.record.search.keys`).

    It holds no level of visibility: who may see a row is asked of the row itself, each time. `start` and `end` are the
    offsets of a passage in its source, 0 for other texts. On SQLite a full-text table follows by triggers.
    """

    key = models.BigIntegerField(primary_key=True)
    form = models.TextField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.key)


class Trigram(models.Model):
    """Three characters that follow one another in some text of the index: what one or two characters are found by."""

    term = models.CharField(max_length=3, primary_key=True)

    def __str__(self) -> str:
        return self.term
