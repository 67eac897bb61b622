"""Quotation spans: curly, straight, angle and low marks; marks without a partner never swallow the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MARK: Final = re.compile(r"[\"“”„‟«»‹›]|''|``|‘|’|(?<!\w)'|'(?!\w)")
_FAMILY: Final = {"“": "“", "”": "“", "„": "“", "‟": "“", "«": "«", "»": "«", "‹": "‹", "›": "‹", '"': '"',
                  "''": '"', "``": '"', "‘": "‘", "’": "‘", "'": "'"}  # fmt: skip
_OPENS: Final = frozenset("“„‟«‹‘") | {"``"}
_CLOSES: Final = frozenset("”»›’")
_BEFORE_OPENING: Final = frozenset(" \t\n\u00a0([—–-/:,") | frozenset('“„«‹‘"')
_SINGLE_REACH: Final = 600
"""How many characters a single-quoted passage may have; longer ones are apostrophes taken for marks."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted passage: offsets with its marks; `closed` is False where it runs on past the paragraph."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool


def quotations(content: str, *, start: int, end: int) -> list[Quotation]:
    """The outermost quotations between two offsets, in order, in time linear in the characters.

    An opening mark followed by another one before any closing mark is passed over; an opening mark that is the last
    one runs to the end, unclosed.

    >>> text = 'He said: “It is “late.” Go on'
    >>> [text[q.start : q.end] for q in quotations(text, start=0, end=len(text))]
    ['“late.”']
    """
    found: list[Quotation] = []
    opened: tuple[str, int, int] | None = None
    for match in _MARK.finditer(content, start, end):
        at, after, mark = match.start(), match.end(), match.group()
        family = _FAMILY[mark]
        opening = _is_opening(content, at, after, mark, start=start, end=end)
        if opened is not None:
            if family != opened[0] and not (opened[0] == "“" and family == '"' and not opening):
                if family in "‘'" or not opening:
                    continue
            elif not opening:
                if family in "‘'" and not _closes_single(content, opened[2], at, after, end):
                    if at - opened[1] > _SINGLE_REACH:
                        opened = None
                    continue
                if content[opened[2] : at].strip():
                    found.append(Quotation(opened[1], after, opened[2], at, closed=True))
                opened = None
                continue
            elif opened[0] == '"' and mark != "``":
                pass
        if opening:
            opened = (family, at, after)
    if opened is not None and opened[0] not in "‘'" and content[opened[2] : end].strip():
        found.append(Quotation(opened[1], end, opened[2], end, closed=False))
    return found


def _is_opening(content: str, at: int, after: int, mark: str, *, start: int, end: int) -> bool:
    if mark in _OPENS:
        return True
    if mark in _CLOSES:
        return False
    before = content[at - 1] if at > start else " "
    following = content[after] if after < end else " "
    return before in _BEFORE_OPENING and not following.isspace()


def _closes_single(content: str, inner_start: int, at: int, after: int, end: int) -> bool:
    """Whether ’ or ' ends a quotation and is no apostrophe: a phrase or punctuation before, nothing of a word after."""
    if after < end and (content[after].isalnum()):
        return False
    return content[at - 1] in ".,?!;" or (" " in content[inner_start:at][-60:] and content[at - 1] != "s")


def is_speech(content: str, quotation: Quotation, *, start: int) -> bool:
    """Whether a quotation stands as a clause of its own ("…," she said) and is not part of the sentence around it.

    >>> text = 'It was “very calm”.'
    >>> is_speech(text, quotations(text, start=0, end=len(text))[0], start=0)
    False
    """
    inner = content[quotation.inner_start : quotation.inner_end].strip()
    if not quotation.closed:
        return True
    before = content[max(start, quotation.start - 12) : quotation.start].rstrip()
    words = inner.count(" ") + 1
    if not before or before[-1] in ".!?\n”\"’'":
        return inner[-1:] in ".,!?—–-;…" and (words > 1 or inner[-1:] in ".,!?")
    if before[-1] in ",:—–":
        return words > 2 and (inner[:1].isupper() or inner[:1] in "[…." or inner[-1:] in ".,!?")
    return words > 3 and inner[:1].isupper() and inner[-1:] in ".,!?…"
