"""A comparison as a Word document: a heading an article, former words struck through, new words underlined."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from audiatur.topics.law.comparing import Change, ChangeKind, Comparison, Run

KINDS: Final[Mapping[ChangeKind, str]] = {
    "same": "The same", "changed": "Changed", "added": "Added", "repealed": "Repealed",
    "renumbered": "Renumbered", "renumbered and changed": "Renumbered and changed",
}  # fmt: skip
_OUT, _IN = RGBColor(0x9C, 0x1C, 0x1C), RGBColor(0x1B, 0x4F, 0x8A)
_KHMER_FONT: Final = "Khmer OS Battambang"


def write_comparison(
    comparison: Comparison,
    *,
    titles: tuple[str, str],
    kinds: Mapping[ChangeKind, str] = KINDS,
    heading: str = "Comparison",
    note: str = "Struck through: the former words. Underlined: the new words.",
    label: str = "",
) -> bytes:
    """The comparison as a DOCX; `kinds`, `heading` and `note` carry the words of the reader's language.

    `label` stands on top where the laws are invented.
    """
    document: Any = Document()
    _complex_script(document.styles["Normal"])
    document.add_heading(heading, level=0)
    if label:
        document.add_paragraph().add_run(label).bold = True
    document.add_paragraph(" → ".join(titles))
    document.add_paragraph(note)
    counts = comparison.counts()
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for kind, words in kinds.items():
        if counts.get(kind):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = words, str(counts[kind])
    for change in comparison.changes:
        if change.kind != "same":
            _add_change(document, change, kinds)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _complex_script(style: Any) -> None:
    """A font for Khmer that readers' machines have, beside the Latin one."""
    style.font.size = Pt(11)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), _KHMER_FONT)


def _add_change(document: Any, change: Change, kinds: Mapping[ChangeKind, str]) -> None:
    names = dict.fromkeys(one.printed for one in (change.old, change.new) if one)
    document.add_heading(f"{' → '.join(names)} · {kinds[change.kind]}", level=2)
    if any(run[1] for run in change.heading_runs):
        _add_runs(document.add_paragraph(), change.heading_runs)
    paragraph = document.add_paragraph()
    for kind, text in change.runs:
        lines = text.split("\n")
        for place, line in enumerate(lines):
            if place:
                paragraph = document.add_paragraph()
            _add_runs(paragraph, ((kind, line),))


def _add_runs(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for kind, text in runs:
        if not text:
            continue
        run = paragraph.add_run(text)
        run._element.get_or_add_rPr().append(OxmlElement("w:cs")) if _is_khmer(text) else None
        if kind == "out":
            run.font.strike, run.font.color.rgb = True, _OUT
        elif kind == "in":
            run.font.underline, run.font.color.rgb = WD_UNDERLINE.SINGLE, _IN


def _is_khmer(text: str) -> bool:
    return any("\u1780" <= sign <= "\u17ff" for sign in text)
