"""What a claim's number is set beside: a figure that anyone can compute. The verdict is computed and has no column."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import RecordModel
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Claim


class Differs(models.TextChoices):
    """In what a claim and a figure are not about the same, as the person says who set them beside each other."""

    NOTHING = "", _("Nothing: both are about the same")
    BASE = "base", _("Another base: other persons or things are counted")
    DEFINITION = "definition", _("Another definition of what is counted")
    PLACE = "place", _("Another place")
    PERIOD = "period", _("Another period")


class Beside(RecordModel):
    """A number of a claim set beside a figure: which number, and which indicator, group, place and period."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="besides")
    surface = models.CharField(max_length=120)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    hedge = models.CharField(max_length=20)
    indicator = models.CharField(max_length=80)
    group = models.JSONField(default=dict, blank=True)
    place = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField()
    differs = models.CharField(max_length=12, choices=Differs.choices, blank=True, default=Differs.NOTHING)
    note = models.TextField(blank=True, max_length=2000)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (models.CheckConstraint(condition=Q(since__lte=F("until")), name="beside_period_ordered"),)

    def __str__(self) -> str:
        return f"{self.surface} | {self.indicator}"


class Contest(RecordModel):
    """A party's words on a check that it does not accept; they stand beside it."""

    beside = models.ForeignKey(Beside, on_delete=models.PROTECT, related_name="contests")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(max_length=2000)
    words_km = models.TextField(blank=True, max_length=2000)
    given_on = models.DateField()

    class Meta:
        ordering = ("given_on", "pk")

    def __str__(self) -> str:
        return f"{self.party}: {self.words[:60]}"
