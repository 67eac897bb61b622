"""One spelling for what Khmer readers see alike, with the way back to the characters as written.

Unicode's NFC and NFKC leave the order of Khmer marks as typed. The order set here is that of Unicode Technical Note 61
(Khmer Encoding Structure, version 2, 2025), the merged spellings are those of SIL's Khmer Character Specification.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from audiatur.reading.khmer.characters import (
    BA,
    COENG,
    LETTERS,
    MARKS,
    PLACE,
    RO,
    STRONG,
    ZERO_WIDTH,
    Place,
)
from audiatur.reading.text import Span

_ATTHACAN: Final = "\u17dd"
_PLAIN_MARKS: Final = MARKS.replace(COENG, "").replace(_ATTHACAN, "")
# Possessive throughout, and a coeng takes what follows whether or not a letter comes: no input makes it go back.
# The atthacan may stand between a coeng and its letter: NFC moves it there (combining classes 9 and 230).
_TAIL: Final = (
    rf"(?:[{_PLAIN_MARKS}]|{COENG}[{COENG}{_ATTHACAN}{ZERO_WIDTH}]*+[{LETTERS}]?+|{_ATTHACAN}"
    rf"|[{ZERO_WIDTH}]++(?=[{MARKS}]))"
)
CLUSTER: Final = rf"[{LETTERS}]{_TAIL}*+|{_TAIL}++"
"""A letter with all that is written around it, zero-width characters among its marks included; or marks alone."""

_PIECE: Final = re.compile(rf"(?P<cluster>{CLUSTER})|[{ZERO_WIDTH}]++|\u17d8")
_NO_ZERO_WIDTH: Final = str.maketrans("", "", ZERO_WIDTH)
_OLD_LETTERS: Final = str.maketrans({"\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1"})
"""Letters that Unicode advises against, and the second form of QOO, which is written in the same word (ឱ្យ, ឲ្យ)."""
_OLD_DIGRAPH: Final = "\u17a8"
_E, _AA, _II, _OE, _OO, _U = "\u17c1", "\u17b6", "\u17b8", "\u17be", "\u17c4", "\u17bb"
_SEEN_ONCE: Final = frozenset(
    {Place.ROBAT, Place.SHIFTER, Place.VOWEL_BELOW, Place.VOWEL_ABOVE, Place.SIGN}
)  # marks without width: typed twice they print upon each other
_LONGEST_CACHED: Final = 24


@dataclass(frozen=True, slots=True)
class Normalised:
    """A normalised text; its character i stands for `original[starts[i]:ends[i]]`.

    The characters of one cluster share its span: marks change places inside it, so that half a cluster has no span.
    """

    text: str
    starts: array[int]
    ends: array[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original that the normalised characters from start to end stand for; end > start.

        >>> normalise("ខែ\u200bមិនា").original(2, 4)
        (3, 5)
        """
        return self.starts[start], self.ends[end - 1]

    def whole(self, start: int, end: int) -> bool:
        """Whether the normalised span begins and ends between clusters.

        >>> normalise("កា").whole(0, 1)
        False
        """
        opens = start == 0 or self.ends[start - 1] <= self.starts[start]
        return opens and (end == len(self.text) or self.ends[end - 1] <= self.starts[end])


def normalise(text: str) -> Normalised:
    """The text in one spelling, and for each of its characters the span of the original it stands for.

    Subscripts, shifters, vowels and signs in one order; split vowels joined; zero-width characters, and a coeng that
    has no letter, left out. Takes time linear in the characters.

    >>> normalise("ស្រ្តី").text == normalise("ស្ត្រី").text == "ស្ត្រី"
    True
    >>> normalise("សន្និសីទ\u200bកាសែត").text
    'សន្និសីទកាសែត'
    """
    parts: list[str] = []
    starts, ends = array("i"), array("i")
    for piece, start, end, is_cluster in _pieces(text):
        parts.append(piece)
        if is_cluster:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        else:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
    return Normalised("".join(parts), starts, ends)


