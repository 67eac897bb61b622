"""Letting people in and out: invitations by token, memberships that end and stay, what an operator did to a way in."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid, NotAllowed
from audiatur.record.models import PARTY_ROLES, Dialogue, Invitation, Membership, OperatorAct, Party, Role, User
from audiatur.record.models.people import MembershipQuerySet
from audiatur.record.roles import may

INVITATION_DAYS = 7


def member_add(dialogue: Dialogue, *, user: User, role: Role, party: Party | None = None) -> Membership:
    """Let a person read or write for a party, or serve the dialogue (secretariat and others, without a party)."""
    with change("member added", by=None):
        return _join(dialogue, user=user, role=role, party=party, on=date.today())


def invitation_make(
    dialogue: Dialogue, *, by: User | None, role: Role, email: str, at: datetime, party: Party | None = None
) -> tuple[Invitation, str]:
    """Offer a role; returns the invitation and its token, which is kept nowhere and goes to the invited person.

    `by` is None for the installation itself.

    Raises:
        NotAllowed: a party invites into itself; the secretariat its first representative and those beside the parties.
        Invalid: the role and the party do not go together.
    """
    _fits(dialogue, role=role, party=party)
    if by is not None and not invites(by, dialogue, role=role, party=party):
        raise NotAllowed(
            _(
                "A party’s representative invites into the party. The secretariat invites a party’s first "
                "representative, and those who serve the dialogue beside the parties."
            )
        )
    token = secrets.token_urlsafe(32)
    with change("invitation made", by=by):
        invitation = Invitation(
            dialogue=dialogue,
            party=party,
            role=role,
            email=email.strip(),
            token_hash=token_hash(token),
            invited_by=by,
            invited_at=at,
            expires_at=at + timedelta(days=INVITATION_DAYS),
        )
        invitation.save()
    return invitation, token


def invites(user: User, dialogue: Dialogue, *, role: Role, party: Party | None) -> bool:
    """Whether a person may invite to that role now."""
    if party is None:
        return may(user, "invite beside the parties", dialogue)
    if may(user, "invite for the party", party):
        return True
    first = role == Role.REPRESENTATIVE and not Membership.objects.standing().filter(party=party, role=role).exists()
    return first and may(user, "keep the record", dialogue)


def invitation_accept(token: str, *, by: User, at: datetime) -> Membership:
    """Take up an invitation: the person is a member from this day, and the token is used up.

    Raises:
        Invalid: no invitation is open for this token, or the person has a role in this dialogue already.
    """
    with transaction.atomic():
        invitation = invitation_open(token, at=at, lock=True)
        if invitation is None:
            raise Invalid(_("This invitation is not open: it was used, revoked or has expired."))
        with change("invitation accepted", by=by):
            invitation.membership = _join(
                invitation.dialogue,
                user=by,
                role=Role(invitation.role),
                party=invitation.party,
                on=at.date(),
            )
            invitation.save()
    return invitation.membership


def invitation_open(token: str, *, at: datetime, lock: bool = False) -> Invitation | None:
    """The invitation that a token opens now; None for one that is unknown, used, revoked or expired."""
    rows = Invitation.objects.select_for_update(of=("self",)) if lock else Invitation.objects.all()
    found: Invitation | None = (
        rows.filter(token_hash=token_hash(token), membership=None, revoked_at=None, expires_at__gt=at)
        .select_related("dialogue", "party")
        .first()
    )
    return found


def invitation_revoke(invitation: Invitation, *, by: User, at: datetime) -> Invitation:
    """Take an invitation back before it is used.

    Raises:
        NotAllowed: the person may not invite to that role.
        Invalid: it was accepted or revoked.
    """
    if not (may_revoke(by, invitation)):
        raise NotAllowed(_("An invitation is revoked by those who may make one like it, and by who made it."))
    with transaction.atomic():
        held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if held.membership_id is not None or held.revoked_at is not None:
            raise Invalid(_("This invitation was accepted or revoked before."))
        with change("invitation revoked", by=by):
            held.revoked_at = at
            held.save()
    return held  # type: ignore[no-any-return]


def may_revoke(user: User, invitation: Invitation) -> bool:
    """Whether a person may take an invitation back: who may invite like that, or made it and still keeps the record."""
    if invites(user, invitation.dialogue, role=Role(invitation.role), party=invitation.party):
        return True
    return invitation.invited_by_id == user.pk and may(user, "keep the record", invitation.dialogue)


def membership_end(membership: Membership, *, by: User | None, on: date) -> Membership:
    """End a membership; it stays with its day, and so does all that was written under it.

    `by` is None for the installation itself.

    Raises:
        NotAllowed: the person is neither the member nor one who invites to that place.
        Invalid: it ended before, or nobody would be left to keep the record.
    """
    if by is not None and not may_end(by, membership):
        raise NotAllowed(
            _(
                "A membership is ended by the member, by a representative of the party, and beside the parties by the "
                "secretariat."
            )
        )
    with transaction.atomic():
        held = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
        if held.ended is not None:
            raise Invalid(_("This membership ended before."))
        if held.role == Role.SECRETARIAT and not _others(held).exists():
            raise Invalid(_("The last person of the secretariat stays until another one has joined."))
        with change("membership ended", by=by):
            held.ended = max(on, held.began or on)
            held.save()
    return held  # type: ignore[no-any-return]


def may_end(user: User, membership: Membership) -> bool:
    """Whether a person may end a membership: the member, who invites for the party, or the secretariat beside them."""
    if membership.user_id == user.pk:
        return True
    if membership.party is not None:
        return may(user, "invite for the party", membership.party)
    return may(user, "invite beside the parties", membership.dialogue)


def operator_act(person: User, *, kind: OperatorAct.Kind, at: datetime) -> OperatorAct:
    """Tell the ledger what those who run the installation did to a person's way in."""
    with change(f"operator: {kind.value}", by=None):
        act = OperatorAct(person=person, kind=kind, at=at)
        act.save()
    return act


def token_hash(token: str) -> str:
    """What is kept of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def _join(dialogue: Dialogue, *, user: User, role: Role, party: Party | None, on: date) -> Membership:
    _fits(dialogue, role=role, party=party)
    if Membership.objects.standing().filter(user=user, dialogue=dialogue).exists():
        raise Invalid(
            _(
                "%(person)s has a role in “%(dialogue)s” already. One person has one role in a dialogue: end it "
                "first, or use another account."
            ),
            person=user,
            dialogue=dialogue,
        )
    membership = Membership(user=user, dialogue=dialogue, party=party, role=role, began=on)
    membership.save()
    return membership


def _fits(dialogue: Dialogue, *, role: Role, party: Party | None) -> None:
    if role in PARTY_ROLES and party is None:
        raise Invalid(_("The role “%(role)s” is held in a party: name one."), role=role.label)
    if role not in PARTY_ROLES and party is not None:
        raise Invalid(_("The role “%(role)s” is held beside the parties: name none."), role=role.label)
    if party is not None and party.side.dialogue_id != dialogue.pk:
        raise Invalid(_("%(party)s is no party of “%(dialogue)s”."), party=party, dialogue=dialogue)


def _others(membership: Membership) -> MembershipQuerySet:
    return (
        Membership.objects.standing()
        .filter(dialogue_id=membership.dialogue_id, role=membership.role)
        .exclude(pk=membership.pk)
    )
