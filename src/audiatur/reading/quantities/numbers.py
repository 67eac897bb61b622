"""Tokens → one number: digits of both scripts with their separators, number words, scales and halves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import (
    CURRENCY_NOUNS,
    CURRENCY_SIGNS,
    NOT_PLURAL,
    PLURALS,
    SCALES,
    SHORT_SCALES,
    SMALL,
    TENS,
    VULGAR,
)
from audiatur.reading.quantities.tokens import KHMER, NUMBER, WORD, Stream

_TO_LATIN = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_THOUSANDS = re.compile(
    r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:['’]\d{3})+(?:\.\d+)?|[1-9]\d?(?:,\d\d)+,\d{3}"
)
_DOT_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?|[1-9]\d{0,2}\.\d{3},\d+")
_ONE_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_DECIMAL_COMMA = re.compile(r"\d{1,15},\d{1,3}")
_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,12})?")
_HEAD_GROUP = re.compile(r"[1-9]\d{0,2}")
_GROUP = re.compile(r"\d{3}")
_LAST_GROUP = re.compile(r"\d{3}(?:[.,]\d{1,2})?")
_LARGEST = 1e16
"""Beyond it the digits are an identifier and a float no longer holds them."""
_SPACES = frozenset(" \u00a0\u2009\u202f\u2007")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at the tokens [first, last); `raw` holds its Latin digits, empty for number words."""

    value: float
    first: int
    last: int
    raw: str = ""
    scaled: bool = False

    @property
    def bare(self) -> bool:
        """Digits alone, as a year, an article or a page is written."""
        return self.raw.isdecimal() and not self.scaled


def read_digits(raw: str, *, khmer: bool, percent: bool, discrete: bool) -> Decimal | None:
    """The value of digits with separators, None where no reading is sure.

    Args:
        raw: the digits as written.
        khmer: the text is Khmer, where the dot groups thousands and the comma may begin decimals.
        percent: a percent sign follows, or another unit that has decimals.
        discrete: people or things follow, that are counted whole.

    >>> read_digits("14,702", khmer=False, percent=False, discrete=True)
    Decimal('14702')
    >>> read_digits("៤៥.១២២", khmer=True, percent=False, discrete=True)
    Decimal('45122')
    >>> read_digits("3.042", khmer=False, percent=True, discrete=False)
    Decimal('3.042')
    """
    raw = raw.translate(_TO_LATIN)
    if _ONE_DOT_GROUP.fullmatch(raw) and not percent and (khmer or discrete):
        return Decimal(raw.replace(".", ""))
    if _PLAIN.fullmatch(raw):
        return Decimal(raw)
    decimal_comma = _DECIMAL_COMMA.fullmatch(raw)
    if decimal_comma and khmer and percent:
        return Decimal(raw.replace(",", "."))
    if len(raw) <= 24 and _THOUSANDS.fullmatch(raw):
        return Decimal(re.sub("[,'’]", "", raw))
    if len(raw) <= 24 and _DOT_THOUSANDS.fullmatch(raw):
        return Decimal(raw.replace(".", "").replace(",", "."))
    if decimal_comma and len(raw) - raw.index(",") <= 3 and (percent or khmer):
        return Decimal(raw.replace(",", "."))
    return None


def is_plural(word: str) -> bool:
    """The English word looks like a noun in the plural.

    >>> is_plural("prisoners"), is_plural("people"), is_plural("process")
    (True, True, False)
    """
    return word in PLURALS or (
        len(word) > 3 and word[-1] == "s" and word[-2] not in "su'’" and word[-2:] != "is" and word not in NOT_PLURAL
    )


def _has_decimals(stream: Stream, index: int) -> bool:
    word = stream.word(index)
    return (
        word in ("%", "‰", "percent", "per", "percentage", "pp", "times", "kg", "km", "hectares", "metres", "degrees")
        or word in SCALES or word in CURRENCY_NOUNS or word in km.PERCENT or word in km.POINTS or word in km.TIMES
        or word in km.SCALES or (word in SHORT_SCALES and stream.glued(index))
    )  # fmt: skip


def _grouped(stream: Stream, index: int) -> int:
    """The end of a number whose thousands are grouped by spaces: 40 000 is two tokens."""
    if not _HEAD_GROUP.fullmatch(stream.word(index).translate(_TO_LATIN)):
        return index + 1
    last = index + 1
    while last < len(stream) and stream.kind(last) == NUMBER and stream.gap(last) in _SPACES and last - index < 5:
        word = stream.word(last).translate(_TO_LATIN)
        if _GROUP.fullmatch(word):
            last += 1
        elif _LAST_GROUP.fullmatch(word):
            return last + 1
        else:
            return index + 1
    return last


def _digit_number(stream: Stream, index: int) -> Number | None:
    last = _grouped(stream, index)
    khmer = "០" <= stream.word(index)[0] <= "៩" or stream.kind(last) == KHMER or stream.kind(index - 1) == KHMER
    head, tail = stream.word(index), stream.word(last - 1)
    raw = head if last == index + 1 else "".join(stream.words[index : last - 1]) + tail.replace(",", ".")
    before = stream.word(index - 1)
    value = read_digits(
        raw,
        khmer=khmer and last == index + 1,
        percent=_has_decimals(stream, last) or before in CURRENCY_SIGNS,
        discrete=is_plural(stream.word(last)),
    )
    if value is None:
        return None
    raw = raw.translate(_TO_LATIN)
    if last > index + 1:
        raw = f"{int(value):,}"
    if stream.word(last) in VULGAR and stream.glued(last) and value == int(value):
        value, last, raw = value + Decimal(str(VULGAR[stream.word(last)])), last + 1, raw + stream.word(last)
    return _scaled(stream, Number(float(value), index, last, raw), value)


