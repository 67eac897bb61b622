"""Meetings, answers to recommendations, commitments and their follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_noop as _

from audiatur.record import ledger
from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    AgendaItem,
    Attendance,
    Basis,
    Commitment,
    Dialogue,
    Ended,
    FollowUp,
    Meeting,
    Party,
    Passage,
    Position,
    Question,
    Recommendation,
    Response,
    Source,
    User,
    Visibility,
)
from audiatur.record.services import may
from audiatur.record.services.sources import passage_find


@dataclass(frozen=True, slots=True)
class Present:
    """Someone present at a meeting: by name where the person speaks for an office, else by the office."""

    name_or_office: str
    name_or_office_km: str = ""
    capacity: str = ""
    capacity_km: str = ""
    party: Party | None = None


def meeting_hold(
    dialogue: Dialogue,
    *,
    by: User,
    slug: str,
    title: str,
    held: str,
    agenda: Sequence[tuple[str, str, str]],
    present: Sequence[Present],
    title_km: str = "",
    mode: str = "",
    minutes: str = "",
    minutes_km: str = "",
    source: Source | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> Meeting:
    """Record a meeting and freeze what stood when it was held.

    Args:
        agenda: (topic key or "", text, Khmer text) in order.
        present: who was there, in order.
    """
    may.keep_record(by, dialogue)
    snapshot = _snapshot(dialogue)
    with change("meeting held", by=by):
        meeting = Meeting(
            dialogue=dialogue,
            slug=slug,
            title=title,
            title_km=title_km,
            held=held,
            mode=mode,
            minutes=minutes,
            minutes_km=minutes_km,
            source=source,
            snapshot=snapshot,
            visibility=visibility,
        )
        meeting.save()
        for order, (topic, text, text_km) in enumerate(agenda, 1):
            AgendaItem(meeting=meeting, order=order, topic=topic, text=text, text_km=text_km).save()
        for person in present:
            Attendance(meeting=meeting, **asdict(person)).save()
    return meeting


def _snapshot(dialogue: Dialogue) -> dict[str, Any]:
    """The positions that stand, by primary key, and the ledger's head: what a meeting page compares with later."""
    head = ledger.head()
    standing = Position.objects.filter(dialogue=dialogue, ended=Ended.STANDS).order_by("pk")
    return {"positions": list(standing.values_list("pk", flat=True)), "entry": head.seq, "hash": head.hash}


def recommendation_note(
    source: Source,
    *,
    by: User,
    paragraph: str,
    text: str,
    recommending_states: Sequence[str],
    text_km: str = "",
    topic: str = "",
    question: Question | None = None,
) -> Recommendation:
    """Note a recommendation that the reader did not find.

    In a document that is held, `text` is its exact words; of one that is not, the record's own words.

    Raises:
        Invalid: the text does not stand in the document, or more than once.
    """
    may.keep_record(by, source.dialogue)
    found = passage_find(source, text) if source.sha256 else None
    with change("recommendation noted", by=by):
        row = Recommendation(
            source=source,
            paragraph=paragraph,
            text=text,
            text_km=text_km,
            topic=topic,
            question=question,
            recommending_states=list(recommending_states),
            report_position="unknown",
            start=found.start if found else None,
            end=found.end if found else None,
            page=found.page if found else None,
        )
        row.save()
    return row


def recommendation_place(
    recommendation: Recommendation, *, by: User, topic: str, question: Question | None, text_km: str = ""
) -> Recommendation:
    """File a recommendation under a topic and, where one fits, a question; the topic that was suggested gives way."""
    may.keep_record(by, recommendation.source.dialogue)
    with change("recommendation placed", by=by):
        recommendation.topic, recommendation.question = topic, question
        recommendation.text_km = text_km or recommendation.text_km
        recommendation.save()
    return recommendation


def recommendation_respond(
    recommendation: Recommendation,
    *,
    by: User,
    party: Party,
    word: str,
    given: str,
    source: Source,
    locator: str = "",
    note: str = "",
    note_km: str = "",
) -> Response:
    """Record the State's answer to a recommendation, in the mechanism's own word, with the document that tells it."""
    may.contribute(by, source.dialogue)
    if source.author != party:
        may.keep_record(by, source.dialogue)
    with change("recommendation answered", by=by):
        response = Response(
            recommendation=recommendation,
            party=party,
            word=word,
            given=given,
            source=source,
            locator=locator,
            note=note,
            note_km=note_km,
        )
        response.save()
    return response


def commitment_make(
    dialogue: Dialogue,
    *,
    by: User,
    party: Party,
    text: str,
    made: str,
    due: str = "",
    text_km: str = "",
    measure: str = "",
    measure_km: str = "",
    responsible: str = "",
    responsible_km: str = "",
    indicator: str = "",
    target: str = "",
    topic: str = "",
    question: Question | None = None,
    meeting: Meeting | None = None,
    source: Source | None = None,
    locator: str = "",
    passage: Passage | None = None,
    visibility: Visibility = Visibility.PUBLIC,
) -> Commitment:
    """Record a promise: the party's own, or, by the secretariat, one that a source reports."""
    membership = may.contribute(by, dialogue)
    own = membership.party == party or (source is not None and source.author == party)
    if not own:
        may.keep_record(by, dialogue)
        if source is None:
            raise Invalid(_("A promise that someone else reports needs its source."))
    with change("commitment made", by=by):
        if passage:
            passage.save()
        commitment = Commitment(
            dialogue=dialogue,
            owner=party if own else None,
            visibility=visibility,
            party=party,
            text=text,
            text_km=text_km,
            measure=measure,
            measure_km=measure_km,
            responsible=responsible,
            responsible_km=responsible_km,
            indicator=indicator,
            target=target,
            made=made,
            due=due,
            question=question,
            meeting=meeting,
            topic=topic or (question.topic if question else ""),
            source=source,
            locator=locator,
            passage=passage,
            basis=Basis.OWN if own else Basis.REPORTED,
        )
        commitment.save()
    return commitment


def follow_up_add(
    *,
    by: User,
    made: str,
    scale: str,
    grade: str,
    grade_name: str,
    grade_name_km: str = "",
    commitment: Commitment | None = None,
    recommendation: Recommendation | None = None,
    party: Party | None = None,
    note: str = "",
    note_km: str = "",
    source: Source | None = None,
    locator: str = "",
) -> FollowUp:
    """Add a dated assessment; `party` is the one that makes it, none where it is the secretariat's note of a source."""
    subject = commitment or recommendation
    if subject is None or (commitment and recommendation):
        raise Invalid(_("A follow-up is of one commitment or of one recommendation."))
    dialogue = commitment.dialogue if commitment else recommendation.source.dialogue  # type: ignore[union-attr]
    if party:
        may.write_for(by, party)
    else:
        may.keep_record(by, dialogue)
    with change("follow-up added", by=by):
        row = FollowUp(
            commitment=commitment,
            recommendation=recommendation,
            party=party,
            made=made,
            scale=scale,
            grade=grade,
            grade_name=grade_name,
            grade_name_km=grade_name_km,
            locator=locator,
            note=note,
            note_km=note_km,
            source=source,
        )
        row.save()
    return row
