"""What parties say of laws: of a provision against an obligation, and of the stages of a reform."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audiatur.dates import read_when
from audiatur.record.models.base import EdtfField, VisibleModel, bound, ordered
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Ended
from audiatur.record.models.sources import Passage, Source


class ProvisionView(models.TextChoices):
    """What a party says of a provision against an obligation."""

    COMPATIBLE = "compatible", _("Compatible")
    INCOMPATIBLE = "incompatible", _("Incompatible")
    PARTLY = "partly", _("Partly compatible")
    UNCLEAR = "unclear", _("Unclear")


class ReformStage(models.TextChoices):
    """The stages that a draft or a law under modernisation goes through."""

    ANNOUNCED = "announced", _("Announced")
    DRAFTED = "drafted", _("Drafted")
    CONSULTED = "consulted", _("Consulted on")
    COUNCIL_OF_MINISTERS = "council of ministers", _("Council of Ministers")
    ASSEMBLY = "assembly", _("Assembly")
    SENATE = "senate", _("Senate")
    CONSTITUTIONAL_COUNCIL = "constitutional council", _("Constitutional Council")
    PROMULGATED = "promulgated", _("Promulgated")
    PUBLISHED = "published", _("Published")
    IN_FORCE = "in force", _("In force")
    REPEALED = "repealed", _("Repealed")


class ProvisionStance(VisibleModel):
    """A party's stance on a provision against an obligation; superseded or withdrawn, never overwritten.

    `law` and `article` name the provision, `words` is the hash of the words that it had (empty where the record holds
    no
    text): when they change the stance lapses, and stays. `obligation` is the key of an international standard.
    """

    law = models.SlugField(max_length=80)
    article = models.CharField(max_length=40)
    obligation = models.SlugField(max_length=80)
    words = models.CharField(max_length=20, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="provision_stances")
    view = models.CharField(max_length=12, choices=ProvisionView.choices)
    taken = EdtfField()
    taken_earliest = bound()
    taken_latest = bound()
    reason = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    locator = models.CharField(max_length=60, blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True, default=Ended.STANDS)
    ended_on = models.DateField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )

    class Meta:
        ordering = ("taken_latest", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("dialogue", "law", "article", "obligation", "party"),
                condition=Q(ended=""),
                name="one_current_stance_of_a_party",
            ),
            ordered("taken", model="provisionstance"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.get_view_display()}"

    @property
    def taken_day(self) -> date:
        """The latest day that the date can mean."""
        return read_when(self.taken).latest


class ReformNews(VisibleModel):
    """A stage of a reform on a day, as a party states it; another telling stands beside it, none is overwritten."""

    reform = models.SlugField(max_length=80)
    stage = models.CharField(max_length=24, choices=ReformStage.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="reform_news")
    on = EdtfField()
    on_earliest = bound()
    on_latest = bound()
    note = models.CharField(max_length=400, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("on_latest", "pk")
        constraints = (ordered("on", model="reformnews"),)

    def __str__(self) -> str:
        return f"{self.reform}: {self.get_stage_display()}"
