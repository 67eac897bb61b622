"""The text of a source cut where marks begin and end, so that nested and overlapping marks can be drawn flat.

Pure: knows rows only as plain spans. What is cut joins again to the very characters of the paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any, TypeAlias

MarkedSpan: TypeAlias = tuple[int, int, str, int]
"""Start, end, role (source, cue, content, sum, passage) and the key of what it belongs to; of a passage its start."""

LAYERS = 8
"""Marks told of one run of characters; more than so many lie over one another only in texts made to do harm."""

PART_PAGES = 20
PART_BYTES = 60_000


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters with the marks over it, as (role, key); `page` where a page begins with it."""

    text: str
    start: int
    roles: tuple[tuple[str, int], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph cut into fragments, so that each can be marked."""

    start: int
    end: int
    role: str
    label: str
    lang: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What one page of Audiatur shows of a long source: offsets, and the pages of the document that they lie on."""

    number: int
    start: int
    end: int
    first_page: int | None
    last_page: int | None

    def holds(self, offset: int) -> bool:
        """Whether the character at the offset is shown in this part."""
        return self.start <= offset < self.end


def parts_of(content: str, paragraphs: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The parts of a text: whole paragraphs, at most so many pages or bytes each; one part where there is no text."""
    cuts = [0]
    weight, first = 0, paragraphs[0]["page"] if paragraphs else None
    for index, paragraph in enumerate(paragraphs):
        size = len(content[paragraph["start"] : paragraph["end"]].encode())
        page = paragraph["page"]
        pages = page - first if page is not None and first is not None else 0
        if weight and (weight + size > PART_BYTES or pages >= PART_PAGES):
            cuts.append(index)
            weight, first = 0, page
        weight += size
    return tuple(
        _part(number, content, paragraphs, begin, end)
        for number, (begin, end) in enumerate(pairwise((*cuts, len(paragraphs))), 1)
    )


def _part(number: int, content: str, paragraphs: Sequence[Mapping[str, Any]], begin: int, end: int) -> Part:
    inside = paragraphs[begin:end]
    pages = [paragraph["page"] for paragraph in inside if paragraph["page"] is not None]
    return Part(
        number=number,
        start=inside[0]["start"] if begin else 0,
        end=paragraphs[end]["start"] if end < len(paragraphs) else len(content) + 1,
        first_page=min(pages, default=None),
        last_page=max(pages, default=None),
    )


def part_at(parts: Sequence[Part], offset: int) -> Part:
    """The part that holds the character at an offset; the last where the text ends before it."""
    return next((part for part in parts if part.holds(offset)), parts[-1])


def marked_paragraphs(
    content: str,
    paragraphs: Iterable[Mapping[str, Any]],
    *,
    spans: Iterable[MarkedSpan],
    pages: Mapping[int, int],
) -> tuple[ShownParagraph, ...]:
    """The paragraphs, each cut where a mark begins or ends and where a page begins; linear in text and marks.

    Args:
        content: the whole text.
        paragraphs: start, end, role, label and lang of each, in order and apart from one another.
        spans: the marks; they may nest, overlap and reach over paragraphs.
        pages: offset → number of the page that begins there; told at the next character that is shown.
    """
    ordered = sorted(span for span in set(spans) if span[0] < span[1])
    turned = sorted(pages.items())
    shown, upcoming, leaf, open_spans = [], 0, 0, list[MarkedSpan]()
    for paragraph in paragraphs:
        start, end = paragraph["start"], paragraph["end"]
        while upcoming < len(ordered) and ordered[upcoming][0] < end:
            open_spans.append(ordered[upcoming])
            upcoming += 1
        open_spans = [span for span in open_spans if span[1] > start]
        begun: dict[int, int] = {}
        while leaf < len(turned) and turned[leaf][0] < end:
            begun[max(turned[leaf][0], start)] = turned[leaf][1]
            leaf += 1
        shown.append(
            ShownParagraph(
                start=start,
                end=end,
                role=paragraph["role"],
                label=paragraph["label"] or "",
                lang=paragraph["lang"],
                fragments=tuple(_fragments(content, start, end, open_spans, begun)),
            )
        )
    return tuple(shown)


def _fragments(
    content: str, start: int, end: int, spans: Sequence[MarkedSpan], pages: Mapping[int, int]
) -> Iterator[Fragment]:
    """The paragraph cut at every edge of a mark, by one sweep over the edges."""
    edges: dict[int, list[tuple[bool, MarkedSpan]]] = {start: [], end: [], **{offset: [] for offset in pages}}
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
        roles = tuple((role, key) for _, _, role, key in islice(covering, LAYERS))
        yield Fragment(content[left:right], left, roles, pages.get(left))
