"""Names across scripts and spellings: one key for a Khmer name and for the ways it is written in Latin letters."""

from __future__ import annotations

import re
import unicodedata

_KHMER = {
    "ក": "k", "ខ": "k", "គ": "k", "ឃ": "k", "ង": "n", "ច": "c", "ឆ": "c", "ជ": "c", "ឈ": "c", "ញ": "n",
    "ដ": "t", "ឋ": "t", "ឌ": "t", "ឍ": "t", "ណ": "n", "ត": "t", "ថ": "t", "ទ": "t", "ធ": "t", "ន": "n",
    "ប": "p", "ផ": "p", "ព": "p", "ភ": "p", "ម": "m", "យ": "y", "រ": "r", "ល": "l", "វ": "v", "ស": "s",
    "ហ": "h", "ឡ": "l", "អ": "", "ឱ": "", "ឯ": "", "ឥ": "", "ឧ": "", "ឫ": "r", "ឬ": "r", "ឭ": "l", "ឮ": "l",
}  # fmt: skip
_LATIN = (
    (re.compile("ng|nh|gn|ny"), "n"),
    (re.compile("chh?|tch|[jcq]"), "c"),
    (re.compile("[kg]h?|x"), "k"),
    (re.compile("[td]h?"), "t"),
    (re.compile("ph?|bh?|f"), "p"),
    (re.compile("sh?|z"), "s"),
    (re.compile("w"), "v"),
)
_TITLES = frozenset("mr mrs ms dr lok oknha neak chumteav okhna".split())


def folded(text: str) -> str:
    """Small letters without marks, digits and words apart by one space.

    >>> folded("  Phnom-Penh,  Sangkat  N°4 ")
    'phnom penh sangkat n 4'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("Mn"))
    return " ".join(re.findall(r"[a-z]+|[0-9]+|[\u1780-\u17ff]+", plain.casefold()))


def name_key(name: str) -> str:
    """The consonants of a name by their class, words in order: what stays when a name is romanised otherwise.

    Khmer vowels are written around the consonants and romanised in many ways, k and kh, d and t alike; so they are
    left out. Different names can have one key: it is compared beside the name, never in its place.

    >>> name_key("សុខ ដារ៉ា"), name_key("Sok Dara"), name_key("SOKH Darra")
    ('sk tr', 'sk tr', 'sk tr')
    """
    return " ".join(filter(None, (_word_key(word) for word in folded(name).split() if word not in _TITLES)))


def _word_key(word: str) -> str:
    if "\u1780" <= word[0] <= "\u17ff":
        key = "".join(_KHMER.get(letter, "") for letter in word)
    else:
        key = word
        for pattern, letter in _LATIN:
            key = pattern.sub(letter, key)
        # A trailing h only tells how the vowel sounds.
        key = re.sub("[aeiou]|(?<=[aeiou])h$", "", key)
    return re.sub(r"(.)\1+", r"\1", key) or word[0]
