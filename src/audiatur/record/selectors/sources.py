"""Sources and what was read in them, as a viewer sees them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from string import ascii_lowercase
from typing import Any, Literal

from django.db.models import Count, F, Q, QuerySet

from audiatur.record.models import (
    Claim,
    Commitment,
    Dialogue,
    Entry,
    Passage,
    Position,
    ProvisionStance,
    Question,
    Recommendation,
    Source,
    Statement,
    StatementState,
)
from audiatur.record.selectors.marking import MarkedSpan, Part, ShownParagraph, marked_paragraphs, part_at, parts_of
from audiatur.record.visibility import Viewer, seen, visible

SET_ASIDE = (StatementState.DISCARDED, StatementState.SPLIT)
"""States of review in which a statement is out of the way."""

REACH = 20_000
"""Characters that the spans of one statement lie within: how far before a part its statements are looked for."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was read in a source: statements that are shown, by state, quantities, and those that do not add up."""

    statements: int
    confirmed: int
    to_check: int
    quantities: int
    unsound: int
    recommendations: int = 0


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list, with what was read in it."""

    source: Source
    counts: Counts


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with its number in the source, its words, and the claim under which it is filed, if any.

    `as_printed` is what stands in the document for the speaker ("He"), where that differs from the speaker's name.
    """

    statement: Statement
    number: str
    words: str
    lang: str
    as_printed: str
    claim: Claim | None

    @property
    def set_aside(self) -> bool:
        """Whether it is discarded or split."""
        return self.statement.state in SET_ASIDE

    @property
    def last(self) -> int:
        """The end of its last span."""
        row = self.statement
        return max((end for _, end in (*row.source_spans, *row.cue_spans, *row.content_spans)), default=row.start)

    @property
    def first(self) -> int:
        """The first character of what it says: where the document scrolls to."""
        return int(self.statement.content_spans[0][0]) if self.statement.content_spans else self.statement.start


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated number beside what its own inputs give, with the words that it was read in."""

    key: int
    start: int
    words: str
    item: Mapping[str, Any]

    @property
    def sound(self) -> bool:
        """Whether it adds up, or cannot be told."""
        return bool(self.item["verdict"] != "inconsistent")


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A part of a source in marked paragraphs with what was read in it, and the counts of the whole."""

    source: Source
    counts: Counts
    parts: tuple[Part, ...]
    part: Part
    paragraphs: tuple[ShownParagraph, ...]
    statements: tuple[StatementView, ...]
    set_aside: tuple[StatementView, ...]
    recommendations: tuple[Recommendation, ...]
    quantities: tuple[Mapping[str, Any], ...]
    sums: tuple[Sum, ...]
    reviewable: bool

    @property
    def unsound(self) -> tuple[Sum, ...]:
        """The numbers of this part that do not follow from their own inputs."""
        return tuple(item for item in self.sums if not item.sound and self.part.holds(item.start))

    @property
    def unsound_elsewhere(self) -> tuple[Sum, ...]:
        """Those of the other parts."""
        return tuple(item for item in self.sums if not item.sound and not self.part.holds(item.start))


def sources_visible(
    dialogue: Dialogue,
    *,
    viewer: Viewer,
    side: str = "",
    party: str = "",
    kind: str = "",
    to_check: bool = False,
) -> QuerySet[Source]:
    """The sources of a dialogue, the newest first, each with `read`, `confirmed` and `unchecked` statements.

    Args:
        dialogue: whose sources.
        viewer: who looks.
        side: only documents of parties of the side with this key; "none" for those of no party.
        party: only documents of the party with this slug.
        kind: only documents of this kind; "reference" for those that are not held here.
        to_check: only those with statements that wait to be checked.
    """
    shown = ~Q(statements__state__in=SET_ASIDE)
    rows: QuerySet[Any] = (
        visible(Source.objects.filter(dialogue=dialogue), viewer=viewer)
        .select_related("author__side", "owner")
        .defer("content", "paragraphs", "pages")
        .annotate(
            read=Count("statements", filter=shown),
            confirmed=Count("statements", filter=Q(statements__state=StatementState.CONFIRMED)),
            unchecked=Count("statements", filter=Q(statements__state=StatementState.UNCHECKED)),
        )
        .order_by(F("published_latest").desc(nulls_last=True), "-pk")
    )
    if side:
        rows = rows.filter(author=None) if side == "none" else rows.filter(author__side__key=side)
    if party:
        rows = rows.filter(author__slug=party)
    if kind:
        rows = rows.filter(sha256="") if kind == "reference" else rows.filter(kind=kind)
    if to_check:
        rows = rows.filter(Q(unchecked__gt=0))
    return rows


