"""What the law demanded to be taken out of the record: the gap that stays, with its day, its ground and who made it."""

from __future__ import annotations

from django.db import models

from audiatur.record.models.base import RecordModel
from audiatur.record.models.people import Dialogue, Party


class Erasure(RecordModel):
    """An act of erasure: `told` are the places, each [entry, place], whose rows and salts were destroyed.

    `party` is the party that owned the words and erased them, none where the secretariat did.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="erasures")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    by_role = models.CharField(max_length=260)
    ground = models.CharField(max_length=500)
    on = models.DateField()
    told: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"erased on {self.on.isoformat()} by {self.by_role}, ground: {self.ground}"
