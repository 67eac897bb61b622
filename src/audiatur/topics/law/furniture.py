"""Openings that a PDF's reading took for page furniture, put back where they stand.

"Article 6" alone at the head of a page looks like a running head: on other pages stand "Article 12" and "Article 31".
It is an opening where no other line of the document opens that number.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import Final

from audiatur.topics.law.lines import Line, Lines
from audiatur.topics.law.numbers import order
from audiatur.topics.law.openings import Opening, opening_of

_FEWEST_LETTERS: Final = 3
"""Letters that a heading has at least; a page's number has fewer."""
_LINES_LOOKED_AT: Final = 8
"""Lines of a page above which its first number may stand: the end of a paragraph from the page before."""


def restored(lines: Lines) -> Lines:
    """The lines with the openings of the furniture among the body's.

    A line goes to the head of its page, or to its foot where its number comes after those on the page.
    """
    if not lines.furniture:
        return lines
    body = list(lines.body)
    opened = {index: found for index, line in enumerate(body) if (found := opening_of(line, before=None))}
    known = {(one.level, one.number) for one in opened.values()}
    back: list[tuple[int, Line]] = []
    furniture: list[Line] = []
    for line in lines.furniture:
        found = opening_of(line, before=None)
        if found is None or not found.strong or line.page is None or (found.level, found.number) in known:
            furniture.append(line)
            continue
        known.add((found.level, found.number))
        back.append((_place(line, found, body, opened), line))
    for place, line in sorted(back, key=lambda one: one[0], reverse=True):
        body.insert(place, replace(line, opens=True))
    left = [line for line in furniture if not _put_heading(line, body)]
    return replace(lines, body=tuple(body), furniture=tuple(left))


def _put_heading(line: Line, body: list[Line]) -> bool:
    """Put a line back below the number that stands without heading at the turn of its page; False where none does."""
    if line.page is None or sum(sign.isalpha() for sign in line.text) < _FEWEST_LETTERS:
        return False
    start = bisect_left([one.page or 0 for one in body], line.page)
    for index in range(start - 1, start + _LINES_LOOKED_AT):
        bare = opening_of(body[index], before=None) if 0 <= index < len(body) else None
        if bare is not None and bare.strong and not bare.tail:
            body.insert(index + 1, replace(line, opens=True))
            return True
    return False


def _place(line: Line, found: Opening, body: list[Line], opened: dict[int, Opening]) -> int:
    pages = [one.page or 0 for one in body]
    start, stop = bisect_left(pages, line.page or 0), bisect_left(pages, (line.page or 0) + 1)
    mine = order(found.number)
    last = next(
        (
            order(opened[i].number)
            for i in range(stop - 1, start - 1, -1)
            if i in opened and opened[i].level == found.level
        ),
        None,
    )
    if mine is not None and last is not None and mine > last:
        return stop
    while start < stop and not body[start].opens and start not in opened:
        start += 1  # the end of a paragraph that the page before began
    return start
