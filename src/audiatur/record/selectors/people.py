"""The people of a dialogue: who is a member of which party, who serves beside them, which invitations are out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from audiatur.record.models import PARTY_ROLES, Dialogue, Invitation, Membership, Party, Role, User
from audiatur.record.roles import may
from audiatur.record.services.people import invites, may_end, may_revoke
from audiatur.record.visibility import Viewer

State = Literal["open", "accepted", "revoked", "expired"]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A membership, and whether the viewer may end it."""

    membership: Membership
    may_end: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation with its state, and whether the viewer may revoke it."""

    invitation: Invitation
    state: State
    may_revoke: bool


@dataclass(frozen=True, slots=True)
class GroupView:
    """The people of a party, or those beside all parties (`party` None); `named` says whether the viewer sees them."""

    party: Party | None
    named: bool
    count: int
    members: tuple[MemberView, ...]
    former: tuple[Membership, ...]
    invitations: tuple[InvitationView, ...]
    roles: tuple[Role, ...]


def people_of(dialogue: Dialogue, *, viewer: Viewer, now: datetime) -> tuple[GroupView, ...]:
    """The groups of a dialogue in the order of its sides, those beside the parties last.

    A party's people are named to the party, to the secretariat and to auditors; others see how many they are. Those
    beside the parties are named to everyone who takes part. Invitations are shown to those who may make such ones, and
    to auditors.
    """
    parties = Party.objects.filter(side__dialogue=dialogue).select_related("side").order_by("side__order", "pk")
    rows = tuple(
        Membership.objects.filter(dialogue=dialogue).select_related("user", "party", "dialogue").order_by("pk")
    )
    offers = tuple(
        Invitation.objects.filter(dialogue=dialogue)
        .select_related("party", "dialogue", "invited_by", "membership")
        .order_by("-pk")
    )
    return tuple(_group(dialogue, party, rows, offers, viewer=viewer, now=now) for party in (*parties, None))


def _group(
    dialogue: Dialogue,
    party: Party | None,
    rows: tuple[Membership, ...],
    offers: tuple[Invitation, ...],
    *,
    viewer: Viewer,
    now: datetime,
) -> GroupView:
    own = [row for row in rows if row.party_id == (party.pk if party else None)]
    user = viewer.user
    everyone = user is not None and may(user, "see everyone's membership", dialogue)
    named = party is None or everyone or party.pk in viewer.parties
    roles = tuple(
        role
        for role in Role
        if user is not None and _goes(role, party) and invites(user, dialogue, role=role, party=party)
    )
    shown = roles or everyone
    return GroupView(
        party=party,
        named=named,
        count=sum(row.ended is None for row in own),
        members=tuple(
            MemberView(row, user is not None and may_end(user, row)) for row in own if named and row.ended is None
        ),
        former=tuple(row for row in own if named and row.ended is not None),
        invitations=tuple(
            InvitationView(offer, state_of(offer, now=now), user is not None and may_revoke(user, offer))
            for offer in offers
            if shown and offer.party_id == (party.pk if party else None)
        ),
        roles=roles,
    )


def _goes(role: Role, party: Party | None) -> bool:
    return (role in PARTY_ROLES) == (party is not None)


def state_of(invitation: Invitation, *, now: datetime) -> State:
    """What became of an invitation."""
    if invitation.membership_id is not None:
        return "accepted"
    if invitation.revoked_at is not None:
        return "revoked"
    return "open" if invitation.expires_at > now else "expired"


def membership_get(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> Membership | None:
    """A standing membership that the viewer may end; None for any other."""
    held: Membership | None = (
        Membership.objects.standing().filter(dialogue=dialogue, pk=pk).select_related("user", "party__side").first()
    )
    return held if held and viewer.user and may_end(viewer.user, held) else None


def invitation_get(dialogue: Dialogue, pk: int, *, viewer: Viewer, now: datetime) -> Invitation | None:
    """An open invitation that the viewer may revoke; None for any other."""
    held: Invitation | None = (
        Invitation.objects.filter(dialogue=dialogue, pk=pk).select_related("party__side", "dialogue").first()
    )
    if held is None or viewer.user is None or state_of(held, now=now) != "open":
        return None
    return held if may_revoke(viewer.user, held) else None


def memberships_standing(user: User) -> tuple[Membership, ...]:
    """The memberships that a person has now, with their parties."""
    return tuple(Membership.objects.standing().filter(user=user).select_related("party__side"))


def memberships_of(viewer: Viewer) -> tuple[Membership, ...]:
    """The viewer's own standing memberships."""
    if viewer.user is None:
        return ()
    held = Membership.objects.standing().filter(user=viewer.user).select_related("dialogue", "party")
    return tuple(held.order_by("dialogue", "pk"))
