"""What is typed into forms: drafts, entries in a party's keeping, and the batches by which they become registers.

The record holds of an entry no word that was typed, only a salted commitment to it; so the ledger tells none either.
The typed content lies beside, in a row that the ledger does not tell and that can be erased.
"""

from __future__ import annotations

import json
from uuid import UUID, uuid5

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import RecordModel, VisibleModel
from audiatur.record.models.people import Dialogue, Party, User


class EntryKind(models.TextChoices):
    """What a version of an entry is."""

    FIRST = "first", _("Handed in")
    CORRECTED = "corrected", _("Corrected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class EntryEnded(models.TextChoices):
    """Why a version of an entry no longer stands."""

    STANDS = "", _("Stands")
    SUPERSEDED = "superseded", _("Superseded")
    TAKEN_BACK = "taken back", _("Taken back")


class Batch(RecordModel):
    """Entries of one form that a party closed together: what they became is a snapshot of each table."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="batches")
    form = models.SlugField(max_length=40)
    number = models.PositiveIntegerField()
    closed_on = models.DateField()
    entries = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)
    snapshots = models.TextField(default="[]")

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("party", "form", "number"), name="one_batch_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.form} {self.number}"

    @property
    def snapshot_names(self) -> list[str]:
        """The names of the snapshots that were made."""
        return list(json.loads(self.snapshots))


class FormEntry(VisibleModel):
    """One version of an entry; `number` names the entry over its versions, `token` the one sending that made this one.

    `commitment` is the salted hash of what was typed.
    """

    form = models.SlugField(max_length=40)
    number = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    token = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10, choices=EntryKind.choices, default=EntryKind.FIRST)
    ended = models.CharField(max_length=10, choices=EntryEnded.choices, blank=True, default=EntryEnded.STANDS)
    on = models.DateField()
    commitment = models.CharField(max_length=64)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="closed")
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")

    class Meta:
        ordering = ("number", "version")
        verbose_name_plural = "form entries"
        constraints = (
            models.UniqueConstraint(fields=("number", "version"), name="one_entry_version_of_a_number"),
            models.UniqueConstraint(fields=("number",), condition=Q(ended=""), name="one_standing_version_of_an_entry"),
        )

    def __str__(self) -> str:
        return f"{self.number}, {self.version}"


class Typed(models.Model):
    """What was typed into a version of an entry, with the salt of its commitment."""

    entry = models.OneToOneField(FormEntry, on_delete=models.PROTECT, primary_key=True, related_name="typed")
    salt = models.CharField(max_length=32)
    content = models.TextField()

    class Meta:
        verbose_name_plural = "typed"

    def __str__(self) -> str:
        return str(self.entry_id)

    @property
    def answers(self) -> dict[str, str]:
        """The answers by their names."""
        return dict(json.loads(self.content)["answers"])

    @property
    def language(self) -> str:
        """The language of the page on which they were typed."""
        return str(json.loads(self.content)["language"])


class Draft(models.Model):
    """What a person is typing; no part of the record, seen by that person alone."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="+")
    form = models.SlugField(max_length=40)
    content = models.TextField(default="{}")
    revision = models.PositiveBigIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)
    corrects = models.ForeignKey(FormEntry, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-changed",)

    def __str__(self) -> str:
        return str(self.token)

    @staticmethod
    def tokens(mark: UUID, *, user: User, dialogue: Dialogue, form: str) -> tuple[UUID, UUID]:
        """Where a person's sending of a mark may lie: at the mark, or at a token of their own where it is taken.

        So a mark that somebody else uses is like one that nobody does, and tells nothing.
        """
        return mark, uuid5(mark, f"{user.pk} {dialogue.pk} {form}")

    @property
    def answers(self) -> dict[str, str]:
        """The answers by their names."""
        return dict(json.loads(self.content))