def source_rows(sources: Sequence[Source]) -> tuple[SourceRow, ...]:
    """Sources of `sources_visible`, each with what was read in it."""
    recommended = Counter(
        Recommendation.objects.filter(source__in=[source.pk for source in sources]).values_list("source_id", flat=True)
    )
    return tuple(SourceRow(source, _list_counts(source, recommended[source.pk])) for source in sources)


def _list_counts(source: Any, recommendations: int) -> Counts:
    return Counts(
        statements=source.read,
        confirmed=source.confirmed,
        to_check=source.unchecked,
        quantities=len(source.quantities),
        unsound=_unsound(source),
        recommendations=recommendations,
    )


def _unsound(source: Source) -> int:
    return sum(item["verdict"] == "inconsistent" for item in source.arithmetic)


def kinds_visible(dialogue: Dialogue, *, viewer: Viewer) -> tuple[str, ...]:
    """The kinds of documents that the viewer may see in a dialogue; an empty one for references."""
    rows = visible(Source.objects.filter(dialogue=dialogue), viewer=viewer)
    return tuple(sorted(set(rows.values_list("kind", flat=True))))


def source_get(dialogue: Dialogue, pk: int, *, viewer: Viewer) -> Source | None:
    """The source with this key, None where there is none or the viewer may not see it."""
    rows = visible(Source.objects.filter(dialogue=dialogue, pk=pk), viewer=viewer)
    return rows.select_related("author__side", "dialogue", "owner__side", "added_by").first()


def source_page(
    source: Source,
    *,
    viewer: Viewer,
    part: int = 1,
    at: int | None = None,
    passage: tuple[int, int] | None = None,
) -> SourcePage:
    """A part of the document with what was read in it; the viewer must have got the source from `source_get`.

    Args:
        source: the source.
        viewer: who looks.
        part: the number of the part; one that there is not is the nearest that there is.
        at: an offset: the part that holds it is shown instead.
        passage: offsets of a passage to mark: the part that holds its beginning is shown instead.
    """
    parts = parts_of(source.content, source.paragraphs)
    chosen = parts[min(max(part, 1), len(parts)) - 1]
    offset = passage[0] if passage else at
    if offset is not None:
        chosen = part_at(parts, offset)
    views = _statement_views(source, viewer=viewer, part=chosen)
    shown = [view for view in views if view.statement.state not in SET_ASIDE]
    sums = tuple(_sums(source))
    marks = [*_marks(shown), *((item.start, item.item["end"], "sum", item.key) for item in sums if not item.sound)]
    if passage:
        marks.append((*passage, "passage", passage[0]))
    return SourcePage(
        source=source,
        counts=_counts(source),
        parts=parts,
        part=chosen,
        paragraphs=marked_paragraphs(
            source.content,
            [item for item in source.paragraphs if chosen.holds(item["start"])],
            spans=marks,
            pages={
                page["start"]: page["number"]
                for page in source.pages
                if page["number"] >= (chosen.first_page or 0) and page["start"] < chosen.end
            },
        ),
        statements=tuple(view for view in shown if chosen.holds(view.statement.start)),
        set_aside=tuple(
            view for view in views if view.statement.state in SET_ASIDE and chosen.holds(view.statement.start)
        ),
        recommendations=tuple(source.recommendations.filter(start__gte=chosen.start, start__lt=chosen.end)),
        quantities=tuple(item for item in source.quantities if chosen.holds(item["start"])),
        sums=sums,
        reviewable=viewer.reviews(source),
    )


