"""What the API tells of a dialogue: the rows that the caller may see, each list as JSON or CSV."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from audiatur.publish import rows as told
from audiatur.record.selectors import (
    commitment_views,
    dialogues_visible,
    meetings_visible,
    passages_cited,
    question_get,
    question_outlines,
    recommendation_views,
    source_get,
    sources_visible,
)
from audiatur.site import record_rows
from audiatur.site.api.access import caller_of, visit_of
from audiatur.site.api.paging import Listing, Page, listed
from audiatur.site.views.visit import Visit, found

router = Router(tags=["Reading"])
Slug = Annotated[str, Path(max_length=60, pattern=r"^[-a-zA-Z0-9_]+$")]
Key = Annotated[int, Path(ge=1, le=2**53)]
Word = Annotated[str, Query(max_length=60, pattern=r"^[-a-zA-Z0-9_]*$")]


class Document(Schema):
    """A source with its text, which passages are offsets into."""

    source: told.Source
    text: str
    passages: list[told.Passage]


class QuestionWhole(Schema):
    """A question with everything under it that the caller may see."""

    question: told.Question
    propositions: list[told.Proposition]
    positions: list[told.Position]
    claims: list[told.Claim]
    answers: list[told.Answer]
    passages: list[told.Passage]


@router.get("/dialogues", response=list[told.Dialogue], operation_id="dialogues")
def dialogues(request: HttpRequest) -> Any:
    """The dialogues of which the caller may see anything."""
    return [record_rows.dialogue_row(row) for row in dialogues_visible(viewer=caller_of(request).viewer)]


@router.get("/dialogues/{dialogue}", response=told.Dialogue, operation_id="dialogue")
def dialogue(request: HttpRequest, dialogue: Slug) -> Any:
    """One dialogue."""
    return record_rows.dialogue_row(visit_of(request, dialogue).dialogue)


@router.get("/dialogues/{dialogue}/parties", response=Page[told.Party], operation_id="parties")
def parties(request: HttpRequest, dialogue: Slug, listing: Query[Listing]) -> Any:
    """The parties in the order of their sides."""
    here = visit_of(request, dialogue)
    rows = record_rows.party_rows(here)
    return listed(request, rows, listing=listing, here=here, name="parties", kind=told.Party)


@router.get("/dialogues/{dialogue}/questions", response=Page[told.Question], operation_id="questions")
def questions(request: HttpRequest, dialogue: Slug, listing: Query[Listing], topic: Word = "") -> Any:
    """The questions with their computed statuses; `topic` keeps those of a topic."""
    here = visit_of(request, dialogue)
    where = {"topic": topic} if topic else {}
    views = question_outlines(here.dialogue, viewer=here.viewer, today=here.today, **where)
    rows = [record_rows.question_row(view) for view in views]
    return listed(request, rows, listing=listing, here=here, name="questions", kind=told.Question)


@router.get("/dialogues/{dialogue}/questions/{question}", response=QuestionWhole, operation_id="question")
def question(request: HttpRequest, dialogue: Slug, question: Slug) -> Any:
    """One question with propositions, positions, claims, answers and passages."""
    here = visit_of(request, dialogue)
    shown = found(question_get(here.dialogue, question, viewer=here.viewer))
    rows = record_rows.rows_of(here, question=shown)
    return {
        "question": rows.questions[0],
        "propositions": rows.propositions,
        "positions": rows.positions,
        "claims": rows.claims,
        "answers": rows.answers,
        "passages": rows.passages,
    }


@router.get("/dialogues/{dialogue}/propositions", response=Page[told.Proposition], operation_id="propositions")
def propositions(request: HttpRequest, dialogue: Slug, listing: Query[Listing], question: Word = "") -> Any:
    """The propositions with their computed statuses; `question` keeps those of a question."""
    here = visit_of(request, dialogue)
    rows = _rows(here, question).propositions
    return listed(request, rows, listing=listing, here=here, name="propositions", kind=told.Proposition)


@router.get("/dialogues/{dialogue}/positions", response=Page[told.Position], operation_id="positions")
def positions(
    request: HttpRequest,
    dialogue: Slug,
    listing: Query[Listing],
    question: Word = "",
    party: Word = "",
    standing: Literal["yes", "no", ""] = "",
) -> Any:
    """The positions, former ones too; `standing=yes` keeps those that stand."""
    here = visit_of(request, dialogue)
    rows = [
        row
        for row in _rows(here, question).positions
        if (not party or row.party == party) and (not standing or (standing == "yes") == (not row.ended))
    ]
    return listed(request, rows, listing=listing, here=here, name="positions", kind=told.Position)


@router.get("/dialogues/{dialogue}/claims", response=Page[told.Claim], operation_id="claims")
def claims(request: HttpRequest, dialogue: Slug, listing: Query[Listing], question: Word = "", party: Word = "") -> Any:
    """The claims; `party` keeps those that are attributed to a party."""
    here = visit_of(request, dialogue)
    rows = [row for row in _rows(here, question).claims if not party or row.party == party]
    return listed(request, rows, listing=listing, here=here, name="claims", kind=told.Claim)


@router.get("/dialogues/{dialogue}/answers", response=Page[told.Answer], operation_id="answers")
def answers(request: HttpRequest, dialogue: Slug, listing: Query[Listing], question: Word = "") -> Any:
    """What parties said to claims that are attributed to them, the former answers too."""
    here = visit_of(request, dialogue)
    rows = _rows(here, question).answers
    return listed(request, rows, listing=listing, here=here, name="answers", kind=told.Answer)


@router.get("/dialogues/{dialogue}/sources", response=Page[told.Source], operation_id="sources")
def sources(request: HttpRequest, dialogue: Slug, listing: Query[Listing], party: Word = "") -> Any:
    """The sources, the newest first; `party` keeps documents of a party."""
    here = visit_of(request, dialogue)
    held = list(sources_visible(here.dialogue, viewer=here.viewer, party=party))
    return listed(
        request, held, listing=listing, here=here, name="sources", kind=told.Source, row=record_rows.source_row
    )


@router.get("/dialogues/{dialogue}/sources/{source}", response=Document, operation_id="source")
def source(request: HttpRequest, dialogue: Slug, source: Key) -> Any:
    """One source with its text and the passages that claims, positions and promises rest on."""
    here = visit_of(request, dialogue)
    shown = found(source_get(here.dialogue, source, viewer=here.viewer))
    passages = passages_cited(here.dialogue, viewer=here.viewer, source=shown)
    return {
        "source": record_rows.source_row(shown),
        "text": shown.content,
        "passages": [record_rows.passage_row(row) for row in passages],
    }


@router.get("/dialogues/{dialogue}/passages", response=Page[told.Passage], operation_id="passages")
def passages(request: HttpRequest, dialogue: Slug, listing: Query[Listing], question: Word = "") -> Any:
    """The passages that the claims and positions which the caller may see rest on."""
    here = visit_of(request, dialogue)
    if question:
        rows: Any = _rows(here, question).passages
        return listed(request, rows, listing=listing, here=here, name="passages", kind=told.Passage)
    rows = passages_cited(here.dialogue, viewer=here.viewer)
    return listed(
        request, list(rows), listing=listing, here=here, name="passages", kind=told.Passage, row=record_rows.passage_row
    )


@router.get("/dialogues/{dialogue}/recommendations", response=Page[told.Recommendation], operation_id="recommendations")
def recommendations(
    request: HttpRequest, dialogue: Slug, listing: Query[Listing], topic: Word = "", position: Word = ""
) -> Any:
    """The recommendations with the State's answers and the follow-up; `position` is that of the report."""
    here = visit_of(request, dialogue)
    known = record_rows.known_of(here)
    return listed(
        request,
        recommendation_views(here.dialogue, viewer=here.viewer, topic=topic, position=position),
        listing=listing,
        here=here,
        name="recommendations",
        kind=told.Recommendation,
        row=lambda view: record_rows.recommendation_row(view, here=here, known=known),
    )


