"""What a register table promises: its columns, units, vocabularies, limits and keys, in English and Khmer.

A contract holds no rows and imports no engine; `schema` derives the dataframely schema from it, `frictionless` the
published Table Schema, `rules` the faults that a row can have.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

Lang = Literal["en", "km"]


class Type(StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DAY = "day"
    WHEN = "when"
    """A date that may be imprecise, kept as EDTF with the earliest and the latest day that it can mean beside it."""


@dataclass(frozen=True, slots=True)
class Code:
    """One word of a closed vocabulary."""

    code: str
    en: str
    km: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in which unit, and what its values may be."""

    name: str
    type: Type
    en: str
    km: str
    example: str
    unit: str = ""
    required: bool = False
    vocabulary: tuple[Code, ...] = ()
    minimum: float | date | None = None
    maximum: float | date | None = None
    not_future: bool = False
    """Whether a day after the day of loading is a fault."""
    not_before: str = ""
    """The day column of the same row that this one may not lie before."""
    refers_to: str = ""
    """The table, of one key column, that the value must be a key of."""
    personal: bool = False
    """Whether the value can point to a person; such columns never leave in an export of rows."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The words of the closed vocabulary."""
        return tuple(word.code for word in self.vocabulary)

    @property
    def stored(self) -> tuple[str, ...]:
        """The columns of a snapshot that this one becomes."""
        if self.type is Type.WHEN:
            return (self.name, f"{self.name}_earliest", f"{self.name}_latest")
        return (self.name,)


@dataclass(frozen=True, slots=True)
class Table:
    """The contract of one register table; a changed contract has a new version."""

    name: str
    version: int
    en: str
    km: str
    row_en: str
    """What one row is."""
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        named = {*self.key, *(column.not_before for column in self.columns if column.not_before)}
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name} names a column twice")
        if unknown := sorted(named - set(names)):
            raise ValueError(f"{self.name} has no column {unknown}")
        for column in self.columns:
            _agree(column, table=self.name)

    def column(self, name: str) -> Column:
        """The column of that name."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name} has no column {name!r}")

    @property
    def stored(self) -> tuple[str, ...]:
        """The columns of a snapshot, in their order."""
        return tuple(name for column in self.columns for name in column.stored)


def _agree(column: Column, *, table: str) -> None:
    if (column.type is Type.CODE) != bool(column.vocabulary):
        raise ValueError(f"{table}.{column.name}: a code column, and only one, has a vocabulary")
    if (column.not_future or column.not_before) and column.type is not Type.DAY:
        raise ValueError(f"{table}.{column.name}: only a day can be compared with another day")


def text(name: str, en: str, km: str, *, example: str, required: bool = False, personal: bool = False) -> Column:
    """A column of free text."""
    return Column(name, Type.TEXT, en, km, example, required=required, personal=personal)


def key(name: str, en: str, km: str, *, example: str, personal: bool = False) -> Column:
    """The column that names the row; required, and no two rows share a value."""
    return Column(name, Type.TEXT, en, km, example, required=True, personal=personal)


def reference(
    name: str, table: str, en: str, km: str, *, example: str, required: bool = False, personal: bool = False
) -> Column:
    """A column that holds the key of a row of another table."""
    return Column(name, Type.TEXT, en, km, example, required=required, refers_to=table, personal=personal)


def code(name: str, vocabulary: tuple[Code, ...], en: str, km: str, *, required: bool = False) -> Column:
    """A column of a closed vocabulary."""
    return Column(name, Type.CODE, en, km, vocabulary[0].code, required=required, vocabulary=vocabulary)


def flag(name: str, en: str, km: str, *, required: bool = False) -> Column:
    """A column of yes or no."""
    return Column(name, Type.BOOLEAN, en, km, "true", required=required)


def count(name: str, en: str, km: str, *, unit: str, example: str, required: bool = False) -> Column:
    """A column of whole numbers from zero."""
    return Column(name, Type.INTEGER, en, km, example, unit=unit, required=required, minimum=0)


def number(
    name: str,
    en: str,
    km: str,
    *,
    unit: str,
    example: str,
    required: bool = False,
    minimum: float | None = 0,
    maximum: float | None = None,
) -> Column:
    """A column of numbers, from zero unless said otherwise."""
    return Column(name, Type.NUMBER, en, km, example, unit=unit, required=required, minimum=minimum, maximum=maximum)


EARLIEST_DAY = date(1900, 1, 1)


def day(
    name: str,
    en: str,
    km: str,
    *,
    example: str = "2024-03-21",
    required: bool = False,
    planned: bool = False,
    not_before: str = "",
    personal: bool = False,
) -> Column:
    """A column of full dates since 1900, none of them in the future unless it is `planned`."""
    return Column(
        name,
        Type.DAY,
        en,
        km,
        example,
        required=required,
        minimum=EARLIEST_DAY,
        not_future=not planned,
        not_before=not_before,
        personal=personal,
    )


def when(name: str, en: str, km: str, *, example: str, required: bool = False, personal: bool = False) -> Column:
    """A column of dates that may be imprecise."""
    return Column(name, Type.WHEN, en, km, example, required=required, minimum=EARLIEST_DAY, personal=personal)
