"""A person's review of what was read: confirm, correct, split, discard, and undo."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop as _

from audiatur.record.changes import change
from audiatur.record.errors import Invalid
from audiatur.record.models import Statement, StatementState, User
from audiatur.record.services import may
from audiatur.record.services.sources import page_at


def statement_confirm(statement: Statement, *, by: User) -> Statement:
    """A person says that the statement was read rightly."""
    may.review(by, statement.source)
    with change("statement confirmed", by=by):
        _refuse_set_aside(statement)
        if statement.state == StatementState.CONFIRMED:
            raise Invalid(_("This statement is confirmed already."))
        _reviewed(statement, by=by, state=StatementState.CONFIRMED)
    return statement


def statement_correct(statement: Statement, *, by: User, speaker: str) -> Statement:
    """A person says who the speaker is; what was read stays beside it."""
    may.review(by, statement.source)
    speaker = " ".join(speaker.split())
    if not speaker:
        raise Invalid(_("Give the name or office of the speaker."))
    with change("speaker corrected", by=by):
        _refuse_set_aside(statement)
        _refuse_filed(statement)
        statement.speaker_corrected = "" if speaker == statement.speaker else speaker
        _reviewed(statement, by=by, state=StatementState.CONFIRMED)
    return statement


def statement_discard(statement: Statement, *, by: User) -> Statement:
    """A person says that this is no statement; it stays, out of the way."""
    may.review(by, statement.source)
    with change("statement discarded", by=by):
        _refuse_set_aside(statement)
        _refuse_filed(statement)
        _reviewed(statement, by=by, state=StatementState.DISCARDED)
    return statement


def statement_restore(statement: Statement, *, by: User) -> Statement:
    """Undo a review: the statement waits to be checked again, and parts made of it by a split are discarded.

    Raises:
        NotAllowed: the person does not review this source.
        Invalid: it, or a part of it, is filed as a claim; or it is a part of a split that was undone.
    """
    may.review(by, statement.source)
    with change("statement review undone", by=by):
        statement.refresh_from_db(from_queryset=_locked())
        if statement.state == StatementState.UNCHECKED:
            raise Invalid(_("This statement was not checked yet; there is nothing to undo."))
        parts = tuple(_descendants(statement))
        for row in (statement, *parts):
            _refuse_filed(row)
        if statement.parent and statement.parent.state != StatementState.SPLIT:
            raise Invalid(_("The split that made this part was undone; split the statement again."))
        for part in parts:
            _reviewed(part, by=by, state=StatementState.DISCARDED)
        statement.speaker_corrected = statement.parent.speaker_corrected if statement.parent else ""
        _reviewed(statement, by=by, state=StatementState.UNCHECKED)
    return statement


def statement_split(statement: Statement, *, by: User, at: int) -> tuple[Statement, Statement]:
    """Make two statements of one, cut at an offset inside its content; the one as read stays, marked as split.

    Raises:
        NotAllowed: the person does not review this source.
        Invalid: the offset leaves one of the two without content; or it is discarded, split or filed.
    """
    may.review(by, statement.source)
    text = statement.source.content
    spans = statement.content_spans
    before = _trimmed([(start, min(end, at)) for start, end in spans if start < at], text=text)
    after = _trimmed([(max(start, at), end) for start, end in spans if end > at], text=text)
    if not before or not after:
        raise Invalid(_("Cut inside the words that the statement says, so that both parts have some."))
    with change("statement split", by=by):
        _refuse_set_aside(statement)
        _refuse_filed(statement)
        parts = _part(statement, spans=before), _part(statement, spans=after)
        for part in parts:
            part.save()
        _reviewed(statement, by=by, state=StatementState.SPLIT)
    return parts


def _locked() -> Any:
    return Statement.objects.select_for_update()


def _refuse_set_aside(statement: Statement) -> None:
    """Read the row again under the lock, and refuse one that is out of the way."""
    statement.refresh_from_db(fields=["state"], from_queryset=_locked())
    if statement.state in (StatementState.DISCARDED, StatementState.SPLIT):
        raise Invalid(_("This statement is discarded or split; undo that first."))


def _refuse_filed(statement: Statement) -> None:
    if statement.claims.filter(withdrawn_on__isnull=True).exists():
        raise Invalid(_("This statement is filed as a claim; withdraw the claim first."))


def _descendants(statement: Statement) -> Iterator[Statement]:
    """The parts of a statement, and theirs."""
    for part in statement.parts.all():
        yield part
        yield from _descendants(part)


def _trimmed(spans: Sequence[tuple[int, int]], *, text: str) -> list[list[int]]:
    """The spans without white space at their ends; empty ones fall away."""
    kept = []
    for start, end in spans:
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start < end:
            kept.append([start, end])
    return kept


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
            "topic",
            "reader",
        )
    }
    first = min(start for start, _ in (*statement.source_spans, *statement.cue_spans, *spans))
    page = page_at(statement.source, spans[0][0])
    return Statement(**kept, content_spans=spans, start=first, page=page, parent=statement)


def _reviewed(statement: Statement, *, by: User, state: StatementState) -> None:
    statement.state = state
    statement.reviewed_by, statement.reviewed_at = by, timezone.now()
    statement.save()
