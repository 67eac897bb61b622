"""Who takes part: dialogues, their sides and parties, and the people who write for them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from audiatur.record.models.base import EdtfField, RecordModel, RecordQuerySet, bound, ordered


class SideKey(models.TextChoices):
    """The sides that a dialogue may have; three of them take part in most."""

    STATE = "state", _("State")
    UN = "un", _("United Nations")
    CSO = "cso", _("Civil society")
    NHRI = "nhri", _("National human rights institution")
    PARTNER = "partner", _("Development partners")


class PartyKind(models.TextChoices):
    """What kind of body a party is."""

    MINISTRY = "ministry", _("Ministry")
    MANDATE = "mandate", _("Mandate")
    OFFICE = "office", _("Office")
    ORGANISATION = "organisation", _("Organisation")


class Role(models.TextChoices):
    """What a person is in a dialogue; what each may do: `audiatur.record.roles`."""

    READER = "reader", _("Reader")
    MEMBER = "member", _("Party member")
    REPRESENTATIVE = "representative", _("Party representative")
    SECRETARIAT = "secretariat", _("Secretariat")
    ANALYST = "analyst", _("Analyst")
    CASE_OFFICER = "case_officer", _("Restricted-case officer")
    AUDITOR = "auditor", _("Auditor")


PARTY_ROLES = (Role.READER, Role.MEMBER, Role.REPRESENTATIVE)
"""The roles that one holds in a party; the others are held in the dialogue, beside all parties."""


def of_a_party() -> Q:
    """The database's own promise: roles of a party come with one, the others, the secretariat's among them, never."""
    roles = [role.value for role in PARTY_ROLES]
    return Q(role__in=roles, party__isnull=False) | (~Q(role__in=roles) & Q(party__isnull=True))


class User(AbstractUser):
    """A person who signs in, by name or e-mail address."""

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        constraints = (
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_at_an_address"),
        )


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


class MembershipQuerySet(RecordQuerySet):
    """Memberships, of which those that ended stay."""

    def standing(self) -> MembershipQuerySet:
        """Those that have not ended."""
        return self.filter(ended=None)


class Membership(RecordModel):
    """A person reads or writes for a party, or serves a dialogue beside all parties; never both in one dialogue.

    `began` is None where the day was not noted. One that ended stays with its day.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="memberships")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)
    began = models.DateField(null=True, blank=True)
    ended = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "dialogue"), condition=Q(ended=None), name="one_standing_membership_in_a_dialogue"
            ),
            models.CheckConstraint(condition=of_a_party(), name="only_roles_of_a_party_have_one"),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=models.F("began")),
                name="membership_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.party or self.get_role_display()}"


class Invitation(RecordModel):
    """A role offered to whoever holds the token, once and until a day; only the token's hash is kept."""

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="invitations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations")
    role = models.CharField(max_length=20, choices=Role.choices)
    email = models.EmailField()
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    membership = models.OneToOneField(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=of_a_party(), name="only_invitations_to_a_party_have_one"),
            models.CheckConstraint(
                condition=Q(membership=None) | Q(revoked_at=None), name="invitation_accepted_or_revoked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} · {self.party or self.get_role_display()}"


class OperatorAct(RecordModel):
    """What those who run the installation did to a person's way in: the ledger tells it, so that it is not unseen."""

    class Kind(models.TextChoices):
        """What was done."""

        PASSWORD = "password", _("Password set")
        FACTOR = "factor", _("Second factor removed")
        CLOSED = "closed", _("Account closed")
        UNLOCKED = "unlocked", _("Account opened again")

    person = models.ForeignKey(User, on_delete=models.PROTECT, related_name="operator_acts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"
