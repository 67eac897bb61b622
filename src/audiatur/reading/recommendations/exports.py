"""Tables of recommendations that the Universal Human Rights Index exports: CSV, XLSX or JSON.

The Index has named its columns in several ways over the years ("Reccomending Body", "Document Symbol", "Text"). A
column is known by its letters alone; what is needed and not found is told with what the file has.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiatur.reading.errors import ReadingError
from audiatur.reading.recommendations.states import state_named

MOST_ROWS = 100_000

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "recommendation", "annotation", "annotationtext", "recommendationtext"),
    "symbol": ("symbol", "documentsymbol", "documentcode", "document", "documentsymbolnumber"),
    "paragraph": ("paragraph", "paragraphnumber", "para", "paragraphs", "annotationparagraph", "recommendationnumber"),
    "countries": ("countries", "country", "stateunderreview", "reviewedstate", "concernedcountries", "stateentity"),
    "published": ("documentpublicationdate", "publicationdate", "publicationdateonuhri", "date", "documentdate"),
    "body": ("body", "reccomendingbody", "recommendingbody", "mechanism", "bodies"),
    "states": ("recommendingstate", "recommendingstates", "uprrecommendingstate", "recommendingstateentity"),
    "position": ("uprposition", "position", "stateposition", "response", "supportednoted"),
    "title": ("documenttitle", "title", "documentname"),
}
"""The letters of the names that each of our columns has gone by."""

POSITIONS = {
    "supported": "supported",
    "accepted": "supported",
    "noted": "noted",
    "notsupported": "not_supported",
    "rejected": "not_supported",
    "pending": "pending",
}


@dataclass(frozen=True, slots=True)
class Exported:
    """A recommendation as the Index has it; `position` is a report position, "unknown" where none is told."""

    row: int
    symbol: str
    text: str
    paragraph: str
    countries: tuple[str, ...]
    published: str
    body: str
    states: tuple[str, ...]
    position: str
    title: str


def read_export(path: Path) -> tuple[Exported, ...]:
    """The recommendations of an export, in its order; rows without a text are left out.

    Raises:
        ReadingError: the file cannot be read, or has no column of texts or of symbols.
    """
    records = list(_records(path))
    if len(records) > MOST_ROWS:
        raise ReadingError(
            f"{path.name} has {len(records):,} rows; at most {MOST_ROWS:,} are read. Export one country."
        )
    if not records:
        raise ReadingError(f"{path.name} has no rows. Export it again.")
    names = _names(list(records[0]))
    if missing := [name for name in ("text", "symbol") if name not in names]:
        raise ReadingError(
            f"{path.name} has no column for: {', '.join(missing)}. It has: {', '.join(map(str, records[0]))[:300]}. "
            "Export recommendations of the Universal Human Rights Index with text and document symbol."
        )
    rows = (_exported(number, record, names=names) for number, record in enumerate(records, 2))
    return tuple(row for row in rows if row.text)


def _records(path: Path) -> Iterator[Mapping[str, Any]]:
    content = path.read_bytes()
    try:
        if content[:2] == b"PK":
            yield from _workbook(content)
        elif content.lstrip()[:1] in (b"[", b"{"):
            yield from _json(json.loads(content))
        else:
            yield from csv.DictReader(io.StringIO(content.decode("utf-8-sig")), strict=True)
    except (UnicodeDecodeError, ValueError, csv.Error) as fault:
        raise ReadingError(f"{path.name} is neither CSV in UTF-8, nor XLSX, nor JSON: {fault}.") from fault


def _workbook(content: bytes) -> Iterator[Mapping[str, Any]]:
    import python_calamine

    try:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python()
    except python_calamine.CalamineError as fault:
        raise ValueError(str(fault)) from fault
    # The Index puts lines about the search above the names of the columns.
    head = next((place for place, row in enumerate(rows) if "text" in _names(row)), 0)
    names = [str(cell) for cell in rows[head]] if rows else []
    for row in rows[head + 1 :]:
        yield dict(zip(names, row, strict=False))


def _json(given: Any) -> Iterator[Mapping[str, Any]]:
    rows = given if isinstance(given, list) else next((each for each in given.values() if isinstance(each, list)), [])
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("it holds no list of objects")
    yield from rows


def _names(given: Sequence[Any]) -> dict[str, Any]:
    """Our names to those of the file."""
    letters = {re.sub(r"[^a-z]", "", str(name).lower()): name for name in reversed(given)}
    found = {ours: next((letters[one] for one in known if one in letters), None) for ours, known in COLUMNS.items()}
    return {ours: name for ours, name in found.items() if name is not None}


def _exported(number: int, record: Mapping[str, Any], *, names: Mapping[str, Any]) -> Exported:
    def cell(name: str) -> str:
        value = record.get(names[name]) if name in names else None
        words = "; ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
        return re.sub(r"\s+", " ", words).strip()

    position = POSITIONS.get(re.sub(r"[^a-z]", "", cell("position").lower()), "unknown")
    return Exported(
        row=number,
        symbol=cell("symbol"),
        text=cell("text"),
        paragraph=cell("paragraph").removesuffix(".0"),
        countries=_listed(cell("countries")),
        published=_day(cell("published")),
        body=cell("body").lstrip("- "),
        states=tuple(state_named(state) or state for state in _listed(cell("states"))),
        position=position,
        title=cell("title"),
    )


def _listed(words: str) -> tuple[str, ...]:
    parts = (part.strip(" -") for part in re.split(r"[;\n|]", words))
    return tuple(dict.fromkeys(part for part in parts if part))


def _day(words: str) -> str:
    """A day, month or year in ISO order; "" for what can be read in two ways."""
    if match := re.match(r"(\d{4})(-\d\d)?(-\d\d)?", words):
        return match[0]
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    if (match := re.match(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})", words)) and match[2].lower() in months:
        return f"{match[3]}-{months.index(match[2].lower()) + 1:02}-{int(match[1]):02}"
    return ""
