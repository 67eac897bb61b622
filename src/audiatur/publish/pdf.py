"""A document as PDF, set by Typst: tagged (PDF/UA-1) and archival (PDF/A-2a) at once, fonts inside.

The template `document.typ` gets the document as data, so that no text of the record is ever markup. A letter that no
font draws is written as its code point: a PDF never holds an empty box.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typst

from audiatur.errors import AudiaturError
from audiatur.publish.document import Block, Break, Cell, Contents, Document, Heading, Paragraph, Run, Table, scripts
from audiatur.publish.word import EPOCH

STANDARDS: Final = ("ua-1", "a-2a")
TEMPLATE: Final = Path(__file__).with_name("document.typ")
FONTS: Final = Path(__file__).with_name("fonts")
ROUNDS: Final = 4
"""How often letters without a glyph are looked for: marks that combine show only once their neighbours are replaced."""
_MISSING: Final = re.compile(r'the (?:text|(?:disallowed )?codepoint) `"((?:[^"\\]|\\.)*)"`')
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_BREAKS: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


class NotSet(AudiaturError):
    """A document could not be set as PDF: a defect of the program; take the Word or the HTML file."""


def as_pdf(document: Document, *, made: datetime = EPOCH) -> bytes:
    """The document as the bytes of a PDF file; the same document made at the same time gives the same bytes.

    Raises:
        NotSet: the typesetter refuses the document.
    """
    spelled: dict[int, str] = {}
    for _ in range(ROUNDS):
        told = json.dumps(_document(document, spelled=spelled), ensure_ascii=False)
        try:
            return bytes(
                typst.compile(
                    str(TEMPLATE),
                    font_paths=[str(FONTS)],
                    ignore_system_fonts=True,
                    format="pdf",
                    pdf_standards=list(STANDARDS),
                    sys_inputs={"document": told},
                    timestamp=int(made.timestamp()),
                )
            )
        except typst.TypstError as fault:
            missing = missing_letters(str(getattr(fault, "diagnostic", fault)))
            if not missing - spelled.keys():
                raise NotSet(
                    f"The document could not be set as PDF: {fault}. Take the Word or the HTML file."
                ) from fault
            spelled |= {letter: f"[U+{letter:04X}]" for letter in missing}
    raise NotSet("The document holds letters that no font draws. Take the Word or the HTML file.")


def missing_letters(diagnostic: str) -> set[int]:
    r"""The code points that the typesetter says no font draws, or the archive forbids.

    >>> sorted(missing_letters('the text `"\\u{4e2d}x"` could not be displayed with font'))
    [120, 20013]
    """
    texts = (
        _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _BREAKS.get(m[2], m[2]), told)
        for told in _MISSING.findall(diagnostic)
    )
    return {ord(letter) for text in texts for letter in text}


def _document(document: Document, *, spelled: Mapping[int, str]) -> dict[str, Any]:
    """The document as plain values, letters that no font draws spelled out."""

    def words(content: str) -> str:
        return content.translate(spelled)

    def runs(given: tuple[Run, ...]) -> list[dict[str, Any]]:
        return [one for run in given for one in _run(run, lang=document.lang, words=words)]

    def paragraph(given: Paragraph) -> dict[str, Any]:
        number = (Run(f"{given.number}. "),) if given.number is not None else ()
        return {"is": "paragraph", "kind": given.kind, "runs": runs((*number, *given.runs))}

    def cell(given: Cell) -> list[dict[str, Any]]:
        return [paragraph(one) for one in given.paragraphs]

    def block(given: Block) -> dict[str, Any]:
        match given:
            case Heading():
                return {"is": "heading", "level": given.level, "runs": runs(given.runs)}
            case Paragraph():
                return paragraph(given)
            case Contents():
                return {"is": "contents", "title": words(given.title), "depth": given.depth}
            case Break():
                return {"is": "break"}
            case Table():
                cells = [cell(one) for row in given.rows for one in row]
                head = [cell(one) for one in given.head]
                return {"is": "table", "head": head, "cells": cells, "shares": list(given.shares)}

    return {
        "title": words(document.title).strip() or "Audiatur",
        "lang": document.lang or "en",
        "address": document.address,
        "foot": words(document.foot),
        "quoting": words(document.quoting),
        "synthetic": words(document.synthetic),
        "blocks": [block(one) for one in document.blocks if not _empty_heading(one)],
    }


def _empty_heading(block: Block) -> bool:
    """Whether a heading holds no sign that shows: a tagged document may have none of these."""
    return isinstance(block, Heading) and not any(sign.isprintable() and sign != " " for sign in _told(block))


def _told(heading: Heading) -> str:
    return "".join(run.text for run in heading.runs)


def _run(run: Run, *, lang: str, words: Any) -> list[dict[str, Any]]:
    """A run as stretches of one script each; the note goes with the last."""

    def stretches(content: str) -> list[dict[str, Any]]:
        return [
            {
                "text": words(part),
                "lang": "km" if khmer else (run.lang if run.lang not in ("", "km") else "en" if lang == "km" else lang),
                "strong": run.strong,
                "link": run.link,
                "note": [],
            }
            for part, khmer in scripts(content)
        ]

    made = stretches(run.text)
    if run.note:
        made = made or [{"text": "", "lang": lang or "en", "strong": False, "link": "", "note": []}]
        made[-1]["note"] = [{**one, "strong": False, "link": ""} for one in stretches(run.note)]
    return made
