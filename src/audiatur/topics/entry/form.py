"""What a form is: sections, fields bound to contract columns, conditions, repeated blocks. Data alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from audiatur.figures.indicator import Words
from audiatur.registers.contract import Code, Column, Table, Type

YES_NO = (
    Code("true", "yes", "បាទ/ចាស"),
    Code("false", "no", "ទេ"),
    Code("", "not asked", "មិនបានសួរ"),
)
"""The answers to a column of yes or no; an empty one says that nobody asked."""


class Kind(StrEnum):
    """How an answer is given."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    COUNT = "count"
    NUMBER = "number"
    DAY = "day"
    WHEN = "when"
    """A date as precise as it is known, in EDTF."""
    CLOCK = "clock"
    """A time of the day, such as 14:30; a column bound to it holds the minute of the day."""
    PLACE = "place"
    """The name or the code of a place."""


_KINDS: Mapping[Type, Kind] = {
    Type.TEXT: Kind.TEXT,
    Type.CODE: Kind.CHOICE,
    Type.BOOLEAN: Kind.CHOICE,
    Type.INTEGER: Kind.COUNT,
    Type.NUMBER: Kind.NUMBER,
    Type.DAY: Kind.DAY,
    Type.WHEN: Kind.WHEN,
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A condition: the answer to a field of the same block is one of these, or a whole number below a bound."""

    field: str
    among: tuple[str, ...] = ()
    below: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question. Without a table its answer stays in the party's keeping and becomes no column."""

    name: str
    words: Words
    kind: Kind
    table: Table | None = None
    column: Column | None = None
    choices: tuple[Code, ...] = ()
    help: Words | None = None
    required: bool = False
    shown: tuple[Shown, ...] = ()
    """Any of these; none: always."""
    released: bool = False
    """Whether who may see the answer is asked beside it."""


@dataclass(frozen=True, slots=True)
class Annex:
    """More questions of a block, a row of their own table, asked under a condition."""

    title: Words
    table: Table
    fields: tuple[Field, ...]
    shown: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """A section that is filled in once for each person, act or party."""

    noun: Words
    number: str
    """The column that numbers the blocks."""
    pattern: str = "{n}"
    """What the column holds: the number, or the entry's number with it."""
    at_least: int = 1
    most: int = 30


@dataclass(frozen=True, slots=True)
class Section:
    """A step of the form."""

    key: str
    title: Words
    fields: tuple[Field, ...]
    about: Words | None = None
    repeat: Repeat | None = None
    annex: Annex | None = None
    release: str = ""
    """The field of a block that says who may see the block."""
    consent: str = ""
    """The field of a block that says whether the person agreed to be named."""
    on_paper: tuple[Words, ...] = ()
    """Lines that are signed on the printed form and typed nowhere."""

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The fields with those of the annex."""
        return (*self.fields, *(self.annex.fields if self.annex else ()))


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a topic and the tables that its answers become; `number` is the column that names the entry."""

    key: str
    topic: str
    title: Words
    about: Words
    prefix: str
    number: str
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    fills: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Columns that nobody types, by table and column: "party", "on" (the day of handing in), "language", "proof"."""
    headline: tuple[str, ...] = ()
    """The fields, as section-name, by which an entry is known in lists; none that names a person."""
    release: str = ""
    """The field, as section-name, that says who may see the whole entry; "" where the form asks nothing of it."""
    consent: str = ""
    levels: str = ""
    """The table that holds who may see each answer that has a level of its own."""
    khmer_first: bool = False

    def __post_init__(self) -> None:
        tables = {table.name for table in self.tables}
        for section in self.sections:
            for each in section.all_fields:
                if each.table and each.table.name not in tables:
                    raise ValueError(f"{self.key}: {section.key}-{each.name} fills {each.table.name}, no table of it")
        names = set(self.fields)
        if unknown := sorted({*self.headline, self.release, self.consent} - names - {""}):
            raise ValueError(f"{self.key} has no field {unknown}")

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields by section and name, such as `trial-court`."""
        return {f"{section.key}-{each.name}": each for section, each in self.each()}

    def each(self) -> Iterator[tuple[Section, Field]]:
        """Every field with its section, in the order of the form."""
        for section in self.sections:
            for each in section.all_fields:
                yield section, each

    @property
    def levels_offered(self) -> tuple[Code, ...]:
        """Who may see it, from the narrowest: the choices of the field that says it of the whole entry."""
        return self.fields[self.release].choices if self.release else ()

    def section(self, key: str) -> Section | None:
        """The section of that key."""
        return next((section for section in self.sections if section.key == key), None)


def asked(
    table: Table,
    column: str,
    *,
    words: Words | None = None,
    help: Words | None = None,  # noqa: A002
    kind: Kind | None = None,
    shown: tuple[Shown, ...] = (),
    released: bool = False,
    required: bool | None = None,
    name: str = "",
) -> Field:
    """A question whose answer becomes a column; its words, choices and limits are those of the contract."""
    bound = table.column(column)
    choices = YES_NO if bound.type is Type.BOOLEAN else bound.vocabulary
    place = Kind.PLACE if bound.refers_to == "places" else None
    return Field(
        name or column,
        words or Words(bound.en.partition(";")[0], bound.km),
        kind or place or _KINDS[bound.type],
        table=table,
        column=bound,
        choices=choices,
        help=help,
        required=bound.required if required is None else required,
        shown=shown,
        released=released,
    )


def own(
    name: str,
    words: Words,
    *,
    kind: Kind = Kind.TEXT,
    help: Words | None = None,  # noqa: A002
    choices: tuple[Code, ...] = (),
    shown: tuple[Shown, ...] = (),
    required: bool = False,
) -> Field:
    """A question whose answer becomes no column: it stays in the party's keeping."""
    return Field(name, words, kind, choices=choices, help=help, shown=shown, required=required)
