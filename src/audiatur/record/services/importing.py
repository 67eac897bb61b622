"""Recommendations taken over from an export of the Universal Human Rights Index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from audiatur.reading.recommendations.exports import Exported
from audiatur.record.changes import change
from audiatur.record.models import Dialogue, Recommendation, Source, User, Visibility
from audiatur.record.services import may

PUBLISHER = "Universal Human Rights Index (OHCHR)"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows were taken over, how many were there already, how many are of another State or have no symbol."""

    taken: int
    known: int
    elsewhere: int
    documents: int


def recommendations_import(dialogue: Dialogue, *, by: User, rows: Sequence[Exported]) -> Imported:
    """Take over recommendations to the dialogue's State, each under its document, as one entry of the ledger.

    A document that the record does not hold becomes a reference to it by its symbol. A recommendation that is there
    already (same document and words) is left as it is.
    """
    may.keep_record(by, dialogue)
    own = [row for row in rows if row.symbol and _of(row, dialogue)]
    sources = {source.symbol: source for source in Source.objects.filter(dialogue=dialogue).exclude(symbol="")}
    there = {
        (symbol, _letters(text))
        for symbol, text in Recommendation.objects.filter(source__dialogue=dialogue).values_list(
            "source__symbol", "text"
        )
    }
    fresh = {(row.symbol, _letters(row.text)): row for row in own if (row.symbol, _letters(row.text)) not in there}
    added = 0
    with change("recommendations imported", by=by):
        for row in fresh.values():
            if row.symbol not in sources:
                sources[row.symbol] = _reference(dialogue, row=row, by=by)
                added += 1
            _recommendation(sources[row.symbol], row=row).save()
    return Imported(len(fresh), len(own) - len(fresh), len(rows) - len(own), added)


def _of(row: Exported, dialogue: Dialogue) -> bool:
    """Whether the row is addressed to the State; one that names nobody is taken for it."""
    return not row.countries or dialogue.state_name.casefold() in {country.casefold() for country in row.countries}


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _reference(dialogue: Dialogue, *, row: Exported, by: User) -> Source:
    source = Source(
        dialogue=dialogue,
        title=(row.title or f"{row.body} {row.symbol}".strip())[:300],
        publisher=PUBLISHER,
        symbol=row.symbol[:60],
        published=row.published,
        language="en",
        visibility=Visibility.PUBLIC,
        synthetic=dialogue.synthetic,
        added_by=by,
        added_at=timezone.now(),
    )
    source.save()
    return source


def _recommendation(source: Source, *, row: Exported) -> Recommendation:
    return Recommendation(
        source=source,
        paragraph=row.paragraph[:20],
        text=row.text,
        recommending_states=list(row.states),
        report_position=row.position,
        reader="uhri-export",
    )
