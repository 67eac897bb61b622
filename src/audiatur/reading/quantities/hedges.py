"""Words before and after a number that say how it is meant: about, more than, at least, or more."""

from __future__ import annotations

from typing import Final

from audiatur.reading.quantities import lexicon_km as km
from audiatur.reading.quantities.lexicon_en import BARE_CODES, CURRENCY_CODES, CURRENCY_SIGNS, SMALL
from audiatur.reading.quantities.tokens import KHMER, NUMBER, Stream
from audiatur.reading.quantities.wordlists import words
from audiatur.reading.result import Hedge

_BEFORE: Final[dict[Hedge, str]] = {
    "approx": (
        "about|around|approximately|approx|approx .|roughly|some|circa|ca .|ca|estimated|estimated at|in the region of|"
        "in the order of|of the order of|on the order of|in the neighbourhood of|~|≈|more or less|an average of about|"
        "something like|broadly"
    ),
    "approx_below": (
        "nearly|almost|just under|just below|close to|approaching|nearing|just short of|not quite|virtually|"
        "slightly less than|slightly under|slightly below|a little less than|a little under|little short of|"
        "just less than"
    ),
    "more_than": (
        "more than|over|above|exceeding|exceeded|exceeds|exceed|in excess of|greater than|upwards of|upward of|"
        "higher than|larger than|well over|just over|beyond|longer than|surpassing|surpassed|far more than|> |>|"
        "north of|no fewer than more than|slightly more than|slightly over|better than"
    ),
    "at_least": (
        "at least|no fewer than|no less than|not less than|not fewer than|a minimum of|minimum of|minimum|at a minimum|"
        "a minimum|≥|not below|at the very least|at the least|starting at|upwards from"
    ),
    "less_than": (
        "less than|fewer than|under|below|lower than|well under|well below|smaller than|shorter than|<|far fewer than|"
        "far less than|inside"
    ),
    "at_most": (
        "at most|up to|no more than|not more than|not exceeding|not exceed|not to exceed|exceed not|a maximum of|"
        "maximum of|maximum|as many as|as much as|not longer than|no longer than|within|≤|no later than|not over|"
        "a ceiling of|a limit of|capped at|not higher than|no higher than|not above|at the most|limited to|"
        "not greater than|no greater than|cannot exceed|not be longer than|not last longer than|not last more than"
    ),
}
_AFTER: Final[dict[Hedge, str]] = {
    "at_least": (
        "or more|or higher|or above|or over|or greater|or longer|and above|and over|and more|and higher|at least|"
        "upwards|at minimum|minimum|and up"
    ),
    "at_most": "or less|or fewer|or below|or under|or lower|at most|at the most|maximum|and below|and under|or shorter",
    "approx": "or so|or thereabouts|approximately|approx|more or less|odd|- odd",
    "more_than": "plus|- plus",
}  # fmt: skip
_ARTICLES: Final = words("a an the another one its their only just")
_STRENGTH: Final[tuple[Hedge, ...]] = (
    "at_most", "at_least", "less_than", "more_than", "approx_below", "approx",
)  # fmt: skip
_DETERMINED: Final = words("the its their his her our another")


def _phrases(table: dict[Hedge, str], *, key: int) -> dict[str, list[tuple[tuple[str, ...], Hedge]]]:
    index: dict[str, list[tuple[tuple[str, ...], Hedge]]] = {}
    for hedge, phrases in table.items():
        for phrase in phrases.split("|"):
            parts = tuple(phrase.split())
            index.setdefault(parts[key], []).append((parts, hedge))
    for found in index.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return index


_BY_LAST: Final = _phrases(_BEFORE, key=-1)
_BY_FIRST: Final = _phrases(_AFTER, key=0)


