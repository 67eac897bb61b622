"""A document as received → the structure of a law: containers, articles, numbered paragraphs, and what to look at.

The lines are read once. A line opens a part by its form (audiatur.topics.law.openings) and, where the form leaves a
doubt, by its place in the count; which container holds which is learned from the law itself. Nothing is renumbered and
no line is dropped: what is no part of the structure stays as a line of the part it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from audiatur.errors import marked as _
from audiatur.reading.documents import open_document
from audiatur.reading.text import Text
from audiatur.topics.law import assembling, marking
from audiatur.topics.law.errors import NoStructure
from audiatur.topics.law.findings import Finding
from audiatur.topics.law.furniture import restored
from audiatur.topics.law.lines import Lines, lines_of, lines_of_string
from audiatur.topics.law.model import Law, Level, Provision, Work


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import found: the title as printed, the parts, and what a person should look at before keeping it."""

    title: str
    language: str
    preface: tuple[str, ...]
    preamble: tuple[str, ...]
    body: tuple[Provision, ...]
    conclusions: tuple[str, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...] = ()
    opened: tuple[tuple[int, str, Level], ...] = ()
    """The lines that open a part: number, words, level."""

    def law(self, work: Work, *, dated: str) -> Law:
        """The law, under a work and the day (EDTF) of this wording."""
        return Law(work, self.language, dated, self.body, self.preface, self.preamble, self.conclusions)


def import_document(data: bytes, *, name: str) -> Imported:
    """The law that a PDF, DOCX, HTML or TXT document holds.

    Raises:
        ReadingError: the document cannot be read.
        NoStructure: it holds no article.
    """
    text, warnings = open_document(data, name=name, progress=lambda *_: None)
    return replace(import_text(text), warnings=tuple(warning.message for warning in warnings))


def import_text(text: Text) -> Imported:
    """The law that a text holds, which `audiatur.reading` opened."""
    return import_lines(restored(lines_of(text)), language=text.language)


def import_string(content: str, *, language: str = "und") -> Imported:
    """The law that a string holds, line by line.

    >>> found = import_string(
    ...     "CHAPTER 1\\nGENERAL\\nArticle 1.- Purpose\\nThis law protects all.\\nArticle 3.- Scope\\nAll."
    ... )
    >>> [(one.number, one.heading) for one in found.body[0].children], found.findings[0].words
    ([('1', 'Purpose'), ('3', 'Scope')], '2')
    """
    return import_lines(lines_of_string(content), language=language)


def import_lines(
    lines: Lines, *, language: str, corrections: Mapping[int, marking.Correction] | None = None
) -> Imported:
    """The law that lines hold, as a person corrected it: line number → what it opens, or "text".

    Raises:
        NoStructure: no line opens an article.
    """
    marked = marking.mark(lines, corrections)
    if not any(opening.level == marked.unit for opening in marked.openings.values()):
        raise NoStructure(
            _(
                "No article was found. A law is recognised by lines such as “Article 1”, “Art. 2.-”, “មាត្រា ៣”, “§ 4” "
                "or “Section 5”. Check that the document is the law itself and that its text can be copied."
            )
        )
    built = assembling.assemble(lines, marked)
    return Imported(
        title=built.title,
        language=language,
        preface=built.preface,
        preamble=built.preamble,
        body=built.body,
        conclusions=built.conclusions,
        findings=built.findings,
        opened=tuple(
            (lines.body[index].number, lines.body[index].text, marked.openings[index].level)
            for index in sorted(marked.openings)
        ),
    )
