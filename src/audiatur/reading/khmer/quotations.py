"""Quotations in Khmer text: « » “ ” ‹ › and their doubled forms, straight marks; and sentences that respect them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from audiatur.reading.segments import trimmed
from audiatur.reading.text import Span

_MARK: Final = re.compile(r"‹‹|››|<<|>>|[«»“”„‹›\"]")
_FAMILIES: Final = ("«»", "“”„‹›", '"')
_FAMILY: Final = {mark: family[0] for family in _FAMILIES for mark in family} | {
    "‹‹": "‹‹",
    "››": "‹‹",
    "<<": "<<",
    ">>": "<<",
}
_OPENS: Final = frozenset({"«", "“", "„", "‹", "‹‹", "<<"})
_STOP: Final = re.compile(r"[។៕៚]+|(?<=[^\s\d])[.!?…](?=\s|\Z)")
HIDDEN: Final = "\ue000"
"""Stands for each character inside a quotation where the words around it are looked at."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage with its marks, and without."""

    start: int
    end: int
    inner: Span


def quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost closed quotations in order; a mark without partner is passed over.

    >>> text = "លោកថា «មិនពិតទេ» ហើយ «ចប់"
    >>> [text[one.start:one.end] for one in quotations(text)]
    ['«មិនពិតទេ»']
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        family = _FAMILY[mark.group()]
        if opened is None or (family == _FAMILY[opened.group()] and mark.group() in _OPENS):
            if mark.group() in _OPENS or (family == '"' and not text[mark.end() : mark.end() + 1].isspace()):
                opened = mark
        elif family == _FAMILY[opened.group()]:
            if text[opened.end() : mark.start()].strip():
                found.append(Quotation(opened.start(), mark.end(), (opened.end(), mark.start())))
            opened = None
    return tuple(found)


def hidden(text: str, quoted: tuple[Quotation, ...]) -> str:
    """The text with the inside of its quotations covered, of the same length."""
    parts, at = [], 0
    for one in quoted:
        start, end = one.inner
        parts += [text[at:start], HIDDEN * (end - start)]
        at = end
    return "".join((*parts, text[at:]))


def sentences_of(masked: str) -> tuple[Span, ...]:
    """The sentences of a text whose quotations are covered, with their stops; ។ល។ ("and so on") ends none.

    >>> text = "គាត់មក។ ផ្លែឈើ បន្លែ ។ល។ មានលក់។"
    >>> [text[start:end] for start, end in sentences_of(text)]
    ['គាត់មក។', 'ផ្លែឈើ បន្លែ ។ល។ មានលក់។']
    """
    found, begin = [], 0
    for stop in _STOP.finditer(masked):
        if masked[stop.end() : stop.end() + 2] == "ល។" or masked[stop.start() - 2 : stop.start()] == "។ល":
            continue
        start, end = trimmed(masked, begin, stop.end())
        begin = stop.end()
        if start < end:
            found.append((start, end))
    start, end = trimmed(masked, begin, len(masked))
    return (*found, (start, end)) if start < end else tuple(found)
