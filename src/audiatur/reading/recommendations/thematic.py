"""OHCHR's thematic list of recommendations (Word) → rows, and rows → the same list.

The list is one table: a line for each theme, under it the recommendations with position, source of the position, all
themes, Sustainable Development Goals and affected persons. A row keeps what is printed; the rest is worked out from it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml import etree

from audiatur.reading.documents.archive import DAMAGED, Archive
from audiatur.reading.errors import BrokenDocument
from audiatur.reading.recommendations.clauses import clauses_of
from audiatur.reading.recommendations.flow import flow_of
from audiatur.reading.recommendations.sdgs import SDG_NAMES
from audiatur.reading.result import Position

HEADER = ("Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation")
_BODY = "word/document.xml"
_POSITIONS: dict[str, Position] = {
    "supported": "supported",
    "accepted": "supported",
    "noted": "noted",
    "not supported": "not_supported",
    "not accepted": "not_supported",
    "rejected": "not_supported",
    "pending": "pending",
}
_SOURCE = re.compile(r"\s*source of positions?:\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"(\d{1,3}\.\d{1,3}|\d{1,3})\.?\s+")
_THEME_LINE = re.compile(r"themes?:\s*", re.IGNORECASE)
_CODE = re.compile(r"([A-Z]\d{1,3})\s+")
_SIDE_BY_SIDE = re.compile(r"\);\s*[A-Z]")
_STATES_AT_END = re.compile(r"\s*\([A-Z][^()]*(?:\([^()]*\)[^()]*)*\)[;.,\s]*$")


@dataclass(frozen=True, slots=True)
class ThematicRow:
    """One recommendation of the list; `printed` is its words with the brackets of States, without the number."""

    paragraph: str
    printed: str
    position_printed: str
    position_source: str
    themes: tuple[str, ...]
    theme_codes: tuple[str, ...]
    sdgs: tuple[int, ...]
    groups: tuple[str, ...]
    listed_under: str
    comment: str = ""

    @property
    def text(self) -> str:
        """The words without the States at their end.

        Where several recommendations stand side by side, each with its own States, the brackets divide them and stay.

        >>> ThematicRow("1.1", "Ratify the Protocol (No. 29) (Chile) (Peru);", "", "", (), (), (), (), "").text
        'Ratify the Protocol (No. 29)'
        """
        words = self.printed
        while not _SIDE_BY_SIDE.search(self.printed) and (match := _STATES_AT_END.search(words)):
            if not clauses_of(flow_of(words, ((0, len(words)),)))[-1].states:
                break
            words = words[: match.start()]
        return words.rstrip(" ;.,")

    @property
    def recommending_states(self) -> tuple[str, ...]:
        """The States that the brackets name, in their order."""
        clauses = clauses_of(flow_of(self.printed, ((0, len(self.printed)),)))
        return tuple(dict.fromkeys(state for clause in clauses for state in clause.states))

    @property
    def position(self) -> Position:
        """The position in the shared vocabulary; "unknown" for words that it does not have."""
        return _POSITIONS.get(self.position_printed.strip().lower(), "unknown")


def read_thematic_list(data: bytes, *, name: str) -> tuple[ThematicRow, ...]:
    """The rows of a thematic list in its order.

    Raises:
        BrokenDocument: the file is no Word document, or holds no table with the list's columns.
        TooLarge: it unpacks to more than is accepted.
    """
    for table in _body(data, name=name).iter(qn("w:tbl")):
        rows = [[_words(cell) for cell in line.iterchildren(qn("w:tc"))] for line in table.iterchildren(qn("w:tr"))]
        if rows and [cell.strip() for cell in rows[0][:3]] == list(HEADER[:3]):
            return tuple(_rows(rows[1:]))
    raise BrokenDocument(f'{name} holds no table with the columns "{HEADER[0]}", "{HEADER[1]}" and "{HEADER[2]}".')


def write_thematic_list(rows: Sequence[ThematicRow], *, title: str) -> bytes:
    """The list as a Word document of the same layout."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.core_properties.title = title
    document.add_paragraph(title)
    written = [HEADER, *_written(rows)]
    table = document.add_table(len(written), len(HEADER))
    table.style = "Table Grid"
    for line, cells in zip(table._tbl.tr_lst, written, strict=True):
        for cell, words in zip(line.tc_lst, cells, strict=True):
            _fill(cell, words)
        if _THEME_LINE.match(cells[0]) and not cells[1]:
            _span_columns(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _body(data: bytes, *, name: str) -> etree._Element:
    archive = Archive(data)
    if _BODY not in archive:
        raise BrokenDocument(f"{name} is no Word document; the list is exported as .docx.")
    try:
        with archive.open(_BODY) as part:
            return etree.parse(part, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    except (etree.XMLSyntaxError, *DAMAGED) as fault:
        raise BrokenDocument(f"{name} is a damaged Word document ({fault}); export it again.") from None


def _words(cell: etree._Element) -> str:
    """The cell's words, a line for each paragraph and each line break."""
    lines: list[str] = []
    for paragraph in cell.iter(qn("w:p")):
        pieces = []
        for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
            pieces.append({qn("w:br"): "\n", qn("w:tab"): "\t"}.get(str(element.tag)) or element.text or "")
        lines.append("".join(pieces))
    return "\n".join(lines)


def _rows(lines: Sequence[list[str]]) -> Iterator[ThematicRow]:
    listed_under = ""
    for cells in lines:
        theme = _THEME_LINE.match(cells[0])
        if theme and not any(cell.strip() for cell in cells[1:]):
            listed_under = cells[0][theme.end() :].strip()
        elif number := _NUMBERED.match(cells[0].strip()):
            yield _row(number[1], cells[0].strip()[number.end() :], cells, listed_under)


def _row(paragraph: str, words: str, cells: Sequence[str], listed_under: str) -> ThematicRow:
    printed, _, source = _partition(words)
    parts = _parts(cells[2])
    codes = tuple(match[1] for theme in parts["themes"] if (match := _CODE.match(theme)))
    return ThematicRow(
        paragraph=paragraph,
        printed=printed.strip(),
        position_printed=cells[1].strip(),
        position_source=" ".join(source.split()),
        themes=tuple(_CODE.sub("", theme, count=1) for theme in parts["themes"]),
        theme_codes=codes,
        sdgs=tuple(int(match[0]) for goal in parts["sdgs"] if (match := re.match(r"\d+", goal))),
        groups=tuple(parts["affected persons"]),
        listed_under=listed_under,
        comment=cells[3].strip() if len(cells) > 3 else "",
    )


def _partition(words: str) -> tuple[str, str, str]:
    match = _SOURCE.search(words)
    return (words[: match.start()], match[0], words[match.end() :]) if match else (words, "", "")


def _parts(words: str) -> dict[str, list[str]]:
    """The third column: themes, then what stands under "SDGs:" and "Affected persons:"."""
    found: dict[str, list[str]] = {"themes": [], "sdgs": [], "affected persons": []}
    part = "themes"
    for line in words.split("\n"):
        entry = line.strip().removeprefix("-").strip()
        if entry.rstrip(":").lower() in found and entry.endswith(":"):
            part = entry.rstrip(":").lower()
        elif entry:
            found[part].append(entry)
    return found


def _written(rows: Sequence[ThematicRow]) -> Iterator[tuple[str, ...]]:
    listed_under = ""
    for row in rows:
        if row.listed_under != listed_under:
            listed_under = row.listed_under
            yield (f"Theme: {listed_under}", "", "", "")
        words = f"{row.paragraph} {row.printed}\nSource of position: {row.position_source}"
        yield (words, row.position_printed, "\n".join(_third_column(row)), row.comment)


def _third_column(row: ThematicRow) -> Iterator[str]:
    if row.theme_codes:
        yield from (f"{code} {theme}" for code, theme in zip(row.theme_codes, row.themes, strict=True))
    else:
        yield from (f"- {theme}" for theme in row.themes)
    if row.sdgs:
        yield "SDGs:"
        yield from (f"- {goal} - {SDG_NAMES[goal].upper()}" for goal in row.sdgs)
    if row.groups:
        yield "Affected persons:"
        yield from (f"- {group}" for group in row.groups)


def _fill(cell: etree._Element, words: str) -> None:
    paragraph = cell.find(qn("w:p"))
    assert paragraph is not None
    run = etree.SubElement(paragraph, qn("w:r"))
    for i, line in enumerate(words.split("\n")):
        if i:
            etree.SubElement(run, qn("w:br"))
        text = etree.SubElement(run, qn("w:t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _span_columns(line: etree._Element) -> None:
    """Make the first cell of a row as wide as the table, as OHCHR's lists set a theme."""
    first, *others = line.iterchildren(qn("w:tc"))
    for cell in others:
        line.remove(cell)
    properties = first.find(qn("w:tcPr"))
    assert properties is not None
    span = etree.SubElement(properties, qn("w:gridSpan"))
    span.set(qn("w:val"), str(len(others) + 1))
