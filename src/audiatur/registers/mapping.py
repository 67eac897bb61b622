"""A saved mapping: which of their columns and codes becomes which of ours. A small TOML file that a person reviews."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast, get_args

from audiatur.errors import marked as _
from audiatur.registers.contract import Table, Type
from audiatur.registers.errors import MappingError

Order = Literal["", "dmy", "mdy"]
Era = Literal["auto", "ce", "be"]

CE_BE_YEARS = 543
UNKNOWN = "unknown"
FLAGS = ("true", "false", UNKNOWN)
"""What the codes of a column of yes or no become; where nobody asked or answered, the cell is empty."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How one of our columns is filled: from one of their columns, or with one value for all rows."""

    source: str = ""
    value: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Their code to ours; their code to "" where nobody has decided yet; from "" what an empty cell stands for."""
    order: Order = ""
    """How dates such as 03/04/2024 are to be read; without it only dates that can be read one way are."""
    era: Era = "auto"
    """The era of the years; `auto` takes years from 2443 to 2643 for Buddhist ones."""
    era_years: int = CE_BE_YEARS


@dataclass(frozen=True, slots=True)
class Fold:
    """How a log with one row an event becomes one row a number; each column that it makes is named with its events."""

    by: str
    """Their column with the number that events belong to."""
    event: str
    """Their column with the kind of the event."""
    day: str
    """Their column with its day."""
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns with the day of the first of these events."""
    last: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns with the day of the last of these events."""
    kind: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns with the kind of the last of these events."""
    count: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns with the number of these events."""
    order: Order = ""
    era: Era = "auto"

    def made(self) -> tuple[str, ...]:
        """The columns that it makes."""
        return (*self.first, *self.last, *self.kind, *self.count)

    def kinds(self) -> tuple[tuple[str, ...], ...]:
        """The events of each of them."""
        return (*self.first.values(), *self.last.values(), *self.kind.values(), *self.count.values())


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How the rows of one kind of file become rows of one table."""

    table: str
    version: int
    columns: Mapping[str, ColumnMapping]
    empty: tuple[str, ...] = ()
    """Cells that stand for "nothing", beside the empty cell."""
    sheet: str = ""
    delimiter: str = ""
    encoding: str = ""
    fold: Fold | None = None
    """Where the file is a log of events."""

    def sources(self) -> tuple[str, ...]:
        """Their columns that are used, those that a fold makes among them."""
        return tuple(dict.fromkeys(entry.source for entry in self.columns.values() if entry.source))

    def read(self) -> tuple[str, ...]:
        """The columns of the file itself that are read."""
        if self.fold is None:
            return self.sources()
        made = self.fold.made()
        own = (self.fold.by, self.fold.event, self.fold.day, *self.sources())
        return tuple(dict.fromkeys(name for name in own if name not in made))


def mapping_by_name(table: Table, *, given: Iterable[str]) -> TableMapping:
    """The mapping of a file whose columns bear our names already."""
    names = set(given)
    columns = {column.name: ColumnMapping(source=column.name) for column in table.columns if column.name in names}
    return TableMapping(table.name, table.version, columns)


def check_mapping(mapping: TableMapping, *, table: Table) -> None:
    """Refuses a mapping that is for another contract, misses a required column or names unknown codes.

    Raises:
        MappingError: with what to change.
    """
    if (mapping.table, mapping.version) != (table.name, table.version):
        raise MappingError(
            _(
                "The mapping is for %(given)s version %(given_version)s; the contract is %(table)s version "
                "%(version)s. Review the mapping against the contract and write its version."
            ),
            given=mapping.table,
            given_version=mapping.version,
            table=table.name,
            version=table.version,
        )
    ours = {column.name: column for column in table.columns}
    if unknown := sorted(set(mapping.columns) - set(ours)):
        raise MappingError(
            _("The mapping fills %(unknown)s; %(table)s has only: %(columns)s."),
            unknown=unknown,
            table=table.name,
            columns=list(ours),
        )
    if missing := [name for name, column in ours.items() if column.required and name not in mapping.columns]:
        raise MappingError(
            _(
                "%(table)s requires %(missing)s, which no column fills. Name their columns in a mapping: `audiatur "
                "register map FILE --table %(table)s` suggests one."
            ),
            table=table.name,
            missing=missing,
        )
    for name, entry in mapping.columns.items():
        accepted = FLAGS if ours[name].type is Type.BOOLEAN else ours[name].codes
        if wrong := sorted({code for code in entry.codes.values() if code and code not in accepted}):
            raise MappingError(
                _("%(column)s has no code %(given)s. Accepted: %(accepted)s."),
                column=name,
                given=wrong,
                accepted=list(accepted),
            )


_TOP = {"table", "version", "empty", "sheet", "delimiter", "encoding", "columns", "fold"}
_COLUMN = {"from", "value", "codes", "order", "era", "era_years"}


