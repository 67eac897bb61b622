"""A stretch of text as words and sentences: a quotation that stands as speech is one word, so it never splits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from audiatur.reading.statements.quotes import Quotation, is_speech
from audiatur.reading.statements.words import PRINTED_ABBREVIATIONS
from audiatur.reading.text import Span

QUOTE: Final = "“”"
"""The form of a word that stands for a whole quotation."""

_WORD: Final = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]['’][A-Z]\w+|\w+n['’]t\b|\d[\d.,]*\d%?|\w+(?:[-/]\w+)*|['’](?:s|re|ve|ll|d|m)\b|--|''|[^\w\s]"
)
_LONGEST_SENTENCE: Final = 300
"""Words after which a sentence is cut: a list or a table, never a sentence; it bounds every window below."""


@dataclass(slots=True)
class Words:
    """The words of a stretch: offsets, lower-case forms, whether capitalised; the sentences as ranges of words."""

    content: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    caps: list[bool] = field(default_factory=list)
    quotes: dict[int, Quotation] = field(default_factory=dict)
    sentences: list[tuple[int, int]] = field(default_factory=list)

    def span(self, low: int, high: int) -> Span:
        """The characters from word `low` to before word `high`."""
        return self.starts[low], self.ends[high - 1]

    def text(self, low: int, high: int) -> str:
        """The characters of the words `low` to before `high`."""
        return self.content[self.starts[low] : self.ends[high - 1]] if low < high else ""


def words_of(content: str, *, start: int, end: int, quotations: list[Quotation]) -> Words:
    """The words and sentences of the stretch between two offsets."""
    words = Words(content)
    at = start
    for quotation in quotations:
        if quotation.start < at or not is_speech(content, quotation, start=start):
            continue
        _add(words, at, quotation.start)
        words.quotes[len(words.forms)] = quotation
        words.starts.append(quotation.start)
        words.ends.append(quotation.end)
        words.forms.append(QUOTE)
        words.caps.append(False)
        at = quotation.end
    _add(words, at, end)
    words.sentences.extend(_sentences(words))
    return words


def _add(words: Words, start: int, end: int) -> None:
    content = words.content
    for match in _WORD.finditer(content, start, end):
        form = match.group()
        words.starts.append(match.start())
        words.ends.append(match.end())
        words.caps.append(form[0].isupper())
        words.forms.append(form.lower().replace("’", "'"))


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    low, at, count = 0, 0, len(words.forms)
    while at < count:
        at += 1
        if at - low >= _LONGEST_SENTENCE or (at < count and _ends_sentence(words, at - 1)):
            while at < count and words.forms[at] in {"”", '"', "''", "’", "»", ")"}:
                at += 1
            yield low, at
            low = at
    if low < count:
        yield low, count


def _ends_sentence(words: Words, at: int) -> bool:
    """Whether a sentence ends with word `at`; `at` is never the last word."""
    form, following = words.forms[at], words.forms[at + 1]
    if form in {"?", "!"}:
        return words.content[words.ends[at]].isspace() if words.ends[at] < len(words.content) else True
    if form.isdigit():
        return _note_mark(words, at)
    if form == ".":
        before = words.forms[at - 1] if at else ""
        if before in PRINTED_ABBREVIATIONS or (len(before) == 1 and before.isalpha() and words.caps[at - 1]):
            return False
        if following in {"”", '"', "''", "’", "»"}:
            return True
        return (
            following != ")"
            and words.ends[at] < words.starts[at + 1]
            and (words.caps[at + 1] or following == QUOTE or not following.isalpha())
        )
    if form == QUOTE:
        return _quote_ends_sentence(words, at)
    return False


def _note_mark(words: Words, at: int) -> bool:
    """Whether word `at` is the number of a note, printed right after the full stop of a sentence ("closed.7 The")."""
    if at < 2 or words.forms[at - 1] != "." or len(words.forms[at]) > 3 or not words.forms[at - 2].isalpha():
        return False
    glued = words.starts[at] == words.ends[at - 1] and words.starts[at - 1] == words.ends[at - 2]
    return glued and words.caps[at + 1] and words.starts[at + 1] > words.ends[at]


def _quote_ends_sentence(words: Words, at: int) -> bool:
    quotation = words.quotes[at]
    if not quotation.closed:
        return True
    last = words.content[quotation.inner_end - 1]
    if words.forms[at + 1] == QUOTE:
        return True
    if last == "." or last == "…":
        return words.caps[at + 1] or not words.forms[at + 1].isalpha()
    # “Why?” Ross asked. belongs together; “Why?” The crowd left. does not, and the finder finds no cue in it.
    return False