@router.get("/dialogues/{dialogue}/commitments", response=Page[told.Commitment], operation_id="commitments")
def commitments(request: HttpRequest, dialogue: Slug, listing: Query[Listing], topic: Word = "") -> Any:
    """The commitments with their follow-up, those due first on top."""
    here = visit_of(request, dialogue)
    known = record_rows.known_of(here)
    views = commitment_views(here.dialogue, viewer=here.viewer, today=here.today)
    return listed(
        request,
        [view for view in views if not topic or view.commitment.topic == topic],
        listing=listing,
        here=here,
        name="commitments",
        kind=told.Commitment,
        row=lambda view: record_rows.commitment_row(view, here=here, known=known),
    )


@router.get("/dialogues/{dialogue}/meetings", response=Page[told.Meeting], operation_id="meetings")
def meetings(request: HttpRequest, dialogue: Slug, listing: Query[Listing]) -> Any:
    """The meetings, the newest first."""
    here = visit_of(request, dialogue)
    return listed(
        request,
        meetings_visible(here.dialogue, viewer=here.viewer),
        listing=listing,
        here=here,
        name="meetings",
        kind=told.Meeting,
        row=lambda meeting: record_rows.meeting_row(meeting, here=here),
    )


def _rows(here: Visit, question: str) -> told.Rows:
    """The rows of the dialogue, or of one question of it."""
    if not question:
        return record_rows.rows_of(here)
    return record_rows.rows_of(here, question=found(question_get(here.dialogue, question, viewer=here.viewer)))
