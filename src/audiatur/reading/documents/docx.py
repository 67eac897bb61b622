"""Word document → `Text`: paragraphs, headings, lists with their numbers, tables cell by cell, notes.

The XML is read as a stream straight from the archive, so that memory does not grow with it. Headers, footers,
comments, deleted and hidden text are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from audiatur.reading.documents.archive import Archive
from audiatur.reading.documents.assembly import Piece, text_of_pieces, tidy
from audiatur.reading.documents.numbering import BULLET, Numbering, numbering_of
from audiatur.reading.documents.wordml import W, elements, is_on
from audiatur.reading.documents.wordstyles import Style, styles_of
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import ParagraphRole, Text

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PARAGRAPH, _TABLE, _ROW = f"{W}p", f"{W}tbl", f"{W}tr"
_NOTES = (f"{W}footnote", f"{W}endnote")
_DELETED = (f"{W}del", f"{W}moveFrom")
_CHANGED = (*_DELETED, f"{W}ins", f"{W}moveTo")
_LEFT_OUT = (*_DELETED, _FALLBACK)
_TABLES_OF_CONTENTS = ("toc", "table of figures", "index")
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}


def open_docx(data: bytes) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text of a Word document.

    Raises:
        ReadingError: it is empty, damaged, encrypted, or unpacks to more than is accepted.
    """
    archive = Archive(data)
    styles, numbering = styles_of(archive), numbering_of(archive)
    parts = [
        _Part(archive, "word/document.xml", styles, numbering),
        _Part(archive, "word/footnotes.xml", styles, numbering, holds_notes=True),
        _Part(archive, "word/endnotes.xml", styles, numbering, holds_notes=True),
    ]
    text = text_of_pieces((piece for part in parts for piece in part.pieces()), kind="docx", title=_title(archive))
    if not any(part.has_changes for part in parts):
        return text, ()
    note = "The document holds tracked changes; it was read as if all of them were accepted."
    return text, (ReadingWarning("tracked_changes", note),)


@dataclass
class _Part:
    """One XML part on its way through the parser: how deep in tables and left-out branches it is, and in which note."""

    archive: Archive
    name: str
    styles: dict[str, Style]
    numbering: Numbering
    holds_notes: bool = False
    has_changes: bool = False
    _tables: int = 0
    _left_out: int = 0
    _notes: int = 0
    _is_note: bool = False
    _label: str | None = None

    def pieces(self) -> Iterator[Piece]:
        """The paragraphs of the part, in order."""
        watched = (_PARAGRAPH, _TABLE, _ROW, *_NOTES, *_CHANGED, _FALLBACK)
        for event, element in elements(self.archive, self.name, watched):
            if event == "start":
                self._enter(element)
            else:
                yield from self._leave(element)

    def _enter(self, element: etree._Element) -> None:
        if element.tag == _TABLE:
            self._tables += 1
        elif element.tag in _NOTES:
            # The lines that separate notes from the page are stored as notes of a type of their own.
            self._is_note = element.get(f"{W}type", "normal") == "normal"
            self._notes += self._is_note
            self._label = str(self._notes)
        elif element.tag in _LEFT_OUT:
            self._left_out += 1
        self.has_changes = self.has_changes or element.tag in _CHANGED

    def _leave(self, element: etree._Element) -> Iterator[Piece]:
        if element.tag == _PARAGRAPH and not self._left_out:
            yield from self._paragraph(element)
        if element.tag in (_PARAGRAPH, _TABLE, _ROW):
            _forget(element)
        elif element.tag in _LEFT_OUT:
            self._left_out -= 1
            element.clear()
        if element.tag == _TABLE:
            self._tables -= 1

    def _paragraph(self, element: etree._Element) -> Iterator[Piece]:
        characters = tidy("".join(_shown(element)))
        if not characters or (self.holds_notes and not self._is_note):
            return
        style = self._style(element)
        label = self.numbering.next_label(style.list_id, style.list_level)
        role = self._role(style, label)
        if self.holds_notes:
            label, self._label = self._label, None
        if label in (None, "", BULLET):
            yield Piece(characters, role)
        else:
            yield Piece(f"{label} {characters}", role, label)

    def _style(self, element: etree._Element) -> Style:
        """The paragraph's style with what the paragraph sets for itself."""
        properties = element.find(f"{W}pPr")
        if properties is None:
            return self.styles[""]
        named = properties.find(f"{W}pStyle")
        style = self.styles.get("" if named is None else named.get(f"{W}val", ""), self.styles[""])
        return style.changed_by(properties)

    def _role(self, style: Style, label: str | None) -> ParagraphRole:
        if self.holds_notes:
            return "note"
        if style.name.startswith(_TABLES_OF_CONTENTS):
            return "margin"
        if self._tables:
            return "table"
        if style.is_heading:
            return "heading"
        # Numbered paragraphs are the body of a report; letters and signs make a list.
        return "list" if label and not label[0].isdigit() else "body"


def _shown(element: etree._Element) -> Iterator[str]:
    """The characters that a paragraph shows."""
    for run in element.iter(f"{W}r"):
        if is_on(run.find(f"{W}rPr/{W}vanish")):
            continue
        for child in run:
            if child.tag == f"{W}t":
                yield child.text or ""
            else:
                yield _SIGNS.get(str(child.tag), "")


def _forget(element: etree._Element) -> None:
    """Free what has been read: the element's content and the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _title(archive: Archive) -> str | None:
    for event, element in elements(archive, "docProps/core.xml", (_TITLE,)):
        if event == "end":
            return " ".join((element.text or "").split())[:300] or None
    return None
