"""Recommendations, commitments and meetings as a viewer sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from django.db.models import Prefetch, QuerySet

from audiatur.record.models import (
    Commitment,
    Dialogue,
    Ended,
    FollowUp,
    Meeting,
    Party,
    Position,
    Proposition,
    Question,
    Recommendation,
    Response,
)
from audiatur.record.selectors.leaning import lean
from audiatur.record.selectors.standing import while_it_stands
from audiatur.record.visibility import Viewer, seen, visible

CLOSED_GRADES = frozenset({"done", "withdrawn"})
"""Grades after which nothing more is due, on Audiatur's own scale."""

_FOLLOW_UPS = Prefetch("follow_ups", queryset=lean(FollowUp.objects.all(), "source", "party"))


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

    @classmethod
    def of(cls, row: Recommendation) -> RecommendationView:
        """That of a row of `recommendations_visible`."""
        return cls(row, tuple(row.responses.all()), tuple(row.follow_ups.all()))

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
        return _stance(self.before) != _stance(self.after)


def _stance(position: Position | None) -> str | None:
    return position.stance if position else None


@dataclass(frozen=True, slots=True)
class Moved:
    """How many positions became others after a meeting, were stated for the first time, or were withdrawn."""

    changed: int
    stated: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting in the list, with what came of it."""

    meeting: Meeting
    moved: Moved


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting with what each party held before and after it."""

    meeting: Meeting
    moves: tuple[Move, ...]
    commitments: tuple[CommitmentView, ...]
    next: Meeting | None

    @property
    def moved(self) -> Moved:
        """What came of it, counted."""
        return _counted((_stance(move.before), _stance(move.after)) for move in self.moves)


@while_it_stands
def commitment_views(dialogue: Dialogue, *, viewer: Viewer, today: date, **where: Any) -> tuple[CommitmentView, ...]:
    """The promises of a dialogue, the earliest due first, those without a day last; `where` are conditions on them."""
    rows = visible(Commitment.objects.filter(dialogue=dialogue, **where), viewer=viewer)
    shown = (
        lean(rows, "dialogue", "party__side", "question", "meeting", "source", "passage__source")
        .defer("meeting__snapshot", "meeting__minutes", "meeting__minutes_km")
        .prefetch_related(_FOLLOW_UPS)
    )
    asked = seen(Question.objects.filter(dialogue=dialogue), viewer=viewer)
    views = [_commitment(row, questions=asked, today=today) for row in shown]
    return tuple(sorted(views, key=lambda view: (view.commitment.due_latest or date.max, view.commitment.pk)))


def _commitment(row: Commitment, *, questions: frozenset[int], today: date) -> CommitmentView:
    follow_ups = tuple(row.follow_ups.all())
    is_open = not (follow_ups and follow_ups[-1].grade in CLOSED_GRADES)
    overdue = is_open and row.due_latest is not None and today > row.due_latest
    question = row.question if row.question_id in questions else None
    return CommitmentView(row, question, follow_ups, is_open, overdue)


