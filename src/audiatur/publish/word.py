"""A document as Word: real styles, tables with head rows, footnotes, a language for every run, Khmer in its own font.

python-docx writes no footnotes; their part is made here after ECMA-376, part 1, 17.11.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

from audiatur.publish.document import (
    Block,
    Break,
    Cell,
    Contents,
    Document,
    Heading,
    Paragraph,
    Run,
    Table,
    scripts,
)
from audiatur.publish.word_contents import bookmarked, contents_line, tabbed

LATIN: Final = "Times New Roman"
KHMER: Final = "Khmer OS Battambang"
LANGUAGES: Final = {"en": "en-GB", "km": "km-KH", "fr": "fr-FR"}
FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
EPOCH: Final = datetime(2000, 1, 1, tzinfo=UTC)
_TEXT_WIDTH: Final = 17.0
"""Centimetres between the margins of a page."""
_SOFT: Final = RGBColor(0x50, 0x50, 0x50)
_SIGNS: Final = {"\t": "w:tab", "\n": "w:br"}
_UNWRITABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), "�") | {13: "\n"}
"""Characters that no XML document may hold, and the line end that it would make another of."""
_STYLES: Final = {"plain": "Normal", "said": "Quote", "soft": "Apparatus", "mark": "Remark"}


def as_word(document: Document, *, made: datetime = EPOCH) -> bytes:
    """The document as the bytes of a .docx file; the same document made at the same time gives the same text parts."""
    return _Word(document, made=made).bytes()


class _Word:
    """One Word file in the making."""

    def __init__(self, document: Document, *, made: datetime) -> None:
        self.document = document
        self.file = docx.Document()
        self.notes: list[str] = []
        self._properties(made)
        self._styles()
        self._page()
        for place, block in enumerate(document.blocks):
            self._block(block, place=place)
        if self.notes:
            self._footnotes()

    def bytes(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        self.file.save(stream)
        return stream.getvalue()

    def _properties(self, made: datetime) -> None:
        told = self.file.core_properties
        told.title, told.author, told.language = self.document.title, "Audiatur", LANGUAGES[self.document.lang or "en"]
        told.comments, told.created, told.modified = self.document.address, made, made

    def _styles(self) -> None:
        styles = self.file.styles
        for name, base in (("Apparatus", "Normal"), ("Remark", "Normal"), ("Footnote Text", "Normal")):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles[base]
            style.font.size = Pt(9)
        styles["Apparatus"].font.color.rgb = _SOFT
        styles["Remark"].font.bold = True
        reference = styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
        reference.font.superscript = True
        styles["Normal"].font.size, styles["Title"].font.size = Pt(11), Pt(20)
        for style in styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH:
                self._fonts(style)

    def _fonts(self, style: Any) -> None:
        """The faces of a style, black and upright: Khmer has no italics, and the template's rules are not ours."""
        properties = style.element.get_or_add_rPr()
        for slanted in (*properties.findall(qn("w:i")), *properties.findall(qn("w:iCs"))):
            properties.remove(slanted)
        paragraph = style.element.get_or_add_pPr()
        for border in paragraph.findall(qn("w:pBdr")):
            paragraph.remove(border)
        fonts = properties.find(qn("w:rFonts"))
        if fonts is None:
            fonts = OxmlElement("w:rFonts")
            properties.insert(0, fonts)
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", LATIN), ("cs", KHMER)):
            fonts.set(qn(f"w:{name}"), face)
        if style.name != "Apparatus":
            style.font.color.rgb = RGBColor(0, 0, 0)

    def _page(self) -> None:
        section = self.file.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.0)
        section.top_margin = section.bottom_margin = Cm(2.2)
        if self.document.synthetic:
            self._set(section.header.paragraphs[0], Paragraph((Run(self.document.synthetic, strong=True),)))
        foot = section.footer.paragraphs[0]
        foot.style = self.file.styles["Apparatus"]
        self._set(foot, Paragraph((Run(f"{self.document.foot}  "),)))
        _field(foot, "PAGE")
        foot.add_run(" / ")
        _field(foot, "NUMPAGES")

    def _block(self, block: Block, *, place: int) -> None:
        match block:
            case Heading():
                added = self.file.add_paragraph(style="Title" if block.level == 1 else f"Heading {block.level - 1}")
                self._set(added, Paragraph(block.runs))
                bookmarked(added, place=place)
            case Contents():
                self._contents(block)
            case Break():
                self.file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Paragraph():
                self._set(self.file.add_paragraph(style=_STYLES[block.kind]), block)
            case Table():
                self._table(block)

    def _contents(self, contents: Contents) -> None:
        """The headings with links and fields for their pages, which Word and LibreOffice fill in."""
        self._set(self.file.add_paragraph(style="Apparatus"), Paragraph((Run(contents.title, strong=True),)))
        for place, heading in self.document.headings(contents):
            line = self.file.add_paragraph(style="Normal")
            tabbed(line, level=heading.level)
            link = contents_line(line, place=place)
            for run in heading.runs:
                for part, khmer in scripts(run.text):
                    link.append(_run(part, run=run, khmer=khmer, strong=False, lang=self.document.lang))
            line.add_run("\t")
            _field(line, f"PAGEREF part{place} \\h")

    def _table(self, table: Table) -> None:
        made = self.file.add_table(rows=1 + len(table.rows), cols=len(table.head), style="Table Grid")
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        _described(made, table.about)
        _widths(made, table.shares)
        for row, cells in enumerate((table.head, *table.rows)):
            properties = made.rows[row]._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if row == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for column, content in enumerate(cells):
                self._cell(made.cell(row, column), content, head=row == 0)
        self.file.add_paragraph()

    def _cell(self, target: Any, content: Cell, *, head: bool) -> None:
        for number, paragraph in enumerate(content.paragraphs):
            added = target.paragraphs[0] if number == 0 else target.add_paragraph()
            added.style = self.file.styles[_STYLES[paragraph.kind]]
            added.paragraph_format.space_after = Pt(3)
            self._set(added, paragraph, strong=head)

    def _set(self, target: Any, paragraph: Paragraph, *, strong: bool = False) -> None:
        for run in paragraph.runs:
            holder = _linked(target, run.link) if run.link else target._p
            for part, khmer in scripts(run.text):
                holder.append(_run(part, run=run, khmer=khmer, strong=strong or run.strong, lang=self.document.lang))
            if run.note:
                self.notes.append(run.note)
                target._p.append(_reference(len(self.notes)))

    def _footnotes(self) -> None:
        root: Any = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
            "</w:footnote></w:footnotes>"
        )
        for number, note in enumerate(self.notes, 1):
            root.append(self._footnote(number, note))
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, content, self.file.part.package)
        self.file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def _footnote(self, number: int, note: str) -> Any:
        made: Any = parse_xml(
            f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r></w:p></w:footnote>'
        )
        paragraph = made.find(qn("w:p"))
        for part, khmer in scripts(f" {note}"):
            paragraph.append(_run(part, run=Run(part), khmer=khmer, strong=False, lang=self.document.lang))
        return made