def normal_form(text: str) -> str:
    """The text in one spelling, for comparing; see `normalise`."""
    return "".join(piece for piece, *_ in _pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each normalised cluster, and each stretch between that stays as it is, with its span."""
    at = 0
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if start > at:
            yield text[at:start], at, start, False
        at = end
        found = match.group()
        if found == "\u17d8":
            yield "។ល។", start, end, True
        elif match.lastgroup == "cluster":
            piece = _cached_cluster(found) if end - start <= _LONGEST_CACHED else _normal_cluster(found)
            if piece:
                yield piece, start, end, True
    if at < len(text):
        yield text[at:], at, len(text), False


def _normal_cluster(cluster: str) -> str:
    cluster = cluster.translate(_NO_ZERO_WIDTH)
    if len(cluster) == 1 and cluster not in "\u17a3\u17a4\u17a8\u17b2\u17d2":
        return cluster
    before = ""
    if cluster[:1] == _OLD_DIGRAPH:
        before, cluster = "\u17a7", "\u1780" + cluster[1:]
    cluster = cluster.translate(_OLD_LETTERS)
    letter, subscripts, marks = _parted(cluster)
    ranked = _shifted(_joined(marks), (letter, *subscripts))
    once = {item for item in ranked if item[0] in _SEEN_ONCE}
    ordered = sorted([*once, *(item for item in ranked if item[0] not in _SEEN_ONCE)])
    stack = [COENG + one.replace("\u178a", "\u178f") for one in sorted(subscripts, key=lambda one: one == RO)]
    robats = [mark for place, mark in ordered if place == Place.ROBAT]
    others = [mark for place, mark in ordered if place != Place.ROBAT]
    return "".join((before, letter, *robats, *stack, *others))


_cached_cluster = lru_cache(maxsize=20_000)(_normal_cluster)


def _parted(cluster: str) -> tuple[str, list[str], list[str]]:
    """The letter, its subscripts and its marks, each in the order written; a coeng without letter is left out."""
    letter, subscripts, marks, below = "", [], [], False
    for character in cluster:
        if character == COENG:
            below = True
        elif character in PLACE:
            marks.append(character)
            # NFC moves the atthacan between a coeng and its letter
            below = below and character == _ATTHACAN
        elif below:
            subscripts.append(character)
            below = False
        else:
            letter = character
    return letter, subscripts, marks


def _joined(marks: list[str]) -> list[tuple[Place, str]]:
    """Vowels typed in two parts, joined: e + aa is oo, e + ii is oe, and oe + aa, seen alike, is oo + ii."""
    marks = [part for mark in marks for part in {_OE: (_E, _II), _OO: (_E, _AA)}.get(mark, (mark,))]
    for second, whole in ((_AA, _OO), (_II, _OE)):
        if _E in marks and second in marks:
            marks.remove(_E)
            marks.remove(second)
            marks.append(whole)
            break
    return [(PLACE[mark], mark) for mark in marks]


def _shifted(ranked: list[tuple[Place, str]], letters: tuple[str, ...]) -> list[tuple[Place, str]]:
    """A vowel u below another vowel is a shifter pushed down: the one that the letters take."""
    marks = {mark for _, mark in ranked}
    places = {place for place, _ in ranked}
    below = [mark for place, mark in ranked if place == Place.VOWEL_BELOW]
    above = (
        Place.VOWEL_ABOVE in places or _OE in marks or {_AA, "\u17c6"} <= marks or bool(marks & {"\u17d0", _ATTHACAN})
    )
    if set(below) != {_U} or not above or Place.SHIFTER in places:
        return ranked
    shifter = "\u17ca" if BA not in letters and any(letter in STRONG for letter in letters) else "\u17c9"
    return [(Place.SHIFTER, shifter), *(item for item in ranked if item[1] != _U)]
