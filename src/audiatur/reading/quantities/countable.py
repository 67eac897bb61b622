"""Whether a number without a unit counts something, as far as the words around it show."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.bases import counted_noun, head_noun
from audiatur.reading.quantities.lexicon_en import AUXILIARIES, COMPARATIVES, DENOMINATORS, STOPS
from audiatur.reading.quantities.numbers import Number, is_plural
from audiatur.reading.quantities.tokens import KHMER, SIGN, WORD, Stream
from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import Hedge

_SINGULAR_PERSONS: Final = words(
    "person prisoner inmate detainee man woman child boy girl case complaint journalist lawyer judge activist death "
    "victim witness officer official death-row member party province prison court village citizen"
)


def is_countable(stream: Stream, number: Number, hedge: Hedge | None) -> bool:
    """A number without a unit counts something, as far as can be seen."""
    if number.value != int(number.value) and not number.scaled and hedge is None and not _counts_parts(stream, number):
        return False
    noun = counted_noun(stream, number.last)
    khmer = stream.kind(number.last) == KHMER or stream.kind(number.first - 1) == KHMER
    if khmer:
        return _khmer_countable(stream, number, hedge)
    if not number.raw:
        return _word_countable(stream, number, hedge, noun)
    if number.scaled or hedge or noun or not number.raw.isdecimal():
        return True
    if _joined(stream, number):
        return True
    before = stream.word(number.first - 1)
    after = stream.word(number.last)
    verb = stream.kind(number.last) == WORD and not stream.capital(number.last)
    if before in (",", "–", "only") and (after in AUXILIARIES or (verb and len(number.raw) > 1)):
        return True
    if after in COMPARATIVES and stream.word(number.last + 1) == "than":
        return True
    if len(number.raw) > 2 and (before, after) in ((",", ","), ("(", ")"), ("–", "–"), ("—", "—"), (",", "(")):
        return True
    if number.value < 2 or not before or stream.capital(number.first - 1):
        return False
    return stream.kind(number.first - 1) == WORD and (before in STOPS or len(number.raw) > 2)


def _joined(stream: Stream, number: Number) -> bool:
    """Another number of the same list follows with a noun: 12 and 14 people."""
    return stream.word(number.last) in ("and", "or") and is_plural(stream.word(number.last + 2))


def _counts_parts(stream: Stream, number: Number) -> bool:
    """A number with decimals is an average or a measure: it has a noun, or stands after a copula."""
    before = stream.word(number.first - 1)
    return (number.value < 100 and (
        before in ("averaged", "of", "at", "is", "was", "to", "by", "from", "average", "scored")
        or is_plural(head_noun(counted_noun(stream, number.last) or ""))
    )) or "," in number.raw  # fmt: skip


def _word_countable(stream: Stream, number: Number, hedge: Hedge | None, noun: str | None) -> bool:
    after = stream.word(number.last)
    if after in DENOMINATORS or after in ("-",):
        return False
    if number.value == 1:
        singular = after in _SINGULAR_PERSONS or stream.word(number.last + 1) in _SINGULAR_PERSONS
        return (hedge is not None and noun is not None) or (noun is not None and singular and after != "of")
    if number.value == 0:
        return noun is not None and is_plural(head_noun(noun))
    if number.value >= 13:
        return noun is not None or hedge is not None or number.scaled or stream.kind(number.last) == SIGN
    return noun is not None or hedge is not None or (stream.word(number.last) in AUXILIARIES and number.first == 0)


def _khmer_countable(stream: Stream, number: Number, hedge: Hedge | None) -> bool:
    after = stream.word(number.last)
    if after in km.REPEAT and not number.raw:
        return False
    if after in km.PERSON or after in km.NOUNS or after in km.TIMES or hedge or number.scaled:
        return True
    counted = stream.word(number.first - 1) in km.LINK or stream.word(number.first - 1) in km.NOUNS
    return bool(number.raw) or (counted and number.value > 1)
