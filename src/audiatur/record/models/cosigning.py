"""Who watches the ledger from outside: the parties' own keys, and the tree heads that they have signed too."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from audiatur.record.models.base import RecordModel
from audiatur.record.models.ledger import AppendOnly
from audiatur.record.models.people import Party

HEX = RegexValidator(r"^[0-9a-f]{64}$")


class Cosigner(RecordModel):
    """A key (Ed25519, the public half as hexadecimal digits) with which a party signs tree heads, until it is ended."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="cosigners")
    key = models.CharField(max_length=64, validators=[HEX])
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=Q(ended_on__isnull=True), name="one_party_of_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.key[:8]}…"

    @property
    def signed_up_to(self) -> int | None:
        """The size of the largest tree that was signed with it."""
        return max((row.size for row in self.signed.all()), default=None)


class Cosignature(AppendOnly):
    """A tree head of this ledger that a party has signed too. It is about the ledger, so no entry tells it."""

    cosigner = models.ForeignKey(Cosigner, on_delete=models.PROTECT, related_name="signed")
    size = models.BigIntegerField()
    at = models.CharField(max_length=40)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ("size", "pk")
        constraints = (models.UniqueConstraint(fields=("cosigner", "size"), name="one_cosignature_of_a_size"),)

    def __str__(self) -> str:
        return f"{self.cosigner} {self.size}"
