"""Meetings, what was recommended and promised there and elsewhere, and what was done."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, RecordModel, VisibleModel, bound, ordered
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Basis, Question
from audiatur.record.models.sources import Passage, Source


class Meeting(VisibleModel):
    """A round of the dialogue; `snapshot` is what stood when it was held: positions, statuses, the ledger's head."""

    slug = models.SlugField()
    title = models.CharField(max_length=200)
    title_km = models.CharField(max_length=200, blank=True)
    held = EdtfField()
    held_earliest = bound()
    held_latest = bound()
    mode = models.CharField(max_length=60, blank=True)
    minutes = models.TextField(blank=True)
    minutes_km = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings")
    snapshot: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("held_latest", "pk")
        constraints = (ordered("held", model="meeting"),)

    def __str__(self) -> str:
        return self.title


class AgendaItem(RecordModel):
    """One point of a meeting's agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=20, blank=True)
    text = models.CharField(max_length=300)
    text_km = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.text


class Attendance(RecordModel):
    """Who was present at a meeting, by name where the person speaks for an office, else by the office."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="present")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name_or_office = models.CharField(max_length=200)
    name_or_office_km = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=200, blank=True)
    capacity_km = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name_or_office


class ReportPosition(models.TextChoices):
    """What the report itself tells of the State's position."""

    SUPPORTED = "supported", _("Supported")
    IMPLEMENTED = "supported_implemented", _("Supported, reported as already done")
    NOT_SUPPORTED = "not_supported", _("Not supported")
    NOTED = "noted", _("Noted")
    PENDING = "pending", _("To be examined")
    UNKNOWN = "unknown", _("Not told in the report")


class Recommendation(RecordModel):
    """A recommendation of a mechanism to the State: read in its report, or noted of one that is not held here."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="recommendations")
    paragraph = models.CharField(max_length=20)
    text = models.TextField()
    text_km = models.TextField(blank=True)
    recommending_states: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    report_position = models.CharField(max_length=24, choices=ReportPosition.choices)
    position = models.TextField(blank=True)
    section = models.TextField(blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.FloatField(null=True, blank=True)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    topic = models.CharField(max_length=20, blank=True)
    themes: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    reader = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("source", "start", "pk")

    def __str__(self) -> str:
        return f"{self.paragraph} {self.text[:60]}"


class Response(RecordModel):
    """The State's answer to a recommendation, in the mechanism's own word."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="responses")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="responses")
    word = models.CharField(max_length=60)
    given = EdtfField()
    given_earliest = bound()
    given_latest = bound()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="responses")
    locator = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    note_km = models.TextField(blank=True)

    class Meta:
        ordering = ("given_latest", "pk")
        constraints = (ordered("given", model="response"),)

    def __str__(self) -> str:
        return self.word


class Commitment(VisibleModel):
    """A promise with the institution that answers for it, a due date, and the measure by which it counts as kept.

    `indicator` is the id of a figure that the measure is read from, `target` its value in words.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="commitments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    topic = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    text_km = models.TextField(blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    responsible_km = models.CharField(max_length=200, blank=True)
    measure = models.TextField(blank=True)
    measure_km = models.TextField(blank=True)
    indicator = models.CharField(max_length=80, blank=True)
    target = models.CharField(max_length=200, blank=True)
    made = EdtfField()
    made_earliest = bound()
    made_latest = bound()
    due = EdtfField(blank=True)
    due_earliest = bound()
    due_latest = bound()
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.OWN)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments")
    locator = models.CharField(max_length=60, blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("due_latest", "pk")
        constraints = (ordered("made", model="commitment"), ordered("due", model="commitment"))

    def __str__(self) -> str:
        return self.text[:80]


class FollowUp(RecordModel):
    """A dated assessment of a commitment or a recommendation, on a named and versioned scale."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made = EdtfField()
    made_earliest = bound()
    made_latest = bound()
    scale = models.CharField(max_length=120)
    grade = models.CharField(max_length=60)
    grade_name = models.CharField(max_length=120)
    grade_name_km = models.CharField(max_length=120, blank=True)
    locator = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    note_km = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="follow_ups")

    class Meta:
        ordering = ("made_latest", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(commitment__isnull=False, recommendation__isnull=True)
                | Q(commitment__isnull=True, recommendation__isnull=False),
                name="follow_up_of_one_thing",
            ),
            ordered("made", model="followup"),
        )

    def __str__(self) -> str:
        return f"{self.scale}: {self.grade}"