def statement_get(source: Source, pk: int) -> Statement | None:
    """A statement of a source that the viewer may see."""
    return source.statements.select_related("source__dialogue", "source__author", "parent").filter(pk=pk).first()


def statement_view(statement: Statement, *, viewer: Viewer) -> StatementView:
    """A statement of a source that the viewer may see, with its number and claim."""
    views = _views(statement.source, [statement], viewer=viewer)
    return views[0]


def statement_views(source: Source, *, viewer: Viewer) -> tuple[StatementView, ...]:
    """Every statement of a source that the viewer may see, those set aside included, in the order of the text."""
    return _views(source, list(_statements(source)), viewer=viewer)


def standing_claim(statement: Statement, *, viewer: Viewer) -> Claim | None:
    """The claim under which a statement is filed, None where there is none that the viewer may see."""
    claims = Claim.objects.filter(statement=statement, withdrawn_on__isnull=True)
    return visible(claims, viewer=viewer).first()


def speakers_read(source: Source) -> tuple[str, ...]:
    """The speakers named in a source, the most frequent first: what a correction is likely to be."""
    pairs = source.statements.exclude(state__in=SET_ASIDE).values_list("speaker", "speaker_corrected")
    named = Counter(corrected or read for read, corrected in pairs if corrected or read)
    return tuple(name for name, _ in named.most_common())


def passage_span(
    source: Source, of: Literal["passage", "recommendation"], pk: int, *, viewer: Viewer
) -> tuple[int, int] | None:
    """The offsets of a passage or recommendation of a source, None where the viewer may see none with this key."""
    rows = source.passages if of == "passage" else source.recommendations
    found = rows.filter(pk=pk, start__isnull=False, end__isnull=False).values_list("start", "end").first()
    if found is None or (of == "passage" and not _is_quoted(pk, viewer=viewer)):
        return None
    return int(found[0]), int(found[1])


def _is_quoted(passage: int, *, viewer: Viewer) -> bool:
    """Whether a row that the viewer may see leans on a passage: its place tells that somebody quotes it."""
    leaning: tuple[QuerySet[Any], ...] = (
        Claim.objects.filter(passages=passage),
        Position.objects.filter(passage=passage),
        Commitment.objects.filter(passage=passage),
        ProvisionStance.objects.filter(passage=passage),
    )
    return any(visible(rows, viewer=viewer).exists() for rows in leaning)


def source_entry(source: Source) -> Entry | None:
    """The ledger entry by which a source was added: its receipt."""
    since = source.added_at.astimezone(UTC).isoformat(timespec="microseconds")
    for entry in Entry.objects.filter(kind="source added", at__gte=since).order_by("seq")[:20]:
        if any(row["model"] == "record.source" and row["id"] == source.pk for row in entry.rows):
            return entry
    return None


def sources_seen(dialogue: Dialogue, *, viewer: Viewer) -> frozenset[int]:
    """The keys of the dialogue's sources that the viewer may see: only these are named and linked beside a claim."""
    return seen(Source.objects.filter(dialogue=dialogue), viewer=viewer)


def passages_cited(dialogue: Dialogue, *, viewer: Viewer, **where: Any) -> QuerySet[Passage]:
    """The passages that claims and positions rest on, each of which the viewer may see; `where` are conditions."""
    questions = seen(Question.objects.filter(dialogue=dialogue), viewer=viewer)
    claims = visible(Claim.objects.filter(question__in=questions, withdrawn_on__isnull=True), viewer=viewer)
    positions = visible(Position.objects.filter(proposition__question__in=questions), viewer=viewer)
    rows = Passage.objects.filter(source__in=sources_seen(dialogue, viewer=viewer), **where)
    return rows.filter(
        Q(pk__in=claims.values("passages")) | Q(pk__in=positions.filter(passage__isnull=False).values("passage"))
    ).order_by("pk")


