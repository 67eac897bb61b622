"""Invented documents as `Text`, a paragraph a line: "# " begins a heading."""

from __future__ import annotations

from audiatur.reading.text import Page, Paragraph, ParagraphRole, Text


def text_of(*paragraphs: str, pages: bool = False) -> Text:
    """A document of these paragraphs; with `pages`, all on one page."""
    content, found = "", []
    for written in paragraphs:
        role: ParagraphRole = "heading" if written.startswith("# ") else "body"
        words = written.removeprefix("# ")
        content += "\n\n" if content else ""
        found.append(Paragraph(len(content), len(content) + len(words), 1 if pages else None, role, None, "en", ()))
        content += words
    return Text(content, "txt", "en", tuple(found), (Page(1, 0, len(content), 595, 842),) if pages else ())


def review(*conclusions: str, before: tuple[str, ...] = ()) -> Text:
    """A report of the Working Group on an invented review of Benin with these conclusions."""
    return text_of(
        "United Nations A/HRC/99/7",
        "Distr.: General 4 March 2031",
        "# Report of the Working Group on the Universal Periodic Review",
        "# Benin",
        "# I. Summary of the proceedings of the review process",
        *before,
        "# II. Conclusions and/or recommendations",
        *conclusions,
        "90. All conclusions and/or recommendations contained in the present report reflect the position of the "
        "submitting State(s) and/or the State under review. They should not be construed as endorsed by the Working "
        "Group as a whole.",
    )
