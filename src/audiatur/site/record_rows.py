"""The rows that leave the record, composed from what a viewer may see and nothing else.

A row whose source the viewer may not see tells neither the source nor its place or passage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from audiatur.publish import rows as told
from audiatur.record import models
from audiatur.record.selectors import (
    meetings_visible,
    question_page,
    question_views,
    questions_visible,
    sources_visible,
)
from audiatur.record.selectors.follow_up import CommitmentView, RecommendationView
from audiatur.record.selectors.statuses import QuestionView
from audiatur.site.views.visit import Visit


def rows_of(here: Visit, *, question: models.Question | None = None) -> told.Rows:
    """Everything of the dialogue, or of one question of it, that the viewer may see."""
    if question:
        views: tuple[QuestionView, ...] = (question_page(question, viewer=here.viewer, today=here.today).view,)
    else:
        asked = questions_visible(here.dialogue, viewer=here.viewer)
        views = question_views(asked, viewer=here.viewer, today=here.today)
    claims = [view.claim for one in views for view in one.claims]
    positions = [position for one in views for position in _positions(one)]
    known = frozenset(position.pk for position in positions)
    passages = {passage.pk: passage for passage in _passages(claims, positions) if seen(passage.source_id, here)}
    sources = sources_visible(here.dialogue, viewer=here.viewer)
    if question:
        held: tuple[models.Claim | models.Position | models.Passage, ...] = (*claims, *positions, *passages.values())
        cited = {row.source_id for row in held if row.source_id is not None}
        sources = sources.filter(pk__in=cited)
    return told.Rows(
        dialogue=dialogue_row(here.dialogue),
        parties=party_rows(here),
        questions=tuple(question_row(view) for view in views),
        propositions=tuple(row for view in views for row in proposition_rows(view)),
        positions=tuple(position_row(row, here=here, known=known) for row in positions),
        claims=tuple(claim_row(row, here=here) for row in claims),
        answers=tuple(answer_row(answer) for row in claims for answer in row.answers.all()),
        sources=tuple(source_row(row) for row in sources),
        passages=tuple(passage_row(passages[key]) for key in sorted(passages)),
    )


def seen(source: int | None, here: Visit) -> bool:
    """Whether the viewer may see the source with this key."""
    return source is not None and source in here.sources_seen


def _positions(view: QuestionView) -> Iterator[models.Position]:
    """Standing and former positions of a question, in the order of their keys."""
    held = (position for row in view.rows for cell in row.cells for position in (*cell.positions, *cell.former))
    return iter(sorted(held, key=lambda position: position.pk))


def _passages(claims: Iterable[models.Claim], positions: Iterable[models.Position]) -> Iterator[models.Passage]:
    for claim in claims:
        yield from claim.passages.all()
    yield from (position.passage for position in positions if position.passage)


def dialogue_row(row: models.Dialogue) -> told.Dialogue:
    """A dialogue."""
    return told.Dialogue(
        slug=row.slug,
        title=row.title,
        title_km=row.title_km,
        state_name=row.state_name,
        state_name_km=row.state_name_km,
        country=row.country,
        note=row.note,
        note_km=row.note_km,
        opened=row.opened,
        reply_days=row.reply_days,
        synthetic=row.synthetic,
    )


def party_rows(here: Visit) -> tuple[told.Party, ...]:
    """The parties of a dialogue in the order of its sides."""
    sides = here.dialogue.sides.prefetch_related("parties")
    return tuple(
        told.Party(slug=row.slug, side=side.key, kind=row.kind, name=row.name, name_km=row.name_km)
        for side in sides
        for row in side.parties.all()
    )


def question_row(view: QuestionView) -> told.Question:
    """A question with its computed status."""
    row = view.question
    return told.Question(
        slug=row.slug,
        number=row.number,
        topic=row.topic,
        text=row.text,
        text_km=row.text_km,
        asked=row.asked,
        addressed=tuple(side.key for side in row.addressed.all()),
        status=view.status,
        rule=view.rule,
        due=view.due.isoformat() if view.due else None,
    )


def proposition_rows(view: QuestionView) -> tuple[told.Proposition, ...]:
    """The propositions of a question with their computed statuses."""
    return tuple(
        told.Proposition(
            question=view.question.slug,
            order=row.proposition.order,
            text=row.proposition.text,
            text_km=row.proposition.text_km,
            status=row.status,
            rule=view.rule,
        )
        for row in view.rows
    )


def position_row(row: models.Position, *, here: Visit, known: frozenset[int]) -> told.Position:
    """A position; `known` are the keys of those that the viewer may see, so that no other is named as superseded."""
    shown = seen(row.source_id, here)
    passage = row.passage_id if row.passage and seen(row.passage.source_id, here) else None
    return told.Position(
        key=row.pk,
        question=row.proposition.question.slug,
        proposition=row.proposition.order,
        party=row.party.slug,
        stance=row.stance,
        basis=row.basis,
        taken=row.taken,
        reason=row.reason,
        reason_km=row.reason_km,
        source=row.source_id if shown else None,
        locator=row.locator if shown else "",
        passage=passage,
        ended=row.ended,
        ended_on=row.ended_on.isoformat() if row.ended_on else None,
        supersedes=row.supersedes_id if row.supersedes_id in known else None,
    )


def claim_row(row: models.Claim, *, here: Visit) -> told.Claim:
    """A claim."""
    shown = seen(row.source_id, here)
    return told.Claim(
        key=row.pk,
        question=row.question.slug if row.question else "",
        proposition=row.proposition.order if row.proposition else None,
        party=row.party.slug if row.party else None,
        attributed_to=row.attributed_to,
        attributed_to_km=row.attributed_to_km,
        voice=row.voice,
        text=row.text,
        text_km=row.text_km,
        said=row.said,
        basis=row.basis,
        source=row.source_id if shown else None,
        locator=row.locator if shown else "",
        passages=tuple(passage.pk for passage in row.passages.all() if seen(passage.source_id, here)),
    )


def answer_row(row: models.ClaimAnswer) -> told.Answer:
    """A party's word on a claim."""
    return told.Answer(
        key=row.pk,
        claim=row.claim_id,
        party=row.party.slug,
        answer=row.answer,
        words=row.words,
        words_km=row.words_km,
        given_on=row.given_on.isoformat(),
    )


