"""Letters between a mandate and a State: allegation letters, urgent appeals, and the replies to them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, VisibleModel, bound, ordered
from audiatur.record.models.people import Party
from audiatur.record.models.questions import Question
from audiatur.record.models.sources import Source


class LetterKind(models.TextChoices):
    """What a letter is, in the words of the special procedures."""

    ALLEGATION = "allegation", _("Allegation letter")
    URGENT = "urgent", _("Urgent appeal")
    OTHER = "other", _("Other letter")
    REPLY = "reply", _("Reply")


class Communication(VisibleModel):
    """A letter of one party to another; a reply names the letter that it answers.

    `days` is the reply period that the letter itself sets, None where it sets none.
    """

    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="letters_sent")
    addressee = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="letters_received")
    symbol = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=400)
    subject_km = models.CharField(max_length=400, blank=True)
    sent = EdtfField()
    sent_earliest = bound()
    sent_latest = bound()
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")

    class Meta:
        ordering = ("-sent_latest", "-pk")
        constraints = (ordered("sent", model="communication"),)

    def __str__(self) -> str:
        return self.subject
