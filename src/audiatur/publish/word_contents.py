"""The parts of a table of contents in Word: bookmarks at the headings and lines that lead to them."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt


def bookmarked(paragraph: Any, *, place: int) -> None:
    """Mark a heading, so that a line of the contents can lead to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(place))
    start.set(qn("w:name"), f"part{place}")
    properties = paragraph._p.find(qn("w:pPr"))
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def tabbed(paragraph: Any, *, level: int) -> None:
    """Set a line of the contents: by its level, with dots up to the page."""
    told = paragraph.paragraph_format
    told.left_indent, told.space_after = Cm(0.8 * max(level - 2, 0)), Pt(3)
    told.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def contents_line(paragraph: Any, *, place: int) -> Any:
    """The link of a line of the contents; the words of the heading go into it."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"part{place}")
    paragraph._p.append(link)
    return link
