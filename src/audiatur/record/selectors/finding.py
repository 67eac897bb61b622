"""Finding texts of the record: what a viewer may see of it, by kind, each with the sentence that the words stand in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import Model, QuerySet

from audiatur.record.models import Claim, Dialogue, Proposition, Question, Recommendation, Source, Statement
from audiatur.record.search import engine
from audiatur.record.search.excerpt import Excerpt, excerpt
from audiatur.record.search.index import SET_ASIDE, told
from audiatur.record.search.keys import Kind, key_of, range_of
from audiatur.record.search.words import Word, words_of
from audiatur.record.visibility import Viewer, visible

COUNTED = 1_000
"""Hits of a kind that are counted and paged; of more it is said that there are more."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text with the words: its row, the sentence that they stand in, and of a passage its offsets in the source."""

    kind: Kind
    row: Any
    excerpt: Excerpt
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of a kind: how many there are, and those of a page of them. `more` says that not all were counted."""

    kind: Kind
    count: int
    more: bool
    page: int
    pages: int
    hits: tuple[Hit, ...]


def search(
    dialogue: Dialogue, query: str, *, viewer: Viewer, kind: Kind | None = None, page: int = 1, on_page: int = 5
) -> tuple[Group, ...]:
    """The hits of a query among the rows of a dialogue that the viewer may see, by kind, the newest first.

    Args:
        dialogue: where to look.
        query: words that must all stand in a text, in any order; phrases in quotation marks.
        viewer: who looks; rows that they may not see are neither given nor counted.
        kind: the kind of which hits are given; of every kind without it. All kinds are counted.
        page: the page of the hits; the nearest that there is.
        on_page: hits on a page.
    """
    words = words_of(query)
    if not words:
        return ()
    asked = engine.asked(words)
    if asked is None:
        return tuple(Group(each, 0, more=False, page=1, pages=1, hits=()) for each in Kind)
    sought: list[Kind] = [each for each in Kind if each != Kind.PASSAGE]
    rows = {each: _rows(each, dialogue, viewer=viewer) for each in sought}
    rows[Kind.PASSAGE] = rows[Kind.SOURCE]
    found = _found(asked, {each: (range_of(each, dialogue=dialogue.pk), rows[each]) for each in Kind})
    return tuple(
        _group(each, found[each], rows[each], words, page=page, on_page=on_page if kind in (None, each) else 0)
        for each in Kind
    )


def _found(asked: engine.Asked, parts: dict[Kind, engine.Part]) -> dict[Kind, list[int]]:
    """The numbers found of each kind, one more than are counted at the most.

    Passages are looked for by themselves, the other kinds together; each by itself only where together they are many.
    """
    others = [part for kind, part in parts.items() if kind != Kind.PASSAGE]
    together = engine.numbers(asked, parts=others, most=COUNTED + 1)
    if len(together) > COUNTED:
        return {kind: engine.numbers(asked, parts=[part], most=COUNTED + 1) for kind, part in parts.items()}
    found = {kind: [number for number in together if key_of(number).kind == kind] for kind in parts}
    found[Kind.PASSAGE] = engine.numbers(asked, parts=[parts[Kind.PASSAGE]], most=COUNTED + 1)
    return found


def _group(
    kind: Kind, found: Sequence[int], rows: QuerySet[Any], words: Sequence[Word], *, page: int, on_page: int
) -> Group:
    more, found = len(found) > COUNTED, found[:COUNTED]
    pages = max(1, ceil(len(found) / on_page)) if on_page else 1
    page = min(max(page, 1), pages)
    here = found[(page - 1) * on_page : page * on_page]
    return Group(kind, len(found), more, page, pages, tuple(_hits(kind, here, rows, words)))


def _rows(kind: Kind, dialogue: Dialogue, *, viewer: Viewer) -> QuerySet[Any]:
    """The rows of a kind that the viewer may see, without those that no page shows."""
    if kind == Kind.QUESTION:
        return visible(Question.objects.filter(dialogue=dialogue), viewer=viewer)
    if kind == Kind.PROPOSITION:
        rows = Proposition.objects.filter(question__dialogue=dialogue)
        return visible(rows, viewer=viewer, through="question").select_related("question")
    if kind == Kind.CLAIM:
        claims = visible(Claim.objects.filter(dialogue=dialogue, withdrawn_on__isnull=True), viewer=viewer)
        return visible(claims, viewer=viewer, through="question").select_related("question", "party")
    if kind == Kind.STATEMENT:
        read = Statement.objects.filter(source__dialogue=dialogue).exclude(state__in=SET_ASIDE)
        return visible(read, viewer=viewer, through="source").select_related("source")
    if kind == Kind.RECOMMENDATION:
        made = Recommendation.objects.filter(source__dialogue=dialogue)
        return visible(made, viewer=viewer, through="source").select_related("source").defer("source__content")
    sources = visible(Source.objects.filter(dialogue=dialogue), viewer=viewer)
    return sources.defer("content", "paragraphs", "pages", "quantities", "arithmetic")


def _hits(kind: Kind, found: Sequence[int], rows: QuerySet[Any], words: Sequence[Word]) -> Iterator[Hit]:
    keys = [key_of(number) for number in found]
    held: dict[int, Model] = {row.pk: row for row in rows.filter(pk__in={key.row for key in keys})} if keys else {}
    texts = engine.passages(found) if kind == Kind.PASSAGE else {}
    for number, key in zip(found, keys, strict=True):
        row = held[key.row]
        start, end, text = texts[number] if kind == Kind.PASSAGE else (0, 0, told(row))
        yield Hit(kind, row, excerpt(text, words), start, end)
