"""The index follows the record: the texts of a row are kept when a change saves the row, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Model

from audiatur.reading.khmer.spellings import spellings
from audiatur.record.models import Claim, Proposition, Question, Recommendation, Source, Statement, StatementState
from audiatur.record.models.search import Searched, Trigram
from audiatur.record.search import schema
from audiatur.record.search.keys import PLACES, Key, Kind, range_of

BETWEEN = "\x1f"
"""Stands between the spellings of a text and twice at its end, so that every character begins three."""

Item = TypeVar("Item")

AT_ONCE = 500
SET_ASIDE = (StatementState.DISCARDED, StatementState.SPLIT)


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a row: where it is kept, its words, and its offsets in the source where it is a passage."""

    key: Key
    words: str
    start: int = 0
    end: int = 0


def told(row: Model) -> str:
    """The words of a row that are searched and shown, a line for each of its fields; none where it is put aside."""
    if isinstance(row, Question | Proposition):
        return _lines(row.text, row.text_km)
    if isinstance(row, Claim):
        if row.withdrawn_on or row.question_id is None:
            return ""
        return _lines(row.text, row.text_km, row.attributed_to, row.attributed_to_km)
    if isinstance(row, Statement):
        if row.state in SET_ASIDE:
            return ""
        words = " … ".join(row.source.content[start:end] for start, end in row.content_spans)
        return _lines(words, row.said_by)
    if isinstance(row, Recommendation):
        return _lines(row.text, row.text_km, row.paragraph)
    if isinstance(row, Source):
        return _lines(row.title, row.symbol, row.publisher, row.summary)
    return ""


def follow(rows: Iterable[Model]) -> None:
    """Keep the texts of rows that were saved, in place of those kept before; rows that are not searched are passed by.

    A source's passages are kept once: its text never changes.
    """
    saved = [row for row in rows if isinstance(row, tuple(_KINDS))]
    for some in _batches(saved, AT_ONCE):
        _replace([_own(row) for row in some])
    for row in saved:
        if isinstance(row, Source) and row.content and not _holds_passages(row):
            for texts in _batches(passages(row), AT_ONCE):
                _keep(texts)


def forget_passages(source: Source) -> None:
    """Take a source's passages out of the index."""
    numbers = range_of(Kind.PASSAGE, dialogue=source.dialogue_id, row=source.pk)
    Searched.objects.filter(key__gte=numbers.start, key__lt=numbers.stop).delete()


def rebuild() -> int:
    """Build the index anew from the rows; gives the number of texts. One transaction: searches find the former."""
    with transaction.atomic():
        schema.drop(connection)
        Searched.objects.all().delete()
        Trigram.objects.all().delete()
        known: set[str] = set()
        for texts in _batches(_everything(), AT_ONCE):
            _keep(texts, known=known)
        schema.create(connection)
        schema.merge(connection)
    return Searched.objects.count()


_KINDS: dict[type[Model], Kind] = {
    Question: Kind.QUESTION,
    Proposition: Kind.PROPOSITION,
    Claim: Kind.CLAIM,
    Statement: Kind.STATEMENT,
    Recommendation: Kind.RECOMMENDATION,
    Source: Kind.SOURCE,
}


def _own(row: Model) -> Text:
    return Text(Key(_KINDS[type(row)], dialogue=_dialogue(row), row=row.pk), told(row))


def _dialogue(row: Model) -> int:
    if isinstance(row, Proposition):
        return row.question.dialogue_id
    if isinstance(row, Statement | Recommendation):
        return row.source.dialogue_id
    assert isinstance(row, Question | Claim | Source)
    return row.dialogue_id


def passages(source: Source) -> Iterator[Text]:
    """The paragraphs of a source's text; what is beyond the places of a row is kept with the last."""
    paragraphs = source.paragraphs
    for place, paragraph in enumerate(paragraphs[:PLACES]):
        start = paragraph["start"]
        end = paragraph["end"] if place < PLACES - 1 else paragraphs[-1]["end"]
        key = Key(Kind.PASSAGE, dialogue=source.dialogue_id, row=source.pk, place=place)
        yield Text(key, source.content[start:end], start, end)


def _holds_passages(source: Source) -> bool:
    numbers = range_of(Kind.PASSAGE, dialogue=source.dialogue_id, row=source.pk)
    return Searched.objects.filter(key__gte=numbers.start, key__lt=numbers.stop).exists()


def _everything() -> Iterator[Text]:
    for model in (Question, Proposition, Claim):
        rows = model._default_manager.select_related("question") if model is Proposition else model._default_manager
        for row in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
            yield _own(row)
    for source in Source.objects.order_by("pk").iterator(chunk_size=1):
        yield _own(source)
        yield from passages(source)
        for read in (*source.statements.all(), *source.recommendations.all()):
            yield _own(read)


def _replace(texts: Sequence[Text]) -> None:
    """Keep these texts, each alone in its row, and forget what was kept in their places and differs."""
    forms = {text.key.number: form_of(text.words) for text in texts}
    kept = dict(Searched.objects.filter(key__in=forms).values_list("key", "form"))
    stale = [number for number, form in kept.items() if form != forms[number]]
    if stale:
        Searched.objects.filter(key__in=stale).delete()
    _keep([text for text in texts if text.key.number in stale or text.key.number not in kept])


def form_of(words: str) -> str:
    """The text as it is kept: its spellings, one after the other; empty where there are no words."""
    found = [form for form in spellings(words.replace("\0", " ")) if form]
    return BETWEEN.join(found) + 2 * BETWEEN if found else ""


def _keep(texts: Iterable[Text], *, known: set[str] | None = None) -> None:
    rows = [
        Searched(key=text.key.number, form=form, start=text.start, end=text.end)
        for text in texts
        if (form := form_of(text.words))
    ]
    Searched.objects.bulk_create(rows, batch_size=AT_ONCE)
    known = set() if known is None else known
    new = {row.form[at : at + 3] for row in rows for at in range(len(row.form) - 2)} - known
    Trigram.objects.bulk_create([Trigram(term) for term in sorted(new)], ignore_conflicts=True, batch_size=AT_ONCE)
    known |= new


def _lines(*fields: str) -> str:
    return "\n".join(field for field in fields if field)


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    left = iter(items)
    while some := list(islice(left, size)):
        yield some
