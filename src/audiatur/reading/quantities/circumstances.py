"""Where and when a number holds, as far as its own sentence says: place names and dates (EDTF)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.dating import is_month, is_year
from audiatur.reading.quantities.lexicon_en import MONTHS, STOPS
from audiatur.reading.quantities.tokens import KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.wordlists import words

_IN: Final = words("in at across throughout within around near outside")
_PART_OF_NAME: Final = words("of de da del la al el - ’s")
_KINDS_OF_PLACE: Final = words(
    "province district city commune prison region municipality county state village island"
)  # fmt: skip
_NOT_A_PLACE: Final = words(
    "ministry court committee council act law code convention government parliament assembly constitution commission "
    "report article december monday tuesday wednesday thursday friday saturday sunday ngo ngos un eu office mr mrs ms "
    "president minister department agency fund bank chapter section resolution annex khmer english french he she they "
    "centre center truth upr voluntary roma i it we senate congress union association party programme project strategy "
    "plan"
)
_LATIN = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_DAY: Final = re.compile(r"[1-9]|[12]\d|3[01]")


@dataclass(frozen=True, slots=True)
class Circumstance:
    """A place or date at the tokens [first, last)."""

    first: int
    last: int
    value: str


def dates(stream: Stream) -> list[Circumstance]:
    """Every date of the stream.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> [date.value for date in dates(tokenize("by 31 May 2021 and in 2014", 0, 26))]
    ['2021-05-31', '2014']
    """
    found: list[Circumstance] = []
    for index, kind in enumerate(stream.kinds):
        if kind != NUMBER:
            continue
        word = stream.words[index].translate(_LATIN)
        if not is_year(word) or (stream.glued(index) and stream.word(index - 1) not in ("(", "ឆ្នាំ", "-", "–")):
            continue
        if stream.word(index + 1) in ("-", "–", "/") and stream.kind(index + 2) == NUMBER and stream.glued(index + 2):
            continue
        found.append(_date(stream, index, word))
    return found


def _date(stream: Stream, index: int, year: str) -> Circumstance:
    if stream.kind(index - 1) == KHMER or stream.kind(index - 2) == KHMER:
        for at in range(index - 1, index - 4, -1):
            if stream.word(at) in km.MONTHS:
                return Circumstance(at, index + 1, f"{year}-{km.MONTHS[stream.word(at)]:02}")
        return Circumstance(index, index + 1, year)
    at = index - 1
    if stream.word(at) in (",", "of", "."):
        at -= 1
    day = ""
    if _DAY.fullmatch(stream.word(at)) and is_month(stream, at - 1):
        day, at = stream.word(at), at - 1
    elif is_month(stream, at) and _DAY.fullmatch(stream.word(at - 1)):
        day = stream.word(at - 1)
    if not is_month(stream, at):
        return Circumstance(index, index + 1, year)
    month = MONTHS.get(stream.word(at), 0)
    return Circumstance(at, index + 1, f"{year}-{month:02}" + (f"-{int(day):02}" if day else ""))


def places(stream: Stream) -> list[Circumstance]:
    """Every place that the stream names after a preposition of place."""
    found: list[Circumstance] = []
    for index, word in enumerate(stream.words):
        if word in _IN:
            span = _place(stream, index + 1)
            if span:
                found.append(span)
        elif word in km.PLACES and stream.word(index - 1) in km.IN:
            last = index + 1
            while (
                last < len(stream)
                and stream.glued(last)
                and stream.kind(last) not in (NUMBER, "p")
                and last < index + 12
            ):
                last += 1
            if last > index + 1:
                found.append(Circumstance(index, last, stream.slice(index, last)))
    return found


def _place(stream: Stream, first: int) -> Circumstance | None:
    if stream.word(first) == "the":
        first += 1
    last = first
    while last < first + 7 and stream.kind(last) in (WORD, "p"):
        joined = stream.word(last) in _PART_OF_NAME and stream.capital(last + 1)
        if not (stream.capital(last) or (joined and last > first)):
            break
        last += 1
    named = stream.words[first:last]
    if not named or any(word in _NOT_A_PLACE or word in MONTHS for word in named):
        return None
    if stream.word(last) in _KINDS_OF_PLACE:
        last += 1
    elif (stream.kind(last) == WORD and stream.word(last) not in STOPS) or (
        stream.word(last) == "-" and stream.glued(last)
    ):
        return None
    return Circumstance(first, last, stream.slice(first, last))


def nearest(found: list[Circumstance], *, first: int, last: int, floor: int, ceiling: int) -> str | None:
    """The circumstance that follows [first, last) before `ceiling`, else the closest before it down to `floor`."""
    before: Circumstance | None = None
    for item in found:
        if last <= item.first < ceiling:
            return item.value
        if item.first > ceiling:
            break
        if floor <= item.first < first:
            before = item
    return before.value if before else None
