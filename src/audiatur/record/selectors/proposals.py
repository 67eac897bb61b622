"""Proposed questions and letters as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from audiatur.record.models import Communication, Dialogue, LetterKind, Proposal, ProposalState, Side, Wording
from audiatur.record.proposals import SideConsent, consenting, lacking
from audiatur.record.visibility import Viewer, visible


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal with its wordings, the newest first, and what each side says of the newest."""

    proposal: Proposal
    wordings: tuple[Wording, ...]
    consents: tuple[SideConsent, ...]

    @property
    def wording(self) -> Wording:
        """The words that stand."""
        return self.wordings[0]

    @property
    def lacking(self) -> tuple[Side, ...]:
        """The sides that have not consented to them."""
        return lacking(self.consents)

    @property
    def open(self) -> bool:
        """Whether anything can still be done."""
        return self.proposal.state in (ProposalState.PROPOSED, ProposalState.TAKEN_UP)


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter with the replies to it, and the last day of its reply period."""

    letter: Communication
    replies: tuple[Communication, ...]
    due: date | None
    late: bool
    """Whether the period has passed and no reply has been received."""


def proposal_views(dialogue: Dialogue, *, viewer: Viewer) -> tuple[ProposalView, ...]:
    """The proposed questions of a dialogue, the newest first."""
    rows = visible(Proposal.objects.filter(dialogue=dialogue), viewer=viewer).select_related("owner", "question")
    sides = tuple(dialogue.sides.all())
    return tuple(_view(row, sides=sides) for row in rows)


def proposal_view(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> ProposalView | None:
    """One proposed question, None where the viewer may not see it."""
    rows = visible(Proposal.objects.filter(dialogue=dialogue, pk=pk), viewer=viewer)
    row = rows.select_related("owner", "question").first()
    return _view(row, sides=tuple(dialogue.sides.all())) if row else None


def _view(row: Proposal, *, sides: tuple[Side, ...]) -> ProposalView:
    wordings = tuple(row.wordings.select_related("party").order_by("-number"))
    return ProposalView(row, wordings, consenting(wordings[0], sides=sides))


def letter_views(dialogue: Dialogue, *, viewer: Viewer, today: date) -> tuple[LetterView, ...]:
    """The letters of a dialogue that are no replies, the newest first, each with its replies."""
    rows = list(
        visible(Communication.objects.filter(dialogue=dialogue), viewer=viewer).select_related(
            "party__side", "addressee__side", "source", "question"
        )
    )
    replies: dict[int, list[Communication]] = {}
    for row in rows:
        if row.answers_id:
            replies.setdefault(row.answers_id, []).append(row)
    return tuple(
        _letter(row, replies=tuple(reversed(replies.get(row.pk, []))), today=today)
        for row in rows
        if row.kind != LetterKind.REPLY
    )


def _letter(row: Communication, *, replies: tuple[Communication, ...], today: date) -> LetterView:
    due = row.sent_latest + timedelta(days=row.days) if row.days is not None and row.sent_latest else None
    return LetterView(row, replies, due, late=due is not None and not replies and today > due)
