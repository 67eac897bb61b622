"""Texts of one paragraph, as tests need them."""

from __future__ import annotations

from audiatur.reading.text import Language, Paragraph, ParagraphRole, Sentence, Text


def one_paragraph(words: str, *, lang: Language = "en", role: ParagraphRole = "body", label: str | None = None) -> Text:
    """The words as one paragraph of one sentence."""
    paragraph = Paragraph(0, len(words), None, role, label, lang, (Sentence(0, len(words)),))
    return Text(words, "txt", lang, (paragraph,))


def rows(lines: list[str]) -> Text:
    """A table: one paragraph a row."""
    content = "\n".join(lines)
    paragraphs, at = [], 0
    for line in lines:
        end = at + len(line)
        paragraphs.append(Paragraph(at, end, None, "table", None, "en", (Sentence(at, end),)))
        at = end + 1
    return Text(content, "docx", "en", tuple(paragraphs))