def _run(part: str, *, run: Run, khmer: bool, strong: bool, lang: str) -> Any:
    """A run of one script: Khmer is a complex script in Word and has its own bold, size and language."""
    made, properties = OxmlElement("w:r"), OxmlElement("w:rPr")
    if strong:
        properties.append(OxmlElement("w:b"))
        properties.append(OxmlElement("w:bCs"))
    if run.link:
        properties.append(parse_xml(f'<w:u {nsdecls("w")} w:val="single"/>'))
    if khmer:
        properties.append(OxmlElement("w:cs"))
    language = parse_xml(f"<w:lang {nsdecls('w')}/>")
    named = LANGUAGES["km"] if khmer else LANGUAGES.get(run.lang if run.lang != "km" else "", LANGUAGES["en"])
    language.set(qn("w:bidi" if khmer else "w:val"), named)
    properties.append(language)
    made.append(properties)
    for words in re.split(r"([\t\n])", part.translate(_UNWRITABLE)):
        if words:
            made.append(OxmlElement(_SIGNS[words]) if words in _SIGNS else _text(words))
    return made


def _text(words: str) -> Any:
    made = OxmlElement("w:t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def _reference(number: int) -> Any:
    return parse_xml(
        f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def _linked(target: Any, address: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    target._p.append(link)
    return link


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in: the page's number, the number of pages."""
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
        else:
            sign = OxmlElement("w:instrText")
            sign.text = name
        run._r.append(sign)


def _widths(table: Any, shares: tuple[int, ...]) -> None:
    """Each column's part of the width between the margins; every program reads it at another place."""
    for share, column in zip(shares, table.columns, strict=bool(shares)):
        column.width = Cm(_TEXT_WIDTH * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _described(table: Any, about: str) -> None:
    if about:
        description = OxmlElement("w:tblDescription")
        description.set(qn("w:val"), about)
        table._tbl.tblPr.append(description)
