"""Bytes as received → `Text`: the kind is told from the bytes, and each kind has its own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.reading.errors import EmptyDocument, TooLarge
from audiatur.reading.limits import FILE_BYTES
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Text

if TYPE_CHECKING:
    from audiatur.reading.pipeline import Progress

Warnings = tuple[ReadingWarning, ...]


def open_document(data: bytes, *, name: str, progress: Progress) -> tuple[Text, Warnings]:
    """The text of a document, and what a person should know about it.

    Raises:
        ReadingError: the document cannot be read; see audiatur.reading.errors.
    """
    if not data.strip():
        raise EmptyDocument(_("The file is empty. Give a document with words in it."))
    if len(data) > FILE_BYTES:
        raise too_large()
    progress("text", 0, 1)
    text, warnings = _opened(data, name=name, progress=progress)
    progress("text", 1, 1)
    from audiatur.reading.documents.sniff import extension_warnings

    return text, (*extension_warnings(text.kind, name=name), *warnings)


def too_large() -> TooLarge:
    """The refusal of a file by its size, for those who see the size before the bytes."""
    return TooLarge(
        _("The file is larger than %(most)s MiB, the most that is read. Split it."), most=FILE_BYTES // 1024**2
    )


def load_parsers() -> None:
    """Import the parsers of all kinds now, for a program that reads each of many files in a process of its own."""
    import trafilatura  # noqa: F401

    from audiatur.reading.documents import docx, eml, html, pdf, txt  # noqa: F401


def _opened(data: bytes, *, name: str, progress: Progress) -> tuple[Text, Warnings]:
    # Each kind imports its own parser: reading a text file must not wait for a PDF engine.
    from audiatur.reading.documents.sniff import binary_kind

    kind = binary_kind(data)
    if kind == "pdf":
        from audiatur.reading.documents.pdf import open_pdf

        return open_pdf(data, name=Message(_("The file")), progress=progress)
    if kind == "docx":
        from audiatur.reading.documents.docx import open_docx

        return open_docx(data)
    return _text_opened(data, name=name)


def _text_opened(data: bytes, *, name: str) -> tuple[Text, Warnings]:
    from audiatur.reading.documents.decoding import declared_charset, decoded
    from audiatur.reading.documents.sniff import HEAD, text_kind

    charset = declared_charset(data)
    head, _guessed = decoded(data[:HEAD], declared=charset)
    kind = text_kind(head, name=name)
    if kind == "eml":
        from audiatur.reading.documents.eml import open_eml

        return open_eml(data)
    content, warnings = decoded(data, declared=charset)
    if kind == "html":
        from audiatur.reading.documents.html import open_html

        text, more = open_html(content)
        return text, (*warnings, *more)
    from audiatur.reading.documents.txt import open_txt

    return open_txt(content), warnings