def entry_get(seq: int) -> Entry | None:
    """The ledger entry of a number; whoever shows it decides which of its rows the viewer may see."""
    return Entry.objects.filter(seq=seq).first()


def _statements(source: Source) -> QuerySet[Statement]:
    rows: QuerySet[Statement] = source.statements.select_related("reviewed_by")
    return rows.order_by("start", "pk")


def _statement_views(source: Source, *, viewer: Viewer, part: Part) -> tuple[StatementView, ...]:
    near = _statements(source).filter(start__gte=max(0, part.start - REACH), start__lt=part.end)
    return _views(source, list(near), viewer=viewer)


def _views(source: Source, rows: Sequence[Statement], *, viewer: Viewer) -> tuple[StatementView, ...]:
    claims = visible(Claim.objects.filter(statement__in=rows, withdrawn_on__isnull=True), viewer=viewer)
    claims = visible(claims, viewer=viewer, through="question")
    filed = {claim.statement_id: claim for claim in claims.select_related("question", "party", "owner")}
    numbers = statement_numbers(source)
    begins = [paragraph["start"] for paragraph in source.paragraphs]
    languages = [paragraph["lang"] for paragraph in source.paragraphs]

    def language(row: Statement) -> str:
        place = bisect_right(begins, row.content_spans[0][0] if row.content_spans else row.start) - 1
        return languages[place] if place >= 0 else source.language

    return tuple(
        StatementView(
            statement=row,
            number=numbers[row.pk],
            words=_words(source, row.content_spans),
            lang=language(row),
            as_printed=_as_printed(source, row),
            claim=filed.get(row.pk),
        )
        for row in rows
    )


def statement_numbers(source: Source) -> dict[int, str]:
    """The number of each statement by its key: its place among those read; parts of a split get a letter more.

    The numbers of a source never change, whatever is discarded or split later.
    """
    rows = list(source.statements.order_by("start", "pk").values_list("pk", "parent_id"))
    numbers = {pk: str(place) for place, (pk, _) in enumerate((row for row in rows if row[1] is None), 1)}
    children: dict[int, list[int]] = {}
    for pk, parent in sorted(rows):
        if parent is not None:
            children.setdefault(parent, []).append(pk)
    waiting = list(numbers)
    while waiting:
        parent = waiting.pop()
        for place, pk in enumerate(children.get(parent, ())):
            # A split that was undone and made again counts its letters on.
            numbers[pk] = f"{numbers[parent]}{_letters(place)}"
            waiting.append(pk)
    return numbers


def _letters(place: int) -> str:
    """The letters of a place: a to z, then ba, bb and so on."""
    higher, last = divmod(place, len(ascii_lowercase))
    return (_letters(higher) if higher else "") + ascii_lowercase[last]


def _marks(views: Sequence[StatementView]) -> Iterator[MarkedSpan]:
    for view in views:
        row = view.statement
        for role, spans in (("source", row.source_spans), ("cue", row.cue_spans), ("content", row.content_spans)):
            for start, end in spans:
                yield start, end, role, row.pk


def _counts(source: Source) -> Counts:
    states = Counter(source.statements.exclude(state__in=SET_ASIDE).values_list("state", flat=True))
    return Counts(
        statements=states.total(),
        confirmed=states[StatementState.CONFIRMED],
        to_check=states[StatementState.UNCHECKED],
        quantities=len(source.quantities),
        unsound=_unsound(source),
        recommendations=source.recommendations.count(),
    )


def _sums(source: Source) -> Iterator[Sum]:
    for key, item in enumerate(source.arithmetic):
        yield Sum(key, item["start"], source.content[item["start"] : item["end"]], item)


def _as_printed(source: Source, row: Statement) -> str:
    """What the document has for the speaker, where that is another word than the speaker's name."""
    printed = " ".join(_words(source, row.source_spans).split())
    return printed if printed and printed.casefold() != row.said_by.casefold() else ""


def _words(source: Source, spans: Sequence[Sequence[int]]) -> str:
    return " … ".join(source.content[start:end] for start, end in spans)
