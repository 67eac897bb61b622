"""Text files and workbooks become Parquet of text in a folder of passage, with the number of each row.

So one way of validating serves all kinds of files, and memory stays bounded.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import polars as pl

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.registers.errors import UnusableFile
from audiatur.registers.heading import check_heading
from audiatur.registers.sniffing import delimiter_of, encoding_of
from audiatur.registers.validating import CELLS, ROW
from audiatur.registers.watching import Progress, silent

_PART = 100_000


@dataclass(frozen=True, slots=True)
class Spooled:
    """The rows of a file, ready to be validated, and how the file was read."""

    rows: pl.LazyFrame
    names: tuple[str, ...]
    sheet: str = ""
    notes: tuple[str, ...] = ()
    country: str = ""
    """The country that the file says it is of."""


def spool_text(
    path: Path,
    *,
    into: Path,
    wanted: Collection[str],
    encoding: str = "",
    delimiter: str = "",
    progress: Progress = silent,
) -> Spooled:
    """The rows of a delimited text file.

    Raises:
        UnusableFile: it is cut off, in two encodings or delimiters, or its names cannot be trusted.
    """
    encoding = encoding or encoding_of(path)
    delimiter = delimiter or delimiter_of(path, encoding=encoding)
    with path.open(encoding=encoding, newline="") as stream:
        try:
            records = csv.reader(stream, delimiter=delimiter, strict=True)
            names = [name.strip() for name in next(records, [])]
            rows = ((number, row) for number, row in enumerate(records, start=2) if any(row))
            ended = _whole_lines(path)
            spooled = spool(names, rows=rows, into=into, wanted=wanted, where=path.name, ended=ended, progress=progress)
        except csv.Error as fault:
            raise _no_csv(path, fault=fault) from fault
        except (UnicodeDecodeError, LookupError) as fault:
            raise UnusableFile(
                _("%(file)s is not %(encoding)s: %(fault)s. Export it in UTF-8."),
                file=path.name,
                encoding=encoding,
                fault=fault,
            ) from fault
    notes = () if encoding.startswith("utf") else (f"read as {encoding}: look at the accented letters",)
    return Spooled(spooled, tuple(names), notes=notes)


def _no_csv(path: Path, *, fault: csv.Error) -> UnusableFile:
    if "unexpected end" in str(fault):
        return UnusableFile(
            _("%(file)s is cut off: a quotation mark opened near its end is never closed. Export it again."),
            file=path.name,
        )
    return UnusableFile(
        _("%(file)s breaks the rules of CSV: %(fault)s. Export it again, with quotation marks doubled inside cells."),
        file=path.name,
        fault=fault,
    )


def _whole_lines(path: Path) -> bool:
    with path.open("rb") as stream:
        stream.seek(-2, 2)
        return stream.read(2).strip(b"\0")[-1:] in (b"\n", b"\r")


def spool(
    names: Sequence[str],
    *,
    rows: Iterable[tuple[int, Sequence[str]]],
    into: Path,
    wanted: Collection[str],
    where: str | Message,
    ended: bool = True,
    progress: Progress = silent,
) -> pl.LazyFrame:
    """Numbered rows of text as Parquet; `ended` says whether the file ends with its last line's end.

    Raises:
        UnusableFile: the names cannot be trusted, the last row is cut off, or a cell is a formula.
    """
    rows = iter(rows)
    first = list(islice(rows, 2))
    check_heading(names, first_rows=[row for _, row in first], wanted=wanted, where=where)
    for part, batch in enumerate(_batches(chain(first, rows))):
        progress("reading", None)
        width = len(batch[-1][1])
        if not ended and width < len(names) and len(batch) < _PART:
            raise UnusableFile(
                _(
                    "%(where)s is cut off: its last row, %(row)s, ends after %(width)s of %(count)s cells. Export it "
                    "again."
                ),
                where=where,
                row=batch[-1][0],
                width=width,
                count=len(names),
            )
        frame = _frame(batch, names=names)
        _no_formula(frame, names=names, where=where)
        frame.write_parquet(into / f"part-{part:06}.parquet", compression="lz4")
    return pl.scan_parquet(into / "part-*.parquet")


def _batches(rows: Iterator[tuple[int, Sequence[str]]]) -> Iterator[list[tuple[int, Sequence[str]]]]:
    while batch := list(islice(rows, _PART)):
        yield batch


def _frame(batch: Sequence[tuple[int, Sequence[str]]], *, names: Sequence[str]) -> pl.DataFrame:
    width = len(names)
    ragged = [None if len(row) == width else len(row) for _, row in batch]
    even = [row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for _, row in batch]
    columns = zip(*even, strict=True)
    return pl.DataFrame(
        [
            pl.Series(ROW, [number for number, _ in batch], dtype=pl.UInt32),
            pl.Series(CELLS, ragged, dtype=pl.UInt32),
            *(pl.Series(name, cells, dtype=pl.String) for name, cells in zip(names, columns, strict=True)),
        ]
    )


def _no_formula(frame: pl.DataFrame, *, names: Sequence[str], where: str | Message) -> None:
    formula = pl.col(names).str.contains(r"^\s*=[A-Za-z(+\-$]")
    if not frame.select(pl.any_horizontal(formula).any()).item():
        return
    row = frame.filter(pl.any_horizontal(formula)).head(1).row(0, named=True)
    name = next(name for name in names if (row[name] or "").strip().startswith("="))
    raise UnusableFile(
        _(
            "%(where)s: row %(row)s, column %(column)s holds a formula (%(formula)s). Put the values in its place "
            "(copy, paste as values) and export again."
        ),
        where=where,
        row=row[ROW],
        column=repr(name),
        formula=row[name][:40],
    )
