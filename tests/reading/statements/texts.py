"""Texts for the tests: one paragraph a line, offsets into the string as given."""

from __future__ import annotations

from audiatur.reading.text import Language, Paragraph, ParagraphRole, Sentence, Text


def text_of(content: str, *, lang: Language = "en", role: ParagraphRole = "body") -> Text:
    paragraphs, at = [], 0
    for line in content.split("\n"):
        if line.strip():
            end = at + len(line)
            paragraphs.append(Paragraph(at, end, None, role, None, lang, (Sentence(at, end),)))
        at += len(line) + 1
    return Text(content, "txt", lang, tuple(paragraphs))
