"""Figures as CSV and back: what leaves and what comes in holds to the same invariants as a figure made here.

A row without its denominator code, cohort window, censoring day, snapshot or interval is no figure and is refused.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from audiatur.figures.errors import IncompleteFigure
from audiatur.figures.figure import Figure, Release

COLUMNS = tuple(field.name for field in fields(Figure))
_NUMBERS = ("value", "low", "high", "numerator", "denominator")
_DAYS = ("since", "until", "censored_on")


def figures_csv(figures: Iterable[Figure]) -> str:
    """One figure a row, with everything that it tells; a suppressed figure has empty cells."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(getattr(figure, name)) for name in COLUMNS] for figure in figures)
    return written.getvalue()


def figures_from_csv(content: str) -> tuple[Figure, ...]:
    """The figures of a CSV text.

    Raises:
        IncompleteFigure: a row is not a figure, with the row and what it lacks.
    """
    reader = csv.DictReader(io.StringIO(content))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
        raise IncompleteFigure(f"The file has no column {', '.join(missing)}. Figures tell: {', '.join(COLUMNS)}.")
    found = []
    for number, row in enumerate(reader, start=2):
        try:
            found.append(Figure(**{name: _read(name, row[name] or "") for name in COLUMNS}))
        except (ValueError, TypeError, AttributeError) as fault:
            raise IncompleteFigure(f"Row {number}: {fault}. Correct the cell.") from fault
        except IncompleteFigure as fault:
            raise IncompleteFigure(f"Row {number}: {fault}") from fault
    return tuple(found)


def _cell(value: object) -> str:
    if isinstance(value, Mapping | tuple):
        return json.dumps(dict(value) if isinstance(value, Mapping) else list(value), ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _read(name: str, cell: str) -> Any:
    if name in _NUMBERS:
        return float(cell) if cell else None
    if name in _DAYS:
        return date.fromisoformat(cell) if cell else None
    return _READERS.get(name, str)(cell)


def _truth(cell: str) -> bool:
    if cell not in ("true", "false"):
        raise ValueError(f"{cell!r} is neither true nor false")
    return cell == "true"


_READERS: Mapping[str, Callable[[str], Any]] = {
    "version": int,
    "n": lambda cell: int(cell) if cell else None,
    "group": lambda cell: {str(key): str(value) for key, value in json.loads(cell or "{}").items()},
    "snapshots": lambda cell: tuple(json.loads(cell or "[]")),
    "marks": lambda cell: tuple(json.loads(cell or "[]")),
    "synthetic": _truth,
    "release": Release,
}
