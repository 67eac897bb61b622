"""Adding sources, anchoring passages, and a person's review of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.utils import timezone

from audiatur.reading import READER, Progress, Reading, read_document
from audiatur.reading import Recommendation as ReadRecommendation
from audiatur.reading import Statement as ReadStatement
from audiatur.reading.pipeline import silent
from audiatur.reading.topics import suggest_topic
from audiatur.record import blobs
from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import (
    Dialogue,
    Party,
    Passage,
    Recommendation,
    Source,
    Statement,
    StatementState,
    User,
    Visibility,
)
from audiatur.record.services import may
from audiatur.topics import TOPICS

CONTEXT = 32
"""Characters kept before and after a passage, by which it is found again in a later version (W3C TextQuoteSelector)."""

WORDS: Mapping[str, tuple[str, ...]] = {topic.key: topic.words for topic in TOPICS}


def source_add(
    dialogue: Dialogue,
    *,
    by: User,
    title: str,
    content: bytes = b"",
    name: str = "",
    author: Party | None = None,
    owner: Party | None = None,
    visibility: Visibility = Visibility.RESTRICTED,
    progress: Progress = silent,
    **about: str,
) -> Source:
    """Add a document: keep its bytes, read it, and store what was read, or nothing at all.

    Without `content` only the name of the source is recorded. `about` takes publisher, symbol, url, published (EDTF),
    rights, summary, language.

    Raises:
        NotAllowed: the person contributes to no party of the dialogue, or not to `owner` or `author`.
        Invalid: the same bytes are in this dialogue already.
        ReadingError: the document cannot be read.
    """
    membership = may.contribute(by, dialogue)
    owner = owner or membership.party
    if owner:
        may.write_for(by, owner)
    if author and membership.party:
        may.write_for(by, author)
    if len(content) > settings.SOURCE_MAX_BYTES:
        raise Invalid(f"{name} is larger than {settings.SOURCE_MAX_BYTES // 1024**2} MB, which is the most accepted.")
    reading = read_document(content, name=name, topics=WORDS, progress=progress) if content else None
    if reading and Source.objects.filter(dialogue=dialogue, sha256=reading.sha256, owner=owner).exists():
        raise Invalid(f"{name} is in this dialogue already: the same bytes were added before.")
    with change("source added", by=by):
        source = Source(
            dialogue=dialogue,
            owner=owner,
            visibility=visibility,
            title=title,
            author=author,
            name=name,
            added_by=by,
            added_at=timezone.now(),
            synthetic=dialogue.synthetic,
            **about,
        )
        if reading:
            source.sha256 = blobs.keep(content)
            source.size = len(content)
            _tell(source, reading)
        source.save()
        for statement in reading.statements if reading else ():
            statement_row(source, statement).save()
        for recommendation in reading.recommendations if reading else ():
            _recommendation_row(source, recommendation).save()
    return source


def _tell(source: Source, reading: Reading) -> None:
    """Copy what was read of the document as a whole onto its row."""
    source.kind = reading.text.kind
    source.content = reading.text.content
    source.language = reading.text.language
    source.paragraphs = [
        {key: value for key, value in asdict(paragraph).items() if key != "sentences"}
        for paragraph in reading.text.paragraphs
    ]
    source.pages = [asdict(page) for page in reading.text.pages]
    source.quantities = [asdict(item) for item in reading.quantities]
    source.arithmetic = [asdict(item) for item in reading.arithmetic]
    source.warnings = [asdict(item) for item in reading.warnings]
    source.reader = READER


def statement_row(source: Source, read: ReadStatement) -> Statement:
    """A statement as read, as a row that is not stored yet."""
    return Statement(
        source=source,
        voice=read.voice,
        modality=read.modality,
        confidence=read.confidence,
        speaker=(read.speaker or "")[:300],
        reported_by=(read.reported_by or "")[:300],
        source_spans=[list(span) for span in read.source],
        cue_spans=[list(span) for span in read.cue],
        content_spans=[list(span) for span in read.content],
        start=read.start,
        page=read.page,
        topic=read.topic or "",
        reader=READER,
    )


def _recommendation_row(source: Source, read: ReadRecommendation) -> Recommendation:
    return Recommendation(
        source=source,
        paragraph=read.paragraph,
        text=read.text,
        recommending_states=list(read.recommending_states),
        report_position=read.report_position,
        position=read.position,
        section=read.section,
        page=read.page,
        start=read.start,
        end=read.end,
        confidence=read.confidence,
        themes=list(read.themes),
        topic=suggest_topic(read.text, WORDS) or "",
        reader=READER,
    )


def passage_row(source: Source, start: int, end: int) -> Passage:
    """The passage of a source between two offsets, as a row that is not stored yet.

    Raises:
        Invalid: the offsets do not lie in the text of the source, in order.
    """
    if not 0 <= start < end <= len(source.content):
        raise Invalid(f"A passage needs 0 <= start < end <= {len(source.content)}; given {start} and {end}.")
    around = next((p for p in source.paragraphs if p["start"] <= start < p["end"]), None)
    page = next((p["number"] for p in source.pages if p["start"] <= start < p["end"]), None)
    return Passage(
        source=source,
        start=start,
        end=end,
        exact=source.content[start:end],
        prefix=source.content[max(0, start - CONTEXT) : start],
        suffix=source.content[end : end + CONTEXT],
        page=page,
        paragraph=(around or {}).get("label") or "",
        lang=(around or {}).get("lang", source.language),
    )


def passage_find(source: Source, quote: str) -> Passage:
    """The passage whose text is exactly the quote, as a row that is not stored yet.

    Raises:
        Invalid: the quote is not found in the source, or more than once.
    """
    found = source.content.count(quote) if quote else 0
    if found != 1:
        raise Invalid(f"A quotation must be found exactly once in “{source}”; this one is found {found} times.")
    start = source.content.index(quote)
    return passage_row(source, start, start + len(quote))


def statement_confirm(statement: Statement, *, by: User) -> Statement:
    """A person says that the statement was read rightly."""
    return _reviewed(statement, by=by, kind="statement confirmed", state=StatementState.CONFIRMED)


def statement_discard(statement: Statement, *, by: User) -> Statement:
    """A person says that this is no statement; it stays, out of the way."""
    _refuse_filed(statement)
    return _reviewed(statement, by=by, kind="statement discarded", state=StatementState.DISCARDED)


def statement_correct(statement: Statement, *, by: User, speaker: str) -> Statement:
    """A person says who the speaker is; what was read stays beside it."""
    speaker = speaker.strip()
    if not speaker:
        raise Invalid("Give the name or office of the speaker.")
    statement.speaker_corrected = "" if speaker == statement.speaker else speaker
    return _reviewed(statement, by=by, kind="speaker corrected", state=StatementState.CONFIRMED)


def statement_restore(statement: Statement, *, by: User) -> Statement:
    """Undo a review: the statement waits to be checked again, and parts made of it by a split are discarded."""
    may.contribute(by, statement.source.dialogue)
    _refuse_filed(statement)
    parts = list(statement.parts.all())
    for part in parts:
        _refuse_filed(part)
    with change("statement review undone", by=by):
        for part in parts:
            part.state = StatementState.DISCARDED
            part.save()
        statement.speaker_corrected = ""
        statement.state = StatementState.UNCHECKED
        statement.reviewed_by, statement.reviewed_at = by, timezone.now()
        statement.save()
    return statement


def statement_split(statement: Statement, *, by: User, at: int) -> tuple[Statement, Statement]:
    """Make two statements of one, cut at an offset inside its content; the one as read stays, marked as split.

    Raises:
        Invalid: the offset leaves one of the two without content.
    """
    may.contribute(by, statement.source.dialogue)
    _refuse_filed(statement)
    before = [[start, min(end, at)] for start, end in statement.content_spans if start < at]
    after = [[max(start, at), end] for start, end in statement.content_spans if end > at]
    text = statement.source.content
    if statement.state == StatementState.SPLIT or not all(
        "".join(text[start:end] for start, end in part).strip() for part in (before, after)
    ):
        raise Invalid("Cut inside the words that the statement says, so that both parts have some.")
    with change("statement split", by=by):
        parts = tuple(_part(statement, spans=spans) for spans in (before, after))
        for part in parts:
            part.save()
        statement.state = StatementState.SPLIT
        statement.reviewed_by, statement.reviewed_at = by, timezone.now()
        statement.save()
    return parts[0], parts[1]


def _refuse_filed(statement: Statement) -> None:
    if statement.claims.filter(withdrawn_on__isnull=True).exists():
        raise Invalid("This statement is filed as a claim; withdraw the claim first.")


def _part(statement: Statement, *, spans: list[list[int]]) -> Statement:
    kept: dict[str, Any] = {
        field: getattr(statement, field)
        for field in (
            "source",
            "voice",
            "modality",
            "confidence",
            "speaker",
            "speaker_corrected",
            "reported_by",
            "source_spans",
            "cue_spans",
            "page",
            "topic",
            "reader",
        )
    }
    return Statement(**kept, content_spans=spans, start=spans[0][0], parent=statement)


def _reviewed(statement: Statement, *, by: User, kind: str, state: StatementState) -> Statement:
    may.contribute(by, statement.source.dialogue)
    with change(kind, by=by):
        statement.state = state
        statement.reviewed_by, statement.reviewed_at = by, timezone.now()
        statement.save()
    return statement
