"""What people decide about pairs of reports that a program could not tell: of one incident, or of two."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import RecordModel
from audiatur.record.models.people import Dialogue, User
from audiatur.record.models.questions import Ended


class PairVerdict(models.TextChoices):
    """What a person finds who has read both reports."""

    SAME = "same", _("The same incident")
    DIFFERENT = "different", _("Not the same incident")
    UNKNOWN = "unknown", _("Cannot tell")


class PairDecision(RecordModel):
    """A person's decision on two reports of a register, by their keys; superseded or undone, never overwritten.

    It is seen by those alone who may see both reports (`services.may.decide_pairs`).
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="pair_decisions")
    table = models.SlugField(max_length=40)
    left = models.CharField(max_length=80)
    right = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=PairVerdict.choices)
    reason = models.TextField(blank=True, max_length=2000)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_on = models.DateField()
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True, default=Ended.STANDS)
    ended_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("dialogue", "table", "left", "right"),
                condition=Q(ended=""),
                name="one_standing_decision_of_a_pair",
            ),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.left} | {self.right}: {self.get_verdict_display()}"
