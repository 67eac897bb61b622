"""Search and the ledger by API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from audiatur.record import heads
from audiatur.record.search.keys import Kind
from audiatur.record.selectors import search as find
from audiatur.record.selectors import source_entry, source_get
from audiatur.record.selectors.finding import Group, Hit
from audiatur.site.api.access import visit_of
from audiatur.site.api.reading import Key, Slug
from audiatur.site.views.visit import found

router = Router(tags=["Search and ledger"])


class Found(Schema):
    """A hit: its sentence, where the words stand in it, and the row that it is of."""

    kind: str
    key: int
    text: str
    hits: list[tuple[int, int]]
    question: str | None
    source: int | None
    start: int
    end: int


class FoundGroup(Schema):
    """The hits of a kind; `more` says that not all were counted."""

    kind: str
    count: int
    more: bool
    page: int
    pages: int
    hits: list[Found]


class Head(Schema):
    """A signed tree head of the ledger, with the proofs of growth that were asked for."""

    at: str
    origin: str
    root: str
    size: int
    key: str
    signature: str
    since: dict[str, list[str]] | None = None


@router.get("/dialogues/{dialogue}/search", response=list[FoundGroup], operation_id="search")
def search(
    request: HttpRequest,
    dialogue: Slug,
    q: Annotated[str, Query(min_length=1, max_length=200, pattern=r"^[^\x00]*$")],
    kind: Annotated[str, Query(max_length=20, pattern=r"^[a-z]*$")] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Any:
    """What the caller may see that holds the words, by kind; `kind` and `page` choose the hits of one kind."""
    here = visit_of(request, dialogue)
    chosen = next((each for each in Kind if each.word == kind), None)
    groups = find(here.dialogue, q, viewer=here.viewer, kind=chosen, page=page, on_page=20 if chosen else 5)
    return [_group(group) for group in groups]


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind.word,
        "count": group.count,
        "more": group.more,
        "page": group.page,
        "pages": group.pages,
        "hits": [_hit(hit) for hit in group.hits],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    spans, at = [], 0
    for piece in hit.excerpt.pieces:
        if piece.hit:
            spans.append((at, at + len(piece.text)))
        at += len(piece.text)
    row = hit.row
    asked = row if hit.kind == Kind.QUESTION else getattr(row, "question", None)
    named = hit.kind in (Kind.QUESTION, Kind.PROPOSITION, Kind.CLAIM)
    of_source = {Kind.SOURCE: row.pk, Kind.PASSAGE: row.pk}.get(hit.kind)
    if hit.kind in (Kind.STATEMENT, Kind.RECOMMENDATION):
        of_source = row.source_id
    return {
        "kind": hit.kind.word,
        "key": row.pk,
        "text": hit.excerpt.text,
        "hits": spans,
        "question": asked.slug if named and asked else None,
        "source": of_source,
        "start": hit.start,
        "end": hit.end,
    }


@router.get("/ledger/head", response=Head, operation_id="head")
def head(request: HttpRequest, since: Annotated[int | None, Query(ge=1, le=2**53)] = None) -> Any:
    """The signed tree head; `since` adds the proof that the ledger grew from its first entries."""
    return heads.signed_head(since=since)


@router.get("/dialogues/{dialogue}/sources/{source}/receipt", response=dict[str, Any], operation_id="source_receipt")
def source_receipt(request: HttpRequest, dialogue: Slug, source: Key) -> Any:
    """The receipt of a source: what its entry commits to, the proof and a signed head."""
    here = visit_of(request, dialogue)
    entry = found(source_entry(found(source_get(here.dialogue, source, viewer=here.viewer))))
    return heads.receipt(entry, shown=["record.source"])
