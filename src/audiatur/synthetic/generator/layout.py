"""How the numbers of a table become columns: derived from the table's contract, so that names and codes are its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from audiatur.registers.contract import Code, Table, Type
from audiatur.synthetic.generator import columns
from audiatur.synthetic.generator.calendar import day, iso

Numbers = NDArray[np.int64] | NDArray[np.float64]
Draft = dict[str, Numbers]
"""A block of rows as numbers: identifiers, positions in word lists, days. Empty: -1, or the day that never comes."""
Encode = Callable[[Numbers], pa.Array]


@dataclass(frozen=True, slots=True)
class Field:
    """One column and how its numbers are written."""

    name: str
    encode: Encode


@dataclass(frozen=True, slots=True)
class Layout:
    """One table as it is written."""

    name: str
    fields: tuple[Field, ...]

    def table(self, draft: Draft) -> pa.Table:
        """The rows of the draft as an Arrow table."""
        return pa.Table.from_arrays(
            [field.encode(draft[field.name]) for field in self.fields], names=[field.name for field in self.fields]
        )


def numbers_of(vocabulary: tuple[Code, ...]) -> dict[str, int]:
    """The position of each code in its vocabulary."""
    return {word.code: number for number, word in enumerate(vocabulary)}


def ident(prefix: str, *, digits: int = 8) -> Encode:
    """An encoder of identifiers."""
    return lambda values: columns.ids(prefix, np.maximum(values, 0), digits=digits, missing=_gaps(values))


def words(listed: Sequence[str]) -> Encode:
    """An encoder of positions in a list of words."""
    return lambda values: columns.codes(listed, np.maximum(values, 0), missing=_gaps(values))


def edtf(values: Numbers) -> pa.Array:
    """Dates of birth, four numbers a day: exact, about that year, the month only, the year only."""
    exact, precision = np.divmod(values.astype(np.int64), 4)
    seen, position = np.unique(exact, return_inverse=True)
    whole = [iso(number) for number in seen]
    forms = [(text, f"{text[:4]}~", text[:7], text[:4]) for text in whole]
    flat = [form for several in forms for form in several]
    return columns.codes(flat, position.astype(np.int64) * 4 + precision).cast(pa.string())


def _gaps(values: Numbers) -> NDArray[np.bool_] | None:
    gone = values < 0
    return gone if gone.any() else None


def _floats(values: Numbers) -> pa.Array:
    return columns.real(values.astype(np.float64), missing=_gaps(values))


_PLAIN: dict[Type, Encode] = {
    Type.DAY: lambda values: columns.days(values.astype(np.int64)),
    Type.BOOLEAN: lambda values: columns.flags(values > 0, missing=_gaps(values)),
    Type.INTEGER: lambda values: columns.whole(values.astype(np.int64), missing=_gaps(values)),
    Type.NUMBER: _floats,
}
day_field = _PLAIN[Type.DAY]
flag_field = _PLAIN[Type.BOOLEAN]
count_field = _PLAIN[Type.INTEGER]
number_field = _PLAIN[Type.NUMBER]


def moment_field(values: Numbers) -> pa.Array:
    """An encoder of minutes since the first day of 1970."""
    return columns.moments(np.maximum(values, 0).astype(np.int64), missing=_gaps(values))


def layout_of(contract: Table, *, texts: Mapping[str, Encode]) -> Layout:
    """The layout of a contract's table; `texts` says how its text columns are written."""
    fields = []
    for column in contract.columns:
        if column.name in texts:
            encode = texts[column.name]
        elif column.type is Type.CODE:
            encode = words(column.codes)
        else:
            encode = _PLAIN[column.type]
        fields.append(Field(column.name, encode))
    return Layout(contract.name, tuple(fields))


EARLIEST_BIRTH = day("1930-01-01")