def read_mapping(path: Path) -> TableMapping:
    """The mapping of a TOML file.

    Raises:
        MappingError: the file is not TOML or not a mapping.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise MappingError(_("%(file)s is not TOML: %(fault)s."), file=path.name, fault=fault) from fault
    _only(given, _TOP, where=path.name)
    columns = given.get("columns")
    if not isinstance(columns, dict) or not isinstance(given.get("table"), str):
        raise MappingError(
            _("%(file)s is not a mapping: it needs `table`, `version` and [columns.NAME] parts."), file=path.name
        )
    return TableMapping(
        given["table"],
        int(given.get("version", 0)),
        {name: _column(entry, where=f"{path.name}, columns.{name}") for name, entry in columns.items()},
        empty=tuple(str(sign) for sign in given.get("empty", [])),
        sheet=str(given.get("sheet", "")),
        delimiter=str(given.get("delimiter", "")),
        encoding=str(given.get("encoding", "")),
        fold=_fold(given["fold"], where=f"{path.name}, fold") if "fold" in given else None,
    )


_MADE = ("first", "last", "kind", "count")
_FOLD = {"by", "event", "day", "order", "era", *_MADE}


def _fold(given: object, *, where: str) -> Fold:
    if not isinstance(given, dict) or not all(given.get(name) for name in ("by", "event", "day")):
        raise MappingError(
            _("%(where)s: name their columns as `by` (the number), `event` (the kind) and `day`."), where=where
        )
    _only(given, _FOLD, where=where)
    order, era = _read_how(given, where=where)
    made: dict[str, dict[str, tuple[str, ...]]] = {}
    for part in _MADE:
        named = given.get(part, {})
        if not isinstance(named, dict) or not all(isinstance(kinds, list) and kinds for kinds in named.values()):
            raise MappingError(
                _('%(where)s, %(part)s: write each column with its events: `filed = ["received"]`.'),
                where=where,
                part=part,
            )
        made[part] = {str(name): tuple(map(str, kinds)) for name, kinds in named.items()}
    names = [name for part in made.values() for name in part]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise MappingError(
            _("%(where)s: %(names)s is made twice. Give each column one name."), where=where, names=twice
        )
    if not names:
        raise MappingError(
            _("%(where)s: it makes no column. Give at least one under %(parts)s."), where=where, parts=_MADE
        )
    return Fold(str(given["by"]), str(given["event"]), str(given["day"]), **made, order=order, era=era)


def _read_how(given: Mapping[str, Any], *, where: str) -> tuple[Order, Era]:
    order, era = given.get("order", ""), given.get("era", "auto")
    if order not in get_args(Order) or era not in get_args(Era):
        raise MappingError(
            _('%(where)s: order is "dmy" or "mdy", era is "auto", "ce" or "be"; given: %(order)s, %(era)s.'),
            where=where,
            order=repr(order),
            era=repr(era),
        )
    return cast(Order, order), cast(Era, era)


def _column(given: object, *, where: str) -> ColumnMapping:
    if not isinstance(given, dict):
        raise MappingError(_('%(where)s: write it as a part with `from = "their column"`.'), where=where)
    _only(given, _COLUMN, where=where)
    order, era = _read_how(given, where=where)
    if ("from" in given) == ("value" in given):
        raise MappingError(
            _("%(where)s: give either `from` (their column) or `value` (one value for all rows)."), where=where
        )
    return ColumnMapping(
        source=str(given.get("from", "")),
        value=str(given.get("value", "")),
        codes={str(theirs): str(ours) for theirs, ours in given.get("codes", {}).items()},
        order=order,
        era=era,
        era_years=int(given.get("era_years", CE_BE_YEARS)),
    )


def _only(given: Mapping[str, Any], accepted: set[str], *, where: str) -> None:
    if unknown := sorted(set(given) - accepted):
        raise MappingError(
            _("%(where)s: %(unknown)s is not known. Accepted: %(accepted)s."),
            where=where,
            unknown=unknown,
            accepted=sorted(accepted),
        )


def write_mapping(mapping: TableMapping, *, notes: Mapping[str, str] | None = None) -> str:
    """The mapping as TOML, with a note above the columns that a person should look at."""
    lines = [f"table = {_quoted(mapping.table)}", f"version = {mapping.version}"]
    lines.append(f"empty = [{_listed(mapping.empty)}]")
    for name in ("sheet", "delimiter", "encoding"):
        if given := getattr(mapping, name):
            lines.append(f"{name} = {_quoted(given)}")
    if mapping.fold:
        lines += _fold_lines(mapping.fold)
    for name, entry in mapping.columns.items():
        lines.append("")
        if note := (notes or {}).get(name):
            lines.append(f"# {note}")
        lines += _column_lines(name, entry)
    return "\n".join(lines) + "\n"


def _fold_lines(fold: Fold) -> list[str]:
    lines = ["", "[fold]", *(f"{name} = {_quoted(getattr(fold, name))}" for name in ("by", "event", "day"))]
    if fold.order:
        lines.append(f"order = {_quoted(fold.order)}")
    if fold.era != "auto":
        lines.append(f"era = {_quoted(fold.era)}")
    for part in _MADE:
        if made := getattr(fold, part):
            lines += [f"[fold.{part}]", *(f"{_quoted(name)} = [{_listed(kinds)}]" for name, kinds in made.items())]
    return lines


def _listed(words: Iterable[str]) -> str:
    return ", ".join(_quoted(word) for word in words)


def _column_lines(name: str, entry: ColumnMapping) -> list[str]:
    lines = [f"[columns.{name}]"]
    lines.append(f"from = {_quoted(entry.source)}" if entry.source else f"value = {_quoted(entry.value)}")
    if entry.order:
        lines.append(f"order = {_quoted(entry.order)}")
    if entry.era != "auto":
        lines.append(f"era = {_quoted(entry.era)}")
    if entry.era_years != CE_BE_YEARS:
        lines.append(f"era_years = {entry.era_years}")
    if entry.codes:
        lines.append(f"[columns.{name}.codes]")
        lines += [f"{_quoted(theirs)} = {_quoted(ours)}" for theirs, ours in entry.codes.items()]
    return lines


def _quoted(words: str) -> str:
    """A TOML basic string: JSON's escapes are a subset of TOML's, but for the delete character."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
