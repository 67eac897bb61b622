"""What the dialogue is about: questions, propositions, the parties' positions, and claims."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audiatur.dates import read_when
from audiatur.record.models.base import EdtfField, RecordModel, VisibleModel, bound, ordered
from audiatur.record.models.people import Party, Side
from audiatur.record.models.sources import Passage, Source, Statement, Voice


class Question(VisibleModel):
    """A neutral question under a topic, asked of the sides in `addressed`."""

    slug = models.SlugField()
    topic = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    text_km = models.CharField(max_length=400, blank=True)
    asked = EdtfField()
    asked_earliest = bound()
    asked_latest = bound()
    addressed = models.ManyToManyField(Side, related_name="questions")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "number"), name="one_question_of_a_number"),
            ordered("asked", model="question"),
        )

    def __str__(self) -> str:
        return self.text


class Proposition(RecordModel):
    """One sentence that can be accepted or rejected."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="propositions")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    text_km = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("order",)
        constraints = (models.UniqueConstraint(fields=("question", "order"), name="one_proposition_at_a_place"),)

    def __str__(self) -> str:
        return self.text


class Stance(models.TextChoices):
    """What a party says to a proposition."""

    ACCEPTS = "accepts", _("Accepts")
    IN_PART = "accepts_in_part", _("Accepts in part")
    REJECTS = "rejects", _("Rejects")
    RESERVES = "reserves", _("Reserves its position")


class Basis(models.TextChoices):
    """Whether the party said it itself, or someone reported that it did."""

    OWN = "own", _("Stated by the party itself")
    REPORTED = "reported", _("Reported, not confirmed by the party")


class Ended(models.TextChoices):
    """How a position came to its end; empty while it stands."""

    STANDS = "", _("Stands")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Position(VisibleModel):
    """A party's stance on a proposition from a date on; superseded or withdrawn, never overwritten."""

    proposition = models.ForeignKey(Proposition, on_delete=models.PROTECT, related_name="positions")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="positions")
    stance = models.CharField(max_length=20, choices=Stance.choices)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    taken = EdtfField()
    taken_earliest = bound()
    taken_latest = bound()
    reason = models.TextField(blank=True)
    reason_km = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="positions")
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
                fields=("proposition", "party"), condition=Q(ended=""), name="one_current_position_of_a_party"
            ),
            models.CheckConstraint(
                condition=Q(basis="own") | Q(source__isnull=False), name="reported_position_names_its_source"
            ),
            ordered("taken", model="position"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.get_stance_display()}"

    @property
    def taken_day(self) -> date:
        """The latest day that the date can mean: the one that positions are put in order by."""
        return read_when(self.taken).latest


class Claim(VisibleModel):
    """What someone says, as one sentence with its passages; without a passage it is unsourced and shown so."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    proposition = models.ForeignKey(Proposition, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    attributed_to = models.CharField(max_length=300)
    attributed_to_km = models.CharField(max_length=300, blank=True)
    voice = models.CharField(max_length=12, choices=Voice.choices, default=Voice.SAYS)
    text = models.TextField()
    text_km = models.TextField(blank=True)
    said = EdtfField(blank=True)
    said_earliest = bound()
    said_latest = bound()
    basis = models.CharField(max_length=10, choices=Basis.choices)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="claims")
    locator = models.CharField(max_length=60, blank=True)
    passages = models.ManyToManyField(Passage, related_name="claims", blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("said_latest", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("statement",), condition=Q(withdrawn_on__isnull=True), name="one_standing_claim_of_a_statement"
            ),
            ordered("said", model="claim"),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Answer(models.TextChoices):
    """What the party says to a claim that is attributed to it."""

    CONFIRMS = "confirms", _("Confirmed by the party")
    DISPUTES = "disputes", _("Disputed by the party")


class ClaimAnswer(RecordModel):
    """The party's own word on a claim attributed to it; the newest counts, the former stay."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="answers")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    words = models.TextField(blank=True)
    words_km = models.TextField(blank=True)
    given_on = models.DateField()

    class Meta:
        ordering = ("given_on", "pk")

    def __str__(self) -> str:
        return f"{self.party} {self.answer}"


class PublishedFigure(VisibleModel):
    """A figure that someone published, with its definition: shown beside others, never merged with them.

    `low` and `high` are the bounds as published, equal for a point; None is open.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="figures")
    indicator = models.CharField(max_length=200)
    indicator_km = models.CharField(max_length=200, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    hedge = models.CharField(max_length=20, default="exact")
    unit = models.CharField(max_length=40)
    period = EdtfField()
    period_earliest = bound()
    period_latest = bound()
    place = models.CharField(max_length=120)
    definition = models.TextField()
    definition_km = models.TextField(blank=True)
    given_by = models.CharField(max_length=200)
    given_by_km = models.CharField(max_length=200, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="figures")
    locator = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("indicator", "period_latest", "pk")
        constraints = (ordered("period", model="publishedfigure"),)

    def __str__(self) -> str:
        return f"{self.indicator}: {self.low}"
