"""Small tables: a row that is called the total should be the sum of the rows above it.

A table is a run of paragraphs of the role "table", one a row, with cells divided by a tab, a bar or two spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from audiatur.reading.quantities.numbers import read_digits
from audiatur.reading.result import Arithmetic, Verdict
from audiatur.reading.text import Paragraph, Text

_CELL: Final = re.compile(r"[^\t|\n]+?(?=\s{2,}|\s*[\t|\n]|\s*$)")
_LINE: Final = re.compile(r"[^\n]+")
_VALUE: Final = re.compile(r"[0-9០-៩][0-9០-៩.,\u00a0\u2009\u202f ]*")
_TOTAL: Final = re.compile(r"(?:grand |sub-?)?totals?\b|all (?:prisons|provinces|courts|regions)\b|សរុប", re.IGNORECASE)
_LARGEST: Final = 60
"""Rows of a table that is still called small."""
_LONGEST_ROW: Final = 600


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and place, and its whole number where it holds one."""

    start: int
    end: int
    text: str
    value: float | None


def table_sums(text: Text) -> list[Arithmetic]:
    """The columns of every small table whose last row is a total."""
    found: list[Arithmetic] = []
    for rows in _tables(text):
        found.extend(_check(rows))
    return found


def _tables(text: Text) -> Iterator[list[list[Cell]]]:
    rows: list[list[Cell]] = []
    for paragraph in text.paragraphs:
        if paragraph.role == "table":
            rows.extend(_rows(text.content, paragraph))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _rows(content: str, paragraph: Paragraph) -> list[list[Cell]]:
    return [
        [
            Cell(cell.start(), cell.end(), cell.group(), _value(cell.group()))
            for cell in _CELL.finditer(content, line.start(), line.end())
            if cell.group().strip()
        ]
        for line in _LINE.finditer(content, paragraph.start, paragraph.end)
        if line.end() - line.start() <= _LONGEST_ROW
    ]


def _value(text: str) -> float | None:
    """The whole number that the cell holds and nothing else."""
    text = text.strip()
    if not _VALUE.fullmatch(text):
        return None
    joined = re.sub(r"(?<=[0-9០-៩])[\u00a0\u2009\u202f ](?=[0-9០-៩]{3}(?![0-9០-៩]))", "", text)
    value = read_digits(joined, khmer="០" <= text[0] <= "៩", percent=False, discrete=True)
    return None if value is None or value != int(value) else float(value)


def _check(rows: list[list[Cell]]) -> list[Arithmetic]:
    """The sums under a total; one that differs is told only where another column bears the reading out."""
    for at, row in enumerate(rows):
        if at < 2 or at > _LARGEST or not row or not _TOTAL.match(row[0].text.strip()):
            continue
        body = [above for above in rows[:at] if len(above) == len(row) and above[0].value is None]
        if any(_TOTAL.match(above[0].text.strip()) for above in body):
            continue
        found = [made for column in range(1, len(row)) if (made := _column(body, row[column], column))]
        borne = any(item.verdict == "consistent" for item in found)
        return [item for item in found if item.verdict == "consistent" or borne or _close(item)]
    return []


def _close(item: Arithmetic) -> bool:
    return (
        item.computed is not None and item.stated is not None and abs(item.computed - item.stated) <= 0.05 * item.stated
    )


def _column(body: list[list[Cell]], total: Cell, column: int) -> Arithmetic | None:
    cells = [row[column] for row in body]
    numbers = [cell.value for cell in cells if cell.value is not None]
    if total.value is None or len(numbers) < 2 or len(numbers) < len(cells) - 1:
        return None
    if len(numbers) < len(cells) and cells[0].value is not None:
        return None
    computed = float(sum(numbers))
    outcome: Verdict = "consistent" if computed == total.value else "inconsistent"
    start = min(cell.start for cell in (*cells, total))
    return Arithmetic(start, total.end, "sum", tuple(numbers), total.value, "exact", computed, outcome)
