"""The uncertainty stated after a number: (±2,000), give or take 50, (95 % CI 37–41)."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities.numbers import read_number
from audiatur.reading.quantities.tokens import DASHES, Stream
from audiatur.reading.quantities.units import read_unit

_PLUS_MINUS: Final = frozenset({"±"})


def read_margin(stream: Stream, index: int, value: float) -> tuple[float, float, int] | None:
    """Bounds and end of an uncertainty stated after the number: (±2,000), give or take 5, (95 % CI 37–41)."""
    for at in range(index, min(len(stream), index + 6)):
        word = stream.word(at)
        start = 0
        if word in _PLUS_MINUS or (word == "+" and stream.word(at + 1) in ("/", "-")):
            start = at + 1
            while stream.word(start) in ("/", "-", "–"):
                start += 1
        elif word in ("plus", "give") and stream.word(at + 1) == "or":
            start = at + 3
        elif word == "margin" and "error" in stream.words[at : at + 4]:
            start = at + 4 if stream.word(at + 3) == "of" else at + 3
        elif word in ("ci", "confidence", "interval", "uncertainty"):
            return _stated_interval(stream, at + 1, value)
        if start:
            return _half_width(stream, start, value)
        if stream.ends_sentence(at):
            return None
    return None


def _half_width(stream: Stream, index: int, value: float) -> tuple[float, float, int] | None:
    while stream.word(index) in ("of", "plus", "or", "minus", "±", "about"):
        index += 1
    width = read_number(stream, index)
    if width is None:
        return None
    unit = read_unit(stream, width.last)
    size = width.value
    if unit and unit.measure == "percent" and value > 100:
        size = value * width.value / 100
    return value - size, value + size, unit.last if unit else width.last


def _stated_interval(stream: Stream, index: int, value: float) -> tuple[float, float, int] | None:
    while stream.word(index) in ("interval", ":", "of", ",", "=", "[", "(", "from", "between", "ci", "is"):
        index += 1
    low = read_number(stream, index)
    if low is None:
        return None
    unit = read_unit(stream, low.last)
    at = unit.last if unit else low.last
    if stream.word(at) not in DASHES and stream.word(at) not in ("to", "and", ","):
        return None
    high = read_number(stream, at + 1)
    if high is None or not low.value <= value <= high.value:
        return None
    return low.value, high.value, high.last
