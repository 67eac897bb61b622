"""Printed lines → running text: line breaks become spaces, and every character knows its place in the content."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass

from audiatur.reading.text import Span

_HANGING = re.compile(r"(?:and|or|to)\b")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text; `at[i]` is the offset in the content of `text[i]`."""

    text: str
    at: array[int]

    def span(self, start: int, end: int) -> Span:
        """The span of the content that `text[start:end]` stands for."""
        return (self.at[start], self.at[end - 1] + 1) if end > start else (self.at[start], self.at[start])

    def part(self, start: int, end: int) -> Flow:
        """A piece of it, without white space at its ends."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Flow(self.text[start:end], self.at[start:end])


def flow_of(content: str, spans: Iterable[Span]) -> Flow:
    """The running text of the spans, one after another.

    A word divided at a line's end by its own hyphen is joined: "anti-/discrimination" → "anti-discrimination".
    """
    parts: list[str] = []
    at: array[int] = array("l")
    for start, end in spans:
        if parts and not parts[-1].endswith(" "):
            parts.append(" ")
            at.append(start)
        position = start
        for match in _SPACE.finditer(content, start, end):
            parts.append(content[position : match.start()])
            at.extend(range(position, match.start()))
            position = match.end()
            if position < end and not _divides_a_word(content, match, start):
                parts.append(" ")
                at.append(match.start())
        parts.append(content[position:end])
        at.extend(range(position, end))
    return Flow("".join(parts), at)


def _divides_a_word(content: str, space: re.Match[str], start: int) -> bool:
    """Whether white space is a line break inside a hyphenated word; "pre-/and post-natal" is two words."""
    if space[0] == " " or not re.search(r"\w-$", content[max(start, space.start() - 2) : space.start()]):
        return False
    return content[space.end()].isalpha() and not _HANGING.match(content, space.end())
