"""Documents as received, the passages in them, and what was read in them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, RecordModel, VisibleModel, bound, ordered
from audiatur.record.models.people import Party, User


class Source(VisibleModel):
    """A document as received, or the name of one that is not held here (`sha256` empty).

    The bytes lie under their SHA-256; `content` is their text, which passages are offsets into. Neither is ever
    edited: a changed document is a new source. `paragraphs` and `pages` are the reading's, as plain values.
    """

    FIXED = ("content", "sha256", "paragraphs", "pages")

    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    url = models.URLField(max_length=500, blank=True)
    published = EdtfField(blank=True)
    published_earliest = bound()
    published_latest = bound()
    language = models.CharField(max_length=3, default="und")
    rights = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    author = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="sources")
    synthetic = models.BooleanField(default=False)

    name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)
    size = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=10, blank=True)
    content = models.TextField(blank=True)
    paragraphs: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    pages: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list, blank=True)
    quantities: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    arithmetic: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(
        default=list, blank=True
    )
    warnings: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list, blank=True)
    reader = models.CharField(max_length=40, blank=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_latest", "pk")
        constraints = (ordered("published", model="source"),)

    def __str__(self) -> str:
        return self.title


class PassageState(models.TextChoices):
    """Whether the passage stands where it was found."""

    ANCHORED = "anchored", _("Found in its source")
    MOVED = "moved", _("Moved in a later version of the source")
    LOST = "lost", _("Not found in the later version of the source")


class Passage(RecordModel):
    """Exact text of a source with what stands before and after it (W3C Web Annotation selectors)."""

    FIXED = ("source_id", "exact", "prefix", "suffix", "start", "end")

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="passages")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.CharField(max_length=20, blank=True)
    lang = models.CharField(max_length=3, default="und")
    state = models.CharField(max_length=10, choices=PassageState.choices, default=PassageState.ANCHORED)

    class Meta:
        ordering = ("source", "start")
        constraints = (models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_is_not_empty"),)

    def __str__(self) -> str:
        return self.exact[:80]


class Voice(models.TextChoices):
    """How a speaker says it."""

    SAYS = "says", _("says")
    DENIES = "denies", _("denies")
    REPORTS = "reports that", _("reports that")
    QUOTES = "quotes", _("quotes")
    PROMISES = "promises", _("promises")
    ASKS = "asks", _("asks")


class StatementState(models.TextChoices):
    """How far a person has looked at what was read."""

    UNCHECKED = "unchecked", _("Read automatically, not yet checked")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")
    SPLIT = "split", _("Split")


class Statement(RecordModel):
    """What a source attributes to someone, as read; `speaker_corrected` is a person's correction beside it."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    voice = models.CharField(max_length=12, choices=Voice.choices)
    modality = models.CharField(max_length=12, default="asserted")
    confidence = models.FloatField()
    speaker = models.CharField(max_length=300, blank=True)
    speaker_corrected = models.CharField(max_length=300, blank=True)
    reported_by = models.CharField(max_length=300, blank=True)
    source_spans: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField(default=list, blank=True)
    cue_spans: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField(default=list, blank=True)
    content_spans: models.JSONField[list[list[int]], list[list[int]]] = models.JSONField(default=list, blank=True)
    start = models.PositiveIntegerField()
    page = models.PositiveIntegerField(null=True, blank=True)
    topic = models.CharField(max_length=20, blank=True)
    reader = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=StatementState.choices, default=StatementState.UNCHECKED)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("start", "pk")

    def __str__(self) -> str:
        return f"{self.said_by or '-'} {self.voice}"

    @property
    def said_by(self) -> str:
        """The speaker, as corrected by a person where one did."""
        return self.speaker_corrected or self.speaker
