"""The rows of an XLSX workbook: one sheet, values only."""

from __future__ import annotations

import datetime as dt
import posixpath
import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.registers.errors import UnusableFile
from audiatur.registers.spooling import Spooled, spool
from audiatur.registers.watching import Progress, silent

MOST_BYTES = 2 << 30
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def spool_workbook(
    path: Path, *, into: Path, wanted: Collection[str], sheet: str = "", progress: Progress = silent
) -> Spooled:
    """The rows of one sheet.

    Raises:
        UnusableFile: it is damaged, several sheets hold rows and none is named, or a cell is a formula.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise UnusableFile(_("%(file)s unpacks to more than 2 GiB. Export it as CSV."), file=path.name)
            book = CalamineWorkbook.from_path(path)
            chosen = _chosen(book, asked=sheet, path=path)
            _no_formula(archive, sheet=chosen, path=path)
        records = book.get_sheet_by_name(chosen).iter_rows()
        rows = [[_words(cell) for cell in record] for record in records]
    except (zipfile.BadZipFile, CalamineError, KeyError, etree.XMLSyntaxError, EOFError) as fault:
        raise UnusableFile(
            _("%(file)s is cut off or damaged (%(fault)s). Save it again."), file=path.name, fault=type(fault).__name__
        ) from fault
    start = book.get_sheet_by_name(chosen).start
    top = start[0] if start else 0
    names = [name.strip() for name in rows[0]] if rows else []
    where = Message(_("%(file)s, sheet %(sheet)s"), file=path.name, sheet=repr(chosen))
    numbered = ((number, row) for number, row in enumerate(rows[1:], start=top + 2) if any(row))
    spooled = spool(names, rows=numbered, into=into, wanted=wanted, where=where, progress=progress)
    return Spooled(spooled, tuple(names), sheet=chosen)


def _chosen(book: CalamineWorkbook, *, asked: str, path: Path) -> str:
    names = book.sheet_names
    if asked:
        if asked not in names:
            raise UnusableFile(
                _("%(file)s has no sheet %(asked)s. It has: %(names)s."),
                file=path.name,
                asked=repr(asked),
                names=names,
            )
        return asked
    filled = [name for name in names if book.get_sheet_by_name(name).height]
    if not filled:
        raise UnusableFile(_("%(file)s has no rows. Save it again with its rows."), file=path.name)
    if len(filled) > 1:
        raise UnusableFile(
            _("%(file)s has several sheets: %(names)s. Name one: --sheet NAME."), file=path.name, names=filled
        )
    return filled[0]


def _words(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    return str(cell)


def _no_formula(archive: zipfile.ZipFile, *, sheet: str, path: Path) -> None:
    """The values beside formulas are those of the last recalculation, of which nobody knows when it was."""
    with archive.open(_part(archive, sheet=sheet)) as stream:
        cell = ""
        for event, element in _cells(stream):
            if event == "start" and element.tag == f"{_MAIN}c":
                cell = element.get("r", "")
            elif event == "end" and element.tag == f"{_MAIN}f":
                raise UnusableFile(
                    _(
                        "%(file)s, sheet %(sheet)s: cell %(cell)s holds a formula (%(formula)s). Put the values in its "
                        "place (copy, paste as values) and save again."
                    ),
                    file=path.name,
                    sheet=repr(sheet),
                    cell=cell,
                    formula=(element.text or "")[:40],
                )
            elif event == "end" and element.tag == f"{_MAIN}row":
                element.clear()


def _cells(stream: object) -> Iterator[tuple[str, etree._Element]]:
    tags = [f"{_MAIN}{name}" for name in ("c", "f", "row")]
    yield from etree.iterparse(stream, events=("start", "end"), tag=tags, resolve_entities=False, no_network=True)


def _part(archive: zipfile.ZipFile, *, sheet: str) -> str:
    """The part of the package that holds a sheet."""
    plain = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), plain)
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), plain)
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for entry in book.iter(f"{_MAIN}sheet"):
        if entry.get("name") == sheet:
            return posixpath.normpath(posixpath.join("/xl", targets[entry.get(_LINK)])).lstrip("/")
    raise KeyError(sheet)
