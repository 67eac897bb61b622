"""Who may do what; each refusal says who may. Services ask here before they change anything."""

from __future__ import annotations

from audiatur.record.errors import NotAllowed
from audiatur.record.models import Dialogue, Membership, Party, Source, User
from audiatur.record.roles import may, membership_at
from audiatur.record.visibility import viewer_of, visible


def write_for(user: User, party: Party) -> None:
    """Refuse whoever does not write for the party: nobody, administrators included, edits another party's words."""
    if not may(user, "write for the party", party):
        raise NotAllowed(f"Only members of {party} may do this.")


def keep_record(user: User, dialogue: Dialogue) -> None:
    """Refuse whoever is not of the dialogue's secretariat."""
    if not may(user, "keep the record", dialogue):
        raise NotAllowed(f"Only the secretariat of “{dialogue}” may do this.")


def contribute(user: User, dialogue: Dialogue) -> Membership:
    """The person's membership in the dialogue; refuse whoever neither writes for a party nor keeps the record."""
    membership = membership_at(user, dialogue)
    if membership is None or not may(user, "contribute", dialogue):
        raise NotAllowed(f"Only members of a party or the secretariat of “{dialogue}” may do this.")
    return membership


def review(user: User, source: Source) -> Membership:
    """The membership by which the person checks what was read in a source; refuse whoever may not."""
    membership = contribute(user, source.dialogue)
    viewer = viewer_of(user)
    if not viewer.reviews(source) or not visible(Source.objects.filter(pk=source.pk), viewer=viewer).exists():
        raise NotAllowed(
            "What was read in a document is checked by the party that it belongs to, by the party whose document it "
            "is, and by the secretariat."
        )
    return membership
