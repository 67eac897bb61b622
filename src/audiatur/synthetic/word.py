"""A manuscript as a Word file with real headings and tables, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document

from audiatur.synthetic.manuscript import Block, Manuscript

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def write_docx(manuscript: Manuscript) -> bytes:
    """The bytes of the Word file, with the label first and at the foot of every page."""
    document = docx.Document()
    rows: list[Block] = []
    for block in manuscript.blocks:
        if block.kind == "row":
            rows.append(block)
            continue
        _table(document, rows)
        rows = []
        match block.kind:
            case "title":
                document.add_heading(block.text, level=1)
            case "heading":
                document.add_heading(block.text, level=2)
            case _:
                document.add_paragraph(block.text)
    _table(document, rows)
    document.sections[0].footer.paragraphs[0].text = manuscript.label
    moment = datetime.fromisoformat(manuscript.about["date"]).replace(tzinfo=UTC)
    core = document.core_properties
    core.author, core.title, core.language = manuscript.about["author"], manuscript.title, manuscript.language
    core.created = core.modified = moment
    core.last_modified_by = manuscript.about["author"]
    whole = io.BytesIO()
    document.save(whole)
    return _same_each_time(whole.getvalue())


def _table(document: Document, rows: list[Block]) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(rows[0].cells), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.cells, strict=True):
            cell.text = text


def _same_each_time(archive: bytes) -> bytes:
    """The archive with its members in order of name and without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=_FIRST_ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()
