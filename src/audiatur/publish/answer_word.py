"""The answer form as Word: a table for each item, a line for each answer; and what a returned one holds.

It is read as a stream within the limits of documents (`audiatur.reading`), tracked changes as if accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from lxml import etree

from audiatur.publish.answer_form import MAX_BYTES, Form, Item, Line, NotAForm, Returned, assembled, from_csv
from audiatur.publish.document import Block, Cell, Document, Paragraph, Run, Table, cell, heading, text
from audiatur.publish.word import as_word
from audiatur.reading.documents.archive import Archive
from audiatur.reading.documents.wordml import W, elements
from audiatur.reading.errors import ReadingError

PART: Final = "word/document.xml"
_SIGNS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011"}
_LEFT_OUT: Final = frozenset(
    {
        f"{W}del",
        f"{W}moveFrom",
        f"{W}pPr",
        f"{W}rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)


def form_document(form: Form, *, like: Document) -> Document:
    """The form as a document; language, label, foot and address are those of `like`."""
    return Document(form.title, like.lang, tuple(_blocks(form)), like.foot, like.address, like.synthetic)


def form_word(form: Form, *, like: Document) -> bytes:
    """The form as the bytes of a .docx file."""
    return as_word(form_document(form, like=like))


def _blocks(form: Form) -> Iterator[Block]:
    yield heading(form.title, level=1)
    for sentence in form.intro:
        yield text(sentence)
    for item in form.items:
        yield heading(item.title)
        for words in (item.text, item.text_km):
            if words:
                yield text(words, kind="said")
        if item.present:
            yield text(item.present, kind="soft")
        yield _table(item)
    yield heading(_("For the program"))
    yield text(_("These lines say what the form is for. Leave them as they are."), kind="soft")
    rows = tuple((cell(f"M.{name}"), cell(""), _answer(value)) for name, value in form.marks.items())
    yield Table(_head(), rows, _("For the program"))


def _head() -> tuple[Cell, ...]:
    return tuple(cell(name) for name in (_("Line"), _("What is asked"), _("Your answer")))


def _table(item: Item) -> Table:
    return Table(_head(), tuple(_row(line) for line in item.lines), item.title)


def _row(line: Line) -> tuple[Cell, ...]:
    asked = [text(line.label)]
    if line.accepted:
        asked.append(text(line.accepted, kind="soft"))
    return (Cell((text(line.code, kind="soft"),)), Cell(tuple(asked)), _answer(line.answer))


def _answer(content: str) -> Cell:
    return Cell(tuple(Paragraph((Run(part),)) for part in content.split("\n")))


def from_word(content: bytes) -> Returned:
    """What a returned Word form holds.

    Raises:
        NotAForm: it is no Word document that can be read, or no form.
    """
    try:
        rows = elements(Archive(content), PART, (f"{W}tr",))
        pairs = [pair for event, row in rows if event == "end" and (pair := _pair(row)) is not None]
    except ReadingError as fault:
        raise NotAForm(
            gettext_noop(
                "The Word file cannot be read: it is damaged or has a password. Save it again as .docx and upload that."
            )
        ) from fault
    return assembled(pairs)


def _pair(row: etree._Element) -> tuple[str, str] | None:
    """The code and the answer of a row: its first and its last cell."""
    cells = [one for one in row.iter(f"{W}tc") if next(one.iterancestors(f"{W}tr")) is row]
    return (_told(cells[0]), _told(cells[-1])) if len(cells) > 1 else None


def _told(of: etree._Element) -> str:
    return "\n".join("".join(_words(paragraph)) for paragraph in of.iter(f"{W}p"))


def _words(element: etree._Element) -> Iterator[str]:
    for part in element:
        if part.tag in _LEFT_OUT or part.tag == f"{W}p":
            continue
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in _SIGNS:
            yield _SIGNS[str(part.tag)]
        else:
            yield from _words(part)


def returned(content: bytes) -> Returned:
    """What a returned form holds, Word or CSV, told apart by its first bytes.

    Raises:
        NotAForm: it is too large, empty, or neither.
    """
    if len(content) > MAX_BYTES:
        raise NotAForm(gettext_noop("The file is larger than 5 MB. A form holds text alone: take pictures out of it."))
    if not content.strip():
        raise NotAForm(gettext_noop("This file is empty. Choose the file again."))
    if content.startswith(b"PK"):
        return from_word(content)
    if content.startswith((b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise NotAForm(
            gettext_noop("Only Word (.docx) and CSV forms are read back. Save the form as one of them and upload that.")
        )
    return from_csv(content)
