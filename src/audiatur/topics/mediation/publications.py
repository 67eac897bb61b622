"""The rates of mediation that the documents of a record publish, each held against the register of its year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from audiatur.figures.computing import compute
from audiatur.figures.indicator import Asked
from audiatur.reading import read_document
from audiatur.registers.engine import Registers
from audiatur.topics.mediation.contradictions import (
    Contradiction,
    Period,
    Published,
    contradictions,
    fit_to_register,
    rates_in,
    tells_of_mediation,
)
from audiatur.topics.mediation.definitions import DEFINITIONS
from audiatur.topics.mediation.indicators import INDICATORS


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the record, as far as a rate needs it."""

    number: int
    title: str
    content: str


def rates_of(document: Document, *, place: str) -> tuple[Published, ...]:
    """The rates of mediation in a document; `source` is its number, `start` and `end` the sentence in its text.

    `place` is the State of the dialogue, of which a document tells where it names no other.
    """
    if not tells_of_mediation(document.content):
        return ()
    text = read_document(document.content.encode(), name="document.txt").text
    found = rates_in(text, source=str(document.number), place=place)
    return tuple(_placed(rate, content=document.content) for rate in found)


def _placed(rate: Published, *, content: str) -> Published:
    """The rate with its place in the document as it is kept: reading it again may lay out its lines otherwise."""
    words = rate.sentence if rate.sentence in content else rate.surface
    start = max(content.find(words), 0)
    return replace(rate, start=start, end=start + len(words))


def set_beside(
    rates: Iterable[Published], *, values: Mapping[Period, Mapping[str, float]], state: str
) -> tuple[Contradiction, ...]:
    """Rates of one name, place and period that differ; those of `state` are held against the register's `values`."""
    fitted = [
        fit_to_register(rate, values=values.get(rate.period, {})) if rate.period and rate.place == state else rate
        for rate in rates
    ]
    # One sentence may tell two things side by side.
    return tuple(one for one in contradictions(fitted) if one.higher.sentence != one.lower.sentence)


def register_values(registers: Registers, *, year: int, on: date, country: str) -> dict[str, float]:
    """Each definition over the disputes received in a year, in percent, as the register that ends `on` gives it."""
    asked = Asked(since=date(year, 1, 1), until=min(date(year, 12, 31), on), on=on)
    by_id = {one.id: one for one in INDICATORS}
    found = {
        one.code: compute(by_id[f"mediation.{one.code}"], registers, asked=asked, country=country).figures[0]
        for one in DEFINITIONS
    }
    return {code: figure.value for code, figure in found.items() if figure.value is not None}