def source_row(row: models.Source) -> told.Source:
    """A source without its bytes and text."""
    return told.Source(
        key=row.pk,
        title=row.title,
        publisher=row.publisher,
        symbol=row.symbol,
        url=row.url,
        published=row.published,
        language=row.language,
        rights=row.rights,
        summary=row.summary,
        author=row.author.slug if row.author else None,
        synthetic=row.synthetic or row.dialogue.synthetic,
        name=row.name,
        sha256=row.sha256,
        size=row.size,
        kind=row.kind,
        reader=row.reader,
        added_at=row.added_at.isoformat(),
    )


def passage_row(row: models.Passage) -> told.Passage:
    """A passage."""
    return told.Passage(
        key=row.pk,
        source=row.source_id,
        exact=row.exact,
        prefix=row.prefix,
        suffix=row.suffix,
        start=row.start,
        end=row.end,
        page=row.page,
        paragraph=row.paragraph,
        lang=row.lang,
        state=row.state,
    )


def _follow_ups(steps: Sequence[models.FollowUp], *, here: Visit) -> tuple[told.FollowUp, ...]:
    return tuple(
        told.FollowUp(
            key=row.pk,
            party=row.party.slug if row.party else None,
            made=row.made,
            scale=row.scale,
            grade=row.grade,
            grade_name=row.grade_name,
            grade_name_km=row.grade_name_km,
            note=row.note,
            note_km=row.note_km,
            source=row.source_id if seen(row.source_id, here) else None,
            locator=row.locator if seen(row.source_id, here) else "",
        )
        for row in steps
    )


@dataclass(frozen=True, slots=True)
class Known:
    """The keys of the questions and meetings that the viewer may see: a row names no other."""

    questions: frozenset[int]
    meetings: frozenset[int]


def known_of(here: Visit) -> Known:
    """What the viewer may see named beside a promise or a recommendation."""
    return Known(
        frozenset(question.pk for question in questions_visible(here.dialogue, viewer=here.viewer)),
        frozenset(meeting.pk for meeting in meetings_visible(here.dialogue, viewer=here.viewer)),
    )


def commitment_row(view: CommitmentView, *, here: Visit, known: Known) -> told.Commitment:
    """A promise with its follow-up."""
    row = view.commitment
    shown = seen(row.source_id, here)
    return told.Commitment(
        key=row.pk,
        party=row.party.slug,
        question=row.question.slug if row.question and row.question_id in known.questions else None,
        meeting=row.meeting.slug if row.meeting and row.meeting_id in known.meetings else None,
        topic=row.topic,
        text=row.text,
        text_km=row.text_km,
        measure=row.measure,
        measure_km=row.measure_km,
        made=row.made,
        due=row.due,
        open=view.open,
        overdue=view.overdue,
        basis=row.basis,
        source=row.source_id if shown else None,
        locator=row.locator if shown else "",
        passage=row.passage_id if row.passage and seen(row.passage.source_id, here) else None,
        follow_ups=_follow_ups(view.follow_ups, here=here),
    )


def recommendation_row(view: RecommendationView, *, here: Visit, known: Known) -> told.Recommendation:
    """A recommendation with its answers and follow-up."""
    row = view.recommendation
    return told.Recommendation(
        key=row.pk,
        source=row.source_id,
        paragraph=row.paragraph,
        text=row.text,
        text_km=row.text_km,
        recommending_states=tuple(row.recommending_states),
        report_position=row.report_position,
        topic=row.topic,
        question=row.question.slug if row.question and row.question_id in known.questions else None,
        themes=tuple(row.themes),
        page=row.page,
        start=row.start,
        end=row.end,
        responses=tuple(_response(answer, here=here) for answer in view.responses),
        follow_ups=_follow_ups(view.follow_ups, here=here),
    )


def _response(row: models.Response, *, here: Visit) -> told.Response:
    shown = seen(row.source_id, here)
    return told.Response(
        key=row.pk,
        party=row.party.slug,
        word=row.word,
        given=row.given,
        source=row.source_id if shown else None,
        locator=row.locator if shown else "",
        note=row.note,
        note_km=row.note_km,
    )


def meeting_row(row: models.Meeting, *, here: Visit) -> told.Meeting:
    """A meeting with agenda and those present."""
    agenda = (
        told.AgendaItem(order=item.order, topic=item.topic, text=item.text, text_km=item.text_km)
        for item in row.agenda.all()
    )
    present = (
        told.Present(
            party=one.party.slug if one.party else None,
            name_or_office=one.name_or_office,
            name_or_office_km=one.name_or_office_km,
            capacity=one.capacity,
            capacity_km=one.capacity_km,
        )
        for one in row.present.all()
    )
    return told.Meeting(
        slug=row.slug,
        title=row.title,
        title_km=row.title_km,
        held=row.held,
        mode=row.mode,
        minutes=row.minutes,
        minutes_km=row.minutes_km,
        source=row.source_id if seen(row.source_id, here) else None,
        agenda=tuple(agenda),
        present=tuple(present),
    )
