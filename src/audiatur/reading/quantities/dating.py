"""Years, dates and clock times: where one begins at a token, the token after it."""

from __future__ import annotations

import re
from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import BARE_CODES, CURRENCY_SIGNS, DURATIONS, MONTHS, SHORT_SCALES, STOPS
from audiatur.reading.quantities.numbers import is_plural
from audiatur.reading.quantities.tokens import KHMER, NUMBER, WORD, Stream
from audiatur.reading.quantities.wordlists import words

LATIN: Final = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_YEAR: Final = re.compile(r"1[5-9]\d\d|20\d\d|21[0-4]\d|25[5-7]\d")
"""The last alternative is the Buddhist era, which Khmer documents are dated in."""

YEAR_SHORT: Final = re.compile(r"\d\d|1[89]\d\d|20\d\d")

_DAY: Final = re.compile(r"0?[1-9]|[12]\d|3[01]")

_ORDINAL_DAY: Final = frozenset({"st", "nd", "rd", "th"})

_MERIDIEM: Final = words("am pm a.m p.m o'clock gmt")


def is_year(word: str) -> bool:
    """Four digits that a year is written with.

    >>> is_year("2019"), is_year("8,804"), is_year("45122")
    (True, False, False)
    """
    return _YEAR.fullmatch(word.translate(LATIN)) is not None


def is_month(stream: Stream, index: int) -> bool:
    """The token names a month; "may" and "march" only with a capital."""
    word = stream.word(index)
    return (word in MONTHS and stream.capital(index)) or word in km.MONTHS


def _is_day(word: str) -> bool:
    return _DAY.fullmatch(word) is not None


def date_end(stream: Stream, index: int) -> int | None:
    """The number is the day or the year of a date, or a year alone."""
    word = stream.word(index)
    if is_month(stream, index - 1) and (_is_day(word) or YEAR_SHORT.fullmatch(word)):
        return _after_month(stream, index)
    if not _is_day(word):
        return None
    last = index + 1
    if stream.word(last) in _ORDINAL_DAY and stream.glued(last):
        last += 1
    for _ in range(4):
        if stream.word(last) in ("-", "–", "—", "to", "and", "or", ",") and _is_day(stream.word(last + 1)):
            last += 2
            if stream.word(last) in _ORDINAL_DAY and stream.glued(last):
                last += 1
    if stream.word(last) == "of" and is_month(stream, last + 1):
        last += 1
    if is_month(stream, last) and stream.gap(last) != "":
        return last + 1
    return None


def _after_month(stream: Stream, index: int) -> int:
    """The end of "March 21–25, 2014" from the day on."""
    last = index + 1
    if is_year(stream.word(index)):
        return _year_run(stream, index)
    if stream.word(last) in _ORDINAL_DAY and stream.glued(last):
        last += 1
    while (
        stream.word(last) in ("-", "–", "and", "to")
        and _is_day(stream.word(last + 1))
        and not _counts(stream, last + 2)
    ):
        last += 2
    return last


def _counts(stream: Stream, index: int) -> bool:
    """A noun or unit follows the number, so it counts."""
    return stream.kind(index) == WORD and (stream.word(index) in DURATIONS or stream.word(index) in ("per", "percent"))


def _year_run(stream: Stream, index: int) -> int:
    """The end of a year or of a span of years: 2013/14, 2013–2014, 1990s."""
    last = index + 1
    while (
        stream.word(last) in ("/", "-", "–", "—")
        and stream.kind(last + 1) == NUMBER
        and YEAR_SHORT.fullmatch(stream.word(last + 1))
        and stream.word(last + 2) != "%"
    ):
        last += 2
    if stream.word(last) == "s" and stream.glued(last):
        last += 1
    return last


def year_end(stream: Stream, index: int, counted: bool) -> int | None:
    word, after = stream.word(index), stream.word(index + 1)
    if not is_year(word) or stream.word(index - 1) in CURRENCY_SIGNS or stream.word(index - 1) in BARE_CODES:
        return None
    if (
        after == "%"
        or after in ("percent", "per", "km", "hectares", "times")
        or (after in SHORT_SCALES and stream.glued(index + 1))
    ):
        return None
    if counted and (
        after in DURATIONS or is_plural(after) or (is_plural(stream.word(index + 2)) and after not in STOPS)
    ):
        return None
    if after in ("million", "billion", "thousand", "kilometres", "metres", "riel", "dollars", "hours", "days"):
        return None
    if stream.kind(index + 1) == KHMER and (after in km.PERSON or after in km.PERCENT or after in km.CURRENCIES):
        return None
    return _year_run(stream, index)


def clock_end(stream: Stream, index: int) -> int | None:
    after = stream.word(index + 1)
    if after == ":" and stream.glued(index + 1) and stream.glued(index + 2) and stream.kind(index + 2) == NUMBER:
        last = index + 3
        while stream.word(last) == ":" and stream.kind(last + 1) == NUMBER:
            last += 2
        return last
    if after in _MERIDIEM or (after in ("a", "p") and stream.word(index + 2) == "." and stream.word(index + 3) == "m"):
        return index + 2
    if stream.word(index - 1) == "ម៉ោង" and stream.kind(index + 1) != KHMER:
        return index + 1
    return None
