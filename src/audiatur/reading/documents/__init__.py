"""Bytes as received → `Text`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audiatur.reading.errors import EmptyDocument
from audiatur.reading.result import ReadingWarning
from audiatur.reading.text import Paragraph, Sentence, Text

if TYPE_CHECKING:
    from audiatur.reading.pipeline import Progress


def open_document(data: bytes, *, name: str, progress: Progress) -> tuple[Text, tuple[ReadingWarning, ...]]:
    """The text of a document, and what a person should know about it."""
    content = data.decode("utf-8", "replace").replace("\r\n", "\n")
    if not content.strip():
        raise EmptyDocument(f"{name} is empty.")
    paragraphs, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), None, "body", None, "en", (Sentence(at, at + len(line)),)))
        at += len(line) + 1
    return Text(content, "txt", "en", tuple(paragraphs)), ()
