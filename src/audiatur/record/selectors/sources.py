"""Sources and what was read in them, as a viewer sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from django.db.models import Count, Q, QuerySet

from audiatur.record.models import Claim, Dialogue, Recommendation, Source, Statement, StatementState
from audiatur.record.visibility import Viewer, visible

MarkedSpan: TypeAlias = tuple[int, int, str, int]
"""Start, end, role (source, cue or content) and the statement's primary key."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters of a paragraph with the statements that it belongs to: (role, statement's primary key)."""

    text: str
    start: int
    roles: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph cut into fragments, so that each can be marked."""

    start: int
    end: int
    page: int | None
    role: str
    lang: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its words and the claim under which it is filed, if any."""

    statement: Statement
    words: str
    claim: Claim | None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source, its text in marked paragraphs, and what was read in it."""

    source: Source
    paragraphs: tuple[ShownParagraph, ...]
    statements: tuple[StatementView, ...]
    discarded: tuple[StatementView, ...]
    recommendations: tuple[Recommendation, ...]

    def count(self, state: str) -> int:
        """How many of the statements that are shown are in this state of review."""
        return sum(view.statement.state == state for view in self.statements)


def sources_visible(dialogue: Dialogue, *, viewer: Viewer) -> QuerySet[Source]:
    """The sources of a dialogue, the newest first, each with `read` and `unchecked`, its numbers of statements."""
    shown = ~Q(statements__state__in=[StatementState.DISCARDED, StatementState.SPLIT])
    rows: QuerySet[Source] = (
        visible(Source.objects.filter(dialogue=dialogue), viewer=viewer)
        .select_related("author__side")
        .defer("content", "paragraphs", "pages")
        .annotate(
            read=Count("statements", filter=shown),
            unchecked=Count("statements", filter=Q(statements__state=StatementState.UNCHECKED)),
        )
        .order_by("-published_latest", "pk")
    )
    return rows


def source_get(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> Source | None:
    """The source with this key, None where there is none or the viewer may not see it."""
    rows = visible(Source.objects.filter(dialogue=dialogue, pk=pk), viewer=viewer)
    return rows.select_related("author__side", "dialogue", "owner").first()


def source_page(source: Source, *, viewer: Viewer) -> SourcePage:
    """The document with what was read in it; the viewer must have got the source from `source_get`."""
    claims = visible(Claim.objects.filter(statement__source=source, withdrawn_on__isnull=True), viewer=viewer)
    filed = {claim.statement_id: claim for claim in claims.select_related("question", "party")}
    views = [
        StatementView(row, _words(source, row.content_spans), filed.get(row.pk))
        for row in source.statements.select_related("reviewed_by")
    ]
    hidden = (StatementState.DISCARDED, StatementState.SPLIT)
    shown = tuple(view for view in views if view.statement.state not in hidden)
    return SourcePage(
        source=source,
        paragraphs=marked_paragraphs(source, [view.statement for view in shown]),
        statements=shown,
        discarded=tuple(view for view in views if view.statement.state in hidden),
        recommendations=tuple(source.recommendations.all()),
    )


def statement_get(source: Source, pk: int) -> Statement | None:
    """A statement of a source that the viewer may see."""
    return source.statements.select_related("source__dialogue").filter(pk=pk).first()


def marked_paragraphs(source: Source, statements: Sequence[Statement]) -> tuple[ShownParagraph, ...]:
    """The paragraphs of a source, each cut where a span of a statement begins or ends; linear in text and spans."""
    spans: list[MarkedSpan] = sorted(
        (start, end, role, row.pk)
        for row in statements
        for role, places in (("source", row.source_spans), ("cue", row.cue_spans), ("content", row.content_spans))
        for start, end in places
    )
    shown, upcoming, open_spans = [], 0, list[MarkedSpan]()
    for paragraph in source.paragraphs:
        start, end = paragraph["start"], paragraph["end"]
        while upcoming < len(spans) and spans[upcoming][0] < end:
            open_spans.append(spans[upcoming])
            upcoming += 1
        open_spans = [span for span in open_spans if span[1] > start]
        shown.append(
            ShownParagraph(
                start=start,
                end=end,
                page=paragraph["page"],
                role=paragraph["role"],
                lang=paragraph["lang"],
                fragments=tuple(_fragments(source.content, start, end, open_spans)),
            )
        )
    return tuple(shown)


def _fragments(content: str, start: int, end: int, spans: Sequence[MarkedSpan]) -> Iterator[Fragment]:
    """The paragraph cut at every edge of a span, by one sweep over the edges."""
    edges: dict[int, list[tuple[bool, MarkedSpan]]] = {start: [], end: []}
    for span in spans:
        edges.setdefault(max(span[0], start), []).append((True, span))
        edges.setdefault(min(span[1], end), []).append((False, span))
    covering: dict[MarkedSpan, None] = {}
    for left, right in pairwise(sorted(edges)):
        for begins, span in edges[left]:
            if begins:
                covering[span] = None
            else:
                covering.pop(span, None)
        yield Fragment(content[left:right], left, tuple((role, key) for _, _, role, key in covering))


def _words(source: Source, spans: Sequence[Sequence[int]]) -> str:
    return " … ".join(source.content[start:end] for start, end in spans)
