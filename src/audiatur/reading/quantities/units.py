"""What follows a number and says in what it is measured: percent, points, hours to years, money, per 100,000."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import (
    BARE_CODES,
    CURRENCY_CODES,
    CURRENCY_NOUNS,
    CURRENCY_SIGNS,
    DURATIONS,
)
from audiatur.reading.quantities.numbers import Number, read_number
from audiatur.reading.quantities.tokens import NUMBER, Stream
from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import QuantityKind

Measure = Literal["percent", "points", "duration", "money", "rate"]
_PER: Final = frozenset({100, 1_000, 10_000, 100_000, 1_000_000})
_NATIONALITIES: Final = words("us american kenyan singapore australian canadian cambodian ugandan")
_SHORT_DURATIONS: Final = {"h": ("duration_h", 1.0)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose tokens end before `last`; `surface` is where the quantity's own words end."""

    measure: Measure
    last: int
    surface: int
    kind: QuantityKind = "percent"
    factor: float = 1.0
    noun: str | None = None


def read_unit(stream: Stream, index: int) -> Unit | None:
    """The unit at the token.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> read_unit(tokenize("per cent of", 0, 11), 0).measure
    'percent'
    """
    word, after = stream.word(index), stream.word(index + 1)
    if word in ("-", "–") and stream.glued(index) and stream.glued(index + 1):
        hyphened = read_unit(stream, index + 1)
        return hyphened if hyphened and hyphened.measure in ("duration", "percent", "points") else None
    percent = _percent(stream, index)
    if percent:
        return percent
    if word in DURATIONS or (word in _SHORT_DURATIONS and stream.glued(index)):
        kind, factor = DURATIONS.get(word) or ("duration_h", 1.0)
        return Unit("duration", index + 1, index + 1, kind, factor)
    if word in km.DURATIONS:
        kind, factor = km.DURATIONS[word]
        return Unit("duration", index + 1, index + 1, kind, factor)
    if word in km.CURRENCIES:
        return Unit("money", index + 1, index, "money", noun=km.CURRENCIES[word])
    if word in CURRENCY_SIGNS and not (stream.glued(index + 1) and stream.kind(index + 1) == NUMBER):
        return Unit("money", index + 1, index + 1, "money")
    if word in CURRENCY_NOUNS:
        return Unit("money", index + 1, index, "money", noun=stream.slice(index, index + 1))
    if word in _NATIONALITIES and after in CURRENCY_NOUNS:
        return Unit("money", index + 2, index, "money", noun=stream.slice(index, index + 2))
    return None


def _percent(stream: Stream, index: int) -> Unit | None:
    word, after = stream.word(index), stream.word(index + 1)
    last = 0
    if word == "%" or word in ("percent", "pct") or word in km.PERCENT:
        last = index + 1
    elif word == "per" and after == "cent":
        last = index + 2
    elif word == "-" and after == "per" and stream.word(index + 2) == "-":
        last = index + 4
    elif word == "‰":
        return Unit("percent", index + 1, index + 1, "percent", 0.1)
    elif word == "percentage" and after in ("point", "points"):
        return Unit("points", index + 2, index + 2, "pp_change")
    elif word in ("pp", "ppt", "pps") or word in km.POINTS:
        return Unit("points", index + 1, index + 1, "pp_change")
    if not last:
        return None
    if stream.word(last) in ("-", "point", "points"):
        at = last + 1 if stream.word(last) == "-" else last
        if stream.word(at) in ("point", "points"):
            return Unit("points", at + 1, at + 1, "pp_change")
    return Unit("percent", last, last)


def read_rate(stream: Stream, index: int) -> tuple[int, Number] | None:
    """The end of "per 100,000" or "for every 1,000" at the token, and the number it is taken to.

    One noun may stand before it: 12 deaths per 1,000 live births.
    """
    at = index
    if stream.word(at) == "for" and stream.word(at + 1) == "every":
        at += 2
    elif stream.word(at) in ("per", "/"):
        at += 1
    else:
        return None
    number = read_number(stream, at)
    if number is None or number.value not in _PER:
        return None
    return number.last, number


def money_first(stream: Stream, index: int) -> int | None:
    """The first token of the currency that stands before the number; None without one."""
    before = stream.word(index - 1)
    if before in CURRENCY_SIGNS:
        return index - 2 if stream.word(index - 2) in CURRENCY_CODES and stream.glued(index - 1) else index - 1
    if before in BARE_CODES and stream.glued(index) and stream.word(index).isdecimal() and len(stream.word(index)) < 3:
        return None
    if before in BARE_CODES or before in ("ksh", "kshs"):
        return index - 1
    if before == "." and stream.glued(index - 1) and stream.word(index - 2) in ("rs", "rp"):
        return index - 2
    if before == "r" and stream.capital(index - 1) and stream.glued(index):
        return index - 1
    return None