def _scaled(stream: Stream, number: Number, value: Decimal) -> Number:
    """The number with the scale and the half that follow it: 1.2m, 5 million, 2 and a half."""
    last = number.last
    if stream.word(last) == "and" and stream.word(last + 1) in ("a", "one") and stream.word(last + 2) == "half":
        value, last = value + Decimal("0.5"), last + 3
    factor, scaled = 1, False
    while stream.word(last) in SCALES or stream.word(last) in km.SCALES:
        factor *= SCALES.get(stream.word(last)) or km.SCALES[stream.word(last)]
        last, scaled = last + 1, True
    if not scaled and stream.glued(last) and stream.word(last) in SHORT_SCALES and _short_scale(stream, last):
        factor, last, scaled = SHORT_SCALES[stream.word(last)], last + 1, True
    if scaled and stream.word(last) in km.AND_HALF:
        value, last = value + Decimal("0.5"), last + 1
    if scaled and stream.word(last) == "and" and stream.word(last + 1) == "a" and stream.word(last + 2) == "half":
        value, last = value + Decimal("0.5"), last + 3
    return Number(float(value * factor), number.first, last, number.raw, scaled)


def _short_scale(stream: Stream, index: int) -> bool:
    """The letter after the digits is a scale and not a metre: money stands before it, or a noun after it."""
    if stream.word(index) != "m":
        return True
    before = stream.word(index - 2)
    after = stream.word(index + 1)
    return before in CURRENCY_SIGNS or is_plural(after) or is_plural(stream.word(index + 2)) or after in CURRENCY_NOUNS


def _spelled(stream: Stream, index: int) -> Number | None:
    """English number words: two dozen, one hundred and five, one and a half million."""
    total, current, last, seen, ready = 0.0, 0.0, index, False, True
    if stream.word(index) in ("a", "an"):
        if stream.word(index + 1) not in SCALES and stream.word(index + 1) not in ("hundred", "dozen"):
            return None
        current, last = 1.0, index + 1
    while True:
        word = stream.word(last)
        if (
            word in SMALL
            and ready
            and (current % 100 == 0 or (current % 10 == 0 and 0 < SMALL[word] < 10 < current % 100))
        ):
            current, seen, ready = current + SMALL[word], True, False
        elif word in TENS and ready and current % 100 == 0:
            current, seen, ready = current + TENS[word], True, True
            if stream.word(last + 1) == "-" and stream.glued(last + 1) and 0 < SMALL.get(stream.word(last + 2), 0) < 10:
                current, last, ready = current + SMALL[stream.word(last + 2)], last + 2, False
        elif word == "hundred" and 0 < current < 100:
            current, seen, ready = current * 100, True, True
        elif word == "dozen" and 0 < current < 100:
            current, seen, ready = current * 12, True, False
        elif word in SCALES and current > 0:
            total, current, seen, ready = total + current * SCALES[word], 0.0, True, True
        elif word == "and" and seen and stream.word(last + 1) in ("a", "one") and stream.word(last + 2) == "half":
            if current == 0 and total:
                scale = SCALES.get(stream.word(last - 1), 1)
                return Number(total + 0.5 * scale, index, last + 3)
            current, last, ready = current + 0.5, last + 2, False
        elif word == "and" and ready and seen and _joins(stream, last):
            pass
        else:
            break
        last += 1
    return Number(total + current, index, last, scaled=total > 0) if seen else None


def _joins(stream: Stream, index: int) -> bool:
    """The "and" stands inside one number: after hundred or a scale, before something smaller."""
    before, after = stream.word(index - 1), stream.word(index + 1)
    return (before == "hundred" or before in SCALES) and (after in SMALL or after in TENS)


def _spelled_khmer(stream: Stream, index: int) -> Number | None:
    """Khmer number words: thousand, ten-thousand and hundred-thousand have words of their own."""
    total, current, last, seen = 0.0, 0.0, index, 0
    while True:
        word = stream.word(last)
        if word in km.UNITS and current % 10 == 0:
            current += km.UNITS[word]
        elif word in km.TENS and current % 100 == 0:
            current += km.TENS[word]
        elif word in km.SCALES and (current > 0 or total > 0):
            if current == 0:
                total *= km.SCALES[word]
            elif word == "រយ":
                current *= 100
            else:
                total, current = total + current * km.SCALES[word], 0.0
        elif word in km.AND_HALF and seen and stream.word(last - 1) in km.SCALES:
            total, current = total + 0.5 * km.SCALES[stream.word(last - 1)], current
        else:
            break
        last, seen = last + 1, seen + 1
    return Number(total + current, index, last, scaled=total > 0) if seen else None


def read_number(stream: Stream, index: int) -> Number | None:
    """The number that begins at the token, with its scale; None where none begins.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> text = "one and a half million people"
    >>> read_number(tokenize(text, 0, len(text)), 0).value
    1500000.0
    """
    number = _read(stream, index)
    return number if number and number.value < _LARGEST else None


def _read(stream: Stream, index: int) -> Number | None:
    kind, word = stream.kind(index), stream.word(index)
    if kind == NUMBER:
        return _digit_number(stream, index)
    if word in VULGAR:
        return Number(VULGAR[word], index, index + 1, word)
    if kind == WORD:
        return _spelled(stream, index)
    if kind == KHMER and (word in km.UNITS or word in km.TENS):
        return _spelled_khmer(stream, index)
    return None