def _english_before(stream: Stream, index: int) -> tuple[Hedge | None, int]:
    for phrase, hedge in _BY_LAST.get(stream.word(index - 1), ()):
        first = index - len(phrase)
        if first >= 0 and tuple(stream.words[first:index]) == phrase:
            return (None, index) if phrase[-1] == "than" and _is_amount(stream, first - 1) else (hedge, first)
    return None, index


def _is_amount(stream: Stream, index: int) -> bool:
    """An amount before "more than" makes it a comparison: 40 more than the 600 of last year."""
    return (
        stream.kind(index) == NUMBER
        or stream.word(index) in ("%", "percent", "cent", "times")
        or stream.word(index) in SMALL
    )


def _skip_back(stream: Stream, index: int) -> int:
    """The token before which a hedge may stand: articles and the sign of a currency belong to the number."""
    while stream.word(index - 1) in CURRENCY_SIGNS or (
        stream.word(index - 1) in CURRENCY_CODES
        and (stream.word(index) in CURRENCY_SIGNS or stream.word(index - 1) in BARE_CODES)
    ):
        index -= 1
    return index


def hedge_before(stream: Stream, index: int) -> tuple[Hedge | None, int]:
    """The hedge that ends before the token, and the first token of its phrase; (None, index) without one.

    >>> from audiatur.reading.quantities.tokens import tokenize
    >>> hedge_before(tokenize("no more than 5", 0, 14), 3)
    ('at_most', 0)
    """
    first = _skip_back(stream, index)
    if stream.kind(first - 1) == KHMER or stream.kind(first) == KHMER:
        khmer, at = _khmer_before(stream, first)
        if khmer:
            return khmer, at
    found: Hedge | None = None
    for _ in range(3):
        hedge, at = _english_before(stream, first)
        if hedge is None and stream.word(first - 1) in _ARTICLES:
            hedge, at = _english_before(stream, first - 1)
            if hedge in ("approx", None) and stream.word(first - 1) in _DETERMINED:
                hedge = None  # "around the 12 provinces", "some the": a place, not a hedge
            if hedge == "more_than" and stream.word(at) == "over" and stream.word(first - 1) in _DETERMINED:
                hedge = None  # "over the five years" is a period
        if hedge is None:
            break
        if found is None or _STRENGTH.index(hedge) < _STRENGTH.index(found):
            found = hedge
        first = at
    return found, first if found else index


def _khmer_before(stream: Stream, index: int) -> tuple[Hedge | None, int]:
    """Nouns' link words may stand between a Khmer hedge and its number."""
    first = index
    for _ in range(3):
        word = stream.word(first - 1)
        if word in km.HEDGES_BEFORE and not (word == "រហូតដល់" and stream.kind(first - 2) == "n"):
            hedge = km.HEDGES_BEFORE[word]
            if hedge == "approx" and stream.word(first - 2) in ("ជាង", "លើស"):
                return "more_than", first - 2
            return hedge, first - 1
        if word not in km.LINK:
            break
        first -= 1
    return None, index


def hedge_after(stream: Stream, index: int) -> tuple[Hedge | None, int]:
    """The hedge that begins at the token, and the token after it; (None, index) without one."""
    for phrase, hedge in _BY_FIRST.get(stream.word(index), ()):
        last = index + len(phrase)
        if tuple(stream.words[index:last]) == phrase:
            return hedge, last
    if stream.word(index) == "+" and stream.glued(index):
        return "at_least", index + 1
    if stream.word(index) in km.HEDGES_AFTER:
        return km.HEDGES_AFTER[stream.word(index)], index + 1
    return None, index


def bounds(hedge: Hedge, low: float, high: float) -> tuple[float | None, float | None]:
    """The interval that the hedge leaves open or closes.

    >>> bounds("more_than", 80, 80), bounds("at_most", 6, 6), bounds("approx", 40, 40)
    ((80, None), (None, 6), (40, 40))
    """
    if hedge in ("more_than", "at_least"):
        return low, None
    if hedge in ("less_than", "at_most"):
        return None, high
    return low, high
