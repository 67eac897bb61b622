"""Tokens by which a member's own program reads or writes for a party; of the secret only its hash is kept."""

from __future__ import annotations

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import RecordModel
from audiatur.record.models.people import Party, User


class Reach(models.TextChoices):
    """What a token may do."""

    READS = "reads", _("Read what you may see as a member of the party")
    WRITES = "writes", _("Read, and state positions, answers and follow-up for the party")


class Token(RecordModel):
    """A token of one person for one party; `digest` is the SHA-256 of the secret, `prefix` its first letters."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=80)
    reach = models.CharField(max_length=10, choices=Reach.choices, default=Reach.READS)
    prefix = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.prefix}… {self.name}"


def digest_of(secret: str) -> str:
    """The hash by which a secret is found: 256 bits of randomness need no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
