"""Who may do what; each refusal says who may. Services ask here before they change anything."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from audiatur.record.errors import NotAllowed
from audiatur.record.models import Dialogue, Membership, Party, Source, User
from audiatur.record.roles import may, membership_at
from audiatur.record.visibility import viewer_of, visible


def write_for(user: User, party: Party) -> None:
    """Refuse whoever does not write for the party: nobody, administrators included, edits another party's words."""
    if not may(user, "write for the party", party):
        raise NotAllowed(_("Only members of %(party)s may do this."), party=party)


def keep_record(user: User, dialogue: Dialogue) -> None:
    """Refuse whoever is not of the dialogue's secretariat."""
    if not may(user, "keep the record", dialogue):
        raise NotAllowed(_("Only the secretariat of “%(dialogue)s” may do this."), dialogue=dialogue)


def contribute(user: User, dialogue: Dialogue) -> Membership:
    """The person's membership in the dialogue; refuse whoever neither writes for a party nor keeps the record."""
    membership = membership_at(user, dialogue)
    if membership is None or not may(user, "contribute", dialogue):
        raise NotAllowed(
            _("Only members of a party or the secretariat of “%(dialogue)s” may do this."), dialogue=dialogue
        )
    return membership


def review(user: User, source: Source) -> Membership:
    """The membership by which the person checks what was read in a source; refuse whoever may not."""
    membership = contribute(user, source.dialogue)
    viewer = viewer_of(user)
    if not viewer.reviews(source) or not visible(Source.objects.filter(pk=source.pk), viewer=viewer).exists():
        raise NotAllowed(
            _(
                "What was read in a document is checked by the party that it belongs to, by the party whose document "
                "it is, and by the secretariat."
            )
        )
    return membership


def decide_pairs(user: User, dialogue: Dialogue) -> None:
    """Refuse whoever may not see single reports: only the secretariat does, and members where they are invented."""
    contribute(user, dialogue)
    if not dialogue.synthetic:
        keep_record(user, dialogue)


def may_decide_pairs(user: User, dialogue: Dialogue) -> bool:
    """Whether `decide_pairs` lets the person."""
    try:
        decide_pairs(user, dialogue)
    except NotAllowed:
        return False
    return True
