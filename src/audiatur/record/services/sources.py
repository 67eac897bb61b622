"""Adding sources and anchoring passages in them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from audiatur.reading import READER, Progress, Reading, read_document
from audiatur.reading import Recommendation as ReadRecommendation
from audiatur.reading import Statement as ReadStatement
from audiatur.reading.pipeline import silent
from audiatur.reading.themes import themed_topic
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
    User,
    Visibility,
)
from audiatur.record.services import may
from audiatur.topics import WORDS

CONTEXT = 32
"""Characters kept before and after a passage, by which it is found again in a later version (W3C TextQuoteSelector)."""

TOLD = frozenset({"publisher", "symbol", "url", "published", "rights", "summary", "language"})
"""What a person may tell about a source beside its title."""


def source_add(
    dialogue: Dialogue,
    *,
    by: User,
    title: str,
    content: bytes = b"",
    name: str = "",
    reading: Reading | None = None,
    author: Party | None = None,
    owner: Party | None = None,
    visibility: Visibility = Visibility.RESTRICTED,
    progress: Progress = silent,
    **about: str,
) -> Source:
    """Add a document: keep its bytes, read it, and store what was read, or nothing at all.

    Without `content` only the name of the source is recorded. A `reading` made beforehand of the same bytes is stored
    as it is. `about` takes publisher, symbol, url, published (EDTF), rights, summary, language.

    Raises:
        NotAllowed: the person contributes to no party of the dialogue, or not to `owner` or `author`.
        Invalid: the same bytes are in this dialogue already, or the reading is of other bytes.
        ReadingError: the document cannot be read.
    """
    if unknown := set(about) - TOLD:
        raise TypeError(f"source_add takes no {', '.join(sorted(unknown))}; accepted: {', '.join(sorted(TOLD))}.")
    owner = source_refuse(dialogue, by=by, author=author, owner=owner)
    if len(content) > settings.SOURCE_MAX_BYTES:
        raise Invalid(
            _("%(name)s is larger than %(most)s MB, which is the most accepted."),
            name=name,
            most=settings.SOURCE_MAX_BYTES // 1024**2,
        )
    if reading and reading.sha256 != hashlib.sha256(content).hexdigest():
        raise Invalid(_("What was read is not of the bytes of %(name)s; read the document again."), name=name)
    if content and not reading:
        reading = read_document(content, name=name, topics=WORDS, progress=progress)
    with change("source added", by=by):
        if reading and source_held(dialogue, sha256=reading.sha256, owner=owner):
            raise Invalid(_("%(name)s is in this dialogue already: the same bytes were added before."), name=name)
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


def source_refuse(
    dialogue: Dialogue, *, by: User, author: Party | None = None, owner: Party | None = None
) -> Party | None:
    """The party that a source of this person would belong to, None for the secretariat's; refuse whoever may not add.

    A member adds for the own party only, and names it or nobody as the one whose document it is: a document of
    another party is added by that party or by the secretariat.
    """
    membership = may.contribute(by, dialogue)
    owner = owner or membership.party
    for party in (owner, author):
        if party and party.side.dialogue_id != dialogue.pk:
            raise Invalid(_("%(party)s is no party of “%(dialogue)s”."), party=party, dialogue=dialogue)
    if owner:
        may.write_for(by, owner)
    if author and membership.party:
        may.write_for(by, author)
    return owner


def source_held(dialogue: Dialogue, *, sha256: str, owner: Party | None) -> Source | None:
    """The source of this owner with these bytes, None where there is none."""
    rows = Source.objects.filter(dialogue=dialogue, sha256=sha256, owner=owner)
    held: Source | None = rows.first()
    return held


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
        topic=themed_topic(read.themes, worded=suggest_topic(read.text, WORDS)) or "",
        reader=READER,
    )


def passage_row(source: Source, start: int, end: int) -> Passage:
    """The passage of a source between two offsets, as a row that is not stored yet.

    Raises:
        Invalid: the offsets do not lie in the text of the source, in order.
    """
    if not 0 <= start < end <= len(source.content):
        raise Invalid(
            _("A passage needs 0 <= start < end <= %(length)s; given %(start)s and %(end)s."),
            length=len(source.content),
            start=start,
            end=end,
        )
    around = next((p for p in source.paragraphs if p["start"] <= start < p["end"]), None)
    return Passage(
        source=source,
        start=start,
        end=end,
        exact=source.content[start:end],
        prefix=source.content[max(0, start - CONTEXT) : start],
        suffix=source.content[end : end + CONTEXT],
        page=page_at(source, start),
        paragraph=(around or {}).get("label") or "",
        lang=(around or {}).get("lang", source.language),
    )


def page_at(source: Source, offset: int) -> int | None:
    """The number of the page that holds the character at an offset; None where the source has no pages."""
    return next((page["number"] for page in source.pages if page["start"] <= offset < page["end"]), None)


def passage_find(source: Source, quote: str) -> Passage:
    """The passage whose text is the quote, as a row that is not stored yet; a line break stands for a space.

    Raises:
        Invalid: the quote is not found in the source, or more than once.
    """
    wanted = r"\s+".join(re.escape(word) for word in quote.split())
    found = list(islice(re.finditer(wanted, source.content), 2)) if wanted else []
    if len(found) != 1:
        if found:
            raise Invalid(_("The quotation stands in “%(source)s” more than once; quote more words."), source=source)
        raise Invalid(_("The quotation does not stand in “%(source)s”; quote its exact words."), source=source)
    return passage_row(source, *found[0].span())
