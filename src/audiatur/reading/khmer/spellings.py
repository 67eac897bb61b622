"""The spellings under which a text is kept for search, so that any part of it is found, a part of a cluster too.

`normalise` gives one spelling of whole clusters. What is cut out of a text may begin and end inside a cluster, and then
the order of what stands in the cluster counts: of two subscripts the one that was typed first is in the part, or not.
The normalised text and the text as typed, which are mostly the same, each also with stacked subscripts turned round,
hold the parts of both orders: a part of the text, in either order, stands in at least one of them in one piece.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from audiatur.reading.khmer.characters import COENG, LETTERS, ZERO_WIDTH
from audiatur.reading.khmer.matching import overlooking, overlooking_text
from audiatur.reading.khmer.normalise import CLUSTER, Normalised, normal_form, normalise
from audiatur.reading.text import Span

_DA: Final = "\u178a"
_TA: Final = "\u178f"
_STACK: Final = re.compile(rf"(?:{COENG}[{LETTERS}]){{2,}}")
_AS_TYPED: Final = str.maketrans(
    {"\u17a3": "\u17a2", "\u17a4": "\u17a2\u17b6", "\u17b2": "\u17b1", **dict.fromkeys(ZERO_WIDTH)}
)
_ZERO_WIDTH: Final = frozenset(ZERO_WIDTH)
_CLUSTER: Final = re.compile(CLUSTER)


def spellings(text: str) -> tuple[str, ...]:
    """The different spellings of a text or of a part of one: lower case, no accents, no spaces beside Khmer letters.

    >>> spellings("Ministère ២០២៦")
    ('ministere 2026',)
    >>> len(spellings("ស្រ្តី")), len(spellings("ស្ត្រី"))
    (2, 2)
    """
    typed = overlooking_text(_plain(text))
    normal = overlooking_text(normal_form(text))
    # a coeng at the end of a part waits for its letter: it is no fault there
    cut = COENG if typed.endswith(COENG) and not normal.endswith(COENG) else ""
    return tuple(dict.fromkeys((normal + cut, _turned(normal) + cut, typed, _turned(typed))))


def spellings_of_part(part: str) -> tuple[str, ...]:
    """The spellings under which a part of a text is looked for: one of them stands in a spelling of the text.

    A subscript DA is kept as TA, which looks the same: a part that begins with the letter of such a subscript is
    looked for as one as well.

    >>> spellings_of_part("ដី")
    ('ដី', '្តី')
    """
    found = spellings(part)
    below = (COENG + _TA + one[1:] for one in found if one.startswith(_DA))
    return tuple(dict.fromkeys(each for one in (*found, *below) for each in (one, _turned(one))))


def _turned(normal: str) -> str:
    """The text with the subscripts of each stack in the opposite order; as long as before."""
    if COENG not in normal:
        return normal
    return _STACK.sub(lambda stack: "".join(_pairs(stack.group())), normal)


def _plain(text: str) -> str:
    """The text as typed, without characters that have no width, in the letters that are written today."""
    return text.translate(_AS_TYPED).replace(COENG + _DA, COENG + _TA)


def _pairs(stack: str) -> Iterator[str]:
    return (stack[at : at + 2] for at in range(len(stack) - 2, -2, -2))


@dataclass(frozen=True)
class Searched:
    """A text to find parts in."""

    text: str

    @cached_property
    def _forms(self) -> tuple[Normalised, ...]:
        forms = [overlooking(normalise(self.text))]
        if overlooking_text(_plain(self.text)) != forms[0].text:
            forms.append(overlooking(_as_typed(self.text)))
        turned = [Normalised(_turned(form.text), form.starts, form.ends) for form in forms if COENG in form.text]
        return *forms, *turned

    def places(self, parts: tuple[str, ...]) -> tuple[Span, ...]:
        """Where any of these spellings of one part stands: spans of whole clusters in order, those that touch joined.

        >>> text = Searched("ក្រសួង\u200bយុត្ដិធម៌ឆ្លើយ")
        >>> [text.text[start:end] for start, end in text.places(spellings_of_part("យុត្តិធម៌"))]
        ['យុត្ដិធម៌']
        """
        found = sorted({span for form in self._forms for part in parts for span in _spans(form, part)})
        joined: list[Span] = []
        for start, end in found:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)


def _spans(form: Normalised, part: str) -> Iterator[Span]:
    at = form.text.find(part) if part else -1
    while at >= 0:
        yield form.original(at, at + len(part))
        at = form.text.find(part, at + len(part))


def _as_typed(text: str) -> Normalised:
    """The text without characters that have no width; the characters of a cluster share its span."""
    characters: list[str] = []
    starts, ends = array("i"), array("i")
    at = 0
    for cluster in (*_CLUSTER.finditer(text), None):
        upto = cluster.start() if cluster else len(text)
        for place in range(at, upto):
            if text[place] not in _ZERO_WIDTH:
                characters.append(text[place])
                starts.append(place)
                ends.append(place + 1)
        if cluster:
            kept = _plain(cluster.group())
            characters.append(kept)
            starts.extend([cluster.start()] * len(kept))
            ends.extend([cluster.end()] * len(kept))
            at = cluster.end()
    return Normalised("".join(characters), starts, ends)
