"""Who takes part: dialogues, their sides and parties, and the people who write for them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, RecordModel, bound, ordered


class SideKey(models.TextChoices):
    """The three sides of a dialogue."""

    STATE = "state", _("State")
    UN = "un", _("United Nations")
    CSO = "cso", _("Civil society")


class PartyKind(models.TextChoices):
    """What kind of body a party is."""

    MINISTRY = "ministry", _("Ministry")
    MANDATE = "mandate", _("Mandate")
    OFFICE = "office", _("Office")
    ORGANISATION = "organisation", _("Organisation")


class Role(models.TextChoices):
    """What a member may do."""

    READER = "reader", _("Reader")
    MEMBER = "member", _("Party member")
    REPRESENTATIVE = "representative", _("Party representative")
    SECRETARIAT = "secretariat", _("Secretariat")


class User(AbstractUser):
    """A person who signs in."""

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"


class Dialogue(RecordModel):
    """One State and its counterparts.

    `country` is the ISO 3166 code in lower case by which its registers are found. `reply_days` is None for a record
    compiled from public sources: nobody was asked, so no reply is awaited.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    title_km = models.CharField(max_length=200, blank=True)
    state_name = models.CharField(max_length=120)
    state_name_km = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=2, blank=True)
    note = models.TextField(blank=True)
    note_km = models.TextField(blank=True)
    opened = EdtfField()
    opened_earliest = bound()
    opened_latest = bound()
    reply_days = models.PositiveSmallIntegerField(default=60, null=True, blank=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = (ordered("opened", model="dialogue"),)

    def __str__(self) -> str:
        return self.title


class Side(RecordModel):
    """A side of a dialogue; `order` is the order agreed on when the dialogue was opened."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="sides")
    key = models.CharField(max_length=10, choices=SideKey.choices)
    name = models.CharField(max_length=120)
    name_km = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("dialogue", "key"), name="one_side_of_a_key"),
            models.UniqueConstraint(fields=("dialogue", "order"), name="one_side_at_a_place"),
        )

    def __str__(self) -> str:
        return self.name


class Party(RecordModel):
    """A ministry, mandate, office or organisation: the one whose words and positions they are."""

    side = models.ForeignKey(Side, on_delete=models.PROTECT, related_name="parties")
    slug = models.SlugField()
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    name = models.CharField(max_length=200)
    name_km = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("side__order", "pk")
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.name


class Membership(RecordModel):
    """A person writes for a party, or keeps the record as secretariat of a dialogue; never both in one dialogue."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "dialogue"), name="one_membership_in_a_dialogue"),
            models.CheckConstraint(
                condition=Q(role="secretariat", party__isnull=True) | (~Q(role="secretariat") & Q(party__isnull=False)),
                name="secretariat_writes_for_no_party",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.party or self.get_role_display()}"
