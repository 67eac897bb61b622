"""What a file of rows is: its kind by its first bytes; the encoding and the delimiter of a text file."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from enum import StrEnum
from itertools import islice
from pathlib import Path

from audiatur.errors import Message
from audiatur.errors import marked as _
from audiatur.registers.errors import UnusableFile

DELIMITERS = {",": _("comma"), ";": _("semicolon"), "\t": _("tab"), "|": _("vertical bar")}
_CHUNK = 1 << 23
_SAMPLE = 60
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Kind(StrEnum):
    """The kinds of files that rows are loaded from."""

    TEXT = "CSV"
    WORKBOOK = "XLSX"
    PARQUET = "Parquet"
    PACKAGE = "Frictionless package"


def kind_of(path: Path) -> Kind:
    """The kind of a file, by what it holds and not by its name.

    Raises:
        UnusableFile: it is empty, or of a kind that is not read.
    """
    if path.name == "datapackage.json":
        return Kind.PACKAGE
    with path.open("rb") as stream:
        first = stream.read(8)
    if not first:
        raise UnusableFile(_("%(file)s is empty. Export it again."), file=path.name)
    if first.startswith(b"PK\x03\x04"):
        return Kind.WORKBOOK
    if first.startswith(b"PAR1"):
        return Kind.PARQUET
    if first.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnusableFile(
            _("%(file)s is an old or a locked Excel workbook. Save it as .xlsx without a password."), file=path.name
        )
    if first.startswith((b"%PDF", b"\x1f\x8b", b"{", b"[{", b"<")):
        raise UnusableFile(
            _("%(file)s is no table. Accepted: CSV, XLSX, Parquet, a Frictionless datapackage.json."), file=path.name
        )
    return Kind.TEXT


def encoding_of(path: Path) -> str:
    """UTF-8 or UTF-16; Windows-1252 where nothing in the file is UTF-8.

    Raises:
        UnusableFile: the lines are in different encodings, or it is no text.
    """
    with path.open("rb") as stream:
        first = stream.read(4)
        for mark, name in _BOMS:
            if first.startswith(mark):
                return name
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk := stream.read(_CHUNK):
                if b"\0" in chunk:
                    raise UnusableFile(
                        _("%(file)s is no text: it holds zero bytes. Export it as CSV in UTF-8."), file=path.name
                    )
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return _without_utf8(path)
    return "utf-8"


def _without_utf8(path: Path) -> str:
    """Windows-1252 if no line needs UTF-8, since a line in each means that two files were put together."""
    foreign = utf8 = 0
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                utf8 = utf8 or number
            except UnicodeDecodeError:
                foreign = foreign or number
            if utf8 and foreign:
                raise UnusableFile(
                    _(
                        "%(file)s mixes encodings: line %(utf8)s is UTF-8, line %(foreign)s is not. Export it again in "
                        "one encoding, UTF-8."
                    ),
                    file=path.name,
                    utf8=utf8,
                    foreign=foreign,
                )
    return "cp1252"


def delimiter_of(path: Path, *, encoding: str) -> str:
    """The sign between the cells, by which most rows have as many cells as the row of names.

    Raises:
        UnusableFile: no accepted sign divides the names, or another one divides the rows.
    """
    with path.open(encoding=encoding, newline="", errors="replace") as stream:
        lines = list(islice(stream, _SAMPLE))
    widths = {sign: [len(row) for row in csv.reader(lines, delimiter=sign) if row] for sign in DELIMITERS}
    heads = {sign: found[0] for sign, found in widths.items() if found and found[0] > 1}
    if not heads:
        raise UnusableFile(
            _(
                "%(file)s has one column only: %(first)s. Its delimiter must be one of: %(accepted)s. Export it with "
                "one of them, or name another in the mapping (delimiter)."
            ),
            file=path.name,
            first=repr(lines[0].strip()[:60]),
            accepted=[Message(name) for name in DELIMITERS.values()],
        )
    fitting = {sign: found.count(heads[sign]) / len(found) for sign, found in widths.items() if sign in heads}
    best = max(heads, key=lambda sign: (fitting[sign] > 0.5, heads[sign]))
    if len(widths[best]) > 2 and fitting[best] <= 0.5:
        rows = Counter({sign: sum(width > 1 for width in found[1:]) for sign, found in widths.items()})
        other = rows.most_common(1)[0][0]
        if other == best:
            raise UnusableFile(
                _(
                    "%(file)s: the names are divided by %(sign)s and the rows are not. Export it again with one "
                    "delimiter."
                ),
                file=path.name,
                sign=Message(DELIMITERS[best]),
            )
        raise UnusableFile(
            _(
                "%(file)s: the names are divided by %(sign)s and the rows are not (they seem to be by %(other)s). "
                "Export it again with one delimiter."
            ),
            file=path.name,
            sign=Message(DELIMITERS[best]),
            other=Message(DELIMITERS[other]),
        )
    return best
