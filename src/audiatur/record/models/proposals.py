"""How a question comes to be asked: a party proposes it, the sides consent to its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, RecordModel, VisibleModel, bound, ordered
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Question


class ProposalState(models.TextChoices):
    """How far a proposal is."""

    PROPOSED = "proposed", _("Proposed")
    TAKEN_UP = "taken_up", _("Taken up; the sides are asked about the words")
    OPENED = "opened", _("Asked as a question")
    DECLINED = "declined", _("Not taken up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Proposal(VisibleModel):
    """A question that a party (`owner`) wants to be asked, and why; `answer` is the secretariat's reason."""

    topic = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.PROPOSED)
    answer = models.TextField(blank=True)
    made = EdtfField()
    made_earliest = bound()
    made_latest = bound()
    question = models.OneToOneField(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="proposal")

    class Meta:
        ordering = ("-pk",)
        constraints = (ordered("made", model="proposal"),)

    def __str__(self) -> str:
        return f"{self.topic}: {self.get_state_display()}"


class Wording(RecordModel):
    """One wording of a proposed question; a later one supersedes it, and the consents to it with it.

    `propositions` are pairs of a sentence and its Khmer; `addressed` the keys of the sides that are asked; `party` is
    None where the secretariat offers it.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="wordings")
    number = models.PositiveSmallIntegerField()
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    text = models.CharField(max_length=400)
    text_km = models.CharField(max_length=400, blank=True)
    propositions: models.JSONField[list[list[str]], list[list[str]]] = models.JSONField(default=list)
    addressed: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    made = EdtfField()
    made_earliest = bound()
    made_latest = bound()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "number"), name="one_wording_of_a_number"),
            ordered("made", model="wording"),
        )

    def __str__(self) -> str:
        return self.text


class Consent(RecordModel):
    """A party's word on a wording; a later one of the same party stands in its place."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    consents = models.BooleanField()
    words = models.TextField(blank=True)
    made = EdtfField()
    made_earliest = bound()
    made_latest = bound()

    class Meta:
        ordering = ("pk",)
        constraints = (ordered("made", model="consent"),)

    def __str__(self) -> str:
        return f"{self.party}: {'yes' if self.consents else 'other words'}"
