"""Lists of numbers as documents cite them: "118.1 to 118.9", "80– 93", "122.17-18", "33-39, 44", "23 (b) and (f)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?:(?P<dotted>\d{1,3}\s?\.\s?\d{1,3}(?!\d))|(?P<number>\d{1,3}(?![\d/%]))"
    r"|\((?P<letters>[a-z](?:\s*,\s*[a-z])*)\)|(?P<roman>\((?:i{1,3}|iv|v|vi{1,3}|ix|x)\))"
    r"|(?P<last>,?\s*\(?last sentence\)?)|(?P<range>[-–—‒]|to(?=\s+\d)|through(?=\s+\d))"
    r"|(?P<comma>,|;|:|and|&|as well as))"
)
_LONGEST_RANGE = 300
"""A range of more numbers than any report has recommendations is a slip of the pen, or a year."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited place: "118.4" is main 118, number 4; "44 (e)" is number 44, letter e."""

    main: int | None
    number: int
    letter: str | None = None
    last_sentence: bool = False

    @property
    def label(self) -> str:
        """As it is written: "118.4", "44(e)", "44"."""
        number = f"{self.main}.{self.number}" if self.main is not None else str(self.number)
        return f"{number}({self.letter})" if self.letter else number


def citations_in(words: str) -> tuple[Citation, ...]:
    """The places that a list at the beginning of the words cites, ranges written out; it ends at another word.

    >>> [c.label for c in citations_in("118.1 to 118.3, 122.17-18 and 44 are noted.")]
    ['118.1', '118.2', '118.3', '122.17', '122.18', '122.44']
    >>> [c.label for c in citations_in("80– 82, 23 (b) and (f), 33 (a, b) above")]
    ['80', '81', '82', '23(b)', '23(f)', '33(a)', '33(b)']
    """
    found: list[Citation] = []
    main: int | None = None
    ranged = False
    for kind, token in _tokens(words):
        if kind in ("dotted", "number"):
            if kind == "dotted":
                main = int(re.split(r"\s?\.\s?", token)[0])
            number = int(re.split(r"\s?\.\s?", token)[-1])
            if ranged and found:
                found.extend(Citation(main, n) for n in _between(found[-1].number, number))
            found.append(Citation(main, number))
        elif kind == "letters" and found and not _is_numeral(token, after=found[-1].letter):
            last = found[-1]
            if last.letter is None:  # "23 (b) and (f)" gives a second letter to the number, and no bare 23
                found.pop()
            found.extend(Citation(last.main, last.number, letter) for letter in re.findall("[a-z]", token))
        elif kind == "last" and found:
            found[-1] = Citation(found[-1].main, found[-1].number, None, True)
        ranged = kind == "range"
    return tuple(dict.fromkeys(found))


def _tokens(words: str) -> Iterator[tuple[str, str]]:
    position = 0
    while match := _TOKEN.match(words, position):
        kind = match.lastgroup or ""
        yield kind, match[kind]
        position = match.end()


def _is_numeral(token: str, *, after: str | None) -> bool:
    """Whether "(i)" counts below a letter: after "(b)" it does, after "(h)" it is the next letter."""
    return token in ("i", "v", "x") and after is not None and after != chr(ord(token) - 1)


def _between(first: int, last: int) -> range:
    return range(first + 1, last) if 0 < last - first <= _LONGEST_RANGE else range(0)
