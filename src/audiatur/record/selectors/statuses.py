"""Questions as a viewer sees them: each side's standing positions beside one another, and the computed status.

Everything is computed from rows that the viewer may see, so that a restricted row changes no public status or count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet

from audiatur.record.models import Beside, Claim, ClaimAnswer, Ended, Passage, Position, Proposition, Question, Side
from audiatur.record.selectors.leaning import lean
from audiatur.record.selectors.scenarios import beside_positions
from audiatur.record.status import RULE, SideStance, Stance, Status, proposition_status, question_status, side_stance
from audiatur.record.visibility import Viewer, visible


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its passages, the party's newest answer, and the figures that its numbers stand beside."""

    claim: Claim
    answer: ClaimAnswer | None
    besides: tuple[Beside, ...] = ()

    @property
    def unsourced(self) -> bool:
        """Whether no passage of a source is held for it."""
        return not self.claim.passages.all()


@dataclass(frozen=True, slots=True)
class Cell:
    """What one side says to one proposition; `due` is the last day of its reply period, None where nobody was asked."""

    side: Side
    stance: SideStance
    positions: tuple[Position, ...]
    former: tuple[Position, ...]
    claims: tuple[ClaimView, ...]
    addressed: bool
    due: date | None
    overdue: bool

    @property
    def silent(self) -> bool:
        """Whether an addressed side has not spoken."""
        return self.addressed and self.stance == "silent"


