"""What the linear part of the theme model sees of a recommendation, and what the second stage sees of both parts.

The linear part sees words, pairs of stems and letters in a row, each as a hashed number.

Training and reading share this module; changing it makes the weights that ship useless.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

WINDOW = 5
"""How many words apart the two stems of a pair may stand."""

LONGEST = 400
"""Words that are looked at: no recommendation is longer, and a hostile text costs no more."""

COOLED = 0.8
"""The encoder is too sure of itself: its log-odds are taken times this."""

_BOUND = 50.0
_WORD = re.compile(r"[a-z]+|[0-9]+")
_ENDINGS = (
    "isations izations isation ization ations ation ments ment ities ity ingly ness ings ing ies ions ion ers ors ed "
    "es er al ly s e y"
).split()
_SHORTEST_STEM = 4
_SHORTEST_IN_PAIR = 3
_RUN = 4
_LONGEST_WORD = 40
_BITS = 0xFFFFFF


def words_of(text: str) -> list[str]:
    """The lower-case words and numbers of a text, the first 400.

    >>> words_of("Ratify OP-CAT; the child's rights")
    ['ratify', 'op', 'cat', 'the', 'child', 's', 'rights']
    """
    return _WORD.findall(text.lower())[:LONGEST]


def stem(word: str) -> str:
    """A word without its commonest English ending, never cut below four letters.

    >>> stem("detention"), stem("trafficking"), stem("laws")
    ('detent', 'traffick', 'laws')
    """
    for ending in _ENDINGS:
        if len(word) - len(ending) >= _SHORTEST_STEM and word.endswith(ending):
            return word[: -len(ending)]
    return word


def hashed(words: Sequence[str]) -> tuple[Counter[int], Counter[int]]:
    """How often each feature occurs, by its hash: features of words, and features of letters."""
    return _counted(_grams(words)), _counted(_letters(words))


def damped(count: int) -> float:
    """The weight of a feature that occurs so often: the second time adds less than the first."""
    return 1.0 + math.log(count)


def second_stage(encoded: Sequence[float], *, length: int) -> list[float]:
    """What the encoder's scores say together: the chance of every theme, how many there may be, the number of words."""
    chances = [1 / (1 + math.exp(-COOLED * min(max(score, -_BOUND), _BOUND))) for score in encoded]
    return [*chances, sum(chances), math.log1p(length)]


def own_terms(linear: float, encoded: float, *, length: int) -> tuple[float, ...]:
    """What a theme's own two scores say in the second stage; tripled, so that they are shrunk less than the others'."""
    first, second, long = 3 * linear, 1.5 * encoded, math.log1p(length) / 3
    return first, second, max(first, 0.0), max(second, 0.0), first * long, second * long


def _counted(grams: Iterator[str]) -> Counter[int]:
    return Counter(zlib.crc32(gram.encode()) & _BITS for gram in grams)


def _grams(words: Sequence[str]) -> Iterator[str]:
    stems = [stem(word) for word in words]
    for word in words:
        yield f"w{word}"
    for left, right in pairwise(words):
        yield f"n{left} {right}"
    for place, left in enumerate(stems):
        yield f"s{left}"
        if len(left) < _SHORTEST_IN_PAIR:
            continue
        for right in stems[place + 1 : place + 1 + WINDOW]:
            if len(right) >= _SHORTEST_IN_PAIR:
                yield f"p{left} {right}" if left <= right else f"p{right} {left}"


def _letters(words: Sequence[str]) -> Iterator[str]:
    """Runs of four letters inside a word, its borders counted as letters."""
    for word in words:
        padded = f" {word[:_LONGEST_WORD]} "
        for place in range(max(1, len(padded) - _RUN + 1)):
            yield f"c{padded[place : place + _RUN]}"
