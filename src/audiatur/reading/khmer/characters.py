"""The characters of the Khmer block by the place that they take in a cluster.

The places are those of Unicode Technical Note 61 (M. Hosken, Khmer Encoding Structure, version 2, 2025) and of SIL's
Khmer Character Specification, section 7.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

COENG: Final = "\u17d2"
"""Makes the letter after it a subscript."""

RO: Final = "\u179a"
ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u17b4\u17b5"
"""Spaces and joiners without width, the soft hyphen, and two inherent vowels that Unicode advises against."""

LETTERS: Final = "\u1780-\u17b3\u25cc"
"""Consonants and independent vowels; the dotted circle carries marks that are shown alone."""

MARKS: Final = "\u17b6-\u17d1\u17d2\u17d3\u17dd"
"""What is written around a letter: vowels, shifters, signs and the coeng."""


class Place(IntEnum):
    """Where in its cluster a mark is stored: the order of Unicode Technical Note 61."""

    ROBAT = 1
    SUBSCRIPT = 2
    SUBSCRIPT_RO = 3
    SHIFTER = 4
    VOWEL_BEFORE = 5
    VOWEL_BELOW = 6
    VOWEL_ABOVE = 7
    VOWEL_AFTER = 8
    SIGN = 9
    FINAL = 10


def _places() -> dict[str, Place]:
    ranges = (
        (0x17B6, 0x17B6, Place.VOWEL_AFTER),
        (0x17B7, 0x17BA, Place.VOWEL_ABOVE),
        (0x17BB, 0x17BD, Place.VOWEL_BELOW),
        (0x17BE, 0x17C5, Place.VOWEL_BEFORE),
        (0x17C6, 0x17C6, Place.SIGN),
        (0x17C7, 0x17C8, Place.FINAL),
        (0x17C9, 0x17CA, Place.SHIFTER),
        (0x17CB, 0x17CB, Place.SIGN),
        (0x17CC, 0x17CC, Place.ROBAT),
        (0x17CD, 0x17D1, Place.SIGN),
        (0x17D3, 0x17D3, Place.SIGN),
        (0x17DD, 0x17DD, Place.SIGN),
    )
    return {chr(code): place for first, last, place in ranges for code in range(first, last + 1)}


PLACE: Final = _places()
"""The place of every mark but the coeng, whose place is that of the subscript it makes."""

STRONG: Final = frozenset("កខគឃចឆជឈដឋឌឍតថទធផពភឞសហអ")
"""Letters that take the triisap where a vowel above pushes the shifter down (SIL, khnormal: series 1 without BA)."""

BA: Final = "\u1794"
