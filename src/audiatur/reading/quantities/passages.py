"""The numbers of one paragraph as terms that a computation can take, with the words around and between them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities.bases import head_noun
from audiatur.reading.quantities.dating import is_year
from audiatur.reading.quantities.precision import input_reach, point_value
from audiatur.reading.result import Arithmetic, Operation, Quantity, Verdict
from audiatur.reading.text import Text

_BREAK: Final = re.compile(r"(?<![.])[.!?]['”\"’)]?\s+(?=[A-Z“\"(0-9])|[។៕]|\n\s*\n")
_ABBREVIATED: Final = re.compile(r"\b(?:[Nn]os?|[Pp]aras?|pp?|[Aa]rts?|approx|ca|[A-Z])\.\s*$")
_DIGITS: Final = re.compile(r"[0-9០-៩]+")
_NEAR: Final = 10
"""Terms on either side that one term is set against."""


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity with its place in the paragraph."""

    quantity: Quantity
    order: int
    sentence: int
    value: float

    @property
    def head(self) -> str:
        """The noun that it counts."""
        return head_noun(self.quantity.base) if self.quantity.base else ""

    @property
    def year(self) -> str:
        """The year that it is stated for, empty where none is."""
        return (self.quantity.as_of or "")[:4]


@dataclass(frozen=True, slots=True)
class Passage:
    """The terms of one paragraph in the order of the text."""

    content: str
    start: int
    end: int
    terms: tuple[Term, ...]

    def between(self, first: Term, second: Term) -> str:
        """The words between two terms, in lower case; a long stretch is cut."""
        return self.content[first.quantity.end : min(second.quantity.start, first.quantity.end + 400)].lower()

    def unread(self, first: Term, second: Term) -> bool:
        """Between two terms stands a number that is neither a year nor a term: what it is nobody knows."""
        at = first.quantity.end
        for term in (*self.terms[first.order + 1 : second.order], second):
            if any(not is_year(found) for found in _DIGITS.findall(self.content, at, term.quantity.start)):
                return True
            at = max(at, term.quantity.end)
        return False

    def before(self, term: Term, *, reach: int = 60) -> str:
        """The words before a term, down to the paragraph's beginning."""
        return self.content[max(self.start, term.quantity.start - reach) : term.quantity.start].lower()

    def after(self, term: Term, *, reach: int = 60) -> str:
        """The words after a term."""
        return self.content[term.quantity.end : min(self.end, term.quantity.end + reach)].lower()

    def near(self, term: Term, *, back: int, ahead: int) -> list[Term]:
        """The terms at most so many sentences before and after the term, itself left out."""
        low, high = max(0, term.order - _NEAR), term.order + _NEAR + 1
        return [
            other
            for other in self.terms[low:high]
            if other.order != term.order and -back <= other.sentence - term.sentence <= ahead
        ]


def passages(text: Text, quantities: tuple[Quantity, ...]) -> Iterator[Passage]:
    """Every paragraph of running text that holds quantities."""
    starts = [paragraph.start for paragraph in text.paragraphs]
    grouped: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        at = bisect_right(starts, quantity.start) - 1
        if at >= 0 and text.paragraphs[at].role not in ("margin", "table"):
            grouped.setdefault(at, []).append(quantity)
    for at, found in grouped.items():
        paragraph = text.paragraphs[at]
        yield Passage(text.content, paragraph.start, paragraph.end, _terms(text.content, found))


def _terms(content: str, quantities: list[Quantity]) -> tuple[Term, ...]:
    terms: list[Term] = []
    sentence, end = 0, quantities[0].start
    for quantity in sorted(quantities, key=lambda item: item.start):
        sentence += _breaks(content, end, quantity.start)
        end = max(end, quantity.end)
        value = point_value(quantity)
        terms.append(Term(quantity, len(terms), sentence, 0.0 if value is None else value))
    return tuple(terms)


def _breaks(content: str, start: int, end: int) -> int:
    """How many sentences end between two offsets; a number may open the next one."""
    return sum(
        _ABBREVIATED.search(content, max(start, found.start() - 8), found.start() + 1) is None
        for found in _BREAK.finditer(content, start, min(len(content), end + 1))
        if found.end() <= end
    )


def is_input(term: Term) -> bool:
    """The term is a count or a sum of money that a computation can start from."""
    quantity = term.quantity
    return quantity.kind in ("count", "money") and point_value(quantity) is not None and term.value > 0


def same_head(first: Term, second: Term) -> bool:
    """Both count the same, as far as their nouns tell; a term without a noun fits any other."""
    if not first.head or not second.head:
        return True
    return first.head.rstrip("s") == second.head.rstrip("s")


def same_year(*terms: Term) -> bool:
    """No two of the terms are stated for different years."""
    return len({term.year for term in terms if term.year}) <= 1


def reach(first: Term, second: Term) -> tuple[tuple[float, float], tuple[float, float]]:
    """The values that two inputs can stand for."""
    return input_reach(first.quantity), input_reach(second.quantity)


def result(
    terms: tuple[Term, ...],
    *,
    operation: Operation,
    inputs: tuple[float, ...],
    stated: Term | None,
    stated_value: float | None,
    computed: float | None,
    outcome: Verdict,
) -> Arithmetic:
    """The computation over the stretch that holds all of its terms."""
    held = (*terms, stated) if stated else terms
    return Arithmetic(
        start=min(term.quantity.start for term in held),
        end=max(term.quantity.end for term in held),
        operation=operation,
        inputs=inputs,
        stated=stated_value,
        hedge=stated.quantity.hedge if stated else "exact",
        computed=None if computed is None else round(computed, 3),
        verdict=outcome,
    )