def commitment_get(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> Commitment | None:
    """A promise by its key, None where the viewer may not see it."""
    rows = visible(Commitment.objects.filter(dialogue=dialogue, pk=pk), viewer=viewer)
    return rows.select_related("owner__side", "party").first()


def recommendation_get(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> Recommendation | None:
    """A recommendation by its key, None where the viewer may not see its source."""
    rows = visible(Recommendation.objects.filter(source__dialogue=dialogue, pk=pk), viewer=viewer, through="source")
    return rows.select_related("source__owner__side").first()


def recommendations_visible(
    dialogue: Dialogue, *, viewer: Viewer, topic: str = "", position: str = "", words: str = ""
) -> QuerySet[Recommendation]:
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
    responses = Prefetch("responses", queryset=lean(Response.objects.all(), "source", "party"))
    return lean(rows, "source").prefetch_related(responses, _FOLLOW_UPS)


@while_it_stands
def recommendation_views(
    dialogue: Dialogue, *, viewer: Viewer, topic: str = "", position: str = "", words: str = ""
) -> tuple[RecommendationView, ...]:
    """All of them, each with the State's answers and the follow-up."""
    rows = recommendations_visible(dialogue, viewer=viewer, topic=topic, position=position, words=words)
    return tuple(RecommendationView.of(row) for row in rows)


def meetings_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[Meeting, ...]:
    """The meetings of a dialogue, the newest first."""
    return tuple(visible(Meeting.objects.filter(dialogue=dialogue), viewer=viewer).order_by("-held_latest", "-pk"))


@while_it_stands
def meeting_rows(dialogue: Dialogue, *, viewer: Viewer, most: int | None = None) -> tuple[MeetingRow, ...]:
    """The meetings, the newest first, with what came of each until the next one; `most` of them."""
    held = tuple(_held(dialogue, viewer=viewer).values_list("pk", "proposition", "party", "stance", "ended"))
    rows = []
    for meeting, following in _in_order(meetings_visible(dialogue, viewer=viewer))[::-1][:most]:
        then, next_one = _frozen(meeting), _frozen(following)
        before = {(said, party): stance for pk, said, party, stance, _ in held if then is not None and pk in then}
        after = {
            (said, party): stance
            for pk, said, party, stance, ended in held
            if (pk in next_one if next_one is not None else not ended)
        }
        rows.append(MeetingRow(meeting, _counted((before.get(key), after.get(key)) for key in before | after)))
    return tuple(rows)


@while_it_stands
def meeting_view(dialogue: Dialogue, slug: str, *, viewer: Viewer, today: date) -> MeetingView | None:
    """A meeting, and each party's position before it and after it (until the next meeting)."""
    pairs = _in_order(meetings_visible(dialogue, viewer=viewer))
    found = next((pair for pair in pairs if pair[0].slug == slug), None)
    if found is None:
        return None
    meeting, following = found
    return MeetingView(
        meeting=meeting,
        moves=_moves(dialogue, meeting, following, viewer=viewer),
        commitments=commitment_views(dialogue, viewer=viewer, today=today, meeting=meeting),
        next=following,
    )


def _in_order(meetings: Sequence[Meeting]) -> list[tuple[Meeting, Meeting | None]]:
    """Each meeting with the next one, the oldest first."""
    held = sorted(meetings, key=lambda meeting: (meeting.held_latest, meeting.pk))
    return list(zip_longest(held, held[1:]))


def _frozen(meeting: Meeting | None) -> frozenset[int] | None:
    """The keys of the positions that stood when a meeting was held."""
    return frozenset(meeting.snapshot.get("positions", ())) if meeting else None


def _counted(pairs: Iterable[tuple[str | None, str | None]]) -> Moved:
    other = [(before, after) for before, after in pairs if before != after]
    stated = sum(before is None for before, _ in other)
    withdrawn = sum(after is None for _, after in other)
    return Moved(len(other) - stated - withdrawn, stated, withdrawn)


def _held(dialogue: Dialogue, *, viewer: Viewer) -> QuerySet[Position]:
    """Every position that was ever held, in the order of questions and sides."""
    rows = visible(Position.objects.filter(dialogue=dialogue), viewer=viewer)
    # A position that more may see than its question is told beside no sentence here.
    rows = visible(rows, viewer=viewer, through="proposition__question")
    return rows.order_by("proposition__question__number", "proposition__order", "party__side__order", "party", "pk")


def _moves(dialogue: Dialogue, meeting: Meeting, following: Meeting | None, *, viewer: Viewer) -> tuple[Move, ...]:
    rows = _held(dialogue, viewer=viewer).only("proposition_id", "party_id", "stance", "basis", "taken", "ended")
    propositions = {
        row.pk: row for row in Proposition.objects.filter(question__dialogue=dialogue).select_related("question")
    }
    parties = {row.pk: row for row in Party.objects.filter(side__dialogue=dialogue).select_related("side")}
    then, next_one = _frozen(meeting) or frozenset(), _frozen(following)
    pairs: dict[tuple[int, int], list[Position | None]] = {}
    for row in rows:
        stood_next = row.pk in next_one if next_one is not None else row.ended == Ended.STANDS
        if row.pk in then or stood_next:
            # Set here and not joined: the same few sentences and parties stand beside every position.
            row.proposition, row.party = propositions[row.proposition_id], parties[row.party_id]
            pair = pairs.setdefault((row.proposition_id, row.party_id), [None, None])
            pair[:] = row if row.pk in then else pair[0], row if stood_next else pair[1]
    return tuple(Move(last.proposition, before, after) for before, after in pairs.values() if (last := after or before))