@dataclass(frozen=True, slots=True)
class Row:
    """One proposition with its status and a cell for each side of the dialogue."""

    proposition: Proposition
    status: Status
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question as a viewer sees it. `reported` says that a position that counts is only reported of its party."""

    question: Question
    status: Status
    rows: tuple[Row, ...]
    sides: tuple[Side, ...]
    claims: tuple[ClaimView, ...]
    due: date | None
    reported: bool
    rule: str = RULE

    def count(self, status: Status) -> int:
        """How many propositions have this status."""
        return sum(row.status == status for row in self.rows)

    @property
    def awaited(self) -> tuple[Side, ...]:
        """The addressed sides that have spoken to no proposition, where a reply is awaited at all."""
        if self.due is None:
            return ()
        return tuple(
            cell.side
            for cell in (self.rows[0].cells if self.rows else ())
            if cell.addressed
            and all(c.stance == "silent" for row in self.rows for c in row.cells if c.side == cell.side)
        )


def question_views(
    questions: Iterable[Question], *, viewer: Viewer, today: date, outline: bool = False
) -> tuple[QuestionView, ...]:
    """The questions with their positions, claims and statuses, in a fixed number of database queries.

    An `outline` holds neither former positions nor claims: what lists of questions need.
    """
    asked = {question.pk: question for question in questions}
    propositions = {row.pk: row for row in Proposition.objects.filter(question__in=asked).order_by("order")}
    for proposition in propositions.values():
        proposition.question = asked[proposition.question_id]
    sides = list(
        Side.objects.filter(dialogue__in={question.dialogue_id for question in asked.values()}).prefetch_related(
            "parties"
        )
    )
    parties = {party.pk: party for side in sides for party in side.parties.all()}
    held: dict[int, list[Position]] = defaultdict(list)
    for position in _positions(asked, viewer=viewer, outline=outline):
        # Set here and not joined: the same few parties and sentences stand beside every position.
        position.party, position.proposition = parties[position.party_id], propositions[position.proposition_id]
        held[position.proposition_id].append(position)
    said: dict[int, list[ClaimView]] = defaultdict(list)
    for claim in () if outline else _claims(asked, viewer=viewer):
        question = asked[claim.question_id or 0]
        claim.question = question
        claim.party = parties[claim.party_id] if claim.party_id else None
        claim.proposition = propositions.get(claim.proposition_id)
        said[question.pk].append(_claim_view(claim))
    sentences: dict[int, list[Proposition]] = defaultdict(list)
    for proposition in propositions.values():
        sentences[proposition.question_id].append(proposition)
    return tuple(
        _view(
            question,
            sentences[question.pk],
            held,
            tuple(said[question.pk]),
            tuple(side for side in sides if side.dialogue_id == question.dialogue_id),
            today=today,
        )
        for question in asked.values()
    )


def claim_view(question: Question, pk: int, *, viewer: Viewer) -> ClaimView | None:
    """One claim under a question, None where there is none with this key or the viewer may not see it."""
    claim = _claims([question.pk], viewer=viewer).filter(pk=pk).first()
    return _claim_view(claim) if claim else None


def _claim_view(claim: Claim) -> ClaimView:
    standing = tuple(beside for beside in claim.besides.all() if beside.ended_on is None)
    return ClaimView(claim, next(reversed(claim.answers.all()), None), standing)


def _positions(asked: Collection[int], *, viewer: Viewer, outline: bool) -> QuerySet[Position]:
    rows = visible(Position.objects.filter(proposition__question__in=asked), viewer=viewer)
    rows = rows.order_by("party__pk", "taken_latest", "pk")
    if outline:
        return rows.filter(ended=Ended.STANDS).only("proposition_id", "party_id", "stance", "basis", "ended")
    return lean(rows, "source", "passage__source").prefetch_related(beside_positions(viewer=viewer))


def _claims(asked: Collection[int], *, viewer: Viewer) -> QuerySet[Claim]:
    rows = visible(Claim.objects.filter(question__in=asked, withdrawn_on__isnull=True), viewer=viewer)
    passages = Prefetch("passages", queryset=lean(Passage.objects.all(), "source"))
    return lean(rows, "source").prefetch_related(passages, "answers__party", "besides__contests__party")


def _view(
    question: Question,
    propositions: Sequence[Proposition],
    held: dict[int, list[Position]],
    claims: tuple[ClaimView, ...],
    sides: tuple[Side, ...],
    *,
    today: date,
) -> QuestionView:
    addressed = {side.pk for side in question.addressed.all()}
    due = reply_due(question)
    rows = []
    belonging: dict[tuple[int | None, int], list[ClaimView]] = defaultdict(list)
    for view in claims:
        if view.claim.party:
            belonging[view.claim.proposition_id, view.claim.party.side_id].append(view)
    for proposition in propositions:
        cells = tuple(
            _cell(
                side,
                [position for position in held[proposition.pk] if position.party.side_id == side.pk],
                tuple(belonging[proposition.pk, side.pk]),
                addressed=side.pk in addressed,
                due=due,
                today=today,
            )
            for side in sides
        )
        counted = {cell.side.key: _stances(cell) for cell in cells if cell.addressed}
        rows.append(Row(proposition, proposition_status(counted), cells))
    standing = [position for row in rows for cell in row.cells if cell.addressed for position in cell.positions]
    return QuestionView(
        question=question,
        status=question_status([row.status for row in rows]),
        rows=tuple(rows),
        sides=sides,
        claims=claims,
        due=due,
        reported=any(position.basis == "reported" for position in standing),
    )


def _cell(
    side: Side,
    positions: Sequence[Position],
    claims: tuple[ClaimView, ...],
    *,
    addressed: bool,
    due: date | None,
    today: date,
) -> Cell:
    standing = tuple(position for position in positions if position.ended == Ended.STANDS)
    return Cell(
        side=side,
        stance=side_stance([_stance(position) for position in standing]),
        positions=standing,
        former=tuple(position for position in positions if position.ended != Ended.STANDS),
        claims=claims,
        addressed=addressed,
        due=due,
        overdue=addressed and not standing and due is not None and today > due,
    )


def _stance(position: Position) -> Stance:
    stance: Stance = position.stance  # type: ignore[assignment]
    return stance


def _stances(cell: Cell) -> list[Stance]:
    return [_stance(position) for position in cell.positions] or ["silent"]


def reply_due(question: Question) -> date | None:
    """The last day of the reply period, counted from the latest day that the asking date can mean.

    None where nobody was asked: the record was compiled from public sources.
    """
    if question.dialogue.reply_days is None:
        return None
    asked: date = question.asked_latest
    return asked + timedelta(days=question.dialogue.reply_days)
