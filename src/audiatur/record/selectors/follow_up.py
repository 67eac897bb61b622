"""Recommendations, commitments and meetings as a viewer sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from audiatur.record.models import (
    Commitment,
    Dialogue,
    FollowUp,
    Meeting,
    Position,
    Proposition,
    Question,
    Recommendation,
    Response,
)
from audiatur.record.visibility import Viewer, seen, visible

CLOSED_GRADES = frozenset({"done", "withdrawn"})
"""Grades after which nothing more is due, on Audiatur's own scale."""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """A promise with its newest follow-up, and the question that it was made under where the viewer may see that."""

    commitment: Commitment
    question: Question | None
    follow_ups: tuple[FollowUp, ...]
    open: bool
    overdue: bool

    @property
    def latest(self) -> FollowUp | None:
        """The newest assessment."""
        return self.follow_ups[-1] if self.follow_ups else None


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """A recommendation with the State's answers and the follow-up, oldest first."""

    recommendation: Recommendation
    responses: tuple[Response, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def final(self) -> str:
        """The newest answer in the mechanism's own word; the report's position where there is none."""
        if self.responses:
            return self.responses[-1].word
        return str(self.recommendation.get_report_position_display())


@dataclass(frozen=True, slots=True)
class Move:
    """What a party held on a proposition before and after a meeting; None where it held nothing."""

    proposition: Proposition
    before: Position | None
    after: Position | None

    @property
    def position(self) -> Position:
        """The later of the two."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def changed(self) -> bool:
        """Whether the party's stance is another after the meeting."""
        return (self.before and self.before.stance) != (self.after and self.after.stance)


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with what each party held before and after it."""

    meeting: Meeting
    moves: tuple[Move, ...]
    commitments: tuple[CommitmentView, ...]
    next: Meeting | None


def commitment_views(dialogue: Dialogue, *, viewer: Viewer, today: date) -> tuple[CommitmentView, ...]:
    """The promises of a dialogue, the earliest due first; those without a day last."""
    rows = (
        visible(Commitment.objects.filter(dialogue=dialogue), viewer=viewer)
        .select_related("party__side", "question", "meeting", "source", "passage__source")
        .prefetch_related("follow_ups__source", "follow_ups__party")
    )
    asked = seen(Question.objects.filter(dialogue=dialogue), viewer=viewer)
    views = [_commitment(row, questions=asked, today=today) for row in rows]
    return tuple(sorted(views, key=lambda view: (view.commitment.due_latest or date.max, view.commitment.pk)))


def _commitment(row: Commitment, *, questions: frozenset[int], today: date) -> CommitmentView:
    follow_ups = tuple(row.follow_ups.all())
    is_open = not (follow_ups and follow_ups[-1].grade in CLOSED_GRADES)
    overdue = is_open and row.due_latest is not None and today > row.due_latest
    question = row.question if row.question_id in questions else None
    return CommitmentView(row, question, follow_ups, is_open, overdue)


def recommendation_views(
    dialogue: Dialogue, *, viewer: Viewer, topic: str = "", position: str = "", words: str = ""
) -> tuple[RecommendationView, ...]:
    """The recommendations read in the dialogue's sources, filtered by topic, report position and words of the text."""
    rows: QuerySet[Recommendation] = visible(
        Recommendation.objects.filter(source__dialogue=dialogue), viewer=viewer, through="source"
    )
    if topic:
        rows = rows.filter(topic=topic)
    if position:
        rows = rows.filter(report_position=position)
    for word in words.split():
        rows = rows.filter(text__icontains=word)
    shown = rows.select_related("source").prefetch_related("responses__source", "responses__party", "follow_ups")
    return tuple(RecommendationView(row, tuple(row.responses.all()), tuple(row.follow_ups.all())) for row in shown)


def meetings_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[Meeting, ...]:
    """The meetings of a dialogue, the newest first."""
    return tuple(visible(Meeting.objects.filter(dialogue=dialogue), viewer=viewer).order_by("-held_latest", "-pk"))


def meeting_view(dialogue: Dialogue, slug: str, *, viewer: Viewer, today: date) -> MeetingView | None:
    """A meeting, and each party's position before it and after it (until the next meeting)."""
    meetings = sorted(meetings_visible(dialogue, viewer=viewer), key=lambda m: (m.held_latest, m.pk))
    meeting = next((m for m in meetings if m.slug == slug), None)
    if meeting is None:
        return None
    following = next((m for m in meetings[meetings.index(meeting) + 1 :]), None)
    commitments = commitment_views(dialogue, viewer=viewer, today=today)
    return MeetingView(
        meeting=meeting,
        moves=_moves(dialogue, meeting, following, viewer=viewer),
        commitments=tuple(view for view in commitments if view.commitment.meeting_id == meeting.pk),
        next=following,
    )


def _moves(dialogue: Dialogue, meeting: Meeting, following: Meeting | None, *, viewer: Viewer) -> tuple[Move, ...]:
    held = visible(Position.objects.filter(dialogue=dialogue), viewer=viewer)
    # A position that more may see than its question is told beside no sentence here.
    shown = visible(held, viewer=viewer, through="proposition__question").select_related(
        "proposition__question", "party__side", "source"
    )
    frozen_then = set(meeting.snapshot.get("positions", ()))
    frozen_next = set(following.snapshot.get("positions", ())) if following else None
    before = {(p.proposition_id, p.party_id): p for p in shown if p.pk in frozen_then}
    after = {
        (p.proposition_id, p.party_id): p
        for p in shown
        if (p.pk in frozen_next if frozen_next is not None else p.ended == "")
    }
    moves = (
        Move((after.get(key) or before[key]).proposition, before.get(key), after.get(key))
        for key in before.keys() | after.keys()
    )
    return tuple(
        sorted(
            moves,
            key=lambda m: (
                m.proposition.question.number,
                m.proposition.order,
                m.position.party.side.order,
                m.position.party_id,
            ),
        )
    )
