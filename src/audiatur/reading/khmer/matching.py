"""Finding words in a text however they are spelt: Khmer with or without spaces, accents, capitals, both digits."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from audiatur.reading.khmer.characters import LETTERS, MARKS
from audiatur.reading.khmer.normalise import Normalised, normalise
from audiatur.reading.text import Span

_DIGITS: Final = {chr(0x17E0 + digit): str(digit) for digit in range(10)}
_KHMER: Final = re.compile(rf"[{LETTERS}{MARKS}ៗ]")

_MARK: Final = re.compile(rf"[{MARKS}]")
# a space stays between two characters that are not Khmer, and before a mark that has no letter
_SPACES: Final = re.compile(
    rf"(?P<kept>(?<=[^\s{LETTERS}{MARKS}ៗ])\s++(?=[^{LETTERS}{MARKS}ៗ])|\s++(?=[{MARKS}]))|\s++"
)


def search_form(text: str) -> Normalised:
    """The normalised text with what a search overlooks made alike, and the way back to the original.

    Lower case without accents; Khmer digits as 0–9; white space as one space, and none beside a Khmer letter.

    >>> search_form("ក្រសួង យុត្តិធម៌ ឆ្នាំ ២០២៦").text
    'ក្រសួងយុត្តិធម៌ឆ្នាំ2026'
    >>> search_form("Le  Ministère").text
    'le ministere'
    """
    return overlooking(normalise(text))


def overlooking(plain: Normalised) -> Normalised:
    """The same of a text that is spelt as it should be compared."""
    parts: list[str] = []
    starts, ends = array("i"), array("i")
    spaced_from = -1
    after_khmer = True
    for index, character in enumerate(plain.text):
        if character.isspace():
            spaced_from = index if spaced_from < 0 else spaced_from
            continue
        khmer = _KHMER.match(character) is not None
        # a space stays before a mark that has no letter: it must not move to the letter before
        if spaced_from >= 0 and ((not khmer and not after_khmer) or _MARK.match(character)):
            parts.append(" ")
            starts.append(plain.starts[spaced_from])
            ends.append(plain.ends[index - 1])
        spaced_from, after_khmer = -1, khmer
        folded = character if khmer else _folded(character)
        parts.append(folded)
        starts.extend([plain.starts[index]] * len(folded))
        ends.extend([plain.ends[index]] * len(folded))
    return Normalised("".join(parts), starts, ends)


def overlooking_text(text: str) -> str:
    """The text that `overlooking` gives, without the way back; several times as quick.

    >>> overlooking_text("Le  Ministère, ២០២៦")
    'le ministere, 2026'
    """
    return _SPACES.sub(_space, text).translate(_FOLDED)


def _space(found: re.Match[str]) -> str:
    return " " if found["kept"] is not None else ""


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if _KHMER.match(character) else _folded(character)
        return self[code]


_FOLDED: Final = _Folded()


def occurrences(text: Normalised, words: str) -> Iterator[Span]:
    """The spans of the original where the words stand, whole clusters only; `text` comes from `search_form`.

    >>> original = "ក្រសួង\u200bយុត្ដិធម៌ឆ្លើយ"
    >>> [original[start:end] for start, end in occurrences(search_form(original), "ក្រសួងយុត្តិធម៌")]
    ['ក្រសួង\u200bយុត្ដិធម៌']
    """
    sought = search_form(words).text
    at = text.text.find(sought) if sought else -1
    while at >= 0:
        end = at + len(sought)
        if text.whole(at, end):
            yield text.original(at, end)
        at = text.text.find(sought, end)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in _DIGITS:
        return _DIGITS[character]
    apart = unicodedata.normalize("NFKD", character.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))
