"""Durations: at most six months, 18 months and 10 days, a year and a half."""

from __future__ import annotations

import math

from audiatur.reading.quantities.draft import Draft
from audiatur.reading.quantities.hedges import bounds, hedge_after, hedge_before
from audiatur.reading.quantities.lexicon_en import DURATIONS, HOURS
from audiatur.reading.quantities.numbers import Number, is_plural, read_number
from audiatur.reading.quantities.tokens import KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.units import Unit, read_unit
from audiatur.reading.result import Hedge, QuantityKind


def read_duration(stream: Stream, number: Number, unit: Unit, hedge: Hedge | None, hedge_first: int) -> Draft:
    """One duration, or two that belong together: 18 months and 10 days."""
    if stream.word(number.first - 1) == "over" and hedge == "more_than" and _spans(stream, number.first - 2):
        hedge, hedge_first = None, number.first
    trailing, past = hedge_after(stream, unit.last)
    kind, low, high, last = unit.kind, number.value * unit.factor, number.value * unit.factor, unit.last
    if stream.word(last) == "and" and stream.word(last + 1) == "a" and stream.word(last + 2) == "half":
        low = high = low + 0.5 * unit.factor
        last = last + 3
    size = HOURS[kind] * unit.factor
    for _ in range(2):
        more = _inner_duration(stream, last, size)
        if more is None or low != high:
            break
        kind, low, high = _compound(kind, low, more[0].kind, more[1] * more[0].factor)
        last, size = more[0].last, HOURS[kind] * more[0].factor
        trailing, past = hedge_after(stream, last)
    stated = hedge or trailing or "exact"
    bottom, top = bounds(stated, low, high)
    return Draft(number.first, last, bottom, top, stated, kind, None, max(past, last), hedge_first)


def _inner_duration(stream: Stream, index: int, size: float) -> tuple[Unit, float] | None:
    """The smaller duration that goes on from a larger one, and its number."""
    at = index + 1 if stream.word(index) in ("and", ",", "និង") else index
    number = read_number(stream, at) if stream.kind(at) in (NUMBER, WORD, KHMER) else None
    unit = read_unit(stream, number.last) if number else None
    if number is None or unit is None or unit.measure != "duration" or HOURS[unit.kind] * unit.factor >= size:
        return None
    return unit, number.value


def article_duration(stream: Stream, index: int) -> Draft | None:
    """A duration of one, said with the article: a year and a half, more than a month, for an hour."""
    noun = stream.word(index + 1)
    if stream.word(index) not in ("a", "an") or noun not in DURATIONS:
        return None
    halved = stream.words[index + 2 : index + 5] == ["and", "a", "half"]
    hedge, _ = hedge_before(stream, index)
    if not (halved or (hedge and hedge != "approx") or stream.word(index - 1) in ("for", "within", "lasted")):
        return None
    unit = read_unit(stream, index + 1)
    return read_duration(stream, Number(1.0, index, index + 1), unit, *hedge_before(stream, index)) if unit else None


def _compound(kind: QuantityKind, value: float, inner: QuantityKind, more: float) -> tuple[QuantityKind, float, float]:
    """Two durations in the smaller unit; months have no fixed number of days, so that the sum is an interval."""
    if (kind, inner) == ("duration_y", "duration_m"):
        return inner, value * 12 + more, value * 12 + more
    total = value * HOURS[kind] / HOURS[inner] + more
    return inner, math.floor(total), math.ceil(total)


def _spans(stream: Stream, index: int) -> bool:
    """ "Over" before a duration tells the period: a number or noun stands before it, or nothing."""
    word = stream.word(index)
    return word == "" or word in ("%", "percent", "cent", ".", ",", "spread") or is_plural(word)
