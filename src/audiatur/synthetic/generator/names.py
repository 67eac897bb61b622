"""Names of invented persons, composed of syllables: in Khmer letters and in the ways such syllables are romanised.

A composed name can be somebody's by accident; it was not taken from anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

Sex = Literal["female", "male"]

# Consonant, its letters in a romanisation, and whether it belongs to the first series, which colours the vowel.
_ONSETS = (
    ("ក", "k", True),
    ("ខ", "kh", True),
    ("ច", "ch", True),
    ("ដ", "d", True),
    ("ត", "t", True),
    ("ថ", "th", True),
    ("ប", "b", True),
    ("ផ", "ph", True),
    ("ស", "s", True),
    ("ហ", "h", True),
    ("ណ", "n", True),
    ("ឆ", "chh", True),
    ("គ", "k", False),
    ("ជ", "ch", False),
    ("ទ", "t", False),
    ("ន", "n", False),
    ("ព", "p", False),
    ("ម", "m", False),
    ("យ", "y", False),
    ("រ", "r", False),
    ("ល", "l", False),
    ("វ", "v", False),
)
# Vowel signs with their final consonant, romanised after the first and after the second series.
_FAMILY_RIMES = (
    ("ាន", "an", "ean"),
    ("ុក", "ok", "uk"),
    ("ី", "ei", "i"),
    ("ូ", "o", "ou"),
    ("ិន", "en", "in"),
    ("ៅ", "au", "ov"),
    ("ុំ", "om", "um"),
    ("ឹម", "oem", "im"),
    ("ៀន", "ien", "ean"),
    ("ាត", "at", "eat"),
    ("េង", "eng", "eng"),
)
_GIVEN_ENDS: dict[Sex, tuple[tuple[str, str], ...]] = {
    "female": (
        ("នី", "ni"),
        ("លី", "li"),
        ("ដា", "da"),
        ("រី", "ry"),
        ("ម៉ា", "ma"),
        ("ថា", "tha"),
        ("ណែត", "net"),
        ("ភា", "phea"),
        ("វី", "vi"),
        ("ស៊ី", "si"),
    ),
    "male": (
        ("រិទ្ធ", "rith"),
        ("វុធ", "vuth"),
        ("រ៉ុង", "rong"),
        ("បូត", "bot"),
        ("សាក់", "sak"),
        ("ឌឹម", "doem"),
        ("ជាតិ", "cheat"),
        ("វង្ស", "vong"),
        ("ពល", "pol"),
        ("ខេម", "khem"),
    ),
}
_GIVEN_RIMES = (("ា", "a", "ea"), ("ុ", "o", "u"))

_VARIANTS = (
    (("ea", "ia"), ("ch", "j"), ("v", "w"), ("th", "t"), ("ei", "ey")),
    (("ea", "ae"), ("ou", "u"), ("ph", "p"), ("kh", "k"), ("i", "y"), ("au", "ao")),
)
"""Two other habits of writing the same sounds in Latin letters."""


@dataclass(frozen=True, slots=True)
class Name:
    """A family or given name in both scripts; `spellings` begins with the usual one."""

    km: str
    spellings: tuple[str, ...]


def respell(latin: str, *, habit: int) -> str:
    """The name as another clerk writes it.

    >>> respell("cheata", habit=0), respell("souphea", habit=1)
    ('jiata', 'supae')
    """
    for usual, other in _VARIANTS[habit]:
        latin = latin.replace(usual, other)
    return latin


def _name(km: str, latin: str) -> Name:
    spellings = dict.fromkeys((latin, *(respell(latin, habit=habit) for habit in range(len(_VARIANTS)))))
    return Name(km, tuple(spelling.capitalize() for spelling in spellings))


def _family_names() -> tuple[Name, ...]:
    return tuple(
        _name(letter + sign, onset + (first if is_first else second))
        for (letter, onset, is_first), (sign, first, second) in product(_ONSETS, _FAMILY_RIMES)
    )


def _given_names(sex: Sex) -> tuple[Name, ...]:
    return tuple(
        _name(letter + sign + end, onset + (first if is_first else second) + latin_end)
        for (letter, onset, is_first), (sign, first, second), (end, latin_end) in product(
            _ONSETS, _GIVEN_RIMES, _GIVEN_ENDS[sex]
        )
    )


FAMILY = _family_names()
GIVEN: dict[Sex, tuple[Name, ...]] = {"female": _given_names("female"), "male": _given_names("male")}
