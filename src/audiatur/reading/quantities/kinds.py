"""What kind of number a percentage, fraction or share is, by the words around it: a share, a change, an excess."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import AUXILIARIES, CHANGE_NOUNS, COMPARATIVES, DOWN, UP
from audiatur.reading.quantities.tokens import Stream
from audiatur.reading.quantities.wordlists import words

_REACH: Final = 9
_CAPACITY: Final = frozenset({"capacity", "capacities", "limit", "places"})
_BETWEEN_NOUN_AND_NUMBER: Final = words("of by a an the is was")
_ADVERBS: Final = words(
    "nearly almost about around approximately some roughly over only further just well another up least at more than "
    "less fewer even also sharply significantly slightly steadily again"
)


def change_before(stream: Stream, index: int) -> int:
    """+1 or −1 where the number at the token tells how much something rose or fell, else 0.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> change_before(tokenize("the backlog fell by 5", 0, 21), 4)
    -1
    """
    at = index - 1
    while stream.word(at) in _ADVERBS and stream.word(at) not in ("up",):
        at -= 1
    word = stream.word(at)
    if word == "from":
        return 0
    if word == "between":
        at -= 1
        word = stream.word(at)
    while stream.word(at) in _ADVERBS and stream.word(at) not in ("up",):
        at -= 1
        word = stream.word(at)
    if word in ("a", "an"):
        at -= 1
        word = stream.word(at)
        while word in _ADVERBS and word not in ("up",):
            at -= 1
            word = stream.word(at)
    if word == "by" or (word == "in" and stream.word(index) == "half"):
        return _verb_before(stream, at)
    if word == "of" and stream.word(at - 1) in CHANGE_NOUNS:
        return CHANGE_NOUNS[stream.word(at - 1)]
    if word == "up" and stream.word(at - 1) in ("make", "makes", "made", "making"):
        return 0
    if word in ("ranging", "range"):
        return 0
    return _sign(word) if word not in ("went", "go", "goes") else 0


def _sign(word: str) -> int:
    if word in UP or word in km.UP:
        return 1
    return -1 if word in DOWN or word in km.DOWN else 0


def _verb_before(stream: Stream, index: int) -> int:
    """The verb of change that "by" belongs to."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        word = stream.word(at)
        if stream.ends_sentence(at) or word in (";", ":"):
            return 0
        if word in CHANGE_NOUNS or word in UP or word in DOWN:
            return CHANGE_NOUNS.get(word) or _sign(word)
    return 0


def change_after(stream: Stream, index: int) -> int:
    """+1 or −1 where words after the number tell a change: 5 per cent more, a 5 % increase."""
    at = index
    while stream.word(at) in ("-", "annual", "year-on-year", "overall", "further", "net", "real", "average", "sharp"):
        at += 1
    word = stream.word(at)
    if word in CHANGE_NOUNS:
        return CHANGE_NOUNS[word]
    if word in COMPARATIVES and stream.word(at - 1) != "or":
        return COMPARATIVES[word]
    return 0


def is_excess(stream: Stream, first: int, last: int) -> bool:
    """The percentage says how far a capacity is exceeded: overcrowded by 80 %, 80 per cent over capacity."""
    after = [stream.word(at) for at in range(last, last + 6)]
    if after[0] in ("over", "above", "beyond") and any(word in _CAPACITY for word in after[1:5]):
        return True
    if after[0] == "in" and after[1] == "excess" and any(word in _CAPACITY for word in after[2:6]):
        return True
    if after[0] in ("overcrowding", "overcapacity", "overpopulation", "overcrowded"):
        return True
    if stream.word(last) in km.OVER_CAPACITY or stream.word(first - 1) in km.OVER_CAPACITY:
        return True
    before = [stream.word(at) for at in range(max(0, first - 8), first)]
    if any(word in UP or word in DOWN for word in before):
        return False
    if "overcrowded" in before or "overcrowding" in before or "overpopulated" in before or "overcapacity" in before:
        return (
            before[-1] in ("by", "of", "at", "is", "was", "reached", "to")
            or before[-2:-1] == ["by"]
            or "by" in before[-4:]
        )
    exceeds = any(word.startswith("exceed") or word == "surpassed" for word in before)
    return exceeds and any(word in _CAPACITY for word in before) and "by" in before


def is_repeated(stream: Stream, index: int) -> bool:
    """The "times" at the token compares, where otherwise it only tells how often."""
    after = stream.word(index + 1)
    if after in (
        "as",
        "the",
        "its",
        "their",
        "that",
        "what",
        "more",
        "higher",
        "larger",
        "greater",
        "over",
        "official",
    ):
        return not (after == "over" and stream.word(index + 2) in ("the", "a"))
    if after in ("lower", "fewer", "less", "smaller", "his", "her", "our", "those", "longer", "capacity"):
        return True
    before = stream.word(index - 2)
    return after in AUXILIARIES and before == "by"


def level_kind(stream: Stream, first: int, last: int) -> tuple[str, int]:
    """("percent_over" | "change" | "share", sign) of the percentage at [first, last)."""
    if is_excess(stream, first, last):
        return "percent_over", 1
    sign = change_before(stream, first) or change_after(stream, last)
    return ("change", sign) if sign else ("share", 1)
