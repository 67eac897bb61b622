"""What was asked for: words that must all stand in a text, each anywhere in it, and phrases in quotation marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiatur.reading.khmer.characters import ZERO_WIDTH
from audiatur.reading.khmer.spellings import spellings_of_part

LONGEST = 200
"""Characters of a query."""

MOST_WORDS = 12
"""Words looked for one by one; those after are looked for together with the last."""

_PIECE = re.compile(r"[\"“”«»]([^\"“”«»]*)(?:[\"“”«»]|\Z)|([^\s\"“”«»]+)")
_SIGNS = re.compile(r"(?:[^\w\u1780-\u17d3\u17dd])+")
"""Punctuation by itself."""

_WIDTHLESS = str.maketrans("\0", " ", ZERO_WIDTH)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase to look for, and the spellings of which one must stand in a text."""

    text: str
    spellings: tuple[str, ...]


def words_of(query: str) -> tuple[Word, ...]:
    r"""The words of a query; a single character belongs to the word before it, or after it where there is none.

    >>> [word.text for word in words_of('prison “pre-trial detention" article 5')]
    ['prison', 'pre-trial detention', 'article 5']
    >>> [word.text for word in words_of("prison – court")], words_of(" – ")[0].text, words_of("\u200b")
    (['prison', 'court'], '–', ())
    """
    plain = query[:LONGEST].translate(_WIDTHLESS)
    joined: list[str] = []
    for piece, is_phrase in _pieces(plain):
        alone = len(piece) < 2 or (joined and (len(joined[-1]) < 2 or len(joined) >= MOST_WORDS))
        if joined and alone and not is_phrase:
            joined[-1] += f" {piece}"
        else:
            joined.append(piece)
    found = (Word(piece, tuple(one for one in spellings_of_part(piece) if one)) for piece in joined)
    return tuple(dict.fromkeys(word for word in found if word.spellings))


def _pieces(plain: str) -> list[tuple[str, bool]]:
    """The words and phrases as typed, without punctuation that stands between two words."""
    found = [(" ".join((phrase or bare).split()), bool(phrase)) for phrase, bare in _PIECE.findall(plain)]
    pieces = [(piece, is_phrase) for piece, is_phrase in found if piece]
    lengths = [2, *(len(piece) for piece, _ in pieces), 2]
    return [
        (piece, is_phrase)
        for place, (piece, is_phrase) in enumerate(pieces)
        if len(pieces) == 1 or not _SIGNS.fullmatch(piece) or 1 in (lengths[place], lengths[place + 2])
    ] or [(plain.strip(), False)]
