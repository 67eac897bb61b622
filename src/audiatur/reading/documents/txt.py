"""Plain text → `Text`. The characters stay as they are; paragraphs are found in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from audiatur.reading.documents.assembly import Place, text_of_places
from audiatur.reading.segments import label_of
from audiatur.reading.text import ParagraphRole, Text

WRAPPED = 120
"""Characters of the longest line that is still taken as one line of a wrapped paragraph."""

_BLANKS = re.compile(r"\n(?:[^\S\n]*+\n)++")
_GOES_ON = re.compile(r"(?:[.;:!?។៕]|\b(?:and|or|et|ou))[\"”’»)]*\s*\Z")
_BULLET = re.compile(r"[•●▪◦‣·*–—-]\s")
_ROMAN = re.compile(r"[IVXL]{1,6}\.\s")


def open_txt(content: str) -> Text:
    """The text of a plain text file."""
    return text_of_places(content, places(content), kind="txt")


def places(content: str) -> Iterator[Place]:
    """The paragraphs: between blank lines, or one a line where there is no blank line.

    >>> content = "A wrapped\\nparagraph.\\n\\nAnother."
    >>> [content[one.start : one.end] for one in places(content)]
    ['A wrapped\\nparagraph.', 'Another.']
    """
    if not _BLANKS.search(content):
        yield from _line_by_line(content, _lines(content, 0, len(content)))
        return
    begin = 0
    for blanks in _BLANKS.finditer(content):
        yield from _block(content, begin, blanks.start())
        begin = blanks.end()
    yield from _block(content, begin, len(content))


def _line_by_line(content: str, lines: Iterable[tuple[int, int]]) -> Iterator[Place]:
    return (Place(begin, end, _role(content, begin, end)) for begin, end in lines)


def _block(content: str, start: int, end: int) -> Iterator[Place]:
    """One block between blank lines: one wrapped paragraph, or several where its lines show that."""
    lines = list(_lines(content, start, end))
    if any(stop - begin > WRAPPED for begin, stop in lines):
        yield from _line_by_line(content, lines)
        return
    begin = start
    for (_, before), (line, stop) in pairwise(lines):
        if _begins_item(content, line, stop) and _GOES_ON.search(content[max(start, before - 8) : before]):
            yield Place(begin, before, _role(content, begin, before))
            begin = line
    yield Place(begin, end, _role(content, begin, end))


def _lines(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = content.find("\n", start, end)
        stop = end if stop < 0 else stop
        if content[start:stop].strip():
            yield start, stop
        start = stop + 1


def _begins_item(content: str, start: int, end: int) -> bool:
    head = content[start : min(end, start + 40)].lstrip()
    return label_of(head, 0, len(head)) is not None or bool(_BULLET.match(head))


def _role(content: str, start: int, end: int) -> ParagraphRole:
    head = content[start : min(end, start + WRAPPED + 1)].strip()
    is_short = end - start <= WRAPPED and "\n" not in head and not re.search(r"[.;:,!?”\"។៕]\Z", head)
    if is_short and (head.isupper() or _ROMAN.match(head) or head.startswith("# ")):
        return "heading"
    return "list" if _BULLET.match(head) or re.match(r"\(?[a-zivx]{1,4}\)\s", head) else "body"
