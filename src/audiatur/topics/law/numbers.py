"""Numbers of provisions as laws print them: digits of two scripts, Roman numerals, words, and what is put behind."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

KHMER_DIGITS: Final = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")

_ENGLISH = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_ENGLISH_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_FRENCH_ORDINALS = (
    "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme"
).split()
_KHMER = "មួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន ដប់".split()

WORDS: Final[dict[str, int]] = {
    **{word: value for words in (_ENGLISH, _ENGLISH_ORDINALS, _FRENCH_ORDINALS, _KHMER)
       for value, word in enumerate(words, 1)},
    "premiere": 1, "second": 2, "seconde": 2, "unique": 1, "sole": 1, "only": 1, "last": 99, "final": 99,
    "preliminary": 0, "preliminaire": 0, "introductory": 0, "liminaire": 0,
}  # fmt: skip
"""Number words without accents, in lower case → value; a preliminary part comes before the first."""

LATIN: Final = (
    "bis ter quater quinquies sexies septies octies nonies novies decies undecies duodecies terdecies quaterdecies "
    "quindecies sexdecies"
).split()
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_FORM = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[\u200b\u200c\u200d\u2060\ufeff]")


def plain(word: str) -> str:
    """A word in lower case without accents, Khmer digits as ASCII ones.

    >>> plain("PREMIÈRE"), plain("១២")
    ('premiere', '12')
    """
    parted = unicodedata.normalize("NFD", word.casefold()) if not word.isascii() else word.casefold()
    return "".join(sign for sign in parted if not 0x0300 <= ord(sign) <= 0x036F).translate(KHMER_DIGITS)


def roman(numeral: str) -> int | None:
    """The value of a well-formed Roman numeral.

    >>> roman("XIV"), roman("IIII")
    (14, None)
    """
    upper = numeral.upper()
    if not upper or not _ROMAN_FORM.match(upper):
        return None
    values = [_ROMAN[sign] for sign in upper]
    return sum(-one if one < next_one else one for one, next_one in zip(values, [*values[1:], 0], strict=True))


def bare(printed: str) -> str:
    """A printed number as it is written in an address: ASCII, without spaces.

    >>> bare("១២"), bare("12 bis"), bare("1er"), bare("premier"), bare("L. 111-2"), bare("Ier"), bare("១៣ ថ្មី")
    ('12', '12bis', '1', '1', 'L111-2', 'I', '13')
    """
    cleaned = _MARKS.sub("", printed).translate(KHMER_DIGITS).strip()
    word = plain(cleaned)
    if word in WORDS:
        return str(WORDS[word]) if WORDS[word] else "preliminary"
    cleaned = re.sub(r"^([0-9IVXivx]+)\s?(?:ers?|ères?|res?|e|°)(?=\W|$)", r"\1", cleaned)
    cleaned = re.sub(r"[–—‑]", "-", cleaned)
    kept = "".join(sign for sign in unicodedata.normalize("NFD", cleaned) if sign.isascii() and sign not in " .*°()[]")
    if re.search(r"\d\.\d", cleaned):
        kept = re.sub(r"[^\w./-]", "", cleaned)
    return re.sub(r"(?i)(new|nouveau|nouvelle)$", "", kept).strip("-./")


def order(number: str) -> tuple[int, int] | None:
    """The place of a bare number in a running count: value and rank of what is put behind; None where it has none.

    >>> order("12"), order("12bis"), order("12A"), order("II"), order("63-4"), order("B"), order("L111-2")
    ((12, 0), (12, 2), (12, 1), (2, 0), None, (2, 0), None)
    """
    match = _DIGITS.match(number)
    if match is None:
        value = roman(number)
        if value is None and len(number) == 1 and number.isascii() and number.isalpha():
            value = ord(number.upper()) - 64
        return (value, 0) if value is not None else ((0, 0) if number == "preliminary" else None)
    rest = number[match.end() :].casefold()
    if not rest:
        return int(match.group()), 0
    if rest in LATIN:
        return int(match.group()), LATIN.index(rest) + 2
    if len(rest) == 1 and rest.isalpha():
        return int(match.group()), ord(rest) - 96
    return None
