"""Invented register files."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from audiatur.registers.contract import Code, Column, Lang, Table, Type, code, count, day, key, when
from audiatur.registers.loading import Loaded, load
from audiatur.registers.mapping import TableMapping

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

STAYS = Table(
    name="stays",
    version=1,
    en="Stays",
    km="ការស្នាក់",
    row_en="one stay",
    key=("stay",),
    columns=(
        key("stay", "Number of the stay", "លេខ", example="S1"),
        code(
            "status", (Code("tried", "tried", "កាត់ទោស"), Code("held", "held", "ឃុំ")), "Status", "ស្ថានភាព", required=True
        ),
        day("began", "First day", "ថ្ងៃចាប់ផ្ដើម", required=True, not_before="born"),
        day("born", "Date of birth", "ថ្ងៃកំណើត"),
        count("age", "Age", "អាយុ", unit="years", example="30"),
        when("noted", "Date of the note", "កាលបរិច្ឆេទ", example="2024-03"),
        Column("room", Type.TEXT, "Room", "បន្ទប់", "R1", refers_to="rooms"),
    ),
)
ROOMS = Table("rooms", 1, "Rooms", "បន្ទប់", "one room", (key("room", "Number", "លេខ", example="R1"),), ("room",))
HEAD = "stay,status,began,born,age\n"
GOOD = "S1,held,2024-03-21,1990-05-01,33\nS2,tried,2023-01-02,,\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file of that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def loaded(
    path: Path,
    *,
    store: Path | None = None,
    synthetic: bool = True,
    mapping: TableMapping | None = None,
    table: Table = STAYS,
    sheet: str = "",
    country: str = "",
    lang: Lang = "en",
) -> Loaded:
    """The file loaded on 1 March 2026 by Dara."""
    return load(
        path,
        table=table,
        tables=[STAYS, ROOMS],
        at=NOW,
        store=store,
        synthetic=synthetic,
        mapping=mapping,
        sheet=sheet,
        country=country,
        lang=lang,
        by="Dara",
    )


def workbook(*rows: list[str], formula: str = "") -> bytes:
    """A workbook of one sheet whose cells are inline text; a formula stands in its last cell."""
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{words}</t></is></c>' for c, words in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, start=1)
    )
    if formula:
        cells += f'<row r="{len(rows) + 1}"><c r="A{len(rows) + 1}"><f>{formula}</f><v>1</v></c></row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    book_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{book_type}"/><Override PartName="/xl/s.xml" ContentType="{sheet_type}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
        '<sheet name="Stays" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{links}/worksheet" Target="s.xml"/></Relationships>',
        "xl/s.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()
